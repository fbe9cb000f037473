/** Replaces `start` to `end` (UTF-16 offsets, `end` exclusive) by `text`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Applies edits that are sorted and do not overlap; every other character stays. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const edit of edits) {
    parts.push(text.slice(done, edit.start), edit.text);
    done = edit.end;
  }
  return parts.join('') + text.slice(done);
}

/** How long a text of this length is after the edits. */
export function lengthAfter(length: number, edits: readonly TextEdit[]): number {
  return edits.reduce((sum, { start, end, text }) => sum + text.length - (end - start), length);
}

/** A stretch of the text after the edits, without making all of it. */
export function sliceAfter(before: string, edits: readonly TextEdit[], from: number, to: number): string {
  const parts: string[] = [];
  let at = 0;
  let done = 0;
  const take = (text: string, start: number, end: number): void => {
    const low = Math.max(from - at, 0);
    const high = Math.min(to - at, end - start);
    if (low < high) parts.push(text.slice(start + low, start + high));
    at += end - start;
  };
  for (const edit of edits) {
    take(before, done, edit.start);
    take(edit.text, 0, edit.text.length);
    done = edit.end;
  }
  take(before, done, before.length);
  return parts.join('');
}

/** What takes the text after the edits back to `before`, in offsets of the text after. */
export function inverse(before: Pick<string, 'slice'>, edits: readonly TextEdit[]): readonly TextEdit[] {
  let shift = 0;
  return edits.map(({ start, end, text }): TextEdit => {
    const from = start + shift;
    shift += text.length - (end - start);
    return { start: from, end: from + text.length, text: before.slice(start, end) };
  });
}

/** The same as one stretch from the first to the last edit. `after`: the text they make of `before`. */
export function inverseAsOne(before: string, edits: readonly TextEdit[], after: string): TextEdit {
  const [start, end] = [edits[0]?.start ?? 0, edits.at(-1)?.end ?? 0];
  return { start, end: end + after.length - before.length, text: before.slice(start, end) };
}

/** One list that does what `first` and then `then` do, in offsets of the text before both. Edits that touch become one. */
export function composed(first: readonly TextEdit[], then: readonly TextEdit[]): readonly TextEdit[] {
  if (first.length === 0) return then;
  if (then.length === 0) return first;
  const edits: TextEdit[] = [];
  /** How far the text between has moved by the edits of `first` that lie before. */
  let shift = 0;
  let [a, b] = [0, 0];
  while (a < first.length || b < then.length) {
    const startOfFirst = (first[a]?.start ?? Number.POSITIVE_INFINITY) + shift;
    const from = Math.min(startOfFirst, then[b]?.start ?? Number.POSITIVE_INFINITY);
    const before = shift;
    const texts: Stretch[] = [];
    const replacements: TextEdit[] = [];
    let to = from;
    for (;;) {
      const [one, other] = [first[a], then[b]];
      if (one !== undefined && one.start + shift <= to) {
        const start = one.start + shift;
        texts.push({ start, text: one.text });
        to = Math.max(to, start + one.text.length);
        shift += one.text.length - (one.end - one.start);
        a += 1;
      } else if (other !== undefined && other.start <= to) {
        replacements.push(other);
        to = Math.max(to, other.end);
        b += 1;
      } else break;
    }
    edits.push({ start: from - before, end: to - shift, text: joined(texts, replacements, from, to) });
  }
  return edits;
}

/** A text that stands from `start` on between the two edits. */
interface Stretch {
  readonly start: number;
  readonly text: string;
}

/** What `texts` leave from `from` to `to` once the replacements are made; the two cover every offset between them. */
function joined(texts: readonly Stretch[], replacements: readonly TextEdit[], from: number, to: number): string {
  const parts: string[] = [];
  const keep = (start: number, end: number): void => {
    for (const stretch of texts) {
      const [low, high] = [Math.max(start, stretch.start), Math.min(end, stretch.start + stretch.text.length)];
      if (low < high) parts.push(stretch.text.slice(low - stretch.start, high - stretch.start));
    }
  };
  let done = from;
  for (const { start, end, text } of replacements) {
    keep(done, start);
    parts.push(text);
    done = end;
  }
  keep(done, to);
  return parts.join('');
}

/** Where the stretch from `start` to `end` stands after the edits; null where one of them changed something of it. */
export function placeAfter(start: number, end: number, edits: readonly TextEdit[]): number | null {
  let shift = 0;
  for (const edit of edits) {
    if (edit.start >= end) break;
    if (edit.end > start) return null;
    shift += edit.text.length - (edit.end - edit.start);
  }
  return start + shift;
}
