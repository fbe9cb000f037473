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

/** Changes of one step; more are brought together. */
const mostChanges = 5_000;

/** What was replaced: how many matches, by which changes. */
export interface Replaced {
  readonly count: number;
  readonly changes: readonly Replacement[];
}

/** How every match is replaced. */
export interface Replacing {
  readonly template: string;
  readonly isPattern: boolean;
  /** Sorted. */
  readonly chips: readonly Stretch[];
  /** About so many changes at most, and a few more around chips. */
  readonly most?: number;
}

/** Replaces every match that leaves the chips whole. Yields where the window can be left to others. */
export function* replacementsOf(
  text: string,
  matches: Matches,
  { template, isPattern, chips, most = mostChanges }: Replacing,
): Generator<null, Replaced> {
  const leaves = leavesWhole(chips);
  const gathered = gathering(text, chips, most);
  let count = 0;
  for (const match of matchesOf(text, matches)) {
    if (match === null) yield null;
    else if (leaves(match)) {
      const insert = replacementOf(template, isPattern, match.group);
      gathered.add({ from: match.start, to: match.end, insert });
      count += 1;
    }
  }
  return { count, changes: gathered.changes() };
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

/** Brings changes together once they are many, each with what lies between, but for chips, which stay untouched. */
function gathering(text: string, chips: readonly Stretch[], most: number) {
  let changes: (Replacement & { readonly of: number })[] = [];
  /** Replacements in one change. */
  let together = 1;
  let tooMany = 2 * most;
  const isFree = (from: number, to: number): boolean => {
    let [low, high] = [0, chips.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((chips[middle]?.to ?? 0) <= from) low = middle + 1;
      else high = middle;
    }
    return (chips[low]?.from ?? to) >= to;
  };
  const add = (one: Replacement & { readonly of: number }): void => {
    const last = changes.at(-1);
    if (last === undefined || last.of + one.of > together || !isFree(last.to, one.from)) changes.push(one);
    else {
      const insert = last.insert + text.slice(last.to, one.from) + one.insert;
      changes.splice(-1, 1, { from: last.from, to: one.to, insert, of: last.of + one.of });
    }
  };
  return {
    changes: (): readonly Replacement[] => changes,
    add(one: Replacement): void {
      add({ ...one, of: 1 });
      if (changes.length <= tooMany) return;
      const all = changes;
      changes = [];
      together *= 2;
      for (const change of all) add(change);
      tooMany = Math.max(2 * most, 2 * changes.length);
    },
  };
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
