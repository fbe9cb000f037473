import { z } from 'zod';
import { environmentPlaceSchema, transferSourceSchema, uidSchema } from '../place-shapes.ts';

export const profileRefSchema = z.strictObject({
  /** Identifies one version: every version is an object, or a file, with its own uid. */
  uid: uidSchema,
  name: z.string().max(1024),
  version: z.string().max(256),
});

export const transferRequestSchema = z.strictObject({
  /** Made by the window (UUID); names this transfer in progress events and for cancelling. */
  id: z.uuid(),
  source: transferSourceSchema,
  /** Only ever an environment: what goes into a folder is an export. */
  target: environmentPlaceSchema,
  profile: profileRefSchema,
});
