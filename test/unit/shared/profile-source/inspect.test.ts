import { describe, expect, it } from 'vitest';
import type { ProfileDocument, RegistryMetadata } from '../../../../shared/profile/document.ts';
import { findHoles } from '../../../../shared/profile/find-holes.ts';
import { findReferences } from '../../../../shared/profile/find-references.ts';
import { inspectProfile } from '../../../../shared/profile/source/inspect.ts';
import { allNotes } from '../../../../shared/profile/source/inspection.ts';
import { openSource } from '../../../../shared/profile/source/profile-source.ts';
import { writeProfile } from '../../../../shared/profile/source/write-profile.ts';
import { hangGuard, millisecondsOf, profileWith, sampleProfiles } from '../profile/builders.ts';

const notesOf = (document: ProfileDocument) =>
  allNotes(inspectProfile(document)).map(({ severity, kind, detail, where }) => [
    severity,
    kind,
    detail,
    where.line,
    where.column,
  ]);
const notesIn = (text: string) => notesOf(profileWith(text));

describe('the problem list', () => {
  it.each<[string, string, (string | number | null)[][]]>([
    ['says nothing of a sound text', '# fine\na: {b: [1, "x"]}\n---\n- |\n  x\n', []],
    ['tells an unfilled mask', 'a: 1\nb: ********', [['warning', 'unfilled-mask', '', 2, 4]]],
    ['tells invalid YAML', 'a: 1\n b: 2', [['error', 'invalid-yaml', 'BLOCK_AS_IMPLICIT_KEY', 1, 4]]],
    ['tells a tab', 'a:\n\tb: 1', [['error', 'invalid-yaml', 'TAB_AS_INDENT', 2, 1]]],
    [
      'tells where a list begins that is not closed, and not what comes of it',
      'a: [1, [2]\nb: 2\nc: x: y\n',
      [['error', 'invalid-yaml', 'list-not-closed', 1, 4]],
    ],
    [
      'tells the innermost of what is not closed',
      'a: [1, {b: 2\nc: 3\n',
      [['error', 'invalid-yaml', 'map-not-closed', 1, 8]],
    ],
    [
      'tells where a quote begins that is not closed',
      'a: 1\nb: "x\\"\nc: 2\n',
      [['error', 'invalid-yaml', 'quote-not-closed', 2, 4]],
    ],
    [
      'tells the first error of each document',
      'a: 1\n b: 2\n c: 3\n---\na: 1\nb: [\n',
      [
        ['error', 'invalid-yaml', 'BLOCK_AS_IMPLICIT_KEY', 1, 4],
        ['error', 'invalid-yaml', 'list-not-closed', 6, 4],
      ],
    ],
    ['tells an unquoted macro from invalid YAML', 'a: {{.spectro.macro.x}}/b', [['info', 'unquoted-macro', '', 1, 4]]],
    ['takes a quoted macro', 'a: "{{.spectro.macro.x}}"', []],
    ['takes a macro within text', 'a: x{{.spectro.macro.x}}', []],
    ["tells another tool's template", 'a: {{ .Values.x }}', [['warning', 'unquoted-template', '', 1, 4]]],
    ['passes over lines of control flow', '{{- if .x }}\na: 1\n{{- end }}\n', []],
    [
      'tells a key that occurs twice',
      'a: 1\nb: {c: 1, c: 2}\na: 3',
      [
        ['error', 'duplicate-key', 'c', 2, 11],
        ['error', 'duplicate-key', 'a', 3, 1],
      ],
    ],
    [
      'tells a variable that is not defined, wherever it is used',
      'a: "{{.spectro.var.x}} {{.spectro.var.x}}"\n# {{.spectro.var.y}}',
      [
        ['error', 'undefined-variable', 'x', 1, 7],
        ['error', 'undefined-variable', 'x', 1, 26],
      ],
    ],
    [
      'tells a pack that is not in the profile',
      'a: "{{.spectro.pack.nginx.a}} {{.spectro.pack.k8s.a}}"',
      [['info', 'unknown-pack-reference', 'k8s.a', 1, 33]],
    ],
    ['tells a plain-text secret', 'password: hunter22', [['warning', 'plain-secret', 'password', 1, 11]]],
  ])('%s', (_, text, notes) => expect(notesIn(text)).toEqual(notes));

  it('tells of variables', () => {
    const notes = notesOf(
      profileWith(
        'a: "{{.spectro.var.used}}"',
        [],
        [
          { name: 'used' },
          { name: 'unused' },
          { name: 'used2', regex: '(', defaultValue: '{{.spectro.var.used2}}{{.spectro.var.gone}}' },
          { name: 's', isSensitive: true, defaultValue: '********' },
        ],
      ),
    );
    expect(notes.map(([, kind, detail]) => [kind, detail])).toEqual([
      ['undefined-variable', 'gone'],
      ['unused-variable', 'unused'],
      ['bad-regex', 'used2'],
      ['unused-variable', 's'],
      ['unfilled-mask', 's'],
    ]);
  });

  it('tells of packs and registries', () => {
    const pack = (name: string, type: string, registry: RegistryMetadata | null) => ({
      name,
      type,
      values: '',
      ...(registry === null ? {} : { registry: { metadata: registry } }),
    });
    const document: ProfileDocument = {
      metadata: { name: 'x' },
      spec: {
        template: {
          packs: [
            pack('a', 'oci', { name: 'R', kind: 'oci', uid: 'u' }),
            pack('a', 'manifest', null),
            pack('b', 'spectro', { name: 'R', kind: 'oci', uid: 'u' }),
            pack('c', 'spectro', { name: 'Public Repo', kind: 'oci' }),
            pack('d', 'helm', { name: '', kind: '', uid: '' }),
            pack('e', 'spectro', { name: 'New', kind: 'some-new-kind' }),
          ],
        },
      },
    };
    expect(allNotes(inspectProfile(document)).map(({ kind, where }) => [kind, where.pack])).toEqual([
      ['registry-kind', 2],
      ['registry-name', 3],
      ['registry-missing', 4],
      ['duplicate-pack', 1],
    ]);
  });

  it('agrees with the parts it is made of, also where layers have the same name', () => {
    const one = profileWith('a: ********\nb: "{{.spectro.macro.m}}"', ['c: ********']);
    const packs = one.spec.template.packs ?? [];
    const document = { ...one, spec: { ...one.spec, template: { packs: [...packs, ...packs] } } };
    const inspection = inspectProfile(document);
    expect([...inspection.layers.flatMap(({ holes }) => holes), ...inspection.holes]).toEqual(findHoles(document));
    expect(inspection.layers.flatMap(({ references }) => references)).toEqual(findReferences(document));
  });
});

