import { z } from 'zod';
import type { HistoryEntry } from '../../shared/history.ts';
import { transferSourceSchema } from '../../shared/place-shapes.ts';
import { problemToKeep } from './problem-to-keep.ts';

const placeSchema = z.object({ place: transferSourceSchema, environment: z.string().nullable() });
const count = z.int().min(0);

const endSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('written'),
    published: z.boolean(),
    publishing: z.enum(['not-asked', 'at-once', 'afterwards', 'failed', 'not-looked']),
    proof: z.object({
      verdict: z.enum(['identical', 'identical-except-masked', 'differs', 'not-read']),
      layers: count,
      masked: count,
      differences: count,
      isStopped: z.boolean(),
    }),
  }),
  z.object({ kind: z.literal('failed'), problem: problemToKeep.nullable() }),
  z.object({ kind: z.literal('cancelled') }),
  z.object({
    kind: z.literal('settled'),
    content: z.enum(['same', 'similar', 'other', 'not-compared']).nullable(),
    macros: z.array(z.string()),
  }),
]);

/** One entry as it lies in the file. */
export const historyEntrySchema: z.ZodType<HistoryEntry> = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  way: z.enum(['clone', 'import']),
  name: z.string(),
  version: z.string(),
  source: placeSchema.nullable(),
  target: placeSchema,
  end: endSchema,
});
