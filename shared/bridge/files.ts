import type { FolderPlace } from '../place.ts';
import type { Problem } from '../problem.ts';
import type { ProfileDocument } from '../profile/document.ts';
import type { ProfileEdit } from '../profile/source/edit-shapes.ts';
import type { InspectedLayer, Inspection } from '../profile/source/inspection.ts';
import type { KeptEdits } from '../profile/source/kept-edits.ts';
import type { ProfileFormat } from '../profile/source/profile-source.ts';

/**
 * A profile in a file, as the window knows it.
 * SECURITY: no path. Main keeps the table from id to path, so that the page can name no file of its own choice.
 */
export interface FileView {
  readonly id: string;
  /** The file's name without its folder; empty for text that was pasted. */
  readonly name: string;
  readonly format: ProfileFormat;
  readonly document: ProfileDocument;
}

/** A file that was dropped, named on the command line or chosen in the desktop; opened by its id. */
export interface OfferedFile {
  readonly id: string;
  /** Without its folder. */
  readonly name: string;
}

/** A file's edits since it was opened, those that were saved meanwhile among them. */
export interface FileEdits {
  readonly file: string;
  readonly edits: readonly ProfileEdit[];
}

/** Layers of a file after the edits, by their positions. */
export interface FileLayers extends FileEdits {
  readonly layers: readonly number[];
}

export interface FileSave extends FileEdits {
  /** Write although somebody else changed the file meanwhile. */
  readonly overwrite: boolean;
}

/** The file that is open, as it is on disk, or the files that rows of a folder stand for. */
export type DraggedOut =
  | { readonly kind: 'open-file'; readonly file: string }
  | { readonly kind: 'rows'; readonly place: FolderPlace; readonly uids: readonly string[] };

/** `kept` null: nothing is unsaved any more. */
export interface FileKeep {
  readonly file: string;
  readonly kept: KeptEdits | null;
}

/** Changes that an earlier run did not save, before a person asks for them: nothing of their content. */
export interface FileDraftSummary {
  readonly id: string;
  /** The file's name without its folder; empty for text that was pasted. */
  readonly name: string;
  /** ISO 8601. */
  readonly keptAt: string;
  readonly changes: number;
  /** The file as it is now, compared with what it was then; `none` for text that was pasted. */
  readonly disk: 'same' | 'changed' | 'gone' | 'none';
}

/** SECURITY: with what was typed, to open that file again and for nothing else. */
export interface OpenedDraft {
  readonly file: FileView;
  readonly kept: KeptEdits;
}

export type FileSaved =
  | { readonly kind: 'saved'; readonly file: FileView }
  /** Somebody else changed it since it was opened: ask, then again with `overwrite`. */
  | { readonly kind: 'changed-on-disk'; readonly name: string; readonly isGone: boolean };

/** What main tells of an open file: its layers one by one, then the rest; later, that it changed on disk. */
export type FileEvent =
  | { readonly kind: 'file-layer'; readonly file: string; readonly layer: InspectedLayer }
  /** Its `layers` were told before and are left out. */
  | { readonly kind: 'file-inspected'; readonly file: string; readonly inspection: Inspection }
  | { readonly kind: 'file-not-inspected'; readonly file: string; readonly problem: Problem }
  | { readonly kind: 'file-changed'; readonly file: string; readonly isGone: boolean };
