import { z } from 'zod';
import { longestText, offsetSchema, textAddressSchema, textEditSchema } from '../profile/text-shapes.ts';

const holeId = z.string().max(4096);
const name = z.string().max(1024);

/** One stretch that was edited by hand, with whole lines around it as they were. */
const handEditSchema = textEditSchema.extend({
  /** They find the place again in a text that changed since; empty: it is not looked for. */
  around: z.string().max(longestText),
  /** Where in `around` the stretch begins. */
  at: offsetSchema,
});
export type HandEdit = z.infer<typeof handEditSchema>;

/** An answer of the person: a plain value, applied by the planner in order; a later one on the same subject wins. */
export const decisionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fill'), hole: holeId, value: z.string().max(1_048_576) }),
  z.strictObject({ kind: z.literal('use-remembered'), hole: holeId }),
  z.strictObject({ kind: z.literal('keep-empty'), hole: holeId }),
  /** Import the asterisks as they are; only ever for one named hole. */
  z.strictObject({ kind: z.literal('leave-masked'), hole: holeId }),
  z.strictObject({ kind: z.literal('reopen'), hole: holeId }),
  z.strictObject({
    kind: z.literal('create-macro'),
    macro: name,
    scope: z.enum(['project', 'tenant']),
    value: z.string().max(1_048_576),
  }),
  z.strictObject({ kind: z.literal('choose-registry'), pack: name, registryUid: z.string().max(128) }),
  /** "Use for all packs that came from X": counts for every pack of that source registry which the chosen one holds. */
  z.strictObject({
    kind: z.literal('choose-registry-for-source'),
    sourceRegistry: name,
    registryUid: z.string().max(128),
  }),
  z.strictObject({
    kind: z.literal('choose-pack-version'),
    pack: name,
    registryUid: z.string().max(128),
    version: z.string().max(256),
  }),
  /**
   * A layer's values or a manifest edited by hand: what makes the edited text of the one it was made on, sorted, without
   * overlap. SECURITY: holds what was typed, which may be secret.
   */
  z.strictObject({
    kind: z.literal('edit-text'),
    text: textAddressSchema,
    /** The pack's name as it stands in the document. */
    layer: name,
    /** `textMark` of the text that the edits were made on: they count for no other. */
    base: z.string().max(64),
    edits: z.array(handEditSchema).max(100_000),
  }),
  /** Of two ways that lead there: Palette's own copy, or a document that can be changed first. See `Way`. */
  z.strictObject({ kind: z.literal('way'), way: z.enum(['clone', 'import']) }),
  z.strictObject({ kind: z.literal('rename'), name }),
  z.strictObject({ kind: z.literal('set-version'), version: z.string().max(256) }),
  z.strictObject({ kind: z.literal('publish'), publish: z.boolean() }),
  /** Go on although this check warns or could not run. */
  z.strictObject({ kind: z.literal('accept'), check: z.string().max(4096) }),
]);
export type Decision = z.infer<typeof decisionSchema>;
export type TextDecision = Extract<Decision, { kind: 'edit-text' }>;
export const decisionsSchema = z.array(decisionSchema).max(20_000);