it.skipIf(sampleProfiles().length === 0)('reads the published files, and writes them as YAML and back', () => {
  for (const { text } of sampleProfiles()) {
    const source = openSource(text);
    if (!source.ok) throw new Error('opens');
    expect(allNotes(inspectProfile(source.value.document)).filter(({ severity }) => severity === 'error')).toEqual([]);
    const back = openSource(writeProfile(source.value.document, 'yaml'));
    expect(back.ok && back.value).toMatchObject({ format: 'yaml', document: source.value.document });
  }
});

it('costs what the size says', () => {
  const text = (entries: number) =>
    Array.from(
      { length: entries },
      (_, i) => `key${i}:\n  image: "a:1" # note\n  mask: ********\n  m: "{{.spectro.macro.m}}"`,
    ).join('\n');
  const cost = (entries: number) => millisecondsOf(() => inspectProfile(profileWith(text(entries))));
  cost(500);
  const [one, four] = [cost(1_000), cost(4_000)];
  expect(four).toBeLessThan(Math.max(4 * 2.2 * one, 200));
});

it.each([
  ['a bomb of aliases', `a: &a [x, x]\n${Array.from({ length: 30 }, (_, i) => `b${i}: &b${i} [*a, *a]`).join('\n')}`],
  ['50,000 keys', Array.from({ length: 50_000 }, (_, i) => `key${i}: v`).join('\n')],
  ['one key 20,000 times', 'key: v\n'.repeat(20_000)],
  ['20,000 masks', 'key: ********\n'.repeat(20_000)],
  ['20,000 macros on a line', `a: "${'{{.spectro.var.x}}'.repeat(20_000)}"`],
  ['depth', `${'a:\n'}${Array.from({ length: 1_500 }, (_, i) => `${' '.repeat(i + 1)}a:`).join('\n')}`],
  ['flow depth', '{a: '.repeat(30_000)],
])('ends soon with %s', (_, text) => {
  expect(millisecondsOf(() => inspectProfile(profileWith(text)))).toBeLessThan(hangGuard);
});
