import { MASK } from './holes.ts';
import { covers, type Range } from './ranges.ts';
import type { YamlScalar, YamlScan } from './yaml-scan.ts';

/** What may follow a mask that is the whole value: the line's end, a comment, or the next part of a flow collection. */
const after = /^(["']?)[ \t\r]*(?:$|,|\]|\}|[ \t]#)/;
const blockHeader = /(?:^|[-:?\s])([|>][-+0-9]*)[ \t]*\r?$/;
/** Enough of a line to tell; more would make hostile lines expensive. */
const mostLooked = 512;

/**
 * Masks in stretches of a broken text whose structure is unknown: a left-over mask must not slip through because a quote
 * is missing three lines above. Told by line alone; their `place` means nothing. Linear.
 */
export function unreadMasks(text: string, scan: YamlScan): readonly YamlScalar[] {
  const found: YamlScalar[] = [];
  let checkedTo = 0;
  for (const range of scan.unread) {
    for (const at of masksIn(text, range, checkedTo)) {
      const scalar = covers(scan.comments, at) ? null : scalarAt(text, at);
      if (scalar !== null) found.push(scalar);
    }
    checkedTo = Math.max(checkedTo, range.end);
  }
  return found;
}

function* masksIn(text: string, range: Range, from: number): Generator<number> {
  const start = Math.max(range.start, from);
  if (start >= range.end) return;
  const part = text.slice(start, range.end);
  for (const run of part.matchAll(/\*+/g)) if (run[0].length === MASK.length) yield start + run.index;
}

function scalarAt(text: string, at: number): YamlScalar | null {
  const before = text.slice(Math.max(0, at - mostLooked), at);
  const lineStart = before.lastIndexOf('\n') + 1;
  const left = before.slice(lineStart);
  const right = text.slice(at + MASK.length, at + mostLooked).split('\n', 1)[0] ?? '';
  const quote = /["']$/.exec(left)?.[0] ?? '';
  const lead = left.slice(0, left.length - quote.length).trimEnd();
  const startsValue = lead === '' || /[-:?[{,]$|[&!]\S{0,64}$/.test(lead);
  if (!startsValue || after.exec(right)?.[1] !== quote || /(?:^|\s)#/.test(left)) return null;
  const common = { alias: false, inFlow: true, indent: 0, place: { parent: null, key: 0, depth: 0 } } as const;
  if (quote !== '') {
    const form = quote === "'" ? 'single-quoted' : 'double-quoted';
    return { ...common, form, start: at - 1, contentStart: at - 1, end: at + MASK.length + 1 };
  }
  const header =
    lead === ''
      ? blockHeader.exec(
          before
            .slice(0, Math.max(0, lineStart - 1))
            .split('\n')
            .at(-1) ?? '',
        )
      : null;
  if (header?.[1] !== undefined) {
    const lineBreak = at - left.length - 1;
    const start = lineBreak - header[0].length + header[0].indexOf(header[1]);
    return { ...common, form: 'block', start, contentStart: lineBreak + 1, end: at + MASK.length };
  }
  return { ...common, form: 'plain', start: at, contentStart: at, end: at + MASK.length };
}
