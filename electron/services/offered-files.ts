import { randomUUID } from 'node:crypto';
import { basename, resolve } from 'node:path';
import { z } from 'zod';
import type { FerryEvent } from '../../shared/bridge/events.ts';
import type { OfferedFile } from '../../shared/bridge/files.ts';
import type { FoldersPort } from '../ports/folders.ts';
import type { FolderTable } from './folder-table.ts';

/** A person who drops a whole drive is told of this many. */
const most = 200;

export interface OfferedFiles {
  /** Files and folders that a person handed to the app from outside its window, which is told of them by name. */
  offer(paths: readonly string[]): Promise<void>;
  /** The path behind an id; null for one that was never offered. */
  path(id: string): string | null;
}

export interface OfferedFilesPorts {
  readonly folders: Pick<FoldersPort, 'stat'>;
  readonly table: Pick<FolderTable, 'add'>;
  readonly emit: (event: FerryEvent) => void;
}

/** What was dropped, named on the command line or chosen in the desktop's *Open with*, until the window asks for it. */
export function createOfferedFiles({ folders, table, emit }: OfferedFilesPorts): OfferedFiles {
  // SECURITY: the window opens by id what was handed over here; it names no path of its own.
  const offered = new Map<string, string>();
  return {
    async offer(paths) {
      const files: OfferedFile[] = [];
      for (const path of paths.slice(0, most).map((one) => resolve(one))) {
        const stat = await folders.stat(path);
        if (stat.ok && stat.value.kind === 'folder') {
          const added = table.add(path);
          emit(added.ok ? { kind: 'folder-offered', folder: added.value } : { kind: 'told', problem: added.problem });
        } else {
          const id = randomUUID();
          offered.set(id, path);
          files.push({ id, name: basename(path) });
        }
      }
      if (files.length > 0) emit({ kind: 'files-offered', files });
    },
    path: (id) => offered.get(id) ?? null,
  };
}

const toldShape = z.object({ files: z.array(z.string().min(1).max(32_767)).max(10_000) });

/** The files that a second start was given, as it tells the first. */
export function filesTold(told: unknown): readonly string[] {
  const shaped = toldShape.safeParse(told);
  return shaped.success ? shaped.data.files : [];
}
