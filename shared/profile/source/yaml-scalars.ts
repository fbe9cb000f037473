import type { Range } from '../ranges.ts';
import { edited, type TextEdit } from '../text-edits.ts';
import { widened } from './spans.ts';

/** How a scalar of a YAML file is written. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'other';

// biome-ignore lint/suspicious/noControlCharactersInRegex: what YAML cannot hold unescaped is the point
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/;
const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** The text as a double-quoted scalar on one line, which can hold everything but a lone surrogate. */
export function doubleQuoted(value: string): string {
  return `"${escaped(value)}"`;
}

/**
 * The scalar's bytes with stretches of its text replaced where they stand; null where its style has no such places.
 * The answer may read back as something else (a blank beside a fold, a colon in a plain scalar): who asks must look.
 */
export function withSpans(
  text: string,
  range: Range,
  style: ScalarStyle,
  decoded: string,
  spans: readonly TextEdit[],
): string | null {
  const offsets = offsetsOf(text, range, style);
  if (offsets === null || offsets.length !== decoded.length + 1) return null;
  const lineEnd = text.slice(range.start, range.end).includes('\r\n') ? '\r\n' : '\n';
  const indent = style === 'literal' ? blockIndent(text, range) : '';
  const edits = widened(decoded, spans).map(({ start, end, text: replacement }) => ({
    start: (offsets[start] ?? 0) - range.start,
    end: (offsets[end] ?? 0) - range.start,
    text: encoded(replacement, style, lineEnd + indent),
  }));
  return edited(text.slice(range.start, range.end), edits);
}

/** The whole text as a literal block in the scalar's place, at its indentation; null where a block cannot hold it. */
export function asLiteral(text: string, range: Range, value: string): string | null {
  const indent = blockIndent(text, range);
  if (indent === '') return null;
  const source = text.slice(range.start, range.end);
  return literalBlock(value, indent, source.includes('\r\n') ? '\r\n' : '\n', source.endsWith('\n'));
}

/**
 * A text as a literal block, with the line breaks it ends with; null where a block cannot hold it.
 *
 * @param hadBreak whether a line break has to end it in any case
 */
export function literalBlock(value: string, indent: string, lineEnd: string, hadBreak: boolean): string | null {
  if (unprintable.test(value) || value.trim() === '') return null;
  const body = value.replace(/\n+$/, '');
  const breaks = value.length - body.length;
  if (/^[ \t]/.test(body.replace(/^\n+/, ''))) return null;
  const lines = body.split('\n').map((line) => (line === '' ? '' : indent + line));
  const chomping = breaks === 0 ? '-' : breaks === 1 ? '' : '+';
  const tail = breaks > 0 ? lineEnd.repeat(breaks) : hadBreak ? lineEnd : '';
  return `|${chomping}${lineEnd}${lines.join(lineEnd)}${tail}`;
}

function encoded(replacement: string, style: ScalarStyle, lineBreak: string): string {
  if (style === 'double') return escaped(replacement);
  if (style === 'single') return replacement.replaceAll("'", "''");
  return style === 'literal' ? replacement.replaceAll('\n', lineBreak) : replacement;
}

function escaped(value: string): string {
  let written = '';
  for (const character of value) {
    const short = shortEscapes[character];
    if (short !== undefined) written += short;
    else if (unprintable.test(character)) written += `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
    else written += character;
  }
  return written;
}

function blockIndent(text: string, range: Range): string {
  const lines = text.slice(range.start, range.end).split('\n').slice(1);
  return /^ */.exec(lines.find((line) => line.trim() !== '') ?? '')?.[0] ?? '';
}

/** Where each character of the decoded text begins, and the end; null for styles whose folding moves characters about. */
function offsetsOf(text: string, range: Range, style: ScalarStyle): readonly number[] | null {
  switch (style) {
    case 'plain': {
      const source = text.slice(range.start, range.end);
      return source.includes('\n') ? null : Array.from({ length: source.length + 1 }, (_, i) => range.start + i);
    }
    case 'literal':
      return literalOffsets(text, range);
    case 'single':
    case 'double':
      return quotedOffsets(text, range, style);
    case 'other':
      return null;
  }
}

function literalOffsets(text: string, range: Range): readonly number[] | null {
  // An indentation indicator may leave blanks to the text that look like indentation.
  const header = /^\|[-+]?[ \t]*(?:#[^\n]*)?\r?\n/.exec(text.slice(range.start, range.end))?.[0];
  if (header === undefined) return null;
  const indent = blockIndent(text, range).length;
  const offsets: number[] = [];
  for (let line = range.start + header.length; line < range.end; ) {
    const lineBreak = text.indexOf('\n', line);
    const end = lineBreak === -1 || lineBreak >= range.end ? range.end : lineBreak;
    const contentEnd = text[end - 1] === '\r' && end > line ? end - 1 : end;
    for (let at = Math.min(line + indent, contentEnd); at < contentEnd; at += 1) offsets.push(at);
    if (end === range.end) return withEnd(offsets, contentEnd);
    offsets.push(contentEnd);
    line = end + 1;
  }
  // Chopped off the text: the line break that the last line has all the same.
  if (header.includes('-')) return withEnd(offsets.slice(0, -1), offsets.at(-1) ?? range.end);
  return withEnd(offsets, range.end);
}

function withEnd(offsets: number[], end: number): readonly number[] {
  offsets.push(end);
  return offsets;
}

function quotedOffsets(text: string, range: Range, style: 'single' | 'double'): readonly number[] {
  const offsets: number[] = [];
  const end = range.end - 1;
  /** Blanks at the end of `offsets` that a line break would swallow. */
  let loose = 0;
  let at = range.start + 1;
  while (at < end) {
    const character = text[at];
    if (character === '\n' || (character === '\r' && text[at + 1] === '\n')) {
      offsets.length -= loose;
      const first = at;
      at = afterBreak(text, at, end);
      let breaks = 1;
      while (text[at] === '\n' || (text[at] === '\r' && text[at + 1] === '\n')) {
        offsets.push(at);
        at = afterBreak(text, at, end);
        breaks += 1;
      }
      if (breaks === 1) offsets.push(first);
      loose = 0;
    } else if (style === 'double' && character === '\\') {
      loose = 0;
      const next = text[at + 1] ?? '';
      if (next === '\n' || next === '\r') {
        at = afterBreak(text, at + 1, end);
        while (text[at] === '\n' || (text[at] === '\r' && text[at + 1] === '\n')) {
          offsets.push(at);
          at = afterBreak(text, at, end);
        }
      } else {
        offsets.push(at);
        const digits = { x: 2, u: 4, U: 8 }[next] ?? 0;
        if (digits === 8 && Number.parseInt(text.slice(at + 2, at + 10), 16) > 0xffff) offsets.push(at);
        at += 2 + digits;
      }
    } else {
      offsets.push(at);
      loose = character === ' ' || character === '\t' ? loose + 1 : 0;
      at += style === 'single' && character === "'" ? 2 : 1;
    }
  }
  return withEnd(offsets, end);
}

/** After a line break and the indentation of the next line. */
function afterBreak(text: string, at: number, end: number): number {
  let next = text[at] === '\r' ? at + 2 : at + 1;
  while (next < end && (text[next] === ' ' || text[next] === '\t')) next += 1;
  return next;
}
