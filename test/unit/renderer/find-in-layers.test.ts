import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerptOf } from '../../../renderer/documents/find/excerpt.ts';
import { searchAll } from '../../../renderer/documents/find/search.ts';
import { type SearchGroup, searchGroups } from '../../../renderer/documents/find/search-texts.ts';
import { placeOfHit } from '../../../renderer/documents/find/use-find-tab.ts';
import { mostHits, searchText } from '../../../renderer/editor/text-matches.ts';
import { type Matches, matcherOf, type SearchQuery } from '../../../renderer/editor/text-pattern.ts';
import type { ProfileDocument } from '../../../shared/profile/document.ts';
import { inspectProfile } from '../../../shared/profile/source/inspect.ts';
import { openSource } from '../../../shared/profile/source/profile-source.ts';
import { withText } from '../../../shared/profile/texts.ts';
import { paymentsExport } from '../../e2e/files/payments.ts';

function payments(): ProfileDocument {
  const source = openSource(paymentsExport());
  if (!source.ok) throw new Error(source.problem.kind);
  return source.value.document;
}

function groupsOf(document: ProfileDocument, inspected = document): readonly SearchGroup[] {
  const { layers } = inspectProfile(inspected);
  return searchGroups(
    document,
    inspected,
    layers.flatMap(({ secrets }) => secrets),
  );
}

function hitsOf(words: string, how: Partial<SearchQuery> = {}, groups = groupsOf(payments())) {
  const matches = matcherOf({ words, isPattern: false, matchCase: false, wholeWord: false, ...how });
  return matches === null || !('in' in matches) ? null : [...searchAll(groups, matches)].flat();
}

const shown = (hits: ReturnType<typeof hitsOf>) =>
  (hits ?? []).map((hit) =>
    excerptOf(hit)
      .map(({ text }) => text)
      .join(''),
  );

describe('finding in all layers', () => {
  it('looks through the profile, its variables, the layers from the top, and their manifests', () => {
    const hits = hitsOf('registry') ?? [];
    expect(hits.map(({ group, text, line }) => [group.name, text.title, line])).toEqual([
      ['vault', 'Manifest 1, name', 1],
      ['vault', 'Values', 9],
      ['vault', 'Manifest registry-login', 4],
    ]);
    const [name] = hits;
    expect(name && placeOfHit(name, true)).toMatchObject({ layer: 3, text: 'manifest/3/0' });
    expect(hitsOf('public repo · pack')).toHaveLength(payments().spec.template.packs?.length ?? 0);
    expect(hitsOf('addon', { matchCase: true })?.map(({ group, text }) => [group.name, text.title])).toEqual([
      ['prometheus-operator', 'Layer'],
      ['vault', 'Layer'],
    ]);
    expect(hitsOf('number')?.map(({ text }) => text.title)).toEqual(['Variable replicas, format']);
    expect(hitsOf('reviewed')?.[0]?.text.title).toBe('Labels');
    expect(hitsOf('Licence', { matchCase: true })?.map(({ text }) => text.title)).toEqual([
      'Variable licence, display name',
    ]);
    expect(hitsOf('licence')).toHaveLength(2);
  });

  it('leads to the very letters, in the units of the editor', () => {
    const document = withText(payments(), { kind: 'values', pack: 0 }, 'a: 1\r\nb: wanted\r\n');
    const [hit] = hitsOf('wanted', {}, groupsOf(document)) ?? [];
    if (hit === undefined) throw new Error('Not found');
    expect(placeOfHit(hit, true)).toMatchObject({ layer: 0, text: 'values/0', line: 2 });
    // One unit a line break there.
    expect(placeOfHit(hit, true).selection).toEqual({ from: 8, to: 14, takesFocus: true });
  });

  it('takes a pattern as Palette does, and tells one that is none', () => {
    expect(hitsOf('^\\s+repl.*s:', { isPattern: true })).toHaveLength(2);
    expect(hitsOf('(?i)PAYMENTS-STACK', { isPattern: true, matchCase: true })).toHaveLength(1);
    expect(hitsOf('(', { isPattern: true })).toBeNull();
    expect(hitsOf('(?=a)', { isPattern: true })).toBeNull();
    expect(hitsOf('(')).toEqual([]);
    expect(hitsOf('x*', { isPattern: true })?.every(({ start, end }) => end > start)).toBe(true);
  });

  it('no pattern holds the window up', () => {
    const document = withText(payments(), { kind: 'values', pack: 0 }, `${'a'.repeat(50_000)}!`);
    expect(hitsOf('(a+)+$', { isPattern: true }, groupsOf(document))).not.toBeNull();
  });

  it('stops where nobody goes on reading', () => {
    const document = withText(payments(), { kind: 'values', pack: 0 }, 'e\n'.repeat(mostHits + 5));
    expect(hitsOf('e', {}, groupsOf(document))).toHaveLength(mostHits);
  });

  it('finds any text at the place it stands', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 12 })), fc.nat(), (lines, pick) => {
        const words = (lines[pick % Math.max(lines.length, 1)] ?? '').replace(/[\r\n]/g, '');
        fc.pre(words.trim() !== '');
        const text = lines.join('\n');
        const group: SearchGroup = {
          layer: 0,
          name: 'x',
          texts: [{ key: 'k', place: { kind: 'layer', layer: 0, text: null }, title: 't', text, hidden: [] }],
        };
        const hits = hitsOf(words, { matchCase: true }, [group]) ?? [];
        expect(hits.length).toBeGreaterThan(0);
        for (const hit of hits) {
          expect(text.slice(hit.start, hit.end)).toBe(words);
          expect(text.slice(0, hit.start).split('\n')).toHaveLength(hit.line);
        }
      }),
    );
  });
});

