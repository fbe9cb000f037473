import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readProfile, shapeProfile } from '../../../../shared/profile/read-profile.ts';
import { hangGuard, millisecondsOf, profileWith, sampleProfiles } from './builders.ts';

function refusal(text: string): unknown {
  const result = readProfile(text);
  if (result.ok) return 'opened';
  const { problem } = result;
  if (problem.kind !== 'profile-unreadable') return problem.kind;
  const place = problem.line === null ? '' : ` at ${problem.line}:${problem.column}`;
  return `${problem.reason}${problem.detail === '' ? '' : ` (${problem.detail})`}${place}`;
}

describe('a person opens an exported profile', () => {
  it('and everything in it stays: unknown members, their order, what is absent', () => {
    const text =
      '{"spec":{"zebra":1,"template":{"packs":[{"extra":{"x":[]},"name":"nginx"}],"type":"add-on"}},"metadata":{"name":"shop"},"more":null}';
    const result = readProfile(text);
    expect(result.ok && JSON.stringify(result.value)).toBe(text);
  });

  it('and a byte order mark or blanks around it do not matter', () => {
    expect(refusal(`\uFEFF \n${JSON.stringify(profileWith('a: 1'))}\n`)).toBe('opened');
  });

  it('and any document that is written can be read again, to the byte', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.string({ unit: 'grapheme' }), (extra, name) => {
        fc.pre(!/"(?:__proto__|constructor|prototype)"\s*:/.test(extra));
        const document = { ...profileWith('a: 1'), extra: JSON.parse(extra) as unknown, metadata: { name } };
        const result = readProfile(JSON.stringify(document));
        expect(result.ok && JSON.stringify(result.value)).toBe(JSON.stringify(document));
      }),
    );
  });

  const profiles = sampleProfiles();
  it.skipIf(profiles.length === 0)('and published ones open as they are (needs the samples folder)', () => {
    for (const { name, text } of profiles) {
      const result = readProfile(text);
      expect(result.ok && JSON.stringify(result.value), name).toBe(JSON.stringify(JSON.parse(text)));
    }
  });
});

describe('a person opens something else', () => {
  it.each([
    ['', 'empty'],
    ['\uFEFF \n\t', 'empty'],
    ['<!DOCTYPE html><html><body>Sign in</body></html>', 'web-page'],
    ['\n  <html lang="en">', 'web-page'],
    ['{"metadata":{"name":"shop"},\n "spec":{"template":{},}}', 'not-json at 2:24'],
    ['{"metadata":\n  {"name":"sh', 'cut-off at 2:11'],
    ['{"metadata": {"name": "shop"},', 'cut-off at 1:31'],
    ['[1', 'cut-off at 1:3'],
    ['{"a": nothing', 'cut-off at 1:7'],
    ['{"a": 1}}', 'not-json at 1:9'],
    ['{"metadata":{"name":"a\u0001b"}}', 'not-json at 1:21'],
    ['{} {}', 'not-json at 1:4'],
    ["{'metadata':{}}", 'not-json at 1:2'],
    ['{"a": 1, // comment\n"b": 2}', 'not-json at 1:10'],
    ['metadata:\n  name: shop\n', 'not-json at 1:1'],
    ['{"a":1,"b":{"a":1},"a":2}', 'duplicate-key (a) at 1:20'],
    ['{"a":1,\n"\\u0061":2}', 'duplicate-key (a) at 2:1'],
    ['{"metadata":{"__proto__":{}}}', 'forbidden-key (__proto__) at 1:14'],
    ['{"x":[{"constructor":1}]}', 'forbidden-key (constructor) at 1:8'],
    ['{"prototype":1}', 'forbidden-key (prototype) at 1:2'],
    [`${'['.repeat(201)}${']'.repeat(201)}`, 'too-deep (200) at 1:201'],
    [`{"a":\n${'{"a":'.repeat(100_000)}`, 'too-deep (200) at 2:996'],
    ['[{"metadata":{"name":"shop"}}]', 'array'],
    ['"text"', 'not-a-profile'],
    ['null', 'not-a-profile'],
    ['{"metadata":{"name":"shop"}}', 'not-a-profile (spec)'],
    ['{"metadata":{},"spec":{"template":{}}}', 'not-a-profile (metadata.name)'],
    [
      '{"metadata":{"name":"a"},"spec":{"template":{"packs":[{"name":"x","values":{"a":1}}]}}}',
      'not-a-profile (spec.template.packs.0.values)',
    ],
    ['{"metadata":{"uid":"1"},"spec":{"published":{"packs":[]}},"status":{}}', 'api-object'],
    ['{"apiVersion":"v1","kind":"ClusterProfile","metadata":{},"spec":{"draft":null}}', 'api-object'],
    ['{"apiVersion":"cluster.example/v1","kind":"ClusterProfile","spec":{"packs":[]}}', 'custom-resource'],
    ['apiVersion: cluster.example/v1\nkind: ClusterProfile\n', 'custom-resource'],
    ['{"metadata":{"name":"a"},"spec":{"template":{"appTiers":[]}}}', 'app-profile'],
    ['{"resource":{"spectrocloud_cluster_profile":{}}}', 'terraform'],
    ['resource "spectrocloud_cluster_profile" "p" {\n  name = "x"\n}\n', 'terraform'],
  ])('%j is told for what it is', (text, expected) => {
    expect(refusal(text)).toBe(expected);
  });

  it('and no content of the file is in what is said, but the name of a key', () => {
    const canary = 'hunter2-canary';
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom('', ',', '}', '"', '\\', '\u0001', '[', ':'), (at, damage) => {
        const text = JSON.stringify(profileWith(`password: ${canary}`));
        const cut = at % text.length;
        const result = readProfile(text.slice(0, cut) + damage + text.slice(cut + 1));
        if (!result.ok) expect(JSON.stringify(result)).not.toContain(canary);
      }),
    );
    expect(JSON.stringify(readProfile(`{"metadata": "${canary}", "spec": "${canary}"}`))).not.toContain(canary);
  });

  it('and whatever it is, the reader ends with a document or a reason', () => {
    const brackets = fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', 'a', '1', '\n', '/') });
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), brackets, fc.json()), (text) => {
        const result = readProfile(text);
        expect(result.ok || result.problem.kind === 'profile-unreadable').toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['brackets that never close', '['.repeat(2_000_000)],
    ['brackets that do not match', '[}'.repeat(500_000)],
    ['quotes and backslashes', '"\\'.repeat(500_000)],
    ['blank lines', `x${'\n'.repeat(1_000_000)}`],
    ['200,000 keys', `{${Array.from({ length: 200_000 }, (_, at) => `"k${at}":1`).join()}}`],
    ['one key, 200,000 times', `{${'"k":1,'.repeat(200_000)}"z":1}`],
  ])('and it never hangs: %s', (_, text) => {
    expect(millisecondsOf(() => readProfile(text))).toBeLessThan(hangGuard);
  });
});

describe('an answer of the API', () => {
  it('is taken as it is, the very object', () => {
    const document = profileWith('a: 1');
    const result = shapeProfile(document);
    expect(result.ok && result.value).toBe(document);
  });

  it('is refused when it nests without end', () => {
    let deep: unknown = {};
    for (let level = 0; level < 50_000; level += 1) deep = { deep };
    const result = shapeProfile({ ...profileWith('a: 1'), deep });
    expect(!result.ok && result.problem).toMatchObject({ reason: 'too-deep' });
  });
});
