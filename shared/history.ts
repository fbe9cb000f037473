import type { FerryEvent } from './bridge/events.ts';
import type { TransferSource } from './place.ts';
import type { Problem } from './problem.ts';
import type { ProofSummary, TransferOutcome } from './transfer/proof.ts';
import type { Way } from './transfer/way.ts';

/** A place as it was then: its names stay when it is renamed or removed. */
export interface HistoryPlace {
  readonly place: TransferSource;
  /** Null: a folder or a file, or an environment that was not known any more. */
  readonly environment: string | null;
}

/**
 * How it ended.
 * - `written`: the profile is in the target.
 * - `failed`: without a word of the server, which may echo what it was sent.
 * - `cancelled`: before anything was written.
 * - `settled`: the app ended during the write, and its next start looked what became of it.
 */
export type HistoryEnd =
  | ({ readonly kind: 'written'; readonly proof: ProofSummary } & Pick<TransferOutcome, 'published' | 'publishing'>)
  /** Null: for a reason that is not kept. */
  | { readonly kind: 'failed'; readonly problem: Problem | null }
  | { readonly kind: 'cancelled' }
  | ({ readonly kind: 'settled' } & Pick<Extract<FerryEvent, { kind: 'import-settled' }>, 'content' | 'macros'>);

/**
 * One import or clone that was confirmed and has ended.
 * SECURITY: names, places and numbers; never a value, a path into a profile, or what a server said.
 */
export interface HistoryEntry {
  readonly id: string;
  /** ISO 8601: when it ended. */
  readonly at: string;
  readonly way: Way;
  readonly name: string;
  readonly version: string;
  /** Null: an earlier run began it, and where it came from was not kept. */
  readonly source: HistoryPlace | null;
  readonly target: HistoryPlace;
  readonly end: HistoryEnd;
}
