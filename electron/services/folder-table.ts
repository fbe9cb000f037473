import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { FolderView } from '../../shared/bridge/folders.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { SettingsPort } from '../ports/settings.ts';

/** Nobody finds a folder in a longer list. */
const mostFolders = 50;

/**
 * The folders a person chose, by id.
 * SECURITY: the only way from an id of the window to a path; a path enters by the system's dialog, or by the
 * person's own hand as `offered-files.ts` tells.
 */
export interface FolderTable {
  /** Latest chosen first. */
  views(): readonly FolderView[];
  /** Null for a folder that was forgotten. */
  pathOf(folder: string): string | null;
  /** Puts a folder first; the same path keeps its id. */
  add(path: string): Result<FolderView>;
  forget(folder: string): Result<null>;
}

/** Folders in the settings, so that a pane finds its own again after a start. */
export function createFolderTable(settings: SettingsPort): FolderTable {
  return {
    views: () => settings.read().folders.map(viewOf),
    pathOf: (folder) => settings.read().folders.find(({ id }) => id === folder)?.path ?? null,
    add(path) {
      const { folders } = settings.read();
      const added = folders.find((one) => one.path === path) ?? { id: randomUUID(), path };
      const kept = [added, ...folders.filter((one) => one !== added)].slice(0, mostFolders);
      const saved = settings.update((now) => ({ ...now, folders: kept }));
      return saved.ok ? ok(viewOf(added)) : saved;
    },
    forget(folder) {
      const saved = settings.update((now) => ({ ...now, folders: now.folders.filter(({ id }) => id !== folder) }));
      return saved.ok ? ok(null) : saved;
    },
  };
}

function viewOf({ id, path }: { readonly id: string; readonly path: string }): FolderView {
  // The root of a disk has no name of its own.
  return { id, name: basename(path) || path, path };
}
