import { isSensitiveKey } from '../../../shared/profile/sensitive-keys.ts';
import type { SearchHit } from './search.ts';

/** A stretch of the line around a match. */
export interface ExcerptPart {
  readonly text: string;
  readonly kind: 'plain' | 'match' | 'hidden';
}

/** Letters shown before and after a match. */
const before = 48;
const after = 160;

/** What stands for a value that is not shown. */
export const hiddenText = '•••';

/**
 * The line of a match, cut around it.
 * SECURITY: of a value that is or may be a secret nothing is shown, neither where it matched nor around the match.
 */
export function excerptOf({ text, lineStart, lineEnd, start, end }: SearchHit): readonly ExcerptPart[] {
  const from = Math.max(start - before, lineStart);
  const to = Math.min(end + after, lineEnd);
  const parts: ExcerptPart[] = from > lineStart ? [{ text: '…', kind: 'plain' }] : [];
  const add = (begin: number, stop: number, kind: 'plain' | 'match'): void => {
    if (stop > begin) parts.push({ text: text.text.slice(begin, stop), kind });
  };
  const visible = (begin: number, stop: number): void => {
    add(begin, Math.min(stop, start), 'plain');
    add(Math.max(begin, start), Math.min(stop, end), 'match');
    add(Math.max(begin, end), stop, 'plain');
  };
  let at = from;
  for (const range of secretsOf(text.text.slice(lineStart, lineEnd), lineStart, text.hidden)) {
    if (range.end <= at || range.start >= to) continue;
    visible(at, range.start);
    parts.push({ text: hiddenText, kind: 'hidden' });
    at = range.end;
  }
  visible(at, to);
  if (to < lineEnd && at < lineEnd) parts.push({ text: '…', kind: 'plain' });
  return trimmed(parts);
}

/** A value whose key tells of a secret, although nobody looked at the text since it was written. */
const keyed = /^[\s-]*["']?([\w.-]{1,80})["']?[ \t]*[:=][ \t]*(?=\S)/;

function secretsOf(line: string, lineStart: number, hidden: readonly { start: number; end: number }[]) {
  const known = hidden.filter(({ start, end }) => start < lineStart + line.length && end > lineStart);
  const [all = '', key = ''] = keyed.exec(line) ?? [];
  const isTelling = all !== '' && isSensitiveKey(key) && !line.slice(all.length).startsWith('{{');
  const own = isTelling ? [{ start: lineStart + all.length, end: lineStart + line.length }] : [];
  return [...known, ...own].toSorted((a, b) => a.start - b.start);
}

/** The indentation of a line says nothing in a list. */
function trimmed([first, ...rest]: readonly ExcerptPart[]): readonly ExcerptPart[] {
  if (first === undefined) return [];
  const text = first.kind === 'plain' ? first.text.trimStart() : first.text;
  return text === '' ? rest : [{ ...first, text }, ...rest];
}
