import { useCallback, useEffect, useMemo, useState } from 'react';
import { matcherOf, mostHits, type SearchHit, type SearchQuery, searchAll } from './search.ts';
import type { SearchGroup } from './search-texts.ts';

/** What was found so far. */
export interface Found {
  /** In the order of the groups. */
  readonly hits: readonly SearchHit[];
  readonly isSearching: boolean;
  /** More matches than are listed. */
  readonly isCut: boolean;
  readonly isBadPattern: boolean;
}

export interface Find extends Found {
  readonly query: SearchQuery;
  readonly asked: (change: Partial<SearchQuery>) => void;
  /** Position among the hits; -1 before one was gone to. */
  readonly at: number;
  readonly chosen: (at: number) => SearchHit | null;
  /** The next or the previous hit, around the end; null where there is none. */
  readonly stepped: (step: 1 | -1) => SearchHit | null;
}

const nothing: Found = { hits: [], isSearching: false, isCut: false, isBadPattern: false };
/** After the last key. */
const waits = 120;
/** Between two looks at what was found so far. */
const tellsEvery = 100;

/**
 * Searches whatever `groupsOf` answers with, beside whatever else the window does: only in moments in which nothing else
 * waits.
 *
 * @param isShown false: nothing is searched until somebody looks
 */
export function useFind(groupsOf: () => readonly SearchGroup[], isShown: boolean): Find {
  const [query, setQuery] = useState<SearchQuery>({ words: '', isPattern: false, matchCase: false });
  const [found, setFound] = useState<Found>(nothing);
  const [at, setAt] = useState(-1);
  const matches = useMemo(() => matcherOf(query), [query]);

  useEffect(() => {
    if (!isShown) return;
    if (matches === null) {
      setFound({ ...nothing, isBadPattern: query.words !== '' });
      setAt(-1);
      return;
    }
    setFound((before) => ({ ...before, isSearching: true, isBadPattern: false }));
    let stop: () => void = () => undefined;
    const timer = setTimeout(() => {
      setAt(-1);
      stop = searchIdly(searchAll(groupsOf(), matches), (hits, isDone) =>
        setFound({ hits, isSearching: !isDone, isCut: hits.length === mostHits, isBadPattern: false }),
      );
    }, waits);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [groupsOf, matches, isShown, query.words]);

  const chosen = (position: number): SearchHit | null => {
    const hit = found.hits[position] ?? null;
    if (hit !== null) setAt(position);
    return hit;
  };
  const asked = useCallback((change: Partial<SearchQuery>) => setQuery((before) => ({ ...before, ...change })), []);
  return {
    ...found,
    query,
    asked,
    at,
    chosen,
    stepped(step) {
      const { length } = found.hits;
      if (length === 0) return null;
      const from = at === -1 && step === -1 ? 0 : at;
      return chosen((from + step + length) % length);
    },
  };
}

/** Runs a search whenever the window has nothing else to do; answers with its own stop. */
function searchIdly(
  search: Iterator<readonly SearchHit[], void>,
  tell: (hits: readonly SearchHit[], isDone: boolean) => void,
): () => void {
  const hits: SearchHit[] = [];
  let toldAt = 0;
  let handle = 0;
  const goOn = (deadline: IdleDeadline): void => {
    let isDone = false;
    do {
      const { value, done } = search.next();
      isDone = done === true;
      for (const hit of value ?? []) hits.push(hit);
    } while (!isDone && deadline.timeRemaining() > 1);
    if (isDone || performance.now() - toldAt > tellsEvery) {
      toldAt = performance.now();
      tell([...hits], isDone);
    }
    if (!isDone) handle = requestIdleCallback(goOn, { timeout: 200 });
  };
  handle = requestIdleCallback(goOn, { timeout: 200 });
  return () => cancelIdleCallback(handle);
}
