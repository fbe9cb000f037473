import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { fillHoles } from '../../../../shared/profile/fill-holes.ts';
import { findHoles } from '../../../../shared/profile/find-holes.ts';
import { type PackRule, type PackRules, patternOf, ruleAt, ruleFault } from '../../../../shared/profile/pack-rules.ts';
import { hangGuard, millisecondsOf, profileWith, valuesOf } from './builders.ts';
import { cycled, gappyTexts, typedValues, type WrittenText } from './yaml-texts.ts';

function rule(path: string, more: Partial<PackRule> = {}): PackRule {
  return { path, format: '', regex: '', isRequired: false, isReadonly: false, hints: [], options: [], ...more };
}

/** As pack schemas write it. */
const password = (pattern?: string) => ['$', `{password${pattern === undefined ? '' : `:/${pattern}/`}}`].join('');

describe('the rule of a place', () => {
  const rules = [
    rule('registry.password'),
    rule('registry.addresses.$[].token'),
    rule('system.uri'),
    rule('users.name'),
  ];

  it.each([
    [['registry', 'password'], 'registry.password'],
    [['registry', 'addresses', 3, 'token'], 'registry.addresses.$[].token'],
    [['system.uri'], 'system.uri'],
    [['users', 0, 'name'], 'users.name'],
    [['registry', 'addresses', 'token'], undefined],
    [['password'], undefined],
    [['registry', 'password', 'x'], undefined],
  ])('%j is %s', (keys, path) => {
    expect(ruleAt(rules, keys)?.path).toBe(path);
  });
});

describe('a value', () => {
  it('is one of the options, where there are any', () => {
    const one = rule('a', { options: ['small', 'large'] });
    expect(['small', 'medium', ''].map((value) => ruleFault(one, value))).toEqual([null, 'option', null]);
  });

  it('matches the pattern, of its own or within the format, as RE2 reads it', () => {
    expect(patternOf({ regex: '', format: password('^(?i)[a-z]{8,}$') })).toBe('^(?i)[a-z]{8,}$');
    const within = rule('a', { format: password('^(?i)[a-z]{8,}$') });
    expect([ruleFault(within, 'PASSWORDS'), ruleFault(within, 'short')]).toEqual([null, 'pattern']);
    expect(ruleFault(rule('a', { regex: '^[0-9]+$' }), '12x')).toBe('pattern');
    expect(patternOf({ regex: '', format: password() })).toBe('');
  });

  it('is not judged by a pattern that nobody can read, nor before a template is resolved', () => {
    expect(ruleFault(rule('a', { regex: '*.*' }), 'x')).toBeNull();
    expect(ruleFault(rule('a', { regex: `${'('.repeat(5000)}` }), 'x')).toBeNull();
    expect(ruleFault(rule('a', { regex: '^[0-9]+$' }), '{{.spectro.macro.size}}')).toBeNull();
  });
});

describe('a required value that came empty', () => {
  const values = `charts:\n  provider: ""   # which one\n  region: ''\n  zone: ~\n  other: ""\n  password: "********"\n`;
  const document = profileWith(values);
  const layer = document.spec.template.packs?.[0]?.name ?? '';
  const rules = {
    [layer]: ['provider', 'region', 'zone', 'absent'].map((key) => rule(`charts.${key}`, { isRequired: true })),
  };

  it('is a hole beside the masked ones, in the order of the text; without the rules it is none', () => {
    expect(findHoles(document, rules).map(({ reason, line }) => [reason, line])).toEqual([
      ['required-empty', 2],
      ['required-empty', 3],
      ['required-empty', 4],
      ['masked', 6],
    ]);
    expect(findHoles(document).map(({ reason }) => reason)).toEqual(['masked']);
    expect(findHoles(document).map(({ id }) => id)).toEqual([findHoles(document, rules).at(-1)?.id]);
  });

  it('is filled in its own bytes and no others', () => {
    const filled = fillHoles(
      document,
      new Map(findHoles(document, rules).map(({ id }, at) => [id, `v: ${at}`])),
      rules,
    );
    if (!filled.ok) throw new Error('not filled');
    expect(filled.value.spec.template.packs?.[0]?.values).toBe(
      `charts:\n  provider: "v: 0"   # which one\n  region: 'v: 1'\n  zone: 'v: 2'\n  other: ""\n  password: "v: 3"\n`,
    );
  });

  it('is none in a text too broken to tell its places', () => {
    expect(findHoles(profileWith('charts:\n  provider: ""\n  x: "no end\n'), rules)).toEqual([]);
  });
});

