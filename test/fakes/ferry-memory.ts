import type { Ferry } from '../../shared/bridge/ferry.ts';
import type { HistoryEntry } from '../../shared/history.ts';
import type { RememberedEntry } from '../../shared/remembered.ts';
import { failed, ok } from '../../shared/result.ts';
import type { Draft } from '../../shared/transfer/draft.ts';

/** What an earlier run kept. */
export interface KeptAnswers {
  readonly entries?: readonly RememberedEntry[];
  /** The secrets behind the entries, by id. */
  readonly values?: ReadonlyMap<string, string>;
  readonly drafts?: readonly KeptDraft[];
}

interface KeptDraft {
  readonly draft: Draft;
  /** ISO 8601. */
  readonly keptAt: string;
}

/** Remembered answers and drafts in memory. */
export function createMemoryOfAnswers(kept: KeptAnswers = {}): Pick<Ferry, 'remembered' | 'drafts'> {
  let entries = [...(kept.entries ?? [])];
  const values = kept.values ?? new Map<string, string>();
  const drafts = new Map((kept.drafts ?? []).map((one) => [one.draft.id, one]));
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
        drafts.set(draft.id, { draft, keptAt: new Date().toISOString() });
        return ok({ kept: 'encrypted' });
      },
      list: async () =>
        ok(
          [...drafts.values()].map(({ draft, keptAt }) => ({
            id: draft.id,
            keptAt,
            transfers: draft.transfers.map(({ request, decisions, begun = [] }) => ({
              request,
              answers: decisions.length + begun.length,
            })),
          })),
        ),
      async restore({ id }) {
        const found = drafts.get(id);
        return found === undefined ? unknown('drafts.restore') : ok(found.draft);
      },
      async discard({ id }) {
        drafts.delete(id);
        return ok(null);
      },
    },
  };
}

/** What earlier runs imported and cloned. */
export function createFakeHistory(kept: readonly HistoryEntry[] = []): Ferry['history'] {
  let entries = kept;
  return {
    list: async () => ok(entries),
    async clear() {
      entries = [];
      return ok(null);
    },
  };
}
