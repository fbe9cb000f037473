import { type ProfileDocument, packsOf } from '../profile/document.ts';
import type { TextAddress } from '../profile/holes.ts';
import { LineIndex } from '../profile/line-index.ts';
import { fitsText } from '../profile/source/spans.ts';
import type { TextEdit } from '../profile/text-edits.ts';
import { textAt } from '../profile/texts.ts';
import type { HandEdit, TextDecision } from './decision.ts';
import { markOf } from './edited-material.ts';

/** With more edits than this nobody is helped by a guess, and each would have its surroundings kept. */
const mostAround = 500;

/**
 * Edits of a text by hand as a decision. `document`: as the source has it. `edits`: sorted, without overlap, in UTF-16
 * offsets of that text. Null where there is no such text.
 */
export function textDecision(
  document: ProfileDocument,
  address: TextAddress,
  edits: readonly TextEdit[],
): TextDecision | null {
  const layer = packsOf(document)[address.pack]?.name;
  const base = textAt(document, address);
  const mark = markOf(document, address);
  if (layer === undefined || base === null || mark === null) return null;
  return { kind: 'edit-text', text: address, layer, base: mark, edits: handEdits(base, edits) };
}

/** The edits of a text with the lines around each of them, by which they find their places again. Linear. */
function handEdits(base: string, edits: readonly TextEdit[]): HandEdit[] {
  if (edits.length > mostAround) return edits.map((edit) => ({ ...edit, around: '', at: 0 }));
  const lines = new LineIndex(base);
  return edits.map(({ start, end, text }) => {
    const from = lines.offsetOf(Math.max(1, lines.lineAt(start) - 1), 1);
    const next = base.indexOf('\n', end);
    const after = next === -1 ? -1 : base.indexOf('\n', next + 1);
    const around = base.slice(from, after === -1 ? base.length : after + 1);
    return { start, end, text, around, at: start - from };
  });
}

/**
 * The same edits for the text that the source has by now. Null where a place cannot be told: its lines changed too, or
 * they stand in the text more than once.
 */
export function editsMadeAgain(document: ProfileDocument, decision: TextDecision): TextDecision | null {
  const now = textAt(document, decision.text);
  if (now === null || packsOf(document)[decision.text.pack]?.name !== decision.layer) return null;
  const edits: TextEdit[] = [];
  for (const { start, end, text, around, at } of decision.edits) {
    const found = around === '' ? -1 : now.indexOf(around);
    if (found === -1 || now.indexOf(around, found + 1) !== -1) return null;
    edits.push({ start: found + at, end: found + at + (end - start), text });
  }
  if (!fitsText(edits, now.length)) return null;
  return textDecision(document, decision.text, edits);
}
