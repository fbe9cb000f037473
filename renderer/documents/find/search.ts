import { RE2JS } from 're2js';
import type { SearchGroup, SearchText } from './search-texts.ts';

export interface SearchQuery {
  readonly words: string;
  /** RE2, as Palette reads patterns; a match never spans lines. */
  readonly isPattern: boolean;
  readonly matchCase: boolean;
}

/** One match. Offsets are those of its text. */
export interface SearchHit {
  readonly id: number;
  readonly group: SearchGroup;
  readonly text: SearchText;
  /** 1-based. */
  readonly line: number;
  readonly lineStart: number;
  /** Without its line break. */
  readonly lineEnd: number;
  readonly start: number;
  readonly end: number;
}

/** More hits than anybody goes through; a narrower question finds better. */
export const mostHits = 10_000;

const longestPattern = 1024;

type Matches = (line: string) => Iterable<readonly [start: number, end: number]>;

/** What matches a question, line by line; null where the pattern is none, or nothing is asked. */
export function matcherOf({ words, isPattern, matchCase }: SearchQuery): Matches | null {
  if (words === '' || words.length > longestPattern) return null;
  if (!isPattern) {
    const escaped = words.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
    // An escaped text alone cannot make the engine go back and forth.
    const literal = new RegExp(escaped, matchCase ? 'gu' : 'giu');
    return (line) => found(line.matchAll(literal));
  }
  try {
    // Linear whatever the pattern, so that no question can hold the window up.
    const pattern = RE2JS.compile(words, matchCase ? 0 : RE2JS.CASE_INSENSITIVE);
    return (line) => stepped(pattern, line);
  } catch {
    return null;
  }
}

function* found(matches: Iterable<RegExpMatchArray>): Generator<readonly [number, number]> {
  for (const { index = 0, 0: text } of matches) yield [index, index + text.length];
}

/** An empty match is no place to go to. */
function* stepped(pattern: RE2JS, line: string): Generator<readonly [number, number]> {
  const matcher = pattern.matcher(line);
  while (matcher.find()) {
    if (matcher.end() > matcher.start()) yield [matcher.start(), matcher.end()];
  }
}

/** Lines looked at between two moments at which the search may be put aside. */
const linesAtOnce = 64;

/**
 * Every match in the order of the groups, at most `mostHits`. Yields what was found since it yielded last, an empty list
 * too, so that whoever drives it can leave the window to others in between.
 */
export function* searchAll(groups: readonly SearchGroup[], matches: Matches): Generator<readonly SearchHit[], void> {
  let hits: SearchHit[] = [];
  let id = 0;
  for (const group of groups) {
    for (const text of group.texts) {
      for (const { line, start: lineStart, end: lineEnd } of linesOf(text.text)) {
        for (const [start, end] of matches(text.text.slice(lineStart, lineEnd))) {
          hits.push({ id, group, text, line, lineStart, lineEnd, start: lineStart + start, end: lineStart + end });
          id += 1;
          if (id === mostHits) {
            yield hits;
            return;
          }
        }
        if (line % linesAtOnce !== 0) continue;
        yield hits;
        hits = [];
      }
    }
    yield hits;
    hits = [];
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
