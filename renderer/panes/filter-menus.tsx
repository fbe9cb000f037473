import { ChevronDown, ListFilter } from 'lucide-react';
import { memo, type RefObject, useCallback, useMemo, useRef } from 'react';
import { Button, Header, ListLayout, MenuSection, Virtualizer } from 'react-aria-components';
import type { ProfileRow } from '../../shared/bridge/views.ts';
import { type Choices, type Facet, facets, noChoices, type PaneSide } from '../state/pane-store.ts';
import { useFrom, useStores } from '../state/stores.ts';
import { cx } from '../ui/cx.ts';
import { Float, Menu, MenuItem, MenuTrigger } from '../ui/menu.tsx';
import overlay from '../ui/overlay.module.css';
import { Badge, Count } from '../ui/pieces.tsx';
import { amount, count, listed } from '../words/phrases.ts';
import { askedWords, chosenOf, facetNames, facetWords, optionsOf, valueWords } from './facets.ts';
import styles from './filter-menus.module.css';

/** In pixels. The padding is the layout's: lines are as wide as what it leaves them. */
const layoutOptions = { estimatedRowSize: 28, estimatedHeadingSize: 28, padding: 4 } as const;

/** In pixels: a narrower pane has no room for a menu of each facet beside the field. */
const roomForEach = 600;

export interface FilterMenusProps {
  readonly side: PaneSide;
  readonly paneName: string;
  /** Of the pane, in pixels. */
  readonly width: number;
}

/** What the list is narrowed to, beside the filter's text: a menu of each facet, or one of all where there is less room. */
export const FilterMenus = memo(function FilterMenus({ side, paneName, width }: FilterMenusProps) {
  const first = useRef<HTMLButtonElement>(null);
  const menus: readonly (readonly Facet[])[] = width < roomForEach ? [facets] : facets.map((facet) => [facet]);
  // The first one has the same key either way: it stays, whatever it holds.
  return menus.map((of) => <FilterMenu key={of[0]} side={side} of={of} paneName={paneName} first={first} />);
});

/** "Filter Source by tag: pci:yes". */
function facetName(paneName: string, facet: Facet, choices: Choices): string {
  const words = facetWords(facet, choices[facet]);
  return `Filter ${paneName} by ${words.charAt(0).toLowerCase()}${words.slice(1)}`;
}

/** "Filter Source by type, cloud and tag: type add-on and tag pci:yes". */
function allName(paneName: string, choices: Choices): string {
  const words = askedWords('', choices);
  return `Filter ${paneName} by ${listed(facets)}${words === '' ? '' : `: ${words}`}`;
}

interface FilterMenuProps {
  readonly side: PaneSide;
  readonly of: readonly Facet[];
  readonly paneName: string;
  /** Of the menus of this pane, the one that never goes. */
  readonly first: RefObject<HTMLButtonElement | null>;
}

function FilterMenu({ side, of, paneName, first }: FilterMenuProps) {
  const choices = useFrom(useStores().panes[side], (pane) => pane.choices);
  const [facet] = of;
  const alone = of.length === 1 && facet !== undefined ? facet : null;
  const chosen = alone === null ? chosenOf(choices) : choices[alone].size;
  /** As a window grows narrower the menus become one: the keyboard goes to it from the one that is taken away. */
  const button = useCallback(
    (element: HTMLButtonElement | null) => {
      if (element === null) return;
      first.current ??= element;
      return () => {
        if (first.current === element) first.current = null;
        else if (document.activeElement === element) first.current?.focus();
      };
    },
    [first],
  );
  return (
    <MenuTrigger>
      <Button
        ref={button}
        className={cx(styles.button)}
        aria-label={alone === null ? allName(paneName, choices) : facetName(paneName, alone, choices)}
        data-on={chosen > 0 || undefined}
      >
        {alone === null ? (
          <>
            <ListFilter size={13} aria-hidden />
            <span>Filter</span>
            {chosen === 0 ? null : <Count value={chosen} />}
          </>
        ) : (
          <span className={styles.words} title={askedWords('', { ...noChoices, [alone]: choices[alone] })}>
            {facetWords(alone, choices[alone])}
          </span>
        )}
        <ChevronDown size={12} aria-hidden />
      </Button>
      <Float placement="bottom end">
        <div className={styles.box}>
          <FacetList side={side} of={of} label={`Filter ${paneName} by ${listed(of)}`} />
        </div>
      </Float>
    </MenuTrigger>
  );
}

interface FacetListProps {
  readonly side: PaneSide;
  readonly of: readonly Facet[];
  readonly label: string;
}

/** Made when its menu opens, so that nothing is counted while somebody types; only what is in sight is drawn. */
function FacetList({ side, of, label }: FacetListProps) {
  const store = useStores().panes[side];
  const rows = useFrom(store, (pane) => pane.rows);
  return (
    <Virtualizer layout={ListLayout} layoutOptions={layoutOptions}>
      <Menu aria-label={label}>
        {of.map((facet) => (
          <FacetSection key={facet} side={side} facet={facet} rows={rows} hasHead={of.length > 1} />
        ))}
      </Menu>
    </Virtualizer>
  );
}

interface FacetSectionProps {
  readonly side: PaneSide;
  readonly facet: Facet;
  readonly rows: readonly ProfileRow[];
  readonly hasHead: boolean;
}

function FacetSection({ side, facet, rows, hasHead }: FacetSectionProps) {
  const store = useStores().panes[side];
  const chosen = useFrom(store, (pane) => pane.choices[facet]);
  const options = useMemo(() => optionsOf(rows, facet, chosen), [rows, facet, chosen]);
  const [one, many] = facetNames[facet];
  const anyWords = `Any ${one.toLowerCase()}`;
  /** No value has this key: theirs begin with the facet and an equals sign. */
  const any = facet;
  const keyOf = (value: string): string => `${facet}=${value}`;
  return (
    <MenuSection
      aria-label={many}
      selectionMode="multiple"
      selectedKeys={chosen.size === 0 ? [any] : [...chosen].map(keyOf)}
      onSelectionChange={(keys) => {
        const picked = keys === 'all' ? options.map(({ value }) => keyOf(value)) : [...keys].map(String);
        const isCleared = chosen.size > 0 && picked.includes(any);
        const values = isCleared ? [] : picked.filter((key) => key !== any).map((key) => key.slice(facet.length + 1));
        store.getState().facetChosen(facet, new Set(values));
      }}
    >
      {hasHead ? <Header className={cx(overlay.sectionHead)}>{many}</Header> : null}
      <MenuItem id={any} textValue={anyWords}>
        {anyWords}
      </MenuItem>
      {options.map(({ value, rows: having }) => (
        <MenuItem
          key={value}
          id={keyOf(value)}
          textValue={valueWords(facet, value)}
          aria-label={`${valueWords(facet, value)}, ${count(having, 'profile', 'profiles')}`}
          hint={amount(having)}
        >
          {facet === 'tag' ? (
            <span className={styles.tag}>
              <Badge>{value}</Badge>
            </span>
          ) : (
            valueWords(facet, value)
          )}
        </MenuItem>
      ))}
    </MenuSection>
  );
}