describe('a required key with nothing behind it', () => {
  const holesIn = (text: string, ...paths: string[]) => findHoles(profileWith(text), required(...paths));
  const filledWith = (text: string, value: string, ...paths: string[]) => filled(text, required(...paths), () => value);

  it('is a hole wherever its line ends, and its value comes right behind the colon', () => {
    for (const [text, after] of [
      ['a:', 'a: x y'],
      ['a:\nb: 1\n', 'a: x y\nb: 1\n'],
      ['a:\r\nb: 1\r\n', 'a: x y\r\nb: 1\r\n'],
      ['a:  \n', 'a: x y  \n'],
      ['a: # which one\n  # more\nb: 1', 'a: x y # which one\n  # more\nb: 1'],
      ['a:\n\n\n---\nb: 1', 'a: x y\n\n\n---\nb: 1'],
      ['a: &here\nb: *here\n', 'a: &here x y\nb: *here\n'],
      ['? a\n:\n', '? a\n: x y\n'],
      ['{a:, b: 1}', '{a: x y, b: 1}'],
      ['{"a":}', '{"a": x y}'],
      ['{a: , b: 1}', '{a: x y , b: 1}'],
      ['{ b: 1, a: # last\n}\n', '{ b: 1, a: x y # last\n}\n'],
    ] as const) {
      expect(holesIn(text, 'a'), text).toMatchObject([{ reason: 'required-empty', form: 'plain' }]);
      expect(filledWith(text, 'x y', 'a'), text).toBe(after.replace('x y', "'x y'"));
      expect(filledWith(text, 'xy', 'a'), text).toBe(after.replace('x y', 'xy'));
    }
  });

  it('keeps its indentation, also before a less indented line and in lists', () => {
    const text = 'top:\n  a:\n  b:\n    - name:\n    -\nend: 1\n';
    expect(holesIn(text, 'top.a', 'top.b.$[].name', 'top.b').map(({ line }) => line)).toEqual([2, 4, 5]);
    expect(filledWith(text, 'v', 'top.a', 'top.b.$[].name', 'top.b')).toBe(
      'top:\n  a: v\n  b:\n    - name: v\n    - v\nend: 1\n',
    );
  });

  it('is none where something else stands for the value, or nobody can tell', () => {
    for (const text of [
      'a: # no\n  b: 1\n',
      'a:\n- 1\n',
      'a: !!null\n',
      'a: !!int # port\n',
      'a:\n  {{ toYaml .Values.a }}\n',
      'a:\n# printed\n{{- include "a" . | nindent 2 }}\nb: 1\n',
      '{a, b: 1}',
      '? a\n',
      'a:\nb: "no end\n',
      '# a:\nb: 1\n',
      'b: |\n  a:\n',
    ]) {
      expect(holesIn(text, 'a', 'b.a'), text).toEqual([]);
    }
  });

  it('is none without a rule, and none in a manifest', () => {
    expect(findHoles(profileWith('a:\n'))).toEqual([]);
    expect(findHoles(profileWith('b: 1\n', ['a:\n']), required('a'))).toEqual([]);
  });

  it('stands in the order of the text with every other hole, and its neighbours keep their names', () => {
    const text = 'a: ""\nb:\nc: ********\nd:\n';
    expect(holesIn(text, 'a', 'b', 'd').map(({ reason, line }) => [reason, line])).toEqual([
      ['required-empty', 1],
      ['required-empty', 2],
      ['masked', 3],
      ['required-empty', 4],
    ]);
    expect(filledWith(text, '', 'a', 'b', 'd')).toBe("a: \"\"\nb: ''\nc: ''\nd: ''\n");
  });

  it('reads back exactly what was typed, whatever the text and the value', () => {
    fc.assert(
      fc.property(gappyTexts, fc.array(typedValues, { minLength: 1 }), (written, typed) => {
        const values = cycled(typed, written.holes.length);
        const text = filled(written.text, rulesFor(written), (at) => values[at] ?? '');
        for (const version of ['1.1', '1.2'] as const) {
          const document = parseDocument(text, { version, uniqueKeys: false });
          expect(document.errors).toEqual([]);
          expect(JSON.stringify(document.toJS({ maxAliasCount: -1 }))).toBe(JSON.stringify(written.meaning(values)));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('changes no byte of the text around it', () => {
    fc.assert(
      fc.property(gappyTexts, typedValues, fc.nat(), (written, value, pick) => {
        const gaps = written.holes.flatMap((hole, at) => (hole.form === 'absent' ? [{ ...hole, at }] : []));
        const gap = gaps[pick % gaps.length];
        fc.pre(gap !== undefined);
        const after = filled(written.text, rulesFor(written), (at) => (at === gap.at ? value : undefined));
        expect(after.startsWith(`${gap.before} `)).toBe(true);
        expect(after.slice(gap.before.length).endsWith(gap.after)).toBe(true);
        expect(after.length).toBeGreaterThan(written.text.length);
        expect(after.slice(gap.before.length, after.length - gap.after.length)).not.toMatch(/[\r\n]/);
      }),
      { numRuns: 400 },
    );
  });

  it('is found in time that grows with the text', () => {
    const text = `${'a:\n# more\n'.repeat(20_000)}{{ end }}`;
    expect(millisecondsOf(() => holesIn(text, 'a'))).toBeLessThan(hangGuard);
  });

  /** Every place that the author left without a value is required. */
  function rulesFor({ holes }: WrittenText) {
    const absent = holes.filter(({ form }) => form === 'absent');
    return required(...absent.map(({ path }) => path.map((key) => (typeof key === 'number' ? '$[]' : key)).join('.')));
  }

  function required(...paths: string[]) {
    return { nginx: paths.map((path) => rule(path, { isRequired: true })) };
  }

  function filled(text: string, rules: PackRules, value: (hole: number) => string | undefined): string {
    const document = profileWith(text);
    const values = findHoles(document, rules).flatMap(({ id }, at): [string, string][] => {
      const given = value(at);
      return given === undefined ? [] : [[id, given]];
    });
    const result = fillHoles(document, new Map(values), rules);
    if (!result.ok) throw new Error(result.problem.kind);
    return valuesOf(result.value);
  }
});
