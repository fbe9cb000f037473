import { useCallback, useEffect, useMemo, useState } from 'react';
import { type Matches, matcherOf, mostHits, type SearchQuery } from './search.ts';

/** What was found so far. */
export interface Found<Hit> {
  /** In the order of the search. */
  readonly hits: readonly Hit[];
  readonly isSearching: boolean;
  /** More matches than are listed. */
  readonly isCut: boolean;
  readonly isBadPattern: boolean;
}

export interface Find<Hit> extends Found<Hit> {
  readonly query: SearchQuery;
  readonly asked: (change: Partial<SearchQuery>) => void;
  /** Position among the hits; -1 before one was gone to. */
  readonly at: number;
  readonly chosen: (at: number) => Hit | null;
  /** The next or the previous hit, around the end; null where there is none. */
  readonly stepped: (step: 1 | -1) => Hit | null;
}

/** Goes through whatever is searched, and leaves the window to others with each answer. */
export type Search<Hit> = (matches: Matches) => Iterator<readonly Hit[], void>;

export type StartAt<Hit> = (hits: readonly Hit[], isDone: boolean) => number;
const nowhere = (): number => -1;

const nothing: Found<never> = { hits: [], isSearching: false, isCut: false, isBadPattern: false };
/** After the last key. */
const waits = 120;
/** Between two looks at what was found so far. */
const tellsEvery = 100;

/**
 * Searches beside whatever else the window does: only in moments in which nothing else waits. What is asked next ends
 * what was asked before.
 *
 * @param search begins anew for every question, and whenever it is another one
 * @param isShown false: nothing is searched until somebody looks
 * @param startAt which of the hits found so far to go to at once, -1: none of them; asked until it names one
 */
export function useFind<Hit>(search: Search<Hit>, isShown: boolean, startAt: StartAt<Hit> = nowhere): Find<Hit> {
  const [query, setQuery] = useState<SearchQuery>({ words: '', isPattern: false, matchCase: false });
  const [found, setFound] = useState<Found<Hit>>(nothing);
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
      let began = -1;
      stop = searchIdly(search(matches), (hits, isDone) => {
        setFound({ hits, isSearching: !isDone, isCut: hits.length === mostHits, isBadPattern: false });
        if (began !== -1) return;
        began = startAt(hits, isDone);
        if (began !== -1) setAt(began);
      });
    }, waits);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [search, matches, isShown, startAt, query.words]);

  const chosen = (position: number): Hit | null => {
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
function searchIdly<Hit>(
  search: Iterator<readonly Hit[], void>,
  tell: (hits: readonly Hit[], isDone: boolean) => void,
): () => void {
  const hits: Hit[] = [];
  let told = 0;
  let toldAt = 0;
  let handle = 0;
  const goOn = (deadline: IdleDeadline): void => {
    let isDone = false;
    do {
      const { value, done } = search.next();
      isDone = done === true;
      for (const hit of value ?? []) hits.push(hit);
    } while (!isDone && deadline.timeRemaining() > 1);
    // The first one is what a person waits for.
    const isNews = hits.length > told && (told === 0 || performance.now() - toldAt > tellsEvery);
    if (isDone || isNews) {
      told = hits.length;
      toldAt = performance.now();
      tell([...hits], isDone);
    }
    if (!isDone) handle = requestIdleCallback(goOn, { timeout: 200 });
  };
  handle = requestIdleCallback(goOn, { timeout: 200 });
  return () => cancelIdleCallback(handle);
}
