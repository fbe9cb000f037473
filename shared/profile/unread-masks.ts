import { MASK } from './holes.ts';
import type { Range, YamlScalar, YamlScan } from './yaml-scan.ts';

/** A mask as the whole value of its line: after a colon, dash, bracket or comma, quoted or not, up to a comment. */
const before = /(?:^|[-:?]|[[{,]|(?:&|!)\S*)[ \t]*(["']?)$/;
const after = /^(["']?)[ \t\r]*(?:$|,|\]|\}|[ \t]#)/;
const blockHeader = /(?:^|[-:?\s])([|>][-+0-9]*)[ \t]*(?:[ \t]#.*)?\r?$/;
const longestLine = 4096;

/**
 * Masks in stretches of a broken text whose structure is unknown: a left-over mask must not slip through because a quote
 * is missing three lines above. Told by line alone; their `place` means nothing.
 */
export function unreadMasks(text: string, scan: YamlScan): readonly YamlScalar[] {
  const found: YamlScalar[] = [];
  let checkedTo = 0;
  for (const range of scan.unread) {
    for (const at of masksIn(text, range, checkedTo)) {
      const scalar = inComment(scan.comments, at) ? null : scalarAt(text, at);
      if (scalar !== null) found.push(scalar);
    }
    checkedTo = Math.max(checkedTo, range.end);
  }
  return found;
}

function* masksIn(text: string, range: Range, from: number): Generator<number> {
  let at = text.indexOf(MASK, Math.max(range.start, from));
  while (at !== -1 && at < range.end) {
    let end = at + MASK.length;
    while (text[end] === '*') end += 1;
    if (end === at + MASK.length) yield at;
    at = text.indexOf(MASK, end);
  }
}

function inComment(comments: readonly Range[], at: number): boolean {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.start ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  const comment = comments[low - 1];
  return comment !== undefined && at < comment.end;
}

function scalarAt(text: string, at: number): YamlScalar | null {
  const lineStart = text.lastIndexOf('\n', at) + 1;
  const lineEnd = text.indexOf('\n', at) === -1 ? text.length : text.indexOf('\n', at);
  const left = text.slice(Math.max(lineStart, at - longestLine), at);
  const right = text.slice(at + MASK.length, Math.min(lineEnd, at + longestLine));
  const quoteLeft = before.exec(left)?.[1];
  const quoteRight = after.exec(right)?.[1];
  if (quoteLeft === undefined || quoteLeft !== quoteRight || /(?:^|\s)#/.test(left)) return null;
  const common = { alias: false, inFlow: true, place: { parent: null, key: 0, depth: 0 } } as const;
  if (quoteLeft !== '') {
    const form = quoteLeft === "'" ? 'single-quoted' : 'double-quoted';
    return { ...common, form, start: at - 1, contentStart: at - 1, end: at + MASK.length + 1 };
  }
  const header = left.trim() === '' ? headerAbove(text, lineStart) : null;
  if (header !== null)
    return { ...common, form: 'block', start: header, contentStart: lineStart, end: at + MASK.length };
  return { ...common, form: 'plain', start: at, contentStart: at, end: at + MASK.length };
}

/** Offset of a block header at the end of the line above, or null. */
function headerAbove(text: string, lineStart: number): number | null {
  if (lineStart < 2) return null;
  const start = text.lastIndexOf('\n', lineStart - 2) + 1;
  const line = text.slice(Math.max(start, lineStart - 1 - longestLine), lineStart - 1);
  const header = blockHeader.exec(line)?.[1];
  if (header === undefined) return null;
  return lineStart - 1 - line.length + line.lastIndexOf(header);
}
