import { type Pack, type ProfileDocument, packsOf } from '../profile/document.ts';
import { fingerprint } from '../profile/fingerprint.ts';
import { type TextAddress, textKey } from '../profile/holes.ts';
import { fitsText } from '../profile/source/spans.ts';
import { edited } from '../profile/text-edits.ts';
import { textAt, withText } from '../profile/texts.ts';
import type { Decision, TextDecision } from './decision.ts';
import type { TransferMaterial } from './plan.ts';

/** The material with what was edited by hand in it. */
export interface EditedMaterial {
  readonly material: TransferMaterial;
  readonly applied: readonly TextDecision[];
  /** Edits of texts that are not what they were made on: they change nothing until somebody decides about them. */
  readonly outdated: readonly TextDecision[];
}

/** Tells a text from what it is at another time. */
function textMark(text: string): string {
  return `${text.length}-${fingerprint(text)}`;
}

/** By layer, which nobody changes in place. */
const marks = new WeakMap<Pack, Map<string, string>>();

/** The mark of one text of a document; null where there is none. Read once. */
export function markOf(document: ProfileDocument, address: TextAddress): string | null {
  const pack = packsOf(document)[address.pack];
  const text = textAt(document, address);
  if (pack === undefined || text === null) return null;
  const known = marks.get(pack) ?? new Map<string, string>();
  marks.set(pack, known);
  const key = textKey(address);
  const mark = known.get(key) ?? textMark(text);
  known.set(key, mark);
  return mark;
}

/** The texts edited by hand, the last decision about each; the same objects as among the decisions. */
export function textDecisions(decisions: readonly Decision[]): readonly TextDecision[] {
  const last = new Map<string, TextDecision>();
  for (const decision of decisions) if (decision.kind === 'edit-text') last.set(textKey(decision.text), decision);
  return [...last.values()].filter(({ edits }) => edits.length > 0);
}

/**
 * Makes the edits: exactly the stretches they name change, and every layer without an edit stays the same object. Edits
 * that were made on another text, or that do not fit it, are outdated.
 */
export function editedMaterial(material: TransferMaterial, decisions: readonly TextDecision[]): EditedMaterial {
  let { document } = material;
  const applied: TextDecision[] = [];
  const outdated: TextDecision[] = [];
  for (const decision of decisions) {
    const before = baseOf(material, decision);
    if (before === null) {
      outdated.push(decision);
      continue;
    }
    document = withText(document, decision.text, edited(before, decision.edits));
    applied.push(decision);
  }
  return { material: document === material.document ? material : { ...material, document }, applied, outdated };
}

function baseOf({ document }: TransferMaterial, { text, layer, base, edits }: TextDecision): string | null {
  const found = packsOf(document)[text.pack]?.name === layer ? textAt(document, text) : null;
  return found !== null && markOf(document, text) === base && fitsText(edits, found.length) ? found : null;
}