describe('a search that is put aside between its pieces', () => {
  const all = (text: string, matches: Matches) => [...searchText(text, matches)].flat();
  const asked = (words: string, how: Partial<SearchQuery> = {}): Matches => {
    const matches = matcherOf({ words, isPattern: false, matchCase: false, wholeWord: false, ...how });
    if (matches === null || !('in' in matches)) throw new Error('No question');
    return matches;
  };

  it('looks at little in one go, however long the line is', () => {
    const text = `${'name: x\\n'.repeat(300_000)}\n${'short\n'.repeat(50_000)}`;
    const matches = asked('nowhere');
    let looked = 0;
    let most = 0;
    const counting: Matches = {
      ...matches,
      in(piece, from) {
        looked += piece.length;
        return matches.in(piece, from);
      },
    };
    let goes = 0;
    for (const _found of searchText(text, counting)) {
      most = Math.max(most, looked);
      looked = 0;
      goes += 1;
    }
    expect(most).toBeLessThan(100_000);
    expect(goes).toBeGreaterThan(20);
  });

  it('finds in a long line what a look at the whole of it finds, once each, by words and by pattern', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 40_000 }), fc.constantFrom('ab', 'aab', 'Ab1', 'b')), {
          minLength: 1,
          maxLength: 8,
        }),
        fc.constantFrom('ab', 'a', 'b1-', 'aab'),
        (parts, words) => {
          const text = `first\n${parts.map(([filler, word]) => '-'.repeat(filler) + word).join('')}\nab`;
          const places = [...text.matchAll(new RegExp(words, 'gi'))].map(({ index }) => [index, index + words.length]);
          const lines = (hits: ReturnType<typeof all>) => hits.map(({ start, end }) => [start, end]);
          expect(lines(all(text, asked(words)))).toEqual(places);
          expect(lines(all(text, asked(words, { isPattern: true })))).toEqual(places);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('finds nothing twice where a match reaches into the next piece', () => {
    const text = 'a'.repeat(100_000);
    const starts = (words: string, isPattern: boolean) =>
      all(text, asked(words, { isPattern })).map(({ start }) => start);
    const third = Array.from({ length: 33_333 }, (_, at) => at * 3).slice(0, mostHits);
    expect(starts('aaa', false)).toEqual(third);
    const long = Array.from({ length: 1_000 }, (_, at) => at * 100);
    expect(starts('a{100}', true)).toEqual(long);
  });

  it('knows where a line begins and ends, also in the middle of one', () => {
    const text = `${'x'.repeat(200_000)}\nx`;
    const starts = (words: string) => all(text, asked(words, { isPattern: true })).map(({ start }) => start);
    expect(starts('^x')).toEqual([0, 200_001]);
    expect(starts('x$')).toEqual([199_999, 200_001]);
    expect(starts('\\bx')).toEqual([0, 200_001]);
  });
});

describe('what a match shows', () => {
  it('the line around it, cut, with the match told apart', () => {
    const [hit] = hitsOf('audit') ?? [];
    expect(hit && excerptOf(hit)).toEqual([
      { text: 'audit', kind: 'match' },
      { text: ': true', kind: 'plain' },
    ]);
  });

  it('nothing of a value that looks like a secret, also where the match is in it', () => {
    expect(shown(hitsOf('hunter2'))).toEqual(['adminPassword: •••']);
    expect(shown(hitsOf('adminPass'))).toEqual(['adminPassword: •••']);
  });

  it('nothing of the default of a sensitive variable that came in plain text', () => {
    const base = payments();
    const [replicas, licence] = base.spec.variables ?? [];
    const variables = [replicas, { ...licence, name: 'licence', defaultValue: 'L-canary-1' }].filter(
      (one) => one !== undefined,
    );
    const document = { ...base, spec: { ...base.spec, variables } };
    expect(shown(hitsOf('canary', {}, groupsOf(document)))).toEqual(['•••']);
  });

  it('nothing of a secret after the text was changed around it, nor of one that was written since', () => {
    const inspected = payments();
    const text = inspected.spec.template.packs?.[4]?.values ?? '';
    const moved = withText(inspected, { kind: 'values', pack: 4 }, `# ahead\n${text}`);
    expect(shown(hitsOf('hunter2', {}, groupsOf(moved, inspected)))).toEqual(['adminPassword: •••']);
    const grown = withText(inspected, { kind: 'values', pack: 4 }, text.replace('hunter2', 'hunter2-canary'));
    expect(shown(hitsOf('canary', {}, groupsOf(grown, inspected)))).toEqual(['adminPassword: •••']);
    const added = withText(inspected, { kind: 'values', pack: 4 }, `${text}api:\n  token: canary-of-now\n`);
    expect(shown(hitsOf('canary', {}, groupsOf(added, inspected)))).toEqual(['token: •••']);
  });
});
