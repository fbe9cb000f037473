import { describe, expect, it } from 'vitest';
import type { Variable } from '../../../../shared/profile/document.ts';
import { findReferences } from '../../../../shared/profile/find-references.ts';
import { MASK } from '../../../../shared/profile/holes.ts';
import { checkVariables } from '../../../../shared/profile/variables.ts';
import { hangGuard, millisecondsOf, profileWith } from './builders.ts';

function findingsOf(values: string, ...variables: Variable[]): readonly string[] {
  const document = profileWith(values, [], variables);
  return checkVariables(document, findReferences(document)).map(
    ({ variable, finding, detail }) => `${variable}: ${finding}${detail === '' ? '' : ` ${detail}`}`,
  );
}

function defaultOf(variable: Omit<Variable, 'name'>): readonly string[] {
  return findingsOf('a: {{.spectro.var.x}}', { name: 'x', ...variable });
}

describe('the variables of a profile', () => {
  it('are used and defined, or it is said', () => {
    const values = 'a: {{.spectro.var.used}} {{.spectro.var.nowhere}}\n# {{.spectro.var.commented}}';
    expect(findingsOf(values, { name: 'used' }, { name: 'idle' }, { name: 'commented' })).toEqual([
      ...['nowhere: undefined', 'idle: unused', 'commented: unused'],
    ]);
  });

  it.each([
    ['number', '12', true],
    ['number', '-1.5e3', true],
    ['number', '1,5', false],
    ['boolean', 'true', true],
    ['boolean', 'yes', false],
    ['ipv4', '10.0.0.1', true],
    ['ipv4', '10.0.0.256', false],
    ['ipv4cidr', '10.0.0.0/8', true],
    ['ipv4cidr', '10.0.0.0', false],
    ['ipv6', 'fe80::1', true],
    ['ipv6', 'x', false],
    ['version', '1.2.3', true],
    ['version', 'one', false],
    ['base64', 'aGk=', true],
    ['base64', '***', false],
    ['string', 'anything', true],
    ['of-tomorrow', 'anything', true],
  ])('a default of format %s: %s', (format, defaultValue, isFine) => {
    expect(defaultOf({ format, defaultValue })).toEqual(isFine ? [] : ['x: bad-default format']);
  });

  it('have defaults that keep their own rules', () => {
    const options = [{ value: 'a' }, { value: 'b' }];
    expect(defaultOf({ inputType: 'dropdown', options, defaultValue: 'a' })).toEqual([]);
    expect(defaultOf({ inputType: 'dropdown', options, defaultValue: 'c' })).toEqual(['x: bad-default option']);
    expect(defaultOf({ inputType: 'dropdown', options: [], defaultValue: 'a' })).toEqual(['x: bad-default no-options']);
    expect(defaultOf({ required: true })).toEqual(['x: bad-default required']);
    expect(defaultOf({ immutable: true, defaultValue: '' })).toEqual(['x: bad-default required']);
    expect(defaultOf({ regex: '^[a-z]+$', defaultValue: 'A' })).toEqual(['x: bad-default regex']);
    expect(defaultOf({ regex: '(?i)^[a-z]+\\z', defaultValue: 'A' })).toEqual([]);
    expect(defaultOf({ format: 'number', defaultValue: '{{.spectro.macro.x}}' })).toEqual([]);
  });

  it('leave a sensitive value to the one who fills it in', () => {
    expect(defaultOf({ isSensitive: true, required: true, format: 'number', defaultValue: MASK })).toEqual([]);
    expect(defaultOf({ isSensitive: true, required: true })).toEqual([]);
  });

  it.each(['*.*', '(', '(?<=x)y', 'a**', '\\', '[z-a]', 'x{5000}', '(?P<n>', 'x'.repeat(5_000)])(
    'a pattern Go refuses is told, never thrown: %s',
    (regex) => {
      expect(defaultOf({ regex, defaultValue: 'x' })).toEqual(['x: bad-regex']);
    },
  );

  it.each(['(a+)+$', '(x{1000}){1000}', '((a{100}){100}){100}', '(?:a|a)*b', '(.*.*.*.*.*)*x'])(
    'a pattern made to hang ends: %s',
    (regex) => {
      expect(millisecondsOf(() => defaultOf({ regex, defaultValue: 'a'.repeat(20_000) }))).toBeLessThan(hangGuard);
    },
  );
});
