import type { Ferry } from '../../shared/bridge/ferry.ts';
import type { FolderNotes, FolderView } from '../../shared/bridge/folders.ts';
import { ok } from '../../shared/result.ts';
import type { FakeProfile } from './ferry-profiles.ts';

/** A folder in memory. */
export interface FakeFolder {
  readonly view: FolderView;
  readonly profiles: FakeProfile[];
  readonly notes: FolderNotes;
}

export interface FakeFolders {
  readonly folders: Ferry['folders'];
  of(id: string): FakeFolder | undefined;
}

export const noNotes: FolderNotes = { unreadable: [], closed: [], isCut: false };

/** Folders that were chosen before, and the one that a person picks when asked. */
export function createFakeFolders(
  known: readonly FakeFolder[],
  choice: FakeFolder | null,
  called: (call: string, request: unknown) => void,
): FakeFolders {
  let folders = [...known];
  const all = choice === null ? known : [...known, choice];
  return {
    of: (id) => all.find(({ view }) => view.id === id),
    folders: {
      list: async () => ok(folders.map(({ view }) => view)),
      async choose() {
        called('folders.choose', null);
        if (choice === null) return ok(null);
        folders = [choice, ...folders.filter((one) => one !== choice)];
        return ok(choice.view);
      },
      async forget({ folder }) {
        called('folders.forget', folder);
        folders = folders.filter(({ view }) => view.id !== folder);
        return ok(null);
      },
      async watch(request) {
        called('folders.watch', request);
        return ok(null);
      },
    },
  };
}
