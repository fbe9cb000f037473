import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions, isProfileVersion, nextVersion } from '../../../../shared/profile/versions.ts';

const part = fc.integer({ min: 0, max: 99 });
const version = fc.tuple(part, part, part).map((parts) => parts.join('.'));
const anything = fc.oneof(
  version,
  fc.string(),
  fc.constantFrom('1.2.3-rc.1', '1.2.3+b', 'v1.2', '1.32', '2.2.2.develop'),
);

describe('versions of profiles', () => {
  it.each(['1.2.3', '0.0.0', '1.2.3-rc.1', '10.20.30', '1.0.0+b1'])('%s is one', (text) => {
    expect(isProfileVersion(text)).toBe(true);
  });

  it.each([
    '',
    '1',
    '1.2',
    'v1.2',
    'v1.2.3',
    'b0.0.1',
    '2.2.2.develop',
    ' 1.2.3',
    '1.2.3 ',
    '01.2.3',
    '1.2.3-',
    '=1.2.3',
    '1.2.x',
  ])('%j is none, as Palette says', (text) => {
    expect(isProfileVersion(text)).toBe(false);
  });

  it('sort by their numbers, other texts before them', () => {
    expect(['1.10.0', 'b', '1.9.0', '1.9.0-rc.1', 'a', '1.9.0+2'].sort(compareVersions)).toEqual([
      ...['a', 'b', '1.9.0-rc.1', '1.9.0', '1.9.0+2', '1.10.0'],
    ]);
  });

  it('are in one total order, whatever the texts', () => {
    fc.assert(
      fc.property(anything, anything, anything, (a, b, c) => {
        expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) + 0);
        expect(compareVersions(a, b) === 0).toBe(a === b);
        if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0)
          expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('step to the next free one', () => {
    expect(nextVersion('1.2.3', 'patch', [])).toBe('1.2.4');
    expect(nextVersion('1.2.3', 'patch', ['1.2.4', '1.2.5', '1.2.7'])).toBe('1.2.6');
    expect(nextVersion('1.2.3', 'minor', ['1.3.0'])).toBe('1.4.0');
    expect(nextVersion('1.2.3', 'major', [])).toBe('2.0.0');
    expect(nextVersion('1.2.3-rc.1', 'patch', [])).toBe('1.2.3');
    expect(nextVersion('v1.2', 'patch', [])).toBe('1.2.1');
    expect(nextVersion('latest', 'minor', [])).toBe('0.1.0');
    expect(nextVersion('1.0.9007199254740991', 'patch', [])).toBe('1.1.0');
  });

  it('and the step is valid, higher and free, whatever is taken', () => {
    fc.assert(
      fc.property(
        version,
        fc.constantFrom('patch' as const, 'minor' as const, 'major' as const),
        fc.array(version),
        (from, step, taken) => {
          const next = nextVersion(from, step, taken);
          expect(isProfileVersion(next)).toBe(true);
          expect(taken).not.toContain(next);
          expect(compareVersions(next, from)).toBeGreaterThan(0);
        },
      ),
    );
  });
});
