import { z } from 'zod';
import { folderPlaceSchema, placeSchema } from '../place-shapes.ts';
import { profileRefSchema } from '../transfer/request-shapes.ts';
import { exportFormats, takenAnswers } from './exports.ts';

export const exportRequestSchema = z.strictObject({
  /** UUID made by the window; for cancelling. */
  id: z.uuid(),
  source: placeSchema,
  target: folderPlaceSchema,
  profile: profileRefSchema,
});

export const exportQueueSchema = z.strictObject({
  exports: z.array(z.strictObject({ id: z.uuid(), profile: profileRefSchema })).max(100_000),
});

export const exportRunSchema = z.strictObject({
  export: exportRequestSchema,
  format: z.enum(exportFormats),
  /** For every value that looks like a secret: nothing is written while one has no answer. */
  fixes: z
    .array(z.strictObject({ hit: z.string().max(8192), fix: z.enum(['mask', 'variable', 'leave']) }))
    .max(100_000),
  ifTaken: z.enum(takenAnswers),
});
