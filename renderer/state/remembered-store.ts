import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import type { Problem } from '../../shared/problem.ts';
import type { RememberedEntry } from '../../shared/remembered.ts';
import type { Result } from '../../shared/result.ts';
import { asking, type FetchState } from './fetch-state.ts';

export interface RememberedState {
  readonly fetch: FetchState;
  /** Where and when, never a value. */
  readonly entries: readonly RememberedEntry[];
  readonly problem: Problem | null;
  readonly listAsked: () => Promise<void>;
  readonly forgetChosen: (ids: readonly string[]) => Promise<Result<null>>;
  readonly forgetAllChosen: () => Promise<Result<null>>;
  /** SECURITY: the value goes to the caller, who shows it while a button is held; it is not kept here. */
  readonly revealAsked: (id: string) => Promise<Result<string>>;
}

export type RememberedStore = StoreApi<RememberedState>;

/** The answers kept for the next import. */
export function createRememberedStore(remembered: Ferry['remembered']): RememberedStore {
  return createStore<RememberedState>()((set, get) => ({
    fetch: 'IDLE',
    entries: [],
    problem: null,
    listAsked: async () => {
      set({ fetch: asking(get().entries.length > 0) });
      const answer = await remembered.list();
      if (answer.ok) set({ fetch: 'READY', entries: answer.value, problem: null });
      else set({ fetch: 'FAILED', problem: answer.problem });
    },
    forgetChosen: async (ids) => {
      const answer = await remembered.forget({ ids });
      if (answer.ok) set({ entries: get().entries.filter((entry) => !ids.includes(entry.id)) });
      return answer;
    },
    forgetAllChosen: async () => {
      const answer = await remembered.forgetAll();
      if (answer.ok) set({ fetch: 'READY', entries: [], problem: null });
      return answer;
    },
    revealAsked: (id) => remembered.reveal({ id }),
  }));
}
