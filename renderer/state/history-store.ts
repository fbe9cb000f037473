import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import type { HistoryEntry } from '../../shared/history.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Result } from '../../shared/result.ts';
import { asking, type FetchState } from './fetch-state.ts';

export interface HistoryState {
  readonly fetch: FetchState;
  /** Latest first. */
  readonly entries: readonly HistoryEntry[];
  readonly problem: Problem | null;
  readonly listAsked: () => Promise<void>;
  readonly clearChosen: () => Promise<Result<null>>;
}

export type HistoryStore = StoreApi<HistoryState>;

/** What was imported and cloned. Nothing is read before somebody asks; from then on the list keeps up. */
export function createHistoryStore(history: Ferry['history'], events: Ferry['events']): HistoryStore {
  const store = createStore<HistoryState>()((set, get) => ({
    fetch: 'IDLE',
    entries: [],
    problem: null,
    listAsked: async () => {
      set({ fetch: asking(get().entries.length > 0) });
      const answer = await history.list();
      if (answer.ok) set({ fetch: 'READY', entries: answer.value, problem: null });
      else set({ fetch: 'FAILED', problem: answer.problem });
    },
    clearChosen: async () => {
      const answer = await history.clear();
      if (answer.ok) set({ fetch: 'READY', entries: [], problem: null });
      return answer;
    },
  }));
  events.subscribe(({ kind }) => {
    const { fetch, listAsked } = store.getState();
    if (fetch !== 'IDLE' && (kind === 'transfer-ended' || kind === 'import-settled')) void listAsked();
  });
  return store;
}
