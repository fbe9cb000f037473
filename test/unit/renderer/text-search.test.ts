import { EditorState } from '@codemirror/state';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  foundMatches,
  matchCount,
  matchesFound,
  matchesIn,
  matchPosition,
  matchTowards,
} from '../../../renderer/editor/found-matches.ts';
import { matchesOf, searchText, type TextHit } from '../../../renderer/editor/text-matches.ts';
import { type Matches, matcherOf, type SearchQuery } from '../../../renderer/editor/text-pattern.ts';
import {
  matchAt,
  type Replacement,
  replacementOf,
  replacementsOf,
  type Stretch,
} from '../../../renderer/editor/text-replace.ts';
import { patternWords } from '../../../renderer/words/pattern-words.ts';

const plain: SearchQuery = { words: '', isPattern: false, matchCase: true, wholeWord: false };

function asked(words: string, how: Partial<SearchQuery> = {}): Matches {
  const matches = matcherOf({ ...plain, words, ...how });
  if (matches === null || !('in' in matches)) throw new Error(`${words} is no question`);
  return matches;
}

function faultOf(words: string): string {
  const answer = matcherOf({ ...plain, words, isPattern: true });
  return answer === null || 'in' in answer ? '' : patternWords(answer);
}

const stretches = (hits: readonly TextHit[]) => hits.map(({ start, end }) => [start, end]);
const found = (text: string, matches: Matches) => stretches([...searchText(text, matches)].flat());

/** What the browser's own engine finds, line by line, empty matches left out. */
function native(text: string, pattern: RegExp): number[][] {
  let start = 0;
  return text.split('\n').flatMap((line) => {
    const own = [...line.matchAll(pattern)].map(({ index, 0: all }) => [start + index, start + index + all.length]);
    start += line.length + 1;
    return own.filter(([from, to]) => from !== to);
  });
}

interface Part {
  readonly source: string;
  readonly isNullable: boolean;
}

/** Patterns that both engines read alike: nothing that may be empty is repeated. */
const { pattern } = fc.letrec<{ pattern: Part; part: Part; repeated: Part; leaf: Part }>((tie) => ({
  leaf: fc
    .constantFrom('a', 'b', '-', '.', '[ab]', '[^a]', '[0-9]', '\\d', '\\w', '\\W', '\\.', 'é', '😀', 'key')
    .map((source) => ({
      source: source.length > 1 && /^\w/.test(source) ? `(?:${source})` : source,
      isNullable: false,
    })),
  repeated: fc
    .tuple(tie('part'), fc.constantFrom('?', '*', '+', '{2}', '{1,3}', '??', '*?', '+?'))
    .map(([part, sign]) => {
      if (part.isNullable) return part;
      return { source: `${part.source}${sign}`, isNullable: /^[?*]/.test(sign) };
    }),
  part: fc.oneof(
    { maxDepth: 3 },
    tie('leaf'),
    fc.constantFrom('^', '$', '\\b', '\\B').map((source) => ({ source, isNullable: true })),
    fc.tuple(fc.boolean(), fc.array(tie('pattern'), { minLength: 1, maxLength: 3 })).map(([isGroup, ways]) => ({
      source: `(${isGroup ? '' : '?:'}${ways.map(({ source }) => source).join('|')})`,
      isNullable: ways.some(({ isNullable }) => isNullable),
    })),
  ),
  pattern: fc.array(fc.oneof(tie('part'), tie('repeated')), { minLength: 1, maxLength: 4 }).map((parts) => ({
    source: parts.map(({ source }) => source).join(''),
    isNullable: parts.every(({ isNullable }) => isNullable),
  })),
}));
const anyText = fc
  .array(fc.constantFrom('a', 'b', 'aab', '-', '.', ' ', 'key', 'B', 'é', '😀', '42', '\n', 'über_alles'), {
    maxLength: 40,
  })
  .map((parts) => parts.join(''));

