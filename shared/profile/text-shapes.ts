import { z } from 'zod';

/** The longest text in UTF-16 units: no file that is opened is larger. */
export const longestText = 33_554_432;

/** An offset into a text, in UTF-16 units. */
export const offsetSchema = z.int().min(0).max(longestText);
/** A place in a list of a profile. */
export const positionSchema = z.int().min(0).max(100_000);

export const textAddressSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('values'), pack: positionSchema }),
  z.strictObject({ kind: z.literal('manifest'), pack: positionSchema, manifest: positionSchema }),
]);

/** A stretch of a text and what takes its place. */
export const textEditSchema = z.strictObject({
  start: offsetSchema,
  end: offsetSchema,
  text: z.string().max(longestText),
});
