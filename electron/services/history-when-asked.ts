import type { History } from './history.ts';

/**
 * The history, made with the first that is asked or kept of it: the window is there before.
 *
 * @param load brings the real one; called once
 */
export function historyWhenAsked(load: () => Promise<History>): History {
  let asked: Promise<History> | null = null;
  const history = () => {
    asked ??= load();
    return asked;
  };
  return {
    calls: {
      list: async () => (await history()).calls.list(),
      clear: async () => (await history()).calls.clear(),
    },
    ended: async (request, answer) => (await history()).ended(request, answer),
    settled: async (import_) => (await history()).settled(import_),
  };
}
