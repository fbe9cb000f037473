import { z } from 'zod';
import { decisionsSchema } from './decision.ts';
import type { TransferRequest } from './request.ts';
import { transferRequestSchema } from './request-shapes.ts';

const holeSchema = z.strictObject({ id: z.uuid(), hole: z.string().max(4096) });
const begunSchema = z.strictObject({ question: z.string().max(2048), text: z.string().max(1_048_576) });

/** The answers of an open review sheet, as they come back after a crash. SECURITY: decisions and begun texts hold typed secrets. */
export const draftSchema = z.strictObject({
  /** UUID of the sheet. */
  id: z.uuid(),
  transfers: z
    .array(
      z.strictObject({
        request: transferRequestSchema,
        decisions: decisionsSchema,
        /** Typed for a question of the sheet and no answer yet. */
        begun: z.array(begunSchema).max(2000).optional(),
      }),
    )
    .min(1)
    .max(500),
  /** Missing values of several transfers that have one answer in common. */
  shared: z.array(z.array(holeSchema).min(2).max(20_000)).max(20_000).optional(),
});
export type Draft = z.infer<typeof draftSchema>;

/** What is said of a draft before a person asks for it: no answer in it. */
export interface DraftSummary {
  readonly id: string;
  readonly transfers: readonly {
    readonly request: TransferRequest;
    /** With what was begun. */
    readonly answers: number;
  }[];
  /** ISO 8601. */
  readonly keptAt: string;
}

/** Where a draft is: on disk, or in memory while the keychain cannot be used. */
export interface DraftKept {
  readonly kept: 'encrypted' | 'this-run-only';
}
