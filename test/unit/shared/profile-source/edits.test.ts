import fc from 'fast-check';
import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import type { TextAddress } from '../../../../shared/profile/holes.ts';
import { changedValue, type SourceChange, sameValue } from '../../../../shared/profile/source/changes.ts';
import type { ProfileEdit } from '../../../../shared/profile/source/edit-shapes.ts';
import { applyEdits, undoEdits } from '../../../../shared/profile/source/edits.ts';
import { changeJson } from '../../../../shared/profile/source/json-source.ts';
import { openSource, type ProfileSource } from '../../../../shared/profile/source/profile-source.ts';
import { changedSpan } from '../../../../shared/profile/source/spans.ts';
import { textsOf } from '../../../../shared/profile/texts.ts';
import { sampleProfiles } from '../profile/builders.ts';
import { anyFormatting, anyProfile, anyYamlManner, jsonFile, typedText, yamlFile } from './files.ts';

function opened(text: string): ProfileSource {
  const source = openSource(text);
  if (!source.ok) throw new Error(`${JSON.stringify(source.problem)} ${JSON.stringify(text)}`);
  return source.value;
}

function applied(source: ProfileSource, edits: readonly ProfileEdit[]): ProfileSource {
  const after = applyEdits(source, edits);
  if (!after.ok) throw new Error(JSON.stringify(after.problem));
  return after.value;
}

const anyJson = fc.tuple(anyProfile, anyFormatting).map(([profile, formatting]) => jsonFile(profile, formatting));
const anyYaml = fc.tuple(anyProfile, anyYamlManner).map(([profile, manner]) => yamlFile(profile, manner));
const picks = fc.array(fc.nat(1000), { minLength: 3, maxLength: 3 });

const splitsPair = (text: string, at: number) => at > 0 && (text.codePointAt(at - 1) ?? 0) > 0xffff;

/** A stretch of one of the texts, and what takes its place. */
function pickSpan(source: ProfileSource, pick: readonly number[], typed: string) {
  const texts = textsOf(source.document);
  const part = texts[(pick[0] ?? 0) % texts.length];
  if (part === undefined) throw new Error('every generated profile has a text');
  const ends = [(pick[1] ?? 0) % (part.text.length + 1), (pick[2] ?? 0) % (part.text.length + 1)];
  const span = { start: Math.min(...ends), end: Math.max(...ends), text: typed };
  fc.pre(!splitsPair(part.text, span.start) && !splitsPair(part.text, span.end));
  return { part, span };
}

function pathTo(address: TextAddress): (string | number)[] {
  const pack = ['spec', 'template', 'packs', address.pack];
  return address.kind === 'values' ? [...pack, 'values'] : [...pack, 'manifests', address.manifest, 'content'];
}

/** Another reader's view of the bytes around a stretch of a string. */
function bytesAround(file: string, path: (string | number)[], span: { readonly start: number; readonly end: number }) {
  const mark = file.startsWith('\uFEFF') ? 1 : 0;
  const root = parseTree(file.slice(mark));
  const node = root && findNodeAtLocation(root, path);
  if (node === undefined) throw new Error('the path is there');
  const start = node.offset + mark;
  const literal = file.slice(start + 1, start + node.length - 1);
  const units = literal.match(/\\u[0-9a-fA-F]{4}|\\[^u]|[^\\]/gs) ?? [];
  return {
    head: file.slice(0, start + 1) + units.slice(0, span.start).join(''),
    tail: units.slice(span.end).join('') + file.slice(start + node.length - 1),
  };
}

