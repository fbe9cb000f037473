/** Room for a suffix, a number and the ending below the 255 bytes that file systems give a name. */
const mostBytes = 180;
/** Windows opens a device under these names, whatever the ending. */
const reserved = /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the point
const forbidden = /[\u0000-\u001f\u007f-\u009f<>:"/\\|?*]+/g;
/** Letters that are not seen or that turn the direction of the text: `gpj.exe` must not pass as `exe.jpg`. */
const invisible = /[\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]/gu;

export interface FileNameParts {
  readonly name: string;
  readonly version: string;
  readonly format: 'json' | 'yaml';
  /** Where it comes from, when several sources share a folder: `DEV`, `acme ▸ payments`. Empty: not told. */
  readonly from?: string;
}

/**
 * A file name that every system takes, from a profile's name and version: at most 255 bytes, no reserved name, no separator,
 * no invisible letter, no dot or blank at its ends.
 *
 * @param taken names in the same folder; the new one differs from each in more than case and Unicode form
 */
export function fileNameFor(parts: FileNameParts, taken: readonly string[] = []): string {
  const version = safe(parts.version);
  const from = safe(parts.from ?? '');
  const name = safe(parts.name) || 'profile';
  const base = [name, version, from].filter((part) => part !== '').join('-');
  const used = new Set(taken.map(folded));
  const fitting = (suffix: string) => `${trimmed(cut(base, mostBytes))}${suffix}.${parts.format}`;
  let candidate = fitting('');
  for (let number = 2; used.has(folded(candidate)); number += 1) candidate = fitting(` (${number})`);
  return candidate;
}

function safe(text: string): string {
  const plain = text.toWellFormed().normalize('NFC').replace(forbidden, '-').replace(invisible, '');
  const name = trimmed(cut(plain.replace(/\s+/g, ' '), mostBytes));
  return reserved.test(name) ? `_${name}` : name;
}

/** Windows drops dots and blanks at the end; a dot in front hides a file, and `-` or `~` mean something to a shell. */
function trimmed(text: string): string {
  return text.replace(/^[\s.~-]+|[\s.]+$/gu, '');
}

/** By whole letters with their marks, so that none is torn. */
function cut(text: string, bytes: number): string {
  let used = 0;
  let kept = '';
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text.slice(0, bytes * 2))) {
    used += bytesOf(segment);
    if (used > bytes) break;
    kept += segment;
  }
  return kept;
}

function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

function folded(name: string): string {
  return name.normalize('NFKC').toLowerCase().toUpperCase();
}
