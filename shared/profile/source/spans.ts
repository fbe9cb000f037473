import { edited, type TextEdit } from '../text-edits.ts';

/** Whether a list of edits is sorted, without overlap, and inside a text of this length. */
export function fitsText(edits: readonly TextEdit[], length: number): boolean {
  let done = 0;
  return edits.every(({ start, end }) => {
    const fits = Number.isInteger(start) && Number.isInteger(end) && start >= done && end >= start && end <= length;
    done = end;
    return fits;
  });
}

/** The one stretch that makes `after` of `before`; null when they are equal. Never parts a surrogate pair. Linear. */
export function changedSpan(before: string, after: string): TextEdit | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  if (partsPair(before, start) || partsPair(after, start)) start -= 1;
  let tail = 0;
  const most = shorter - start;
  while (tail < most && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) {
    tail += 1;
  }
  if (tail > 0 && (partsPair(before, before.length - tail) || partsPair(after, after.length - tail))) tail -= 1;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}

/** Edits that come to nothing together are looked for among so many, over so many letters. */
const mostInDetour = 16;
const farthestDetour = 10_000;

/** The same edits of a text without what only puts back what stood there, one edit or several side by side. */
export function narrowed(before: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  const kept: TextEdit[] = [];
  for (const { start, end, text } of edits) {
    const span = changedSpan(before.slice(start, end), text);
    if (span === null) continue;
    kept.push({ start: start + span.start, end: start + span.end, text: span.text });
    const detour = detourAt(before, kept);
    if (detour > 0) kept.splice(-detour);
  }
  return kept;
}

/** How many of the last edits come to nothing: among equal letters a deletion and its undoing may lie side by side. */
function detourAt(before: string, edits: readonly TextEdit[]): number {
  const last = edits.at(-1);
  let grows = 0;
  for (let count = 1; count <= Math.min(mostInDetour, edits.length); count += 1) {
    const first = edits.at(-count);
    if (first === undefined || last === undefined || last.end - first.start > farthestDetour) return 0;
    grows += first.text.length - (first.end - first.start);
    if (count === 1 || grows !== 0) continue;
    const stretch = before.slice(first.start, last.end);
    const own = edits.slice(-count).map(({ start, end, text }) => {
      return { start: start - first.start, end: end - first.start, text };
    });
    if (edited(stretch, own) === stretch) return count;
  }
  return 0;
}

/** The same edits, widened where one would part a surrogate pair of the text. */
export function widened(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits.map((edit) => {
    const before = partsPair(text, edit.start) ? (text[edit.start - 1] ?? '') : '';
    const after = partsPair(text, edit.end) ? (text[edit.end] ?? '') : '';
    return before === '' && after === ''
      ? edit
      : { start: edit.start - before.length, end: edit.end + after.length, text: before + edit.text + after };
  });
}

function partsPair(text: string, at: number): boolean {
  return at > 0 && at < text.length && (text.codePointAt(at - 1) ?? 0) > 0xffff;
}
