import { z } from 'zod';
import { decisionsSchema } from './decision.ts';
import { transferRequestSchema } from './request.ts';

/** The answers of an open review sheet, as they come back after a crash. SECURITY: decisions hold typed secrets. */
export const draftSchema = z.strictObject({
  /** UUID of the sheet. */
  id: z.uuid(),
  transfers: z
    .array(z.strictObject({ request: transferRequestSchema, decisions: decisionsSchema }))
    .min(1)
    .max(500),
});
export type Draft = z.infer<typeof draftSchema>;

/** What is said of a draft before a person asks for it: no answer in it. */
export interface DraftSummary {
  readonly id: string;
  readonly transfers: readonly {
    readonly request: z.infer<typeof transferRequestSchema>;
    readonly answers: number;
  }[];
  /** ISO 8601. */
  readonly keptAt: string;
}

/** Where a draft is: on disk, or in memory while the keychain cannot be used. */
export interface DraftKept {
  readonly kept: 'encrypted' | 'this-run-only';
}