describe('a pattern', () => {
  it('finds what the browser’s own engine finds, for patterns that both read', () => {
    fc.assert(
      fc.property(pattern, anyText, fc.boolean(), ({ source }, text, matchCase) => {
        fc.pre(!faultOf(source).startsWith('Too large'));
        const wanted = native(text, new RegExp(source, matchCase ? 'gu' : 'giu'));
        expect(found(text, asked(source, { isPattern: true, matchCase }))).toEqual(wanted);
      }),
      { numRuns: 3_000 },
    );
  });

  it('says in words why nothing can be looked for', () => {
    expect(faultOf('(a')).toBe('A parenthesis is left open.');
    expect(faultOf('a)')).toBe('A parenthesis is closed that was not opened.');
    expect(faultOf('[a')).toBe('A bracket is left open.');
    expect(faultOf('*a')).toBe('Nothing stands before * to repeat.');
    expect(faultOf('a\\')).toBe('A backslash stands alone at the end.');
    expect(faultOf('(?=a)')).toBe('RE2 does not take (?= in a pattern.');
    expect(faultOf('(?<!a)b')).toBe('RE2 does not take (?<!a)b in a pattern.');
    expect(faultOf(`(?<!${'a'.repeat(40)})`)).toBe(`RE2 does not take (?<!${'a'.repeat(16)}… in a pattern.`);
    expect(faultOf('(a)\\1')).toBe('RE2 does not take \\1 in a pattern.');
    expect(faultOf('a'.repeat(1_025))).toContain('Too large');
    expect(faultOf('(?P<name>a)')).toBe('');
    expect(faultOf('[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}')).toBe('');
  });

  it('is refused where no piece of a text is short enough for it, and where reading it would take too long', () => {
    for (const words of ['(?:a?){500}a{500}b', '((a{10}){10}){10}', 'a{999}'.repeat(170), '(\\pL?){999}'.repeat(90)]) {
      expect(faultOf(words)).toContain('Too large');
    }
  });

  it('never looks at much between two moments, however it goes back and forth', () => {
    const line = `${'a'.repeat(60_000)}!${'ab'.repeat(30_000)}`;
    const hostile = [
      '(a+)+$',
      'a.*!x|a',
      '(a|aa)+$',
      '(?:a?){120}a{120}x',
      '((a{10}){10}){3}',
      '(.*)(.*)(.*)x|.',
      '(a.*x)?',
    ];
    for (const words of hostile) {
      const matches = asked(words, { isPattern: true });
      let looked = 0;
      let most = 0;
      const counting: Matches = {
        ...matches,
        *in(piece, from) {
          looked += piece.length - from;
          for (const one of matches.in(piece, from)) {
            yield one;
            // The next one is looked for up to the end of the piece.
            looked += piece.length - one[1];
          }
        },
      };
      const search = matchesOf(line, counting);
      for (let goes = 0; goes < 400; goes += 1) {
        const { value, done } = search.next();
        if (value !== null && done !== true) continue;
        most = Math.max(most, looked);
        looked = 0;
        if (done === true) break;
      }
      expect(most).toBeGreaterThan(0);
      expect(most).toBeLessThanOrEqual(matches.lettersAtOnce + matches.overlap + 2);
    }
    const heavy = asked('(?:a?){120}a{120}x', { isPattern: true });
    expect(heavy.lettersAtOnce).toBeLessThan(2_000);
    expect(asked('a+', { isPattern: true }).lettersAtOnce).toBe(32_768);
  });
});

