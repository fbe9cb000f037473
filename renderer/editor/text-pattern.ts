import { RE2JS, RE2JSSyntaxException } from 're2js';
import type { PatternFault } from '../words/pattern-words.ts';

/** What is looked for, and how. A match never spans lines. */
export interface SearchQuery {
  readonly words: string;
  /** RE2, as Palette reads patterns. */
  readonly isPattern: boolean;
  readonly matchCase: boolean;
  /** Only what no letter, digit or underscore goes on beside. */
  readonly wholeWord: boolean;
}

/** A group of the match at hand by number or name, '0' the match itself; undefined: there is no such group. */
export type Group = (name: string) => string | undefined;

/** What matches a question. */
export interface Matches {
  /**
   * The matches of a piece of a line from an offset on, empty ones too; what stands before it is there for `^` and `\b`
   * alone. Each must be read before the next is asked for.
   */
  in(piece: string, from: number): Iterable<readonly [start: number, end: number, group: Group]>;
  readonly wholeWord: boolean;
  /** To find one match, all of the piece behind it may be looked at, and again for the next. */
  readonly looksAhead: boolean;
  /** Letters to look at between two moments at which the search may be put aside. */
  readonly lettersAtOnce: number;
  /** What of the next piece of a long line is looked at too; a match that is longer may end where the piece does. */
  readonly overlap: number;
}

const longestWords = 1024;
const mostLettersAtOnce = 32_768;
const widestOverlap = 2 * longestWords;
/** Letters by states of the pattern that an engine gets through in some 20 ms. */
const workAtOnce = 400_000;
/** States; with more of them no piece is short enough. */
const largestPattern = 500;
/** Counted repetitions by letters of the pattern: from there on already reading it takes too long. */
const mostRepeated = 10_000;
/** Letters of a plain text that cost as much as a state. */
const lettersOfState = 20;

/** What matches a question; why nothing can, or null where nothing is asked. */
export function matcherOf(query: SearchQuery): Matches | PatternFault | null {
  const { words, isPattern, matchCase, wholeWord } = query;
  if (words === '') return null;
  if (words.length > longestWords || (isPattern && repeated(words) * words.length > mostRepeated)) {
    return { kind: 'too-large' };
  }
  if (!isPattern) {
    const escaped = words.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
    // An escaped text alone cannot make the engine go back and forth.
    const literal = new RegExp(wholeWord ? asWord(words, escaped) : escaped, matchCase ? 'gu' : 'giu');
    return matches({ size: words.length / lettersOfState, wholeWord, looksAhead: false }, (piece, from) =>
      found(literal, piece, from),
    );
  }
  try {
    // Linear for every match, whatever the pattern.
    const pattern = RE2JS.compile(words, matchCase ? 0 : RE2JS.CASE_INSENSITIVE);
    const size = pattern.programSize();
    if (size > largestPattern) return { kind: 'too-large' };
    return matches({ size, wholeWord, looksAhead: true }, (piece, from) => stepped(pattern, piece, from));
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) return { kind: 'too-large' };
    return { kind: 'syntax', error: error.error, input: error.input ?? '' };
  }
}

function matches(
  { size, ...how }: Pick<Matches, 'wholeWord' | 'looksAhead'> & { readonly size: number },
  look: Matches['in'],
): Matches {
  const lettersAtOnce = Math.min(mostLettersAtOnce, Math.floor(workAtOnce / size));
  // Of a pattern that only counts, no match is longer than it has states.
  const overlap = Math.min(widestOverlap, Math.max(2 * Math.ceil(size), lettersAtOnce));
  return { ...how, in: look, lettersAtOnce, overlap };
}

const wordLetter = String.raw`[\p{L}\p{N}_]`;

/** Else a stretch that goes on as a word would hide one that begins within it. */
function asWord(words: string, escaped: string): string {
  const begins = new RegExp(`^${wordLetter}`, 'u').test(words) ? `(?<!${wordLetter})` : '';
  const ends = new RegExp(`${wordLetter}$`, 'u').test(words) ? `(?!${wordLetter})` : '';
  return `${begins}${escaped}${ends}`;
}

/** The sum of what `{n}` and `{n,m}` count to, as an upper bound: they may stand in a class or be escaped. */
function repeated(words: string): number {
  return [...words.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].reduce((sum, [, least, most]) => sum + Number(most || least), 0);
}

function* found(literal: RegExp, piece: string, from: number): Generator<readonly [number, number, Group]> {
  literal.lastIndex = from;
  for (const { index = 0, 0: text } of piece.matchAll(literal)) {
    yield [index, index + text.length, (name) => (name === '0' ? text : undefined)];
  }
}

function* stepped(pattern: RE2JS, piece: string, from: number): Generator<readonly [number, number, Group]> {
  const matcher = pattern.matcher(piece);
  const names = pattern.namedGroups();
  const group: Group = (name) => {
    const at = Object.hasOwn(names, name) ? names[name] : /^\d+$/.test(name) ? Number(name) : undefined;
    return at === undefined || at > matcher.groupCount() ? undefined : (matcher.group(at) ?? '');
  };
  for (let isFound = matcher.find(from); isFound; isFound = matcher.find()) {
    yield [matcher.start(), matcher.end(), group];
  }
}
