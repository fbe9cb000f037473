import { CaseSensitive, ChevronDown, ChevronUp, Regex, Search } from 'lucide-react';
import { type RefObject, useEffect, useId, useMemo, useRef } from 'react';
import {
  Collection,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  ListLayout,
  TextField,
  ToggleButton,
  Virtualizer,
} from 'react-aria-components';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { count } from '../../words/phrases.ts';
import styles from '../documents.module.css';
import { excerptOf } from './excerpt.ts';
import find from './find.module.css';
import type { SearchHit } from './search.ts';
import type { SearchGroup } from './search-texts.ts';
import type { Find } from './use-find.ts';

/** As the style sheet has them; an excerpt is one line, cut around its match. */
const rowHeight = 24;
const headHeight = 28;

interface FindPanelProps {
  readonly find: Find;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly onHit: (hit: SearchHit, takesFocus: boolean) => void;
}

interface FoundIn {
  readonly id: string;
  readonly group: SearchGroup;
  readonly hits: readonly SearchHit[];
}

/** Looks for a text in all layers, variables and facts of the file; what is found leads to its place. */
export function FindPanel({ find: search, field, onHit }: FindPanelProps) {
  const statusId = useId();
  const { query, hits, at, asked, isSearching } = search;
  const groups = useMemo(() => grouped(hits), [hits]);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (at !== -1 && list.current !== null) bringIntoSight(list.current, topOf(groups, at));
  }, [groups, at]);
  const stepped = (step: 1 | -1): void => {
    const hit = search.stepped(step);
    if (hit !== null) onHit(hit, false);
  };
  return (
    <>
      <div className={find.bar}>
        <TextField
          aria-label="Find in all layers"
          aria-describedby={statusId}
          className={cx(find.field)}
          value={query.words}
          onChange={(words) => asked({ words })}
          isInvalid={search.isBadPattern}
        >
          <Search size={14} aria-hidden className={find.icon} />
          <Input
            ref={field}
            data-find-field=""
            className={cx(find.input)}
            placeholder="Find in all layers"
            spellCheck={false}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
              event.preventDefault();
              stepped(event.shiftKey ? -1 : 1);
            }}
          />
        </TextField>
        <ToggleButton
          className={cx(find.toggle)}
          aria-label="Match case"
          isSelected={query.matchCase}
          onChange={(matchCase) => asked({ matchCase })}
        >
          <CaseSensitive size={16} aria-hidden />
        </ToggleButton>
        <ToggleButton
          className={cx(find.toggle)}
          aria-label="Pattern (RE2)"
          isSelected={query.isPattern}
          onChange={(isPattern) => asked({ isPattern })}
        >
          <Regex size={14} aria-hidden />
        </ToggleButton>
        <span id={statusId} role="status" className={search.isBadPattern ? styles.bad : styles.soft}>
          {statusWords(search, groups.length)}
        </span>
        <span className={styles.space} />
        <IconButton label="Previous match" shortcut="⇧F3" isDisabled={hits.length === 0} onPress={() => stepped(-1)}>
          <ChevronUp size={16} aria-hidden />
        </IconButton>
        <IconButton label="Next match" shortcut="F3" isDisabled={hits.length === 0} onPress={() => stepped(1)}>
          <ChevronDown size={16} aria-hidden />
        </IconButton>
      </div>
      {hits.length === 0 ? (
        <p className={styles.none}>
          {query.words === '' || isSearching || search.isBadPattern
            ? 'Finds in values, manifests, variables and everything the profile says of itself. Values that are secret match, but are not shown.'
            : 'Nothing in this file matches.'}
        </p>
      ) : (
        <Virtualizer layout={ListLayout} layoutOptions={{ rowSize: rowHeight, headingSize: headHeight }}>
          <ListBox
            ref={list}
            aria-label="Found"
            className={cx(find.hits)}
            items={groups}
            dependencies={[at]}
            selectionMode="single"
            selectionBehavior="replace"
            selectedKeys={at === -1 ? [] : [String(hits[at]?.id ?? '')]}
            onAction={(key) => {
              const hit = search.chosen(Number(key));
              if (hit !== null) onHit(hit, true);
            }}
          >
            {(one) => (
              <ListBoxSection id={one.id}>
                <Header className={cx(find.head)}>
                  <span className={styles.strong}>{one.group.name}</span>
                  <span className={styles.faint}>{count(one.hits.length, 'match', 'matches')}</span>
                </Header>
                <Collection items={one.hits}>{(hit) => <HitRow hit={hit} />}</Collection>
              </ListBoxSection>
            )}
          </ListBox>
        </Virtualizer>
      )}
    </>
  );
}

function HitRow({ hit }: { readonly hit: SearchHit }) {
  const parts = excerptOf(hit);
  const isText = hit.text.place.kind === 'text';
  const where = isText ? `${hit.text.title} · line ${hit.line}` : hit.text.title;
  return (
    <ListBoxItem
      id={String(hit.id)}
      textValue={`${parts.map(({ text }) => text).join('')} ${where}`}
      className={cx(styles.row, find.hit)}
    >
      <span className={cx(styles.rowWords, find.excerpt)}>
        {parts.map(({ text, kind }, position) =>
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
      <span className={styles.rowWhere}>{where}</span>
    </ListBoxItem>
  );
}

/** Where the row of a hit begins in the list. */
function topOf(groups: readonly FoundIn[], at: number): number {
  let heads = 0;
  let passed = 0;
  for (const { hits } of groups) {
    heads += 1;
    passed += hits.length;
    if (at < passed) break;
  }
  return heads * headHeight + at * rowHeight;
}

function bringIntoSight(list: HTMLElement, top: number): void {
  const { scrollTop, clientHeight } = list;
  if (top - headHeight >= scrollTop && top + rowHeight <= scrollTop + clientHeight) return;
  list.scrollTop = Math.max(0, top - clientHeight / 3);
}

function grouped(hits: readonly SearchHit[]): readonly FoundIn[] {
  const groups = new Map<SearchGroup, SearchHit[]>();
  for (const hit of hits) {
    const known = groups.get(hit.group);
    if (known === undefined) groups.set(hit.group, [hit]);
    else known.push(hit);
  }
  return [...groups].map(([group, own]) => ({ id: `in/${group.layer ?? 'profile'}`, group, hits: own }));
}

function statusWords({ hits, at, isCut, isSearching, isBadPattern, query }: Find, groups: number): string {
  if (isBadPattern) return 'This is not a valid pattern.';
  if (query.words === '') return '';
  if (hits.length === 0) return isSearching ? 'Searching…' : 'No match';
  const some = isCut ? `The first ${hits.length} matches` : count(hits.length, 'match', 'matches');
  const total = `${some} in ${count(groups, 'place', 'places')}${isSearching ? ', searching…' : ''}`;
  return at === -1 ? total : `${at + 1} of ${hits.length}`;
}
