import type { z } from 'zod';
import type { Hole } from '../profile/holes.ts';
import type { FolderNotes } from './folders.ts';
import type { layoutSchema, viewStateSchema } from './view-shapes.ts';

/** One profile name in a place, with all its versions (SPEC v1ClusterProfileSummary, one item per name). */
export interface ProfileRow {
  readonly name: string;
  /** cluster, infra, add-on, system; unknown words stay as they came. */
  readonly type: string;
  readonly cloudType: string;
  readonly scope: 'project' | 'tenant' | 'system' | 'unknown';
  /** Newest first by semver. Never empty. */
  readonly versions: readonly {
    readonly uid: string;
    readonly version: string;
    /** In a folder: its file, from the folder on. */
    readonly file?: string;
  }[];
  readonly layers: readonly RowLayer[];
  /** `key` or `key:value`. */
  readonly tags: readonly string[];
  readonly isPublished: boolean;
  readonly hasDraft: boolean;
  /** ISO 8601. */
  readonly lastModified: string | null;
  /** Clusters and cluster templates that use it. */
  readonly inUse: number;
  readonly deprecatedPacks: number;
  readonly disabledPacks: number;
  readonly deletedPacks: number;
}

export interface RowLayer {
  readonly name: string;
  readonly displayName: string;
  readonly layer: string;
  readonly version: string;
}

export interface ProfileList {
  readonly rows: readonly ProfileRow[];
  /** ISO 8601 of when the last page arrived. */
  readonly readAt: string;
  /** Of a folder. */
  readonly notes?: FolderNotes;
}

export interface DetailLayer extends RowLayer {
  readonly type: string;
  readonly tag: string;
  readonly registry: string;
  readonly manifests: readonly string[];
  readonly maskedValues: number;
}

export interface DetailVariable {
  readonly name: string;
  readonly displayName: string;
  readonly format: string;
  readonly required: boolean;
  readonly isSensitive: boolean;
}

/** One profile version, read through its export. */
export interface ProfileDetails {
  readonly uid: string;
  readonly name: string;
  readonly version: string;
  readonly type: string;
  readonly cloudType: string;
  readonly description: string;
  readonly tags: readonly string[];
  /** Stack order. */
  readonly layers: readonly DetailLayer[];
  readonly variables: readonly DetailVariable[];
  readonly holes: readonly Hole[];
  /** Names of the custom macros that are used outside comments, each once. */
  readonly macros: readonly string[];
}

export interface AppInfo {
  readonly name: string;
  readonly version: string;
  /** Name of the runtime, such as "Electron 45.4.1". */
  readonly runtime: string;
  readonly platform: string;
  /** Where keys go: the OS keychain, or memory for this run with the reason. */
  readonly keychain: 'available' | 'this-run-only';
}

/** Columns of a list of profiles that can be hidden, the dearest first. */
export const columnIds = ['layers', 'cloud', 'changed', 'inUse', 'versions', 'scope'] as const;
export type ColumnId = (typeof columnIds)[number];

/** `system` leaves it to the system's own setting, also in `motions`. */
export const themes = ['system', 'light', 'dark'] as const;
export const densities = ['comfortable', 'compact'] as const;
export const motions = ['system', 'reduced'] as const;

/** What a list of profiles can be sorted by; `compared` is how its profiles stand against the other pane. */
export const sortColumns = ['name', 'version', 'type', ...columnIds, 'compared'] as const;
export type SortColumn = (typeof sortColumns)[number];
export type SortOrder = ViewState['leftOrder'];

/** How long an unlocked environment stays so. */
export const unlockMinutes = [5, 15, 30, 60] as const;

export const mostPairs = 8;
/** What both panes showed together. */
export type PlacePair = ViewState['recentPairs'][number];

/** What the window remembers of itself. Names and ids only. */
export type ViewState = z.infer<typeof viewStateSchema>;

/** What belongs to one arrangement of displays: a person shows other things on a wide screen than on a small one. */
export type Layout = z.infer<typeof layoutSchema>;

const byNameOrder: SortOrder = { column: 'name', descending: false };

export const defaultViewState: ViewState = {
  left: null,
  right: null,
  theme: 'system',
  split: 0.5,
  leftDetails: true,
  rightDetails: false,
  density: 'comfortable',
  motion: 'system',
  unlockMinutes: 15,
  columns: ['layers', 'cloud', 'changed'],
  recentPairs: [],
  leftOrder: byNameOrder,
  rightOrder: byNameOrder,
};
