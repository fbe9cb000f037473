import { Asterisk, CircleAlert, FileCode2 } from 'lucide-react';
import { ListBox, ListBoxItem, ToggleButton } from 'react-aria-components';
import { packsOf } from '../../shared/profile/document.ts';
import { cx } from '../ui/cx.ts';
import { Space } from '../ui/pieces.tsx';
import { layerName } from '../words/layer-words.ts';
import { count } from '../words/phrases.ts';
import styles from './documents.module.css';
import own from './layer-list.module.css';
import { wholeProfile } from './places.ts';
import type { Working } from './use-document.ts';

/** The profile and its layers as a stack: the operating system at the bottom carries what stands on it. */
export function LayerList({ working }: { readonly working: Working }) {
  const { document, profile, place, go, holes, values } = working;
  const packs = packsOf(profile);
  return (
    <div className={own.side}>
      <ListBox
        aria-label="Profile and layers, from top to bottom"
        className={cx(own.layers)}
        // Here the keyboard goes on when a file opens.
        autoFocus
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={place.raw === true ? [] : [place.layer === null ? 'profile' : String(place.layer)]}
        onSelectionChange={(keys) => {
          const [key] = keys === 'all' ? [] : keys;
          if (key === 'profile') go(wholeProfile);
          else if (key !== undefined) go({ ...wholeProfile, layer: Number(key) });
        }}
      >
        <ListBoxItem id="profile" textValue="Profile" className={cx(own.layer, own.whole)}>
          <span className={own.layerName}>Profile</span>
          <span className={own.layerVersion}>{count(packs.length, 'layer', 'layers')}</span>
        </ListBoxItem>
        {[...packs.entries()].reverse().map(([at, pack]) => {
          const open = holes.filter(
            ({ id, where }) => where.kind === 'scalar' && where.text.pack === at && !values.has(id),
          );
          const notes = document.layers.find((layer) => layer.at === at)?.notes ?? [];
          const errors = notes.filter(({ severity }) => severity === 'error').length;
          const facts = [
            pack.version ?? '',
            open.length === 0 ? '' : count(open.length, 'masked value', 'masked values'),
            errors === 0 ? '' : count(errors, 'error', 'errors'),
          ];
          return (
            <ListBoxItem
              // The name may occur twice; the position is what tells layers apart.
              key={String(at)}
              id={String(at)}
              textValue={[pack.name, ...facts].filter((fact) => fact !== '').join(', ')}
              className={cx(own.layer)}
              data-layer={pack.layer ?? ''}
            >
              <span className={own.layerName}>{pack.name}</span>
              <span className={own.layerFacts}>
                <span>{layerName(pack.layer ?? '')}</span>
                <span className={own.layerVersion}>{pack.version ?? ''}</span>
                <Space />
                {errors === 0 ? null : (
                  <span className={cx(styles.bad, own.count)}>
                    <CircleAlert size={12} aria-hidden />
                    {errors}
                  </span>
                )}
                {open.length === 0 ? null : (
                  <span className={cx(styles.warn, own.count)}>
                    <Asterisk size={12} aria-hidden />
                    {open.length}
                  </span>
                )}
              </span>
            </ListBoxItem>
          );
        })}
      </ListBox>
      <ToggleButton
        className={cx(own.raw)}
        isSelected={place.raw === true}
        onChange={(raw) => go({ ...wholeProfile, raw })}
      >
        <FileCode2 size={14} aria-hidden />
        File text
      </ToggleButton>
    </div>
  );
}
