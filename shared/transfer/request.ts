import { z } from 'zod';
import { placeSchema, uidSchema } from '../place.ts';

export const profileRefSchema = z.strictObject({
  /** Identifies one version: every version of a profile is an object with its own uid. */
  uid: uidSchema,
  name: z.string().max(1024),
  version: z.string().max(256),
});
export type ProfileRef = z.infer<typeof profileRefSchema>;

/** "Copy this profile version from there to here." Ids only; the window never hands over a document to write. */
export const transferRequestSchema = z.strictObject({
  /** Made by the window (UUID); names this transfer in progress events and for cancelling. */
  id: z.uuid(),
  source: placeSchema,
  target: placeSchema,
  profile: profileRefSchema,
});
export type TransferRequest = z.infer<typeof transferRequestSchema>;
