import type { FerryEvent } from '../../shared/bridge/events.ts';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import { placeKey } from '../../shared/place.ts';
import { ok } from '../../shared/result.ts';
import type { DialogsPort } from '../ports/dialogs.ts';
import type { FolderTable } from './folder-table.ts';
import type { ProfileFolders } from './profile-folders.ts';

export interface FoldersPorts {
  readonly table: FolderTable;
  readonly folders: Pick<ProfileFolders, 'watch'>;
  readonly dialogs: Pick<DialogsPort, 'chooseFolder'>;
  readonly emit: (event: FerryEvent) => void;
}

/** The bridge's folders: paths come from the system's dialog, ids go to the window. */
export function createFolders({ table, folders, dialogs, emit }: FoldersPorts): Ferry['folders'] {
  const watched = new Map<string, () => void>();

  return {
    list: async () => ok(table.views()),
    async choose() {
      const path = await dialogs.chooseFolder();
      return path === null ? ok(null) : table.add(path);
    },
    forget: async ({ folder }) => table.forget(folder),
    async watch({ places }) {
      const wanted = new Map(places.map((place) => [placeKey(place), place]));
      for (const [key, stop] of watched) {
        if (wanted.has(key)) continue;
        watched.delete(key);
        stop();
      }
      for (const [key, { folder, isRecursive }] of wanted) {
        const path = table.pathOf(folder);
        if (watched.has(key) || path === null) continue;
        watched.set(
          key,
          folders.watch(path, isRecursive, () => emit({ kind: 'folder-changed', folder })),
        );
      }
      return ok(null);
    },
  };
}
