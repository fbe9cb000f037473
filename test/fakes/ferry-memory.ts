import type { Ferry } from '../../shared/bridge/ferry.ts';
import type { RememberedEntry } from '../../shared/remembered.ts';
import { failed, ok } from '../../shared/result.ts';
import type { Draft } from '../../shared/transfer/draft.ts';

/** Remembered answers and drafts in memory; `values` are the secrets behind the entries, by id. */
export function createMemoryOfAnswers(
  start: readonly RememberedEntry[] = [],
  values: ReadonlyMap<string, string> = new Map(),
): Pick<Ferry, 'remembered' | 'drafts'> {
  let entries = [...start];
  const drafts = new Map<string, Draft>();
  const unknown = (call: string) => failed({ kind: 'request-malformed', call });
  return {
    remembered: {
      list: async () => ok(entries),
      async reveal({ id }) {
        const value = values.get(id);
        return value === undefined ? unknown('remembered.reveal') : ok(value);
      },
      async forget({ ids }) {
        entries = entries.filter((entry) => !ids.includes(entry.id));
        return ok(null);
      },
      async forgetAll() {
        entries = [];
        return ok(null);
      },
    },
    drafts: {
      async save(draft) {
        drafts.set(draft.id, draft);
        return ok({ kept: 'encrypted' });
      },
      list: async () =>
        ok(
          [...drafts.values()].map(({ id, transfers }) => ({
            id,
            keptAt: new Date(0).toISOString(),
            transfers: transfers.map(({ request, decisions, begun = [] }) => ({
              request,
              answers: decisions.length + begun.length,
            })),
          })),
        ),
      async restore({ id }) {
        const draft = drafts.get(id);
        return draft === undefined ? unknown('drafts.restore') : ok(draft);
      },
      async discard({ id }) {
        drafts.delete(id);
        return ok(null);
      },
    },
  };
}
