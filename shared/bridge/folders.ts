import type { FolderPlace } from '../place.ts';
import type { Problem } from '../problem.ts';

/** A folder that a person chose once. The window names it by its id; the path is for reading alone. */
export interface FolderView {
  readonly id: string;
  readonly name: string;
  readonly path: string;
}

/** What a pane tells of a folder beside its profiles. */
export interface FolderNotes {
  /** Files that look like an export and are none, each with its reason. */
  readonly unreadable: readonly { readonly file: string; readonly problem: Problem }[];
  /** Folders below that could not be looked into. */
  readonly closed: readonly string[];
  /** Whether there are more files than a pane shows. */
  readonly isCut: boolean;
}

export interface FolderRef {
  readonly folder: string;
}

/** One file of a folder. */
export interface FolderRowRef {
  readonly place: FolderPlace;
  readonly uid: string;
}

/** The folders on screen, at most one for each pane. */
export interface WatchRequest {
  readonly places: readonly FolderPlace[];
}

/** A file was added, changed or taken away in a folder that is watched. */
export interface FolderEvent {
  readonly kind: 'folder-changed';
  readonly folder: string;
}
