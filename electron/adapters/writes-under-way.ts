import type { FilesPort } from '../ports/files.ts';
import type { FoldersPort } from '../ports/folders.ts';

export interface WatchedWrites {
  /** The same ports, watched. */
  readonly files: FilesPort;
  readonly folders: FoldersPort;
  /** Null while no file of the person's own is being written, else ends when those are that are now. */
  underWay(): Promise<unknown> | null;
}

/** Knows which files of the person's own are being written: ended in the middle, one would leave a part beside it. */
export function watchWrites(files: FilesPort, folders: FoldersPort): WatchedWrites {
  const writes = new Set<Promise<unknown>>();
  const watched = <T>(write: Promise<T>): Promise<T> => {
    writes.add(write);
    void write.catch(() => undefined).finally(() => writes.delete(write));
    return write;
  };
  return {
    files: { ...files, replace: (...asked) => watched(files.replace(...asked)) },
    folders: { ...folders, writeNew: (...asked) => watched(folders.writeNew(...asked)) },
    underWay: () => (writes.size === 0 ? null : Promise.allSettled(writes)),
  };
}
