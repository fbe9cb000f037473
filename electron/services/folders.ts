import type { FerryEvent } from '../../shared/bridge/events.ts';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import { type FolderPlace, placeKey } from '../../shared/place.ts';
import { ok } from '../../shared/result.ts';
import type { DialogsPort } from '../ports/dialogs.ts';
import type { FolderTable } from './folder-table.ts';
import type { ProfileFolders } from './profile-folders.ts';

export interface FoldersPorts {
  readonly table: FolderTable;
  readonly folders: Pick<ProfileFolders, 'watch' | 'hasChanged'>;
  readonly dialogs: Pick<DialogsPort, 'chooseFolder'>;
  readonly emit: (event: FerryEvent) => void;
}

export interface Folders {
  /** The bridge's folders: paths come from the system's dialog, ids go to the window. */
  readonly calls: Ferry['folders'];
  /** The window came to the front: what happened on a drive that tells of no change is looked for, without reading files. */
  cameBack(): Promise<void>;
}

/** Folders as a person chooses and leaves them, and those on screen. */
export function createFolders({ table, folders, dialogs, emit }: FoldersPorts): Folders {
  const watched = new Map<string, { readonly place: FolderPlace; readonly path: string; stop: () => void }>();
  let isLooking = false;

  const watch = ({ folder, isRecursive }: FolderPlace, path: string): (() => void) =>
    folders.watch(path, isRecursive, () => emit({ kind: 'folder-changed', folder }));

  async function lookAgain(key: string): Promise<void> {
    const before = watched.get(key);
    if (before === undefined || !(await folders.hasChanged(before.path, before.place.isRecursive))) return;
    if (watched.get(key) !== before) return;
    // A folder that went and came back is not the one that is watched.
    before.stop();
    before.stop = watch(before.place, before.path);
    emit({ kind: 'folder-changed', folder: before.place.folder });
  }

  const calls: Ferry['folders'] = {
    list: async () => ok(table.views()),
    async choose() {
      const path = await dialogs.chooseFolder();
      return path === null ? ok(null) : table.add(path);
    },
    forget: async ({ folder }) => table.forget(folder),
    async watch({ places }) {
      const wanted = new Map(places.map((place) => [placeKey(place), place]));
      for (const [key, { stop }] of watched) {
        if (wanted.has(key)) continue;
        watched.delete(key);
        stop();
      }
      for (const [key, place] of wanted) {
        const path = table.pathOf(place.folder);
        if (watched.has(key) || path === null) continue;
        watched.set(key, { place, path, stop: watch(place, path) });
      }
      return ok(null);
    },
  };

  return {
    calls,
    async cameBack() {
      // A slow drive is asked once, however often the window comes and goes meanwhile.
      if (isLooking) return;
      isLooking = true;
      await Promise.all([...watched.keys()].map(lookAgain));
      isLooking = false;
    },
  };
}
