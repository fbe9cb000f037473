import type { TextEdit } from '../text-edits.ts';

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

/** The same edits of a text without what only puts back what stood there. */
export function narrowed(before: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits.flatMap(({ start, end, text }) => {
    const span = changedSpan(before.slice(start, end), text);
    return span === null ? [] : [{ start: start + span.start, end: start + span.end, text: span.text }];
  });
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