describe('whole words', () => {
  const part = fc.constantFrom('a', 'aa', 'x y', '-', ' ', '_', '7', 'é', '𝒳', '.', '\n', 'b');

  it('are those that no letter, digit or underscore goes on beside, in every language', () => {
    const letter = String.raw`[\p{L}\p{N}_]`;
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 30 }),
        fc.array(part, { minLength: 1, maxLength: 3 }),
        (parts, wanted) => {
          const text = parts.join('');
          const words = wanted.join('').replaceAll('\n', '');
          fc.pre(words !== '');
          const escaped = words.replace(/[.]/g, String.raw`\$&`);
          const begins = new RegExp(`^${letter}`, 'u').test(words) ? `(?<!${letter})` : '';
          const ends = new RegExp(`${letter}$`, 'u').test(words) ? `(?!${letter})` : '';
          const places = native(text, new RegExp(`${begins}${escaped}${ends}`, 'gu'));
          expect(found(text, asked(words, { wholeWord: true }))).toEqual(places);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('count for patterns as well', () => {
    expect(found('port: 80, 8080, x80', asked('80', { isPattern: true, wholeWord: true }))).toEqual([[6, 8]]);
    expect(found('größe groß', asked('gro?ö?ß', { isPattern: true, wholeWord: true }))).toEqual([[6, 10]]);
  });
});

describe('what comes in place of a match', () => {
  const replaced = (text: string, words: string, template: string, chips: readonly Stretch[] = []): string => {
    const replacing = replacementsOf(text, asked(words, { isPattern: true }), { template, isPattern: true, chips });
    for (;;) {
      const { value, done } = replacing.next();
      if (done === true) return applied(text, value.changes);
    }
  };

  it('may name what was matched', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as a person types it
    expect(replaced('host: a.example', '(\\w+)\\.(?P<domain>\\w+)', '$2.$1 ${domain} $& $$1')).toBe(
      'host: example.a example a.example $1',
    );
    expect(replaced('ab', '(a)(x)?', '[$1$2$3$12]')).toBe('[a$3a2]b');
    expect(replaced('a: b', ': ', ':\\n\\t\\\\n')).toBe('a:\n\t\\nb');
  });

  it('is every letter itself where nothing is a pattern', () => {
    expect(replacementOf('$1\\n$&', false, () => 'no')).toBe('$1\\n$&');
  });

  it('is the browser’s own replacement for every pattern that both read', () => {
    fc.assert(
      fc.property(pattern, anyText, fc.constantFrom('', 'x', '<$&>', '$$'), ({ source }, text, template) => {
        fc.pre(!faultOf(source).startsWith('Too large'));
        const own = new RegExp(source, 'gu');
        const wanted = text
          .split('\n')
          .map((line) => line.replace(own, (all) => (all === '' ? '' : all.replace(/^.*$/, template))))
          .join('\n');
        expect(replaced(text, source, template)).toBe(wanted);
      }),
      { numRuns: 1_000 },
    );
  });

  it('cuts no chip; one within a match goes with it', () => {
    const chip = { from: 3, to: 11 };
    const text = 'a: ******** # **';
    expect(replaced(text, '\\*\\*', 'x', [chip])).toBe('a: ******** # x');
    expect(replaced(text, '\\*+', 'x', [chip])).toBe('a: x # x');
    expect(replaced(text, ' \\*', 'x', [chip])).toBe('a: ******** #x*');
    expect(replaced(text, 'a.*#', 'x', [chip])).toBe('x **');
  });

  it('is found for the match at hand alone, also far along a line', () => {
    const line = `${'-'.repeat(100_000)}key: 1`;
    const at = matchAt(line, 100_000, asked('(k)ey', { isPattern: true }));
    expect(at).toMatchObject({ start: 100_000, end: 100_003 });
    expect(at?.group('1')).toBe('k');
    expect(matchAt(line, 100_001, asked('(k)ey', { isPattern: true }))).toBeNull();
    expect(matchAt('monkey', 3, asked('key', { wholeWord: true }))).toBeNull();
    expect(matchAt('monkey', 3, asked('^key', { isPattern: true }))).toBeNull();
  });
});

