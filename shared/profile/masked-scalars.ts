import { MASK } from './holes.ts';
import { isClosed, scalarText, type YamlScalar } from './yaml-scan.ts';

/** Whether a scalar is the mask and nothing else: no blanks within its quotes, no line beside it in its block. */
export function isMasked(text: string, scalar: YamlScalar): boolean {
  if (scalar.form === 'block') {
    const isOneMask = text.slice(scalar.contentStart, scalar.end).trim() === MASK;
    return isOneMask && /^\*{8}\n*$/.test(scalarText(text, scalar));
  }
  const length = scalar.end - scalar.start;
  if (scalar.form === 'plain') return length === MASK.length && text.startsWith(MASK, scalar.start);
  // Escapes may spell the mask as well; a much longer source cannot be it.
  if (length > 8 * MASK.length || !isClosed(text, scalar.start, scalar.end)) return false;
  return scalarText(text, scalar) === MASK;
}
