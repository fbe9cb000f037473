import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Draft, DraftSummary } from '../../shared/transfer/draft.ts';

export interface DraftsState {
  /** Sheets that an earlier run left open: their profiles and how many answers, none of the answers. */
  readonly offered: readonly DraftSummary[];
  /** The window opened. */
  readonly listAsked: () => Promise<Result<null>>;
  /** SECURITY: the answers are handed to the caller alone and are not kept here. */
  readonly continueChosen: (id: string) => Promise<Result<Draft>>;
  readonly discardChosen: (id: string) => Promise<Result<null>>;
}

export type DraftsStore = StoreApi<DraftsState>;

/** What an earlier run of the app left open. */
export function createDraftsStore(drafts: Pick<Ferry['drafts'], 'list' | 'restore' | 'discard'>): DraftsStore {
  return createStore<DraftsState>()((set, get) => {
    const settled = (id: string): void => set({ offered: get().offered.filter((draft) => draft.id !== id) });
    return {
      offered: [],
      listAsked: async () => {
        const answer = await drafts.list();
        if (!answer.ok) return answer;
        set({ offered: answer.value.filter(hasAnswers) });
        return ok(null);
      },
      continueChosen: async (id) => {
        const answer = await drafts.restore({ id });
        if (answer.ok) settled(id);
        return answer;
      },
      discardChosen: async (id) => {
        const answer = await drafts.discard({ id });
        if (answer.ok) settled(id);
        return answer;
      },
    };
  });
}

function hasAnswers(draft: DraftSummary): boolean {
  return draft.transfers.some((transfer) => transfer.answers > 0);
}
