import { MASK } from './holes.ts';
import type { TextEdit } from './text-edits.ts';
import type { YamlScalar } from './yaml-scan.ts';

/** Plain text that no YAML version reads as something else; `e0` is a number to some readers of YAML 1.1. */
const plainWord = /^(?!(?:y|n|yes|no|on|off|true|false|null|e[-+]?[0-9]+)$)[A-Za-z_][A-Za-z0-9_./+=@-]*$/i;
/** What both YAML versions print unescaped and on one line; U+0085, U+2028 and U+2029 are line breaks to YAML 1.1. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the point
const needsEscape = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the point
const escapes = /["\\\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;
const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/**
 * The edits that make a masked or empty scalar hold `value`, sorted. The form stays if it can hold the value exactly; if not: plain →
 * single quotes → double quotes with escapes. A block scalar stays one, its chomping following the value's last line break.
 * A scalar of no length, right behind its `:` or `-`, comes after a blank; what stood behind stays behind.
 */
export function scalarEdits(text: string, scalar: YamlScalar, value: string): readonly TextEdit[] {
  if (scalar.form === 'block') return blockEdits(text, scalar, value);
  const { start, end, form } = scalar;
  return [{ start, end, text: `${start === end ? ' ' : ''}${flowText(form, value)}` }];
}

function flowText(form: 'plain' | 'single-quoted' | 'double-quoted', value: string): string {
  if (form === 'plain' && plainWord.test(value)) return value;
  const fitsSingle = !needsEscape.test(value);
  // A template reads best, and is safest for Palette to resolve, without escapes in it.
  const template = value.includes('{{') && /["\\]/.test(value);
  if (fitsSingle && (form !== 'double-quoted' || template)) return `'${value.replaceAll("'", "''")}'`;
  return doubleQuoted(value);
}

function doubleQuoted(value: string): string {
  const body = value.replace(escapes, (character) => {
    const code = character.charCodeAt(0);
    return shortEscapes[character] ?? (code < 0x100 ? `\\x${hex(code, 2)}` : `\\u${hex(code, 4)}`);
  });
  return `"${body}"`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).toUpperCase().padStart(digits, '0');
}

function blockEdits(text: string, scalar: YamlScalar, value: string): readonly TextEdit[] {
  const maskAt = text.indexOf(MASK, scalar.contentStart);
  const maskEnd = maskAt + MASK.length;
  const headerEnd = scalar.start + (/^[|>][-+0-9]*/.exec(text.slice(scalar.start, scalar.start + 4))?.[0].length ?? 1);
  const body = value.endsWith('\n') ? value.slice(0, -1) : value;
  const indent = text.slice(text.lastIndexOf('\n', maskAt) + 1, maskAt);
  if (indent === '' || !fitsBlock(body)) {
    const lineBreak = text.lastIndexOf('\n', maskAt);
    const breakStart = text[lineBreak - 1] === '\r' ? lineBreak - 1 : lineBreak;
    return [
      { start: scalar.start, end: headerEnd, text: flowText('double-quoted', value) },
      { start: breakStart, end: maskEnd, text: '' },
    ];
  }
  const digits = text.slice(scalar.start, headerEnd).replace(/[^0-9]/g, '');
  const style = body.includes('\n') ? '|' : (text[scalar.start] ?? '|');
  const lineEnd = text[text.lastIndexOf('\n', maskAt) - 1] === '\r' ? '\r\n' : '\n';
  const lines = body.split('\n').map((line, index) => (index === 0 || line === '' ? line : indent + line));
  // At the end of a text without a last line break, parsers disagree whether the value ends with one: write it.
  const lastBreak = value.endsWith('\n') && maskEnd === text.length ? lineEnd : '';
  return [
    { start: scalar.start, end: headerEnd, text: `${style}${digits}${value.endsWith('\n') ? '' : '-'}` },
    { start: maskAt, end: maskEnd, text: lines.join(lineEnd) + lastBreak },
  ];
}

/**
 * Where parsers agree about a block scalar: its first line with text starts without blanks, no line is blanks alone, nothing
 * needs an escape, and at most one line break ends it. `body` comes without that last one.
 */
function fitsBlock(body: string): boolean {
  const lines = body.split('\n');
  const first = lines.find((line) => line !== '');
  if (first === undefined || lines.at(-1) === '' || /^[ \t]/.test(first)) return false;
  return lines.every((line) => !needsEscape.test(line) && (line === '' || line.trim() !== ''));
}
