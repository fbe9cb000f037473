import { z } from 'zod';
import { longestText, offsetSchema, positionSchema, textAddressSchema } from '../text-shapes.ts';
import { profileEditSchema } from './edit-shapes.ts';

const text = z.string().max(longestText);

/**
 * What was done to a file that is open, as it comes back after a crash.
 * SECURITY: fills are typed secrets; this crosses the bridge to be kept and to be opened again, and for nothing else.
 */
export const keptEditsSchema = z.strictObject({
  /** Of the file as it was opened; its masks stay masks. */
  edits: z.array(profileEditSchema).max(100_000),
  /** What was typed for the mask at this UTF-16 offset of a text, as the edits leave it. */
  fills: z
    .array(
      z.strictObject({
        address: textAddressSchema,
        at: offsetSchema,
        value: text,
      }),
    )
    .max(100_000),
  /** The same for the defaults of variables, by position as the edits leave them. */
  variableFills: z.array(z.strictObject({ at: positionSchema, value: text })).max(100_000),
});
export type KeptEdits = z.infer<typeof keptEditsSchema>;

/** How many places a person changed, for *3 changes*. */
export function changesIn({ edits, fills, variableFills }: KeptEdits): number {
  const places = edits.map((edit) => (edit.kind === 'text' ? edit.spans.length : 1));
  return places.reduce((sum, one) => sum + one, fills.length + variableFills.length);
}
