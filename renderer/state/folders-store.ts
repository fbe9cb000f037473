import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import type { FolderView } from '../../shared/bridge/folders.ts';
import { ok, type Result } from '../../shared/result.ts';

export interface FoldersState {
  /** Latest chosen first. */
  readonly folders: readonly FolderView[];
  /** The window opened. */
  readonly listAsked: () => Promise<Result<null>>;
  /** Asks for a folder; null when the person cancels. */
  readonly chooseAsked: () => Promise<Result<FolderView | null>>;
  /** One was handed to the app by hand: it is first now. */
  readonly offered: (folder: FolderView) => void;
  readonly forgetChosen: (id: string) => Promise<Result<null>>;
}

export type FoldersStore = StoreApi<FoldersState>;

/** The folders that were chosen once. */
export function createFoldersStore(folders: Pick<Ferry['folders'], 'list' | 'choose' | 'forget'>): FoldersStore {
  return createStore<FoldersState>()((set, get) => {
    let isAsking = false;
    return {
      folders: [],
      listAsked: async () => {
        const answer = await folders.list();
        if (!answer.ok) return answer;
        set({ folders: answer.value });
        return ok(null);
      },
      chooseAsked: async () => {
        // One dialog at a time, whichever way it was asked for.
        if (isAsking) return ok(null);
        isAsking = true;
        const answer = await folders.choose();
        isAsking = false;
        const chosen = answer.ok ? answer.value : null;
        if (chosen !== null) get().offered(chosen);
        return answer;
      },
      offered: (folder) => set({ folders: [folder, ...get().folders.filter(({ id }) => id !== folder.id)] }),
      forgetChosen: async (id) => {
        const answer = await folders.forget({ folder: id });
        if (answer.ok) set({ folders: get().folders.filter((one) => one.id !== id) });
        return answer;
      },
    };
  });
}
