import { z } from 'zod';
import type { Place } from '../place.ts';
import { decisionsSchema } from '../transfer/decision.ts';
import { type TransferRequest, transferRequestSchema } from '../transfer/request.ts';

/** What is kept of earlier imports, entry by entry: what and where it is for, never a value. */
export type RememberedEntry = RememberedFor & (RememberedValue | RememberedRegistry | RememberedMacroScope);

export interface RememberedFor {
  readonly id: string;
  /** Where it is filled in. The name of a project may be empty for entries of an earlier release. */
  readonly target: Place;
  /** ISO 8601 of the import that kept it; null for entries of an earlier release. */
  readonly keptAt: string | null;
}

/** A filled-in value. `remembered.reveal` shows it. */
export interface RememberedValue {
  readonly kind: 'value';
  readonly profile: string;
  /** Null: the default of the profile variable that `path` names. */
  readonly layer: string | null;
  /** Keys from the outermost to the value's own; entries of an earlier release know the last one alone. */
  readonly path: readonly string[];
}

/** For packs that came from `sourceRegistry` of `source`, which registry of the target serves them. */
export interface RememberedRegistry {
  readonly kind: 'registry';
  readonly source: Place;
  readonly sourceRegistry: string;
  readonly registryUid: string;
  /** Empty for entries of an earlier release. */
  readonly registryName: string;
}

/** In which scope a missing macro is created. */
export interface RememberedMacroScope {
  readonly kind: 'macro-scope';
  readonly macro: string;
  readonly scope: 'project' | 'tenant';
}

export const memoryIdSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

/** An open sheet as it stands: what is to be transferred, and the answers so far of each transfer. */
export const sheetDraftSchema = z.strictObject({
  transfers: z
    .array(z.strictObject({ transfer: transferRequestSchema, decisions: decisionsSchema }))
    .min(1)
    .max(500),
});
export type SheetDraft = z.infer<typeof sheetDraftSchema>;

/** Where a saved draft is. */
export interface DraftSaved {
  /** The same for the same transfers, whenever they are saved; null when there was no answer to keep. */
  readonly id: string | null;
  readonly kept: 'encrypted' | 'this-run-only';
}

/** A draft in the list: which transfers, how many answers. Never a decision: they hold what was typed. */
export interface DraftSummary {
  readonly id: string;
  readonly transfers: readonly TransferRequest[];
  readonly answers: number;
  /** ISO 8601. */
  readonly savedAt: string;
  readonly kept: 'encrypted' | 'this-run-only';
}
