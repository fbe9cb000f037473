import type { z } from 'zod';
import type { SecretHit } from '../profile/source/secret-guard.ts';
import type { exportQueueSchema, exportRequestSchema, exportRunSchema } from './export-shapes.ts';

/** `own`: a file's own form, byte for byte; of an environment its JSON, as the server exported it. */
export const exportFormats = ['own', 'json', 'yaml'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** "Write this profile version into that folder." Ids only. */
export type ExportRequest = z.infer<typeof exportRequestSchema>;

/** What becomes of a file that is there already: asked first, then a new name, or its place. */
export const takenAnswers = ['refuse', 'keep-both', 'replace'] as const;
export type TakenAnswer = (typeof takenAnswers)[number];

/** Exports that were confirmed together and are run one after the other. */
export type ExportQueue = z.infer<typeof exportQueueSchema>;

export type ExportRun = z.infer<typeof exportRunSchema>;

export interface ExportName {
  readonly fileName: string;
  /** Whether a file of that name is there. */
  readonly isTaken: boolean;
  /** A name that is free: the same where it is not taken. */
  readonly freeName: string;
}

/** What an export would write. */
export interface ExportPlan {
  readonly names: Readonly<Record<ExportFormat, ExportName>>;
  /** Places and reasons, no values. */
  readonly hits: readonly SecretHit[];
  /** Masked values in it: they are asked for when the file is imported. */
  readonly masked: number;
}

export type ExportOutcome =
  | { readonly kind: 'written'; readonly fileName: string; readonly isReplaced: boolean }
  /** A file of that name came meanwhile: ask, then again. */
  | { readonly kind: 'taken'; readonly name: ExportName };
