import type { Group, Matches } from './text-pattern.ts';

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

/** A match with its groups, which are there until the next one is asked for. */
export interface TextMatch extends TextHit {
  readonly group: Group;
}

/** More hits than anybody goes through; a narrower question finds better. */
export const mostHits = 10_000;

/** What is done with a match takes as long as looking at so many letters. */
const lettersOfMatch = 8;

/**
 * Every match in a text. In between come moments (null) at which whoever drives it can leave the window to others, also
 * in the middle of a line of megabytes, and between matches that are costly to find. An empty match is no place to go
 * to, and left out.
 */
export function* matchesOf(text: string, matches: Matches): Generator<TextMatch | null, void> {
  const { lettersAtOnce, overlap, wholeWord } = matches;
  let looked = 0;
  for (const { line, start: lineStart, end: lineEnd } of linesOf(text)) {
    let done = lineStart;
    for (let from = lineStart; from < lineEnd; ) {
      const isLast = lineEnd - from <= lettersAtOnce + overlap;
      const until = isLast ? lineEnd : wholeLetter(text, from + lettersAtOnce);
      // The letter before may have two units.
      const before = Math.max(lineStart, from - 2);
      const piece = text.slice(before, isLast ? lineEnd : until + overlap);
      if (looked > 0 && looked + piece.length > lettersAtOnce) {
        yield null;
        looked = 0;
      }
      looked += piece.length;
      for (const [at, stop, group] of matches.in(piece, from - before)) {
        if (before + at >= until) break;
        if (stop > at && (!wholeWord || isWhole(piece, at, stop))) {
          done = before + stop;
          yield { line, lineStart, lineEnd, start: before + at, end: done, group };
        }
        const ahead = matches.looksAhead ? piece.length - stop : lettersOfMatch;
        if (looked + ahead > lettersAtOnce) {
          yield null;
          looked = 0;
        }
        looked += ahead;
      }
      from = Math.max(until, done);
    }
  }
}

/**
 * Every match in a text, at most `mostHits`. Yields what was found since it yielded last, an empty list too, so that
 * whoever drives it can leave the window to others in between.
 */
export function* searchText(text: string, matches: Matches): Generator<readonly TextHit[], void> {
  let hits: TextHit[] = [];
  let count = 0;
  for (const match of matchesOf(text, matches)) {
    if (match !== null) {
      const { group: _group, ...hit } = match;
      hits.push(hit);
      count += 1;
      if (count === mostHits) break;
      continue;
    }
    yield hits;
    hits = [];
  }
  yield hits;
}

const word = /[\p{L}\p{N}_]/u;

/** No word goes on across either end of a stretch. */
export function isWhole(piece: string, start: number, end: number): boolean {
  return !goesOn(piece, start) && !goesOn(piece, end);
}

/** Letters of a word stand on both sides of a place. */
function goesOn(piece: string, at: number): boolean {
  if (at === 0 || at === piece.length) return false;
  const before = piece.codePointAt(wholeLetter(piece, at - 1) === at ? Math.max(0, at - 2) : at - 1) ?? 0;
  return word.test(String.fromCodePoint(before)) && word.test(String.fromCodePoint(piece.codePointAt(at) ?? 0));
}

/** A place that is not within a letter of two units. */
function wholeLetter(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at;
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
