import { RE2JS } from 're2js';
import type { SearchGroup, SearchText } from './search-texts.ts';

export interface SearchQuery {
  readonly words: string;
  /** RE2, as Palette reads patterns; a match never spans lines. */
  readonly isPattern: boolean;
  readonly matchCase: boolean;
}

/** One match in a text. Offsets are those of the text. */
export interface TextHit {
  /** 1-based. */
  readonly line: number;
  readonly lineStart: number;
  /** Without its line break. */
  readonly lineEnd: number;
  readonly start: number;
  readonly end: number;
}

/** One match in one of several texts. */
export interface SearchHit extends TextHit {
  readonly id: number;
  readonly group: SearchGroup;
  readonly text: SearchText;
}

/** More hits than anybody goes through; a narrower question finds better. */
export const mostHits = 10_000;

const longestPattern = 1024;

/** The matches of a piece of a line from an offset on; what stands before it is there for `^` and `\b` alone. */
export type Matches = (piece: string, from: number) => Iterable<readonly [start: number, end: number]>;

/** What matches a question, line by line; null where the pattern is none, or nothing is asked. */
export function matcherOf({ words, isPattern, matchCase }: SearchQuery): Matches | null {
  if (words === '' || words.length > longestPattern) return null;
  if (!isPattern) {
    const escaped = words.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
    // An escaped text alone cannot make the engine go back and forth.
    const literal = new RegExp(escaped, matchCase ? 'gu' : 'giu');
    return (piece, from) => found(literal, piece, from);
  }
  try {
    // Linear whatever the pattern, so that no question can hold the window up.
    const pattern = RE2JS.compile(words, matchCase ? 0 : RE2JS.CASE_INSENSITIVE);
    return (piece, from) => stepped(pattern, piece, from);
  } catch {
    return null;
  }
}

function* found(literal: RegExp, piece: string, from: number): Generator<readonly [number, number]> {
  literal.lastIndex = from;
  for (const { index = 0, 0: text } of piece.matchAll(literal)) yield [index, index + text.length];
}

/** An empty match is no place to go to. */
function* stepped(pattern: RE2JS, piece: string, from: number): Generator<readonly [number, number]> {
  const matcher = pattern.matcher(piece);
  for (let isFound = matcher.find(from); isFound; isFound = matcher.find()) {
    if (matcher.end() > matcher.start()) yield [matcher.start(), matcher.end()];
  }
}

/** Letters looked at between two moments at which the search may be put aside: the slowest pattern takes some 15 ms for them. */
const lettersAtOnce = 32_768;
/** What of the next piece of a long line is looked at too; a match that is longer may end where the piece does. */
const overlap = 2 * longestPattern;

/**
 * Every match in a text, at most `mostHits`. Yields what was found since it yielded last, an empty list too, so that
 * whoever drives it can leave the window to others in between, also in the middle of a line of megabytes.
 */
export function* searchText(text: string, matches: Matches): Generator<readonly TextHit[], void> {
  let hits: TextHit[] = [];
  let count = 0;
  let looked = 0;
  for (const { line, start: lineStart, end: lineEnd } of linesOf(text)) {
    let done = lineStart;
    for (let from = lineStart; from < lineEnd; from = Math.max(from + lettersAtOnce, done)) {
      const isLast = lineEnd - from <= lettersAtOnce + overlap;
      const until = isLast ? lineEnd : from + lettersAtOnce;
      const before = Math.max(lineStart, from - 1);
      const piece = text.slice(before, isLast ? lineEnd : until + overlap);
      for (const [at, stop] of matches(piece, from - before)) {
        if (before + at >= until) break;
        done = before + stop;
        hits.push({ line, lineStart, lineEnd, start: before + at, end: done });
        count += 1;
        if (count === mostHits) {
          yield hits;
          return;
        }
      }
      looked += piece.length;
      if (looked >= lettersAtOnce) {
        yield hits;
        hits = [];
        looked = 0;
      }
      if (isLast) break;
    }
  }
  yield hits;
}

/** The same in the order of the groups, at most `mostHits` in all. */
export function* searchAll(groups: readonly SearchGroup[], matches: Matches): Generator<readonly SearchHit[], void> {
  let id = 0;
  for (const group of groups) {
    for (const text of group.texts) {
      for (const found of searchText(text.text, matches)) {
        yield found.slice(0, mostHits - id).map((hit) => ({ ...hit, id: id++, group, text }));
        if (id >= mostHits) return;
      }
    }
  }
}

function* linesOf(text: string): Generator<{ readonly line: number; readonly start: number; readonly end: number }> {
  let start = 0;
  for (let line = 1; ; line += 1) {
    const lineBreak = text.indexOf('\n', start);
    if (lineBreak === -1) {
      yield { line, start, end: text.length };
      return;
    }
    yield { line, start, end: text[lineBreak - 1] === '\r' && lineBreak > start ? lineBreak - 1 : lineBreak };
    start = lineBreak + 1;
  }
}
