import { z } from 'zod';
import { longestText, positionSchema, textAddressSchema, textEditSchema } from '../text-shapes.ts';
import type { JsonValue } from './changes.ts';

const text = z.string().max(longestText);
const memberName = z.string().min(1).max(200);
const jsonValue: z.ZodType<JsonValue> = z.json();

export const profileEditSchema = z.discriminatedUnion('kind', [
  /**
   * Stretches of a layer's values or of a manifest: sorted, without overlap, in UTF-16 offsets of the text as it is before.
   * Values that the file does not hold are an empty text.
   */
  z.strictObject({ kind: z.literal('text'), address: textAddressSchema, spans: z.array(textEditSchema).max(100_000) }),
  /** A whole text, also where there was none; only what differs is written. */
  z.strictObject({ kind: z.literal('whole-text'), address: textAddressSchema, text }),
  z.strictObject({ kind: z.literal('name'), name: text }),
  z.strictObject({ kind: z.literal('version'), version: text }),
  z.strictObject({ kind: z.literal('description'), description: text }),
  /** Null takes the label away; Palette writes a tag without a value as `spectro__tag`. */
  z.strictObject({ kind: z.literal('label'), key: memberName, value: text.nullable() }),
  z.strictObject({ kind: z.literal('variable'), at: positionSchema, member: memberName, value: jsonValue }),
  z.strictObject({ kind: z.literal('variable-member-removed'), at: positionSchema, member: memberName }),
  z.strictObject({ kind: z.literal('variable-added'), at: positionSchema, variable: z.record(z.string(), jsonValue) }),
  z.strictObject({ kind: z.literal('variable-removed'), at: positionSchema }),
  /** A stretch of the file itself, as undoing needs it. */
  z.strictObject({ kind: z.literal('source'), span: textEditSchema }),
]);

/** What a person can change in a profile's file. Plain values, in the order they were made; each sees those before it. */
export type ProfileEdit = z.infer<typeof profileEditSchema>;
