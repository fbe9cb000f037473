import { useCallback, useEffect, useMemo, useState } from 'react';
import type { FindState } from '../../editor/find-bar.tsx';
import { searchIdly } from '../../editor/search-idly.ts';
import { mostHits } from '../../editor/text-matches.ts';
import { type Matches, matcherOf, type SearchQuery } from '../../editor/text-pattern.ts';

/** What was found so far. */
interface Found<Hit> extends Pick<FindState, 'isSearching' | 'isCut'> {
  /** In the order of the search. */
  readonly hits: readonly Hit[];
}

export interface Find<Hit> extends Found<Hit>, FindState {
  readonly asked: (change: Partial<SearchQuery>) => void;
  readonly chosen: (at: number) => Hit | null;
  /** The next or the previous hit, around the end; null where there is none. */
  readonly stepped: (step: 1 | -1) => Hit | null;
}

/** Goes through whatever is searched, and leaves the window to others with each answer. */
export type Search<Hit> = (matches: Matches) => Iterator<readonly Hit[], void>;

const nothing: Found<never> = { hits: [], isSearching: false, isCut: false };
/** After the last key. */
const waits = 120;

/**
 * Searches beside whatever else the window does: only in moments in which nothing else waits. What is asked next ends
 * what was asked before.
 *
 * @param search begins anew for every question, and whenever it is another one
 * @param isShown false: nothing is searched until somebody looks
 */
export function useFind<Hit>(search: Search<Hit>, isShown: boolean): Find<Hit> {
  const [query, setQuery] = useState<SearchQuery>({ words: '', isPattern: false, matchCase: false, wholeWord: false });
  const [found, setFound] = useState<Found<Hit>>(nothing);
  const [at, setAt] = useState(-1);
  const { matches, fault } = useMemo(() => {
    const answer = matcherOf(query);
    return answer === null || 'in' in answer ? { matches: answer, fault: null } : { matches: null, fault: answer };
  }, [query]);

  useEffect(() => {
    if (!isShown) return;
    if (matches === null) {
      setFound(nothing);
      setAt(-1);
      return;
    }
    setFound((before) => ({ ...before, isSearching: true }));
    let stop: () => void = () => undefined;
    const timer = setTimeout(() => {
      setAt(-1);
      stop = searchIdly(search(matches), (hits, isDone) => {
        setFound({ hits, isSearching: !isDone, isCut: hits.length === mostHits });
      });
    }, waits);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [search, matches, isShown]);

  const chosen = (position: number): Hit | null => {
    const hit = found.hits[position] ?? null;
    if (hit !== null) setAt(position);
    return hit;
  };
  const asked = useCallback((change: Partial<SearchQuery>) => setQuery((before) => ({ ...before, ...change })), []);
  return {
    ...found,
    query,
    fault,
    count: found.hits.length,
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
