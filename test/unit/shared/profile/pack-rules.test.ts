import { describe, expect, it } from 'vitest';
import { fillHoles } from '../../../../shared/profile/fill-holes.ts';
import { findHoles } from '../../../../shared/profile/find-holes.ts';
import { type PackRule, patternOf, ruleAt, ruleFault } from '../../../../shared/profile/pack-rules.ts';
import { profileWith } from './builders.ts';

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
