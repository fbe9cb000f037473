import { z } from 'zod';
import type { ProfileDocument } from '../../shared/profile/document.ts';
import type { Hole } from '../../shared/profile/holes.ts';
import type { PackRules } from '../../shared/profile/pack-rules.ts';
import type { ProfileEdit } from '../../shared/profile/source/edit-shapes.ts';
import type { InspectedLayer, Inspection } from '../../shared/profile/source/inspection.ts';
import type { SecretHit } from '../../shared/profile/source/secret-guard.ts';
import type { Result } from '../../shared/result.ts';
import type { EditedText, TextReading } from '../../shared/transfer/text-reading.ts';
import type { OpenedProfile, ProfileFacts, ProfileSurvey } from '../ports/analyser.ts';

const id = z.int().nonnegative();
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const format = z.enum(['json', 'yaml']);
// Values of our own, checked where they entered: at the bridge.
const edits = z.array(z.custom<ProfileEdit>(isObject));
const wasMasked = z.array(z.custom<Hole>(isObject));

export const analyserRequestSchema = z.discriminatedUnion('kind', [
  /** `skip`: layers that took too long before. */
  z.strictObject({ id, kind: z.literal('analyse'), bytes, wasMasked, skip: z.array(z.int()) }),
  /** Layers of the file after the edits. */
  z.strictObject({ id, kind: z.literal('layers'), bytes, edits, layers: z.array(z.int()), skip: z.array(z.int()) }),
  z.strictObject({
    id,
    kind: z.literal('survey'),
    document: z.custom<ProfileDocument>(isObject),
    rules: z.custom<PackRules>(isObject),
  }),
  z.strictObject({ id, kind: z.literal('text'), text: z.custom<EditedText>(isObject) }),
  z.strictObject({ id, kind: z.literal('facts'), bytes }),
  z.strictObject({ id, kind: z.literal('edit'), bytes, edits, format: format.nullable() }),
  z.strictObject({ id, kind: z.literal('secrets'), bytes, edits, wasMasked }),
  z.strictObject({ id, kind: z.literal('write'), document: z.custom<ProfileDocument>(isObject), format }),
]);
/** What main asks of the analyser. */
export type AnalyserRequest = z.infer<typeof analyserRequestSchema>;

export const analyserMessageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  /** A step begins: one layer, or the request itself (null). */
  z.strictObject({ kind: z.literal('begins'), id, layer: z.int().nullable() }),
  z.strictObject({ kind: z.literal('opened'), id, profile: z.custom<OpenedProfile>(isObject) }),
  z.strictObject({ kind: z.literal('layer'), id, layer: z.custom<InspectedLayer>(isObject) }),
  z.strictObject({ kind: z.literal('done'), id, answer: z.custom<Result<AnalyserAnswer>>(isObject) }),
]);
/** What the analyser tells. */
export type AnalyserMessage = z.infer<typeof analyserMessageSchema>;

/** By the request's kind. */
export type AnalyserAnswer =
  | Inspection
  | ProfileFacts
  | ProfileSurvey
  | TextReading
  | (OpenedProfile & { readonly bytes: Uint8Array })
  | readonly SecretHit[]
  | readonly InspectedLayer[]
  | Uint8Array;

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
