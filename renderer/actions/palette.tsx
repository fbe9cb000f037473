import { ArrowRightLeft, Command, Layers, MapPin, Search } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { Autocomplete, Dialog, Input, Menu, MenuItem, Modal, ModalOverlay, TextField } from 'react-aria-components';
import type { ActionId } from '../../shared/bridge/actions.ts';
import { useFrom, useStores } from '../state/stores.ts';
import { Key } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import overlay from '../ui/overlay.module.css';
import { EnvironmentDot, ProductionMark } from '../ui/pieces.tsx';
import { count } from '../words/phrases.ts';
import styles from './actions.module.css';
import type { Doing } from './doings.ts';
import { fuzzyFind } from './fuzzy.ts';
import { type PaletteItem, type PaletteKind, paletteItems } from './palette-items.ts';
import { hint } from './platform.ts';

/** More lines than anyone reads; the rest is found by typing on. */
const mostLines = 40;

const icons: Readonly<Record<PaletteKind, ReactNode>> = {
  action: <Command size={14} aria-hidden />,
  pair: <ArrowRightLeft size={14} aria-hidden />,
  place: <MapPin size={14} aria-hidden />,
  profile: <Layers size={14} aria-hidden />,
};

export interface PaletteProps {
  readonly doings: Readonly<Record<ActionId, Doing>>;
  readonly onClose: () => void;
}

/** Every action, place and profile by a few of its letters. */
export function Palette({ doings, onClose }: PaletteProps) {
  const stores = useStores();
  const [query, setQuery] = useState('');
  const environments = useFrom(stores.environments, (state) => state.environments);
  // Read again when projects arrive.
  const scopes = useFrom(stores.environments, (state) => state.scopes);
  // biome-ignore lint/correctness/useExhaustiveDependencies: scopes are read from the store
  const items = useMemo(() => paletteItems(stores, doings), [stores, doings, scopes]);
  const found = useMemo(() => fuzzyFind(items, textOf, query), [items, query]);
  const shown = found.slice(0, mostLines);

  useEffect(() => {
    const { scopesAsked } = stores.environments.getState();
    for (const one of environments) if (one.key !== 'missing') void scopesAsked(one.id);
  }, [stores, environments]);

  const chosen = (id: string): void => {
    const item = found.find((one) => one.id === id);
    if (item === undefined || item.refusal !== null) return;
    onClose();
    // The palette gives the keyboard back when it goes; what was chosen may then take it.
    requestAnimationFrame(() => requestAnimationFrame(item.run));
  };

  return (
    <ModalOverlay isOpen isDismissable onOpenChange={onClose} className={cx(overlay.scrim, styles.paletteScrim)}>
      <Modal className={cx(overlay.modal, styles.palette)}>
        <Dialog aria-label="Command palette" className={cx(overlay.dialog)}>
          <Autocomplete inputValue={query} onInputChange={setQuery}>
            <TextField aria-label="Search actions, places and profiles" autoFocus className={cx(styles.field)}>
              <Search size={16} aria-hidden />
              <Input
                className={cx(styles.input)}
                placeholder="Search actions, places and profiles"
                spellCheck={false}
                onKeyDown={(event) => {
                  if (event.key === 'Escape') onClose();
                  // Typed and confirmed faster than the list marks its first line.
                  const first = shown.find((one) => one.refusal === null);
                  const isMarked = event.currentTarget.hasAttribute('aria-activedescendant');
                  if (event.key === 'Enter' && !isMarked && first !== undefined) chosen(first.id);
                }}
              />
            </TextField>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard */}
            <section className={styles.results} tabIndex={0} aria-label="Found">
              <Menu
                aria-label="Results"
                className={cx(styles.lines)}
                items={shown}
                disabledKeys={shown.filter((one) => one.refusal !== null).map((one) => one.id)}
                onAction={(key) => chosen(String(key))}
                renderEmptyState={() => <p className={styles.none}>Nothing has these letters in this order.</p>}
              >
                {(item) => <Line item={item} />}
              </Menu>
            </section>
          </Autocomplete>
          <footer className={styles.foot}>
            <span role="status">
              {found.length > shown.length
                ? `${count(found.length, 'result', 'results')}, the best ${shown.length} shown`
                : count(found.length, 'result', 'results')}
            </span>
            <span className={styles.footKeys} aria-hidden>
              <Key>↑ ↓</Key> choose <Key>Enter</Key> do <Key>Esc</Key> close
            </span>
          </footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Line({ item }: { readonly item: PaletteItem }) {
  const keys = item.action === null ? undefined : hint(item.action);
  return (
    <MenuItem id={item.id} textValue={`${item.text}, ${item.aside}`} className={cx(overlay.item, styles.line)}>
      <span className={styles.icon}>
        {item.colour === null ? icons[item.kind] : <EnvironmentDot colour={item.colour} />}
      </span>
      <span className={styles.text}>{item.text}</span>
      {item.isProduction ? <ProductionMark /> : null}
      <span className={styles.aside}>{item.aside}</span>
      {keys === undefined ? null : <Key>{keys}</Key>}
    </MenuItem>
  );
}

function textOf({ text, aside }: PaletteItem): string {
  return `${text} ${aside}`;
}