describe('a profile as JSON', () => {
  it('keeps every byte when nothing is changed', () => {
    fc.assert(
      fc.property(anyJson, (file) => {
        const source = opened(file);
        expect(applied(source, []).text).toBe(file);
        for (const { address, text } of textsOf(source.document)) {
          if (!text.isWellFormed() || text.includes('\0')) continue;
          expect(applied(source, [{ kind: 'whole-text', address, text }]).text).toBe(file);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('changes the bytes of the stretch and no others, reads it back, and undoes it', () => {
    fc.assert(
      fc.property(anyJson, picks, typedText, (file, pick, typed) => {
        const source = opened(file);
        const { part, span } = pickSpan(source, pick, typed);
        const after = applied(source, [{ kind: 'text', address: part.address, spans: [span] }]);
        const change = { kind: 'spans', path: pathTo(part.address), spans: [span] } as const;
        expect(sameValue(after.document, changedValue(source.document, change))).toBe(true);
        const { head, tail } = bytesAround(file, pathTo(part.address), span);
        expect(after.text.startsWith(head)).toBe(true);
        expect(after.text.endsWith(tail)).toBe(true);
        const middle = after.text.slice(head.length, after.text.length - tail.length);
        expect(JSON.parse(`"${middle}"`)).toBe(typed);
        expect(applied(after, undoEdits(source, after)).text).toBe(file);
      }),
      { numRuns: 1500 },
    );
  });

  it('adds, replaces and takes away members as a reader expects', () => {
    const text = fc.constantFrom('x', '<é>', 'two\nlines');
    const anyChange: fc.Arbitrary<SourceChange> = fc.oneof(
      fc.record({
        kind: fc.constant('set' as const),
        path: fc.constantFrom(
          ['metadata', 'name'],
          ['metadata', 'new'],
          ['spec', 'version'],
          ['spec', 'variables'],
          ['spec', 'variables', 0, 'name'],
        ),
        value: fc.oneof(text, fc.constant([{ name: 'v', list: [1, true] }]), fc.constant({})),
      }),
      fc.record({
        kind: fc.constant('remove' as const),
        path: fc.constantFrom(
          ['metadata', 'labels'],
          ['metadata', 'description'],
          ['spec', 'variables', 0],
          ['spec', 'template', 'packs', 0, 'name'],
          ['metadata', 'new'],
        ),
      }),
      fc.record({
        kind: fc.constant('insert' as const),
        path: fc.constant(['spec', 'variables']),
        at: fc.nat(3),
        value: fc.constant({ name: 'added', isSensitive: true }),
      }),
      fc.record({
        kind: fc.constant('spans' as const),
        path: fc.constantFrom(['metadata', 'name'], ['spec', 'version']),
        spans: fc.constant([{ start: 0, end: 0, text: 'é<"' }]),
      }),
    );
    fc.assert(
      fc.property(anyJson, fc.array(anyChange, { minLength: 1, maxLength: 5 }), (file, changes) => {
        let expected: unknown = JSON.parse(file.replace(/^\uFEFF/, ''));
        for (const change of changes) expected = expected === undefined ? undefined : changedValue(expected, change);
        const after = changeJson(file, changes);
        expect(after === null).toBe(expected === undefined);
        if (after !== null) expect(sameValue(JSON.parse(after.replace(/^\uFEFF/, '')), expected)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['html escapes', '{"metadata":{"name":"a\\u003cb"},"spec":{"template":{}}}', 'x>y', 'x\\u003ey'],
    ['upper case escapes', '{"metadata":{"name":"a\\u003Cb"},"spec":{"template":{}}}', '<>', '\\u003C\\u003E'],
    ['html as it is', '{"metadata":{"name":"a<b"},"spec":{"template":{}}}', '<&>', '<&>'],
    ['ASCII only', '{"metadata":{"name":"\\u00e9"},"spec":{"template":{}}}', 'ü🚢', '\\u00fc\\ud83d\\udea2'],
    ['slashes', '{"metadata":{"name":"a\\/b"},"spec":{"template":{}}}', '/', '\\/'],
    ['quotes by number', '{"metadata":{"name":"a\\u0022b"},"spec":{"template":{}}}', '"', '\\u0022'],
    ['no habit', '{"metadata":{"name":"a"},"spec":{"template":{}}}', '<é/"\n', '<é/\\"\\n'],
    ['a habit elsewhere', '{"metadata":{"name":"a","description":"\\u0026"},"spec":{"template":{}}}', '<', '\\u003c'],
    ['an escaped backslash before u003c', '{"metadata":{"name":"\\\\u003c"},"spec":{"template":{}}}', '<', '<'],
  ])('writes as its surroundings do: %s', (_, file, typed, bytes) => {
    const source = opened(file);
    const { name } = source.document.metadata;
    expect(applied(source, [{ kind: 'name', name: name + typed }]).text).toBe(
      file.replace(/("name":"(?:[^"\\]|\\.)*)/, (start) => start + bytes),
    );
  });

  it('lays out what is new as the file does', () => {
    const pretty =
      '{\r\n\t"metadata": {\r\n\t\t"name": "a"\r\n\t},\r\n\t"spec": {\r\n\t\t"template": {},\r\n\t\t"variables": []\r\n\t}\r\n}';
    const after = applied(opened(pretty), [
      { kind: 'label', key: 'team', value: 'shop' },
      { kind: 'variable-added', at: 0, variable: { name: 'v' } },
    ]);
    expect(after.text).toBe(
      '{\r\n\t"metadata": {\r\n\t\t"name": "a",\r\n\t\t"labels": {\r\n\t\t\t"team": "shop"\r\n\t\t}\r\n\t},\r\n\t"spec": {\r\n\t\t"template": {},\r\n\t\t"variables": [\r\n\t\t\t{\r\n\t\t\t\t"name": "v"\r\n\t\t\t}\r\n\t\t]\r\n\t}\r\n}',
    );
    const removed = applied(after, [
      { kind: 'label', key: 'team', value: null },
      { kind: 'variable-removed', at: 0 },
    ]);
    expect(removed.document.metadata.labels).toEqual({});
    expect(removed.document.spec.variables).toEqual([]);
    const line = applied(opened('{"metadata":{"name":"a"},"spec":{"template":{}}}'), [
      { kind: 'version', version: '1.0.1' },
      { kind: 'description', description: 'd' },
    ]);
    expect(line.text).toBe('{"metadata":{"name":"a","description":"d"},"spec":{"template":{},"version":"1.0.1"}}');
  });

  it('refuses what is not there and what no file can hold', () => {
    const source = opened('{"metadata":{"name":"a"},"spec":{"template":{"packs":[{"name":"p","values":"v"}]}}}');
    const values: TextAddress = { kind: 'values', pack: 0 };
    const problemOf = (edit: ProfileEdit) => {
      const after = applyEdits(source, [edit]);
      return after.ok ? null : after.problem.kind;
    };
    expect(problemOf({ kind: 'text', address: values, spans: [{ start: 0, end: 2, text: '' }] })).toBe('edit-outdated');
    expect(problemOf({ kind: 'text', address: { kind: 'values', pack: 1 }, spans: [] })).toBe('edit-outdated');
    expect(problemOf({ kind: 'variable', at: 0, member: 'name', value: 'x' })).toBe('edit-outdated');
    expect(problemOf({ kind: 'name', name: 'a\0' })).toBe('value-unusable');
    expect(problemOf({ kind: 'whole-text', address: values, text: '\ud800' })).toBe('value-unusable');
    expect(problemOf({ kind: 'source', span: { start: 0, end: 1, text: '' } })).toBe('profile-unreadable');
    expect(problemOf({ kind: 'variable-added', at: 0, variable: { name: 'v' } })).toBe(null);
  });

  it.skipIf(sampleProfiles().length === 0)('keeps the published files, and edits every text of them', () => {
    for (const { text } of sampleProfiles()) {
      const source = opened(text);
      for (const part of textsOf(source.document)) {
        const at = part.text.length >> 1;
        const span = { start: at, end: at + 1, text: '<"é\n' };
        const after = applied(source, [{ kind: 'text', address: part.address, spans: part.text === '' ? [] : [span] }]);
        if (part.text === '') continue;
        const { head, tail } = bytesAround(text, pathTo(part.address), span);
        expect(after.text.startsWith(head) && after.text.endsWith(tail)).toBe(true);
        expect(applied(after, undoEdits(source, after)).text).toBe(text);
      }
    }
  });
});

describe('a profile as YAML', () => {
  it('keeps every byte when nothing is changed', () => {
    fc.assert(
      fc.property(anyYaml, (file) => {
        const source = opened(file);
        expect(source.format).toBe('yaml');
        for (const { address, text } of textsOf(source.document)) {
          if (!text.isWellFormed() || text.includes('\0')) continue;
          expect(applied(source, [{ kind: 'whole-text', address, text }]).text).toBe(file);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('changes the bytes of the scalar and no others, and reads it back', () => {
    fc.assert(
      fc.property(anyYaml, picks, typedText, (file, pick, typed) => {
        const source = opened(file);
        const { part, span } = pickSpan(source, pick, typed);
        const change = { kind: 'spans', path: pathTo(part.address), spans: [span] } as const;
        const after = applied(source, [{ kind: 'text', address: part.address, spans: [span] }]);
        expect(sameValue(after.document, changedValue(source.document, change))).toBe(true);
        expect(applied(after, undoEdits(source, after)).text).toBe(file);
      }),
      { numRuns: 600 },
    );
  });
});

describe('a layer whose file holds no values for it', () => {
  const address: TextAddress = { kind: 'values', pack: 0 };
  /** The first layer without any, or with a null in their place. */
  const bare = fc.tuple(anyProfile, fc.boolean()).map(([profile, isNull]) => {
    const [{ values: _, ...first } = { name: '' }, ...others] = profile.spec.template.packs;
    const packs = [isNull ? { ...first, values: null } : first, ...others];
    return { ...profile, spec: { ...profile.spec, template: { ...profile.spec.template, packs } } };
  });
  const files = fc.oneof(
    fc.tuple(bare, anyFormatting).map(([profile, formatting]) => jsonFile(profile, formatting)),
    fc.tuple(bare, anyYamlManner).map(([profile, manner]) => yamlFile(profile, manner)),
  );
  const written = (text: string): ProfileEdit => ({ kind: 'text', address, spans: [{ start: 0, end: 0, text }] });

  it('is given them beside its other members, and goes back to the same bytes', () => {
    fc.assert(
      fc.property(files, typedText, typedText, (file, typed, more) => {
        const source = opened(file);
        expect(textsOf(source.document)[0]).toMatchObject({ address, text: '' });
        const after = applied(source, [written(typed), written(more)]);
        const set: SourceChange = { kind: 'set', path: pathTo(address), value: more + typed };
        const expected = more + typed === '' ? source.document : changedValue(source.document, set);
        expect(sameValue(after.document, expected)).toBe(true);
        const span = changedSpan(file, after.text) ?? { start: 0, end: 0 };
        expect('null').toContain(file.slice(span.start, span.end));
        expect(applied(after, undoEdits(source, after)).text).toBe(file);
        const whole = applied(source, [{ kind: 'whole-text', address, text: typed }]);
        expect(applied(source, [written(typed)]).text).toBe(whole.text);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    [
      'absent',
      '- name: nginx # first\n  tag: 1.x\n',
      '- name: nginx # first\n  tag: 1.x\n  values: |\n    a: 1\n    b: 2\n',
    ],
    [
      'a key alone',
      '- name: nginx\n  values:\n  tag: 1.x\n',
      '- name: nginx\n  values: "a: 1\\nb: 2\\n"\n  tag: 1.x\n',
    ],
    ['a key and a comment', '- values: # none\n  name: nginx\n', '- values: "a: 1\\nb: 2\\n" # none\n  name: nginx\n'],
    ['a tilde', '- name: nginx\n  values: ~ # none\n', '- name: nginx\n  values: "a: 1\\nb: 2\\n" # none\n'],
    ['absent in a flow', '- {name: nginx}\n', '- {values: "a: 1\\nb: 2\\n", name: nginx}\n'],
    ['empty', "- name: nginx\n  values: ''\n", '- name: nginx\n  values: "a: 1\\nb: 2\\n"\n'],
  ])('is given them in YAML by hand: %s', (_, layer, expected) => {
    const head = 'metadata:\n  name: shop\nspec:\n  template:\n    packs:\n';
    const file = (part: string) => head + part.replace(/^(?=.)/gm, '    ');
    const after = applied(opened(file(layer)), [written('a: 1\nb: 2\n')]);
    expect(after.text).toBe(file(expected));
    expect(textsOf(after.document)[0]?.text).toBe('a: 1\nb: 2\n');
  });

  it('stays without them while nothing is written', () => {
    fc.assert(
      fc.property(files, (file) => {
        const source = opened(file);
        const nothing: readonly ProfileEdit[] = [
          { kind: 'text', address, spans: [] },
          written(''),
          { kind: 'whole-text', address, text: '' },
        ];
        expect(applied(source, nothing).text).toBe(file);
        const beyond = applyEdits(source, [{ kind: 'text', address, spans: [{ start: 0, end: 1, text: 'a' }] }]);
        expect(beyond.ok ? null : beyond.problem.kind).toBe('edit-outdated');
      }),
      { numRuns: 100 },
    );
  });
});

describe('a YAML file that a person wrote', () => {
  const file = [
    '# exported by hand',
    'metadata:',
    '  name: shop # the shop',
    '  labels: {team: "a", tier: b}',
    'spec:',
    '  version: 1.0.0',
    '  template:',
    '    packs:',
    '    - name: nginx   # first',
    '      values: |-',
    '        a: 1',
    '',
    '        b: "x"  # kept',
    '      isHidden: 0x10',
    '',
    '    # second',
    '    - values: "c: \\u00e9\\n',
    '        d: 1"',
    "      name: 'it''s'",
    '  variables:',
    '    - name: one',
    '      defaultValue: ********',
    '',
  ].join('\n');
  const source = () => opened(file);

  it('is read with its unquoted mask', () => {
    expect(source().document.spec.variables?.[0]?.defaultValue).toBe('********');
    expect(source().document.spec.template.packs?.[1]).toEqual({ values: 'c: é\n d: 1', name: "it's" });
  });

  it.each<[string, ProfileEdit[], string, string]>([
    ['a plain scalar', [{ kind: 'version', version: '1.0.1' }], 'version: 1.0.0', 'version: 1.0.1'],
    ['a plain scalar that needs quotes', [{ kind: 'name', name: 'a: b' }], 'name: shop', 'name: "a: b"'],
    [
      'a literal block',
      [
        {
          kind: 'text',
          address: { kind: 'values', pack: 0 },
          spans: [
            { start: 10, end: 11, text: 'y\nz: 2' },
            { start: 11, end: 11, text: '!' },
          ],
        },
      ],
      'b: "x"  #',
      'b: "y\n        z: 2!"  #',
    ],
    [
      'a folded quoted scalar',
      [{ kind: 'text', address: { kind: 'values', pack: 1 }, spans: [{ start: 0, end: 1, text: '"' }] }],
      '"c: \\u00e9',
      '"\\": \\u00e9',
    ],
    ['a mask', [{ kind: 'variable', at: 0, member: 'defaultValue', value: 'secret' }], ': ********', ': "secret"'],
    [
      'a new member',
      [{ kind: 'variable', at: 0, member: 'isSensitive', value: true }],
      '********\n',
      '********\n      isSensitive: true\n',
    ],
    [
      'a new variable',
      [{ kind: 'variable-added', at: 1, variable: { name: 'two' } }],
      '********\n',
      '********\n    - {"name": "two"}\n',
    ],
    [
      'a variable before',
      [{ kind: 'variable-added', at: 0, variable: { name: 'two' } }],
      '    - name: one',
      '    - {"name": "two"}\n    - name: one',
    ],
    ['a label', [{ kind: 'label', key: 'x', value: 'y' }], '{team', '{x: "y", team'],
    ['no label', [{ kind: 'label', key: 'tier', value: null }], ', tier: b}', '}'],
    [
      'a member less',
      [{ kind: 'variable-member-removed', at: 0, member: 'defaultValue' }],
      '      defaultValue: ********\n',
      '',
    ],
    ['a description', [{ kind: 'description', description: 'd' }], 'tier: b}\n', 'tier: b}\n  description: "d"\n'],
  ])('changes %s and nothing else', (_, edits, before, after) => {
    expect(applied(source(), edits).text).toBe(file.replace(before, () => after));
  });

  it('takes the last variable away', () => {
    const after = applied(source(), [{ kind: 'variable-removed', at: 0 }]);
    expect(after.document.spec.variables).toEqual([]);
    expect(after.text.startsWith(file.slice(0, file.indexOf('- name: one')))).toBe(true);
  });

  it('works with a byte order mark and Windows line ends', () => {
    const windows = `\uFEFF${file.replaceAll('\n', '\r\n')}`;
    const after = applied(opened(windows), [
      { kind: 'whole-text', address: { kind: 'values', pack: 0 }, text: 'a: 2\n\nb: "x"  # kept' },
    ]);
    expect(after.text).toBe(windows.replace('a: 1', 'a: 2'));
  });

  it.each([
    ['several documents', 'metadata: {name: a}\nspec: {template: {}}\n---\nmetadata: {}\n', 'array', 3],
    ['duplicate keys', 'metadata: {name: a}\nmetadata: {}\n', 'duplicate-key', 2],
    ['a forbidden key', 'metadata:\n  __proto__: a\n', 'forbidden-key', 2],
    ['broken YAML', 'metadata:\n  name: "a\nspec: [\n', 'not-yaml', 4],
    ['an alias of a collection', 'metadata: &a {name: a}\nspec: *a\n', 'yaml-alias', 2],
    ['depth', `metadata: ${'['.repeat(500)}${']'.repeat(500)}\n`, 'too-deep', 1],
    ['much depth', `metadata: ${'['.repeat(100_000)}`, 'too-deep', 1],
    ['too many tokens', `metadata:\n${'  - a\n'.repeat(100_000)}`, 'too-large', 1],
    [
      'a resource of the cluster',
      'apiVersion: v1\nkind: ClusterProfile\nmetadata: {name: a}\n',
      'custom-resource',
      null,
    ],
  ])('refuses %s', (_, text, reason, line) => {
    const refused = openSource(text);
    expect(refused).toMatchObject({ ok: false, problem: { kind: 'profile-unreadable', reason, line } });
  });
});