describe('very many replacements', () => {
  it('come to a few changes that do the same and leave the same chips alone', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '*'), minLength: 1, maxLength: 80 });
    const by = (letters: string, chips: readonly Stretch[], most: number): readonly Replacement[] => {
      const how = { template: 'xy', isPattern: false, chips, most };
      const { value, done } = replacementsOf(letters, asked('a'), how).next();
      if (done !== true) throw new Error('So few letters are looked at in one go');
      return value.changes;
    };
    fc.assert(
      fc.property(text, fc.array(fc.nat(80), { maxLength: 4 }), fc.integer({ min: 1, max: 6 }), (letters, at, most) => {
        const chips = [...new Set(at)]
          .toSorted((one, other) => one - other)
          .map((from) => ({ from: Math.min(from, letters.length), to: Math.min(from + 2, letters.length) }))
          .filter(({ from }, position, all) => position === 0 || from >= (all[position - 1]?.to ?? 0));
        const all = by(letters, chips, 1_000);
        expect(all.every(({ from, to }) => letters.slice(from, to) === 'a')).toBe(true);
        const few = by(letters, chips, most);
        expect(applied(letters, few)).toBe(applied(letters, all));
        expect(few.length).toBeLessThanOrEqual(2 * (most + chips.length + 1));
        const isTouched = ({ from, to }: Stretch, changes: readonly Replacement[]) =>
          changes.some((one) => one.from < to && one.to > from);
        for (const chip of chips) expect(isTouched(chip, few)).toBe(isTouched(chip, all));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('what was found in an editor', () => {
  const hit = (start: number, end: number): TextHit => ({ line: 1, lineStart: 0, lineEnd: 0, start, end });
  const begun = EditorState.create({ doc: 'key: a\nkey: b\nkey: c\n', extensions: foundMatches });
  const state = begun.update({ effects: matchesFound.of([hit(0, 3), hit(7, 10), hit(14, 17)]) }).state;
  const at = (from: number, to = from) => state.update({ selection: { anchor: from, head: to } }).state;

  it('moves with what is typed; what was replaced is none of it any more', () => {
    const typed = state.update({ changes: { from: 5, insert: 'xx' } }).state;
    expect(matchesIn(typed).map(({ from }) => from)).toEqual([0, 9, 16]);
    const replaced = state.update({ changes: { from: 7, to: 10, insert: 'name' } }).state;
    expect(matchesIn(replaced).map(({ from }) => from)).toEqual([0, 15]);
    expect(matchCount(replaced)).toBe(2);
  });

  it('leads on from where the person is, around both ends', () => {
    expect(matchTowards(at(1), 'here', true)).toEqual({ from: 7, to: 10 });
    expect(matchTowards(at(7, 10), 'here', true)).toEqual({ from: 7, to: 10 });
    expect(matchTowards(at(7, 10), 1, true)).toEqual({ from: 14, to: 17 });
    expect(matchTowards(at(14, 17), 1, true)).toEqual({ from: 0, to: 3 });
    expect(matchTowards(at(7, 10), -1, true)).toEqual({ from: 0, to: 3 });
    expect(matchTowards(at(0, 3), -1, true)).toEqual({ from: 14, to: 17 });
    expect(matchTowards(begun, 1, true)).toBeNull();
    expect([matchPosition(at(7, 10)), matchPosition(at(7)), matchPosition(at(6, 10))]).toEqual([1, -1, -1]);
  });

  it('does not go around while more may be found ahead', () => {
    expect(matchTowards(at(14, 17), 1, false)).toBeUndefined();
    expect(matchTowards(at(7, 10), 1, false)).toEqual({ from: 14, to: 17 });
    expect(matchTowards(at(20), -1, false)).toBeUndefined();
    expect(matchTowards(at(7, 10), -1, false)).toEqual({ from: 0, to: 3 });
  });
});

function applied(text: string, changes: readonly Replacement[]): string {
  let done = 0;
  let after = '';
  for (const { from, to, insert } of changes) {
    after += text.slice(done, from) + insert;
    done = to;
  }
  return after + text.slice(done);
}
