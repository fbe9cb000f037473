import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileNameFor } from '../../../../shared/profile/source/file-name.ts';

const nameOf = (name: string, version = '1.0.0', from?: string) =>
  fileNameFor({ name, version, format: 'json', ...(from === undefined ? {} : { from }) });

describe('file names', () => {
  it.each([
    ['ML Ops', 'ML Ops-1.0.0.json'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a-b-c-d-e-f-g-h-i-j-1.0.0.json'],
    ['con', '_con-1.0.0.json'],
    ['LPT1.x', '_LPT1.x-1.0.0.json'],
    ['...', 'profile-1.0.0.json'],
    ['', 'profile-1.0.0.json'],
    ['../../etc/passwd', 'etc-passwd-1.0.0.json'],
    ['.hidden', 'hidden-1.0.0.json'],
    ['--flag', 'flag-1.0.0.json'],
    ['exe\u202Egpj', 'exegpj-1.0.0.json'],
    ['a\0b\nc', 'a-b-c-1.0.0.json'],
    ['漢字 é 🚢', '漢字 é 🚢-1.0.0.json'],
    ['dots. . .', 'dots-1.0.0.json'],
  ])('%j', (name, expected) => expect(nameOf(name)).toBe(expected));

  it('tells environments apart, and never gives a name twice', () => {
    expect(nameOf('a', '1.0.0', 'DEV')).toBe('a-1.0.0-DEV.json');
    expect(fileNameFor({ name: 'a', version: '', format: 'yaml' })).toBe('a.yaml');
    const taken: string[] = [];
    for (const name of [
      'a',
      'A',
      'a',
      '\u00e9',
      'e\u0301',
      'É',
      '\u212b',
      'Å',
      'x'.repeat(900),
      `${'x'.repeat(900)}y`,
    ]) {
      const made = fileNameFor({ name, version: '1', format: 'json' }, taken);
      expect(taken.map((one) => one.normalize('NFKD').toUpperCase())).not.toContain(
        made.normalize('NFKD').toUpperCase(),
      );
      taken.push(made);
    }
  });

  it('are safe on every system whatever the profile is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.string(), fc.string(), (name, version, from) => {
        const made = nameOf(name, version, from);
        expect(new TextEncoder().encode(made).length).toBeLessThanOrEqual(255);
        expect(made.isWellFormed()).toBe(true);
        expect(made).not.toMatch(
          // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the point
          /[\u0000-\u001f<>:"/\\|?*\u007f-\u009f\u200b-\u200f\u202a-\u202e]|^[.\s~-]|[.\s]\.json$/,
        );
        expect(made.split('.')[0]).not.toMatch(/^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/i);
        expect(made.endsWith('.json')).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
