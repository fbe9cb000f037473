import { type RefObject, useMemo } from 'react';
import { FindBar, foundWords } from '../../editor/find-bar.tsx';
import { LongList } from '../../ui/long-list.tsx';
import { count } from '../../words/phrases.ts';
import styles from '../documents.module.css';
import { excerptOf } from './excerpt.ts';
import find from './find.module.css';
import type { SearchHit } from './search.ts';
import type { SearchGroup } from './search-texts.ts';
import type { Find } from './use-find.ts';

/** An excerpt is one line, cut around its match. */
const rowHeight = 24;

interface FindPanelProps {
  readonly find: Find<SearchHit>;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly onHit: (hit: SearchHit, takesFocus: boolean) => void;
  readonly onLayer: (layer: number | null) => void;
}

/** A line of the list: what was found, or the layer that it was found in. */
type Row =
  | { readonly kind: 'head'; readonly group: SearchGroup; readonly hits: number }
  | { readonly kind: 'hit'; readonly hit: SearchHit };

/** Looks for a text in all layers, variables and facts of the file; what is found leads to its place. */
export function FindPanel({ find: search, field, onHit, onLayer }: FindPanelProps) {
  const { query, hits, at, isSearching } = search;
  const { rows, rowOf } = useMemo(() => rowsOf(hits), [hits]);
  const stepped = (step: 1 | -1): void => {
    const hit = search.stepped(step);
    if (hit !== null) onHit(hit, false);
  };
  return (
    <>
      <FindBar
        find={search}
        field={field}
        label="Find in all layers"
        status={statusWords(search, rows.length - hits.length)}
        onStep={stepped}
        data-find-field=""
      />
      {hits.length === 0 ? (
        <p className={styles.none}>
          {query.words === '' || isSearching || search.fault !== null
            ? 'Finds in values, manifests, variables and everything the profile says of itself. Values that are secret match, but are not shown.'
            : 'Nothing in this file matches.'}
        </p>
      ) : (
        <LongList
          label="Found"
          rows={rows}
          rowHeight={rowHeight}
          keyOf={(row) => (row.kind === 'hit' ? String(row.hit.id) : `in-${row.group.layer ?? 'profile'}`)}
          current={rowOf[at] ?? -1}
          onAction={(row) => {
            if (row.kind === 'head') onLayer(row.group.layer);
            else if (search.chosen(row.hit.id) !== null) onHit(row.hit, true);
          }}
        >
          {(row) => (row.kind === 'hit' ? <HitRow hit={row.hit} /> : <HeadRow {...row} />)}
        </LongList>
      )}
    </>
  );
}

function HeadRow({ group, hits }: Extract<Row, { kind: 'head' }>) {
  return (
    <>
      <span className={styles.strong}>{group.name}</span>
      <span className={styles.faint}>{count(hits, 'match', 'matches')}</span>
    </>
  );
}

function HitRow({ hit }: { readonly hit: SearchHit }) {
  const { title, place } = hit.text;
  return (
    <>
      <span className={find.excerpt}>
        {excerptOf(hit).map(({ text, kind }, position) =>
          kind === 'match' ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a line are told by their order
            <mark key={position}>{text}</mark>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a line are told by their order
            <span key={position} className={kind === 'hidden' ? find.secret : undefined}>
              {text}
            </span>
          ),
        )}
      </span>
      <span className={styles.rowWhere}>{place.kind === 'text' ? `${title} · line ${hit.line}` : title}</span>
    </>
  );
}

/** A head before the hits of each layer, and where the row of each hit is. */
function rowsOf(hits: readonly SearchHit[]): { readonly rows: readonly Row[]; readonly rowOf: readonly number[] } {
  const counts = new Map<SearchGroup, number>();
  for (const { group } of hits) counts.set(group, (counts.get(group) ?? 0) + 1);
  const rows: Row[] = [];
  const rowOf: number[] = [];
  let last: SearchGroup | null = null;
  for (const hit of hits) {
    if (hit.group !== last) rows.push({ kind: 'head', group: hit.group, hits: counts.get(hit.group) ?? 0 });
    last = hit.group;
    rowOf.push(rows.length);
    rows.push({ kind: 'hit', hit });
  }
  return { rows, rowOf };
}

function statusWords(search: Find<SearchHit>, groups: number): string {
  return foundWords(search, `in ${count(groups, 'place', 'places')}`);
}
