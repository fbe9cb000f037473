import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findReferences, referencedLayer } from '../../../../shared/profile/find-references.ts';
import { readProfile } from '../../../../shared/profile/read-profile.ts';
import { hangGuard, millisecondsOf, profileWith, sampleProfiles, sampleTexts } from './builders.ts';

function referencesIn(values: string): readonly string[] {
  return findReferences(profileWith(values)).map(
    (found) => `${found.kind}:${found.name}${found.inComment ? ' (comment)' : ''}`,
  );
}

describe('what a profile refers to', () => {
  it.each([
    ['a: "{{.spectro.macro.token}}"', ['macro:token']],
    ['a: {{ .spectro.macro.macro-name }}', ['macro:macro-name']],
    ["a: '{{.spectro.system.cloud.type }}'", ['system:cloud.type']],
    ['a: {{ .spectro.system.user.name | upper }}', ['system:user.name']],
    ['a: "{{ .spectro.pack.kubernetes.version | default \\"1.19.0\\"}}"', ['pack:kubernetes.version']],
    ['a: “{{ .spectro.macro.x | default “1” }}”', ['macro:x']],
    [
      'a: a/{{.spectro.macro.x}}/{{.spectro.var.y}}:{{ .spectro.system.cluster.name }}-{{.spectro.macro.z}}',
      ['macro:x', 'variable:y', 'system:cluster.name', 'macro:z'],
    ],
    ['{{.spectro.macro.key}}: 1', ['macro:key']],
    ['a: {b: [{{.spectro.var.x}}, "{{.spectro.var.y}}"]}', ['variable:x', 'variable:y']],
    ['a: |\n  # {{.spectro.macro.in_block}}\n', ['macro:in_block']],
    ['a: "x # {{.spectro.macro.in_quotes}}"', ['macro:in_quotes']],
    ['# a: {{.spectro.macro.x}}\nb: 1 # {{.spectro.var.y}}', ['macro:x (comment)', 'variable:y (comment)']],
    ['a:\n  {{ .spectro.macro.alone }}\n# {{.spectro.var.y}}', ['macro:alone', 'variable:y (comment)']],
    ['a: x#{{.spectro.macro.no_comment}}', ['macro:no_comment']],
    ['a: {{/* .spectro.macro.x */}}', ['macro:x (comment)']],
    ['a: {{ .spectro.app.name }}', ['other:app.name']],
    ['a: {{ default .spectro.macro.a .spectro.macro.b }}', ['macro:a', 'macro:b']],
    ['a: >\n  {{ .spectro.macro.folded\n  | upper }}', ['macro:folded']],
    ['a: {{{.spectro.macro.x}}}', ['macro:x']],
    ['a: {b: {{.spectro.macro.x}}}', ['macro:x']],
    ['a: {{-  $.spectro.macro.trimmed -}}', ['macro:trimmed']],
    ['a: {{ .spectro.macro.größe }}', ['macro:größe']],
  ])('%j', (values, expected) => {
    expect(referencesIn(values)).toEqual(expected);
  });

  it.each([
    'a: {{EC2PrivateDNSName}} {{ .Chart.AppVersion }} {{ $labels.x }}',
    'a: {{ .Values.spectro.macro.x }}',
    'a: .spectro.macro.x',
    'a: {{ .spectro.macro.x',
    'a: { { .spectro.macro.x } }',
    'a: {{ default ".spectro.macro.x" .y }}',
    'a: {{ .spectro.macro. }}'.replace('macro. ', ' '),
    'a: {{ x\n\n\n\n.spectro.macro.far }}',
  ])('is not %j', (values) => {
    expect(referencesIn(values)).toEqual([]);
  });

  it('is told at its place in the stack, also where the same layer stands at another', () => {
    const [pack] = profileWith('a: {{.spectro.macro.x}}').spec.template.packs ?? [];
    if (pack === undefined) throw new Error('No layer');
    const placesIn = (...packs: readonly (typeof pack)[]) =>
      findReferences({ metadata: { name: 'x' }, spec: { template: { packs: [...packs] } } }).map(({ text }) => text);
    expect(placesIn(pack)).toEqual([{ kind: 'values', pack: 0 }]);
    const twice = [0, 1].map((at) => ({ kind: 'values', pack: at }));
    expect(placesIn(pack, pack)).toEqual(twice);
    expect(placesIn({ name: 'other' }, pack)).toEqual([{ kind: 'values', pack: 1 }]);
  });

  it('is told with its layer, text and line; manifests and variable defaults too', () => {
    const document = profileWith(
      'a: 1\nb: {{.spectro.macro.x}}',
      ['c: {{.spectro.macro.y}}'],
      [{ name: 'host', defaultValue: '{{.spectro.system.cluster.name}}.local' }],
    );
    expect(findReferences(document)).toEqual([
      { kind: 'macro', name: 'x', layer: 'nginx', text: { kind: 'values', pack: 0 }, line: 2, inComment: false },
      {
        kind: 'macro',
        name: 'y',
        layer: 'nginx',
        text: { kind: 'manifest', pack: 0, manifest: 0 },
        line: 1,
        inComment: false,
      },
      {
        kind: 'system',
        name: 'cluster.name',
        layer: '',
        text: { kind: 'variable', name: 'host' },
        line: 1,
        inComment: false,
      },
    ]);
  });

  it('finds the layer that a pack reference speaks of, repeats and dots in names included', () => {
    const document = profileWith('a: {{.spectro.pack.nginx.controller.port}} {{.spectro.pack.nginxes.x}}');
    expect(findReferences(document).map((reference) => referencedLayer(document, reference))).toEqual(['nginx', null]);
  });

  it('is found wherever it is put, with any blanks, and nothing else is', () => {
    const name = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,10}[A-Za-z0-9_-]$/);
    const blanks = fc.constantFrom('', ' ', '  ');
    const pipe = fc.constantFrom('', ' | upper', ' | default \\"1.0\\"', ' | default “x”');
    const noise = fc.constantFrom(
      'text',
      'a: 1\n',
      '{{ .Other.x }}',
      '\n',
      '{',
      '}',
      ' - ',
      '.spectro.macro.loose ',
      '"',
      "'",
    );
    const part = fc.oneof(
      noise.map((text) => ({ text, name: null })),
      fc.tuple(name, blanks, blanks, pipe).map(([found, left, right, filter]) => {
        return { text: ` {{${left}.spectro.macro.${found}${filter}${right}}} `, name: found };
      }),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const found = findReferences(profileWith(parts.map(({ text }) => text).join('')));
        expect(found.map((reference) => reference.name)).toEqual(parts.flatMap((one) => one.name ?? []));
      }),
    );
  });

  const profiles = sampleProfiles();
  it.skipIf(profiles.length === 0)(
    'in published profiles is what a plain search finds (needs the samples folder)',
    () => {
      for (const { name, text } of profiles) {
        const read = readProfile(text);
        const plain = text.match(/\{\{[^{}]*\.spectro\./g) ?? [];
        expect(read.ok && findReferences(read.value).length, name).toBe(plain.length);
      }
      const commented = sampleTexts().find(({ name }) => name.startsWith('kubernetes-eks'));
      const found = findReferences(profileWith(commented?.text ?? ''));
      expect(found.length).toBeGreaterThan(0);
    },
  );
});

describe('texts made to hang a search', () => {
  it.each([
    ['openings', '{{'.repeat(500_000)],
    ['openings with paths', '{{ .spectro.macro.'.repeat(50_000)],
    ['dots', `{{ .spectro.${'.'.repeat(500_000)} }}`],
    ['one long template', `{{ ${' .spectro.macro.x'.repeat(50_000)} }}`],
    ['comments', `# {{.spectro.macro.x}}\n`.repeat(20_000)],
    ['closings', `{{ .spectro.macro.x }}${'}}'.repeat(500_000)}`],
    ['one line', `a: "#" ${'{{.spectro.macro.x}} '.repeat(50_000)}`],
  ])('%s', (_, text) => {
    expect(millisecondsOf(() => findReferences(profileWith(text)))).toBeLessThan(hangGuard);
  });
});
