import type { EnvironmentSummary } from '../environment.ts';
import type { EnvironmentPlace } from '../place.ts';
import type { Problem } from '../problem.ts';
import type { Result } from '../result.ts';
import type { TransferOutcome, TransferStep } from '../transfer/proof.ts';
import type { Way } from '../transfer/way.ts';
import type { ActionId } from './actions.ts';
import type { FileEvent, OfferedFile } from './files.ts';
import type { FolderEvent, FolderView } from './folders.ts';
import type { ProfileRow } from './views.ts';

/** What the machine tells without being asked. */
export type FerryEvent =
  | FileEvent
  | FolderEvent
  /** Handed to the app from outside its window: dropped, on the command line, *Open with*. */
  | { readonly kind: 'files-offered'; readonly files: readonly OfferedFile[] }
  /** The same of a folder, which is a place from now on. */
  | { readonly kind: 'folder-offered'; readonly folder: FolderView }
  | { readonly kind: 'environments-changed'; readonly environments: readonly EnvironmentSummary[] }
  | {
      readonly kind: 'profiles-page';
      readonly listing: string;
      readonly rows: readonly ProfileRow[];
      readonly total: number;
    }
  /** Of a folder that takes its time: rows with the versions read so far, which take the place of those told before. */
  | {
      readonly kind: 'folder-page';
      readonly listing: string;
      readonly rows: readonly ProfileRow[];
      readonly read: number;
      readonly files: number;
    }
  /** A server answered "too many requests": what goes to it waits for so long. */
  | { readonly kind: 'server-asked-to-wait'; readonly host: string; readonly milliseconds: number }
  | { readonly kind: 'transfer-step'; readonly transfer: string; readonly step: TransferStep }
  /** Also for a window that was opened after the transfer began, and so has no call that would answer. */
  | { readonly kind: 'transfer-ended'; readonly transfer: string; readonly answer: Result<TransferOutcome> }
  /** The person followed a notification about this transfer. */
  | { readonly kind: 'transfer-asked'; readonly transfer: string }
  /** Chosen in the system's menu. */
  | { readonly kind: 'action'; readonly id: ActionId }
  /** The keychain has not answered for 3 s: it may be asking the person to unlock it. */
  | { readonly kind: 'keychain-waiting'; readonly waiting: boolean }
  /**
   * At start: what became of an import or a clone that an earlier run did not see the end of. `uid` null: there is no such
   * profile. `content`: how the profile found compares with what was sent, as far as that can be told without keeping
   * any value of it (same; similar: the same layers and keys with some other values; other: a profile of somebody else);
   * null: there is none. `macros`: those it was to make first that exist now.
   */
  | {
      readonly kind: 'import-settled';
      readonly way: Way;
      readonly name: string;
      readonly version: string;
      readonly target: EnvironmentPlace;
      readonly uid: string | null;
      readonly content: 'same' | 'similar' | 'other' | 'not-compared' | null;
      readonly macros: readonly string[];
    }
  /** Something worth telling happened outside any call (settings set aside, keychain lost, an import settled at start). */
  | { readonly kind: 'told'; readonly problem: Problem };
