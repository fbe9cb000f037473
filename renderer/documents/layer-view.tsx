import { Search } from 'lucide-react';
import { type RefObject, useMemo, useRef } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { packsOf } from '../../shared/profile/document.ts';
import type { SecretFieldHandle } from '../editor/secret-field.tsx';
import { YamlEditor, type YamlEditorHandle } from '../editor/yaml-editor.tsx';
import { IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Space } from '../ui/pieces.tsx';
import { count } from '../words/phrases.ts';
import styles from './documents.module.css';
import { useLiveText } from './edits/use-live-text.ts';
import view from './layer-view.module.css';
import { MaskPanel } from './mask-panel.tsx';
import { textsOfLayer } from './places.ts';
import type { Working } from './use-document.ts';

export interface ShownProps {
  readonly working: Working;
  readonly field: RefObject<SecretFieldHandle | null>;
  /** Go on in the field of this hole. */
  readonly chosen: (hole: string) => void;
  readonly onDone: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** One layer: where its pack comes from, its texts, and the masked value at hand. */
export function LayerView({ layer, ...shown }: ShownProps & { readonly layer: number }) {
  const { working, field, chosen, onDone } = shown;
  const { book, profile, holes, texts, place, go } = working;
  const editor = useRef<YamlEditorHandle>(null);
  const pack = packsOf(profile)[layer];
  const own = useMemo(() => textsOfLayer(texts, layer), [texts, layer]);
  // Where something stood when the file was opened: what is written or deleted since does not change the text at hand.
  const first = own.find(({ key }) => (book.opened().texts.get(key)?.length ?? 0) > 0) ?? own[0];
  const text = own.find(({ key }) => key === place.text) ?? first;
  const { live, chips, notes } = useLiveText(shown, text?.key ?? '');
  if (pack === undefined || text === undefined) return null;
  const registry = pack.registry?.metadata;
  const reached = (hole: string): void => {
    const line = holes.find(({ id }) => id === hole)?.line ?? 0;
    go({ layer, text: text.key, line, hole });
  };
  const facts: readonly (readonly [string, string | null | undefined])[] = [
    ['Version', pack.version],
    ['Tag', pack.tag],
    ['Type', pack.type],
    ['Repository', [registry?.name, registry?.kind].filter((part) => (part ?? '') !== '').join(' · ')],
  ];
  return (
    <>
      <div className={view.layerHead}>
        <h3 className={styles.strong} data-selectable>
          {pack.name}
        </h3>
        <dl className={view.facts}>
          {facts.map(([term, value]) => (
            <div key={term} className={view.fact}>
              <dt className={styles.term}>{term}</dt>
              <dd data-selectable>{(value ?? '') === '' ? 'none' : value}</dd>
            </div>
          ))}
        </dl>
      </div>
      <MaskPanel working={working} field={field} onDone={onDone} chosen={chosen} text={text.text} />
      <div className={view.text}>
        <div className={view.textHead}>
          <ToggleButtonGroup
            aria-label={`Texts of ${pack.name}`}
            className={cx(styles.tabs)}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[text.key]}
            onSelectionChange={([key]) => go({ layer, text: String(key), line: 0, hole: null })}
          >
            {own.map(({ key, title, isManifest }) => (
              <ToggleButton key={key} id={key} className={cx(styles.tab)}>
                {isManifest ? `Manifest ${title}` : title}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          <Space />
          <IconButton data-find-in-file label="Find in this text" onPress={() => editor.current?.search()}>
            <Search size={14} aria-hidden />
          </IconButton>
        </div>
        <YamlEditor
          ref={editor}
          label={`${text.title} of ${text.layer}, ${count(chips.length, 'masked value', 'masked values')}`}
          text={text.text}
          chips={chips}
          live={live}
          problems={notes}
          current={place.hole}
          line={place.line}
          visit={place}
          selection={place.selection}
          onChosen={chosen}
          onReached={reached}
        />
      </div>
    </>
  );
}
