import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FerryEvent } from '../../shared/bridge/events.ts';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import type { Problem } from '../../shared/problem.ts';

/** What became of an import whose end an earlier run of the app did not see. */
export type SettledImport = Extract<FerryEvent, { readonly kind: 'import-settled' }>;

/** Something that happened outside the thing a person is looking at. */
export type Notice =
  | { readonly id: number; readonly kind: 'problem'; readonly problem: Problem }
  | { readonly id: number; readonly kind: 'note'; readonly text: string }
  | { readonly id: number; readonly kind: 'settled'; readonly settled: SettledImport };

export interface NoticesState {
  readonly notices: readonly Notice[];
  readonly keychainWaiting: boolean;
  readonly told: (problem: Problem) => void;
  readonly noted: (text: string) => void;
  readonly dismissed: (id: number) => void;
}

export type NoticesStore = StoreApi<NoticesState>;

/** Notices stay until they are read and closed: nothing important vanishes by itself. */
export function createNoticesStore(events: Ferry['events']): NoticesStore {
  let last = 0;
  const next = (): number => {
    last += 1;
    return last;
  };
  const store = createStore<NoticesState>()((set, get) => ({
    notices: [],
    keychainWaiting: false,
    told: (problem) => set({ notices: [...get().notices, { id: next(), kind: 'problem', problem }] }),
    noted: (text) => {
      const isThere = get().notices.some((notice) => notice.kind === 'note' && notice.text === text);
      if (!isThere) set({ notices: [...get().notices, { id: next(), kind: 'note', text }] });
    },
    dismissed: (id) => set({ notices: get().notices.filter((notice) => notice.id !== id) }),
  }));
  events.subscribe((event) => {
    if (event.kind === 'told') store.getState().told(event.problem);
    if (event.kind === 'import-settled') {
      store.setState({
        notices: [...store.getState().notices, { id: next(), kind: 'settled', settled: event }],
      });
    }
    if (event.kind === 'keychain-waiting') store.setState({ keychainWaiting: event.waiting });
  });
  return store;
}
