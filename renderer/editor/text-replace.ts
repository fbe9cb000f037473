import { isWhole, matchesOf, type TextHit, type TextMatch } from './text-matches.ts';
import type { Group, Matches } from './text-pattern.ts';

/** A stretch of a text, in its offsets. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A stretch, and what comes in its place. */
export interface Replacement extends Stretch {
  readonly insert: string;
}

/** More changes in one step are brought together, each with what lies between. */
const mostChanges = 5_000;

/** What comes in place of every match that leaves the chips whole. Yields where the window can be left to others. */
export function* replacementsOf(
  text: string,
  matches: Matches,
  {
    template,
    isPattern,
    chips,
  }: { readonly template: string; readonly isPattern: boolean; readonly chips: readonly Stretch[] },
): Generator<null, readonly Replacement[]> {
  const leaves = leavesWhole(chips);
  const all: Replacement[] = [];
  for (const match of matchesOf(text, matches)) {
    if (match === null) yield null;
    else if (leaves(match)) {
      all.push({ from: match.start, to: match.end, insert: replacementOf(template, isPattern, match.group) });
    }
  }
  return all;
}

/** Whether a match cuts no chip; to be asked in the order of the text. `chips` are sorted. */
export function leavesWhole(chips: readonly Stretch[]): (match: Pick<TextHit, 'start' | 'end'>) => boolean {
  let next = 0;
  return ({ start, end }) => {
    while (next < chips.length && (chips[next]?.to ?? 0) <= start) next += 1;
    for (let at = next; at < chips.length; at += 1) {
      const { from, to } = chips[at] ?? { from: end, to: end };
      if (from >= end) return true;
      if (start > from || end < to) return false;
    }
    return true;
  };
}

/** The same in at most so many changes, and a few more around chips, which no change may touch that leaves them. */
export function broughtTogether(
  all: readonly Replacement[],
  text: string,
  chips: readonly Stretch[],
  most = mostChanges,
): readonly Replacement[] {
  const together = Math.ceil(all.length / most);
  if (together <= 1) return all;
  const joined: Replacement[] = [];
  let parts: string[] = [];
  let begun: Replacement | null = null;
  let last: Replacement | null = null;
  let taken = 0;
  let chip = 0;
  const ended = (): void => {
    if (begun !== null && last !== null) joined.push({ from: begun.from, to: last.to, insert: parts.join('') });
    parts = [];
    begun = null;
  };
  for (const one of all) {
    while (chip < chips.length && (chips[chip]?.to ?? 0) <= (last?.to ?? 0)) chip += 1;
    const isBetween = chip < chips.length && (chips[chip]?.from ?? 0) < one.from;
    if (taken === together || isBetween) ended();
    if (begun === null) {
      begun = one;
      taken = 0;
    } else parts.push(text.slice(last?.to ?? one.from, one.from));
    parts.push(one.insert);
    taken += 1;
    last = one;
  }
  ended();
  return joined;
}

/** The match that begins at an offset of a line; null: none does. */
export function matchAt(line: string, at: number, matches: Matches): TextMatch | null {
  const before = Math.max(0, at - 2);
  const piece = line.slice(before, at + matches.lettersAtOnce + matches.overlap);
  for (const [from, to, group] of matches.in(piece, at - before)) {
    if (before + from !== at || to === from || (matches.wholeWord && !isWhole(piece, from, to))) return null;
    return { line: 1, lineStart: 0, lineEnd: line.length, start: at, end: before + to, group };
  }
  return null;
}

/**
 * What comes in place of a match. For a pattern `$1`, `${name}` and `$&` stand for what was matched, `$$` for a dollar
 * and `\n`, `\t`, `\\` for a line break, a tab and a backslash; otherwise every letter is itself.
 */
export function replacementOf(template: string, isPattern: boolean, group: Group): string {
  if (!isPattern) return template;
  return template.replace(
    /\\([nt\\])|\$(?:([$&])|(\d\d?)|\{(\w+)\})/g,
    (all: string, escaped?: string, sign?: string, digits?: string, name?: string) => {
      if (escaped !== undefined) return { n: '\n', t: '\t' }[escaped] ?? escaped;
      if (sign !== undefined) return sign === '$' ? '$' : (group('0') ?? '');
      if (digits === undefined) return group(name ?? '') ?? all;
      // `$12` is the first group and a 2 where there is no twelfth.
      const whole = group(String(Number(digits)));
      const first = digits.length === 2 ? group(digits[0] ?? '') : undefined;
      return whole ?? (first === undefined ? all : first + digits.slice(1));
    },
  );
}
