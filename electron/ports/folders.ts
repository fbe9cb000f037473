import type { Result } from '../../shared/result.ts';

export interface FileStat {
  readonly kind: 'file' | 'folder' | 'other';
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** Another one where another file took the name. */
  readonly inode: number;
}

export interface FolderEntry extends FileStat {
  /** From the listed folder, with `/` between its parts. */
  readonly path: string;
}

export interface FolderListing {
  /** Sorted by path. */
  readonly files: readonly FolderEntry[];
  /** Folders below that could not be looked into. */
  readonly closed: readonly string[];
  /** Whether there were more than `most`. */
  readonly isCut: boolean;
}

export interface ListOptions {
  /** Folders below as well; hidden ones, `node_modules` and links are passed over. */
  readonly recursive: boolean;
  /** Endings in lower case, with their dot. */
  readonly endings: readonly string[];
  readonly most: number;
}

/** Folders on this computer, as far as a pane needs them. */
export interface FoldersPort {
  /** Follows links. Fails with `file-unreadable`. */
  stat(path: string): Promise<Result<FileStat>>;
  list(folder: string, options: ListOptions): Promise<Result<FolderListing>>;
  /**
   * Calls back, some time after, when something in the folder changed, or below it where a recursive list looks. Never for
   * a folder that is not there, for one with more than 2,000 folders below, and on drives that tell of no change.
   *
   * @returns its own end
   */
  watch(folder: string, recursive: boolean, changed: () => void): () => void;
  /** Writes a file that must not be there yet; whole or not at all. Readable by this user alone. */
  writeNew(path: string, content: Uint8Array): Promise<Result<'written' | 'exists'>>;
  /** Where a file really is, so that replacing it does not replace a link to it. The path itself where nothing is. */
  realPath(path: string): Promise<string>;
}
