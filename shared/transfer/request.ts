import type { z } from 'zod';
import type { profileRefSchema, transferRequestSchema } from './request-shapes.ts';

export type ProfileRef = z.infer<typeof profileRefSchema>;

/** "Copy this profile version from there to here." Ids only; the window never hands over a document to write. */
export type TransferRequest = z.infer<typeof transferRequestSchema>;
