import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProfileDocument } from '../../../../shared/profile/document.ts';
import { findHoles } from '../../../../shared/profile/find-holes.ts';
import { type Hole, MASK } from '../../../../shared/profile/holes.ts';
import { readProfile } from '../../../../shared/profile/read-profile.ts';
import { hangGuard, millisecondsOf, profileWith, sampleProfiles, sampleTexts } from './builders.ts';
import { writtenTexts } from './yaml-texts.ts';

function pathsIn(values: string): readonly string[] {
  return findHoles(profileWith(values)).map(pathOf);
}

function pathOf(hole: Hole): string {
  return hole.where.kind === 'variable' ? hole.where.name : hole.where.path.keys.join('.');
}

describe('what Palette masked in an export', () => {
  it('is found in every form a scalar can have', () => {
    const values = [
      `plain: ${MASK}`,
      `single: '${MASK}' # the old one`,
      `double: "${MASK}"`,
      'literal: |',
      `  ${MASK}`,
      'folded: >-',
      `    ${MASK}`,
      'kept: |+ # comment',
      `  ${MASK}`,
      '',
      `flow: {a: ${MASK}, b: [x, '${MASK}']}`,
      `tagged: !!str ${MASK}`,
      `anchored: &here ${MASK}`,
      'below:',
      `  ${MASK}`,
      'empty:',
      `seq: [${MASK}]`,
      '- broken tail',
    ].join('\n');
    const holes = findHoles(profileWith(values));
    expect(holes.map((hole) => [pathOf(hole), hole.line, hole.form])).toEqual([
      ['plain', 1, 'plain'],
      ['single', 2, 'single-quoted'],
      ['double', 3, 'double-quoted'],
      ['literal', 5, 'block'],
      ['folded', 7, 'block'],
      ['kept', 9, 'block'],
      ['flow.a', 11, 'plain'],
      ['flow.b.1', 11, 'single-quoted'],
      ['tagged', 12, 'plain'],
      ['anchored', 13, 'plain'],
      ['below', 15, 'plain'],
      ['seq.0', 17, 'plain'],
    ]);
    expect(new Set(holes.map((hole) => hole.id)).size).toBe(holes.length);
  });

  it('is not seen where asterisks are something else', () => {
    const values = [
      `# password: ${MASK}`,
      `cron: "${MASK} *"`,
      `longer: ${MASK}*`,
      `shorter: *******`,
      `words: ${MASK} and more`,
      `continued: ${MASK}`,
      '  over two lines',
      `${MASK} : a key`,
      `script: |`,
      `  echo ${MASK}`,
      `  ${MASK}`,
      `markdown: "**bold** ${MASK}"`,
      `blanks: " ${MASK}"`,
      `escaped: "\\x2a*******"`,
      `real: x # ${MASK}`,
      'deeper: |2',
      `    ${MASK}`,
      'blank line first: |',
      '',
      `  ${MASK}`,
    ].join('\n');
    expect(pathsIn(values)).toEqual([]);
  });

  it('is found although macros make the text no YAML', () => {
    const values = [
      `replicas: {{ .spectro.var.replicas | default "a: b" }}`,
      `{{- if .Values.extra }}`,
      `extra:`,
      `  token: ${MASK}`,
      `{{- end }}`,
      `{{.spectro.macro.key}}: ${MASK}`,
      `flow: {b: {a: '{{', c: ${MASK}}}`,
      `after: '${MASK}'`,
    ].join('\n');
    expect(pathsIn(values)).toEqual(['extra.token', '{{.spectro.macro.key}}', 'flow.b.c', 'after']);
  });

  it('is found in every document of a text, told apart by its number', () => {
    const holes = findHoles(profileWith('', [`a: ${MASK}\n---\n- |\n  ---\n---\na: ${MASK}\n...\n---\n${MASK}\n`]));
    expect(holes.map((hole) => hole.where.kind === 'scalar' && hole.where.path)).toEqual([
      { document: 0, keys: ['a'] },
      { document: 2, keys: ['a'] },
      { document: 3, keys: [] },
    ]);
  });

  it('never slips through a broken text; without a path its line names it', () => {
    for (const values of [
      `a: "unclosed\nb: ${MASK}\nc: x\n`,
      `a: }\nb: ${MASK}\n`,
      ` a: 1\nb: ${MASK}\n`,
      `${MASK}\na: b\n`,
      `${'- '.repeat(6000)}x\nb: ${MASK}\n`,
      `a: 'x\nb: "${MASK}" # y\n`,
      `a: "x\nb: [1, ${MASK}, 2]\n`,
      `a: "x\nb: |\n  ${MASK}\n`,
    ]) {
      expect(findHoles(profileWith(values)), JSON.stringify(values.slice(-60))).toHaveLength(1);
    }
    const twice = findHoles(profileWith(`a: "unclosed\nb: ${MASK}\n# d: ${MASK}\nc: [${MASK}, ${MASK}]`));
    expect(twice.map((hole) => hole.line)).toEqual([2, 4, 4]);
    expect(new Set(twice.map((hole) => hole.id)).size).toBe(3);
  });

  it('is looked for again when a layer was changed in place', () => {
    const document = profileWith(`a: ${MASK}`);
    expect(findHoles(document)).toHaveLength(1);
    for (const pack of document.spec.template.packs ?? []) pack.values = `a: ${MASK}\nb: ${MASK}`;
    expect(findHoles(document)).toHaveLength(2);
  });

  it('has the same id in the same place when other lines change', () => {
    const before = findHoles(profileWith(`a: 1\nauth:\n  password: ${MASK}\n`));
    const after = findHoles(profileWith(`# new\nz: [1, 2]\nauth:\n  user: "x"\n  password: "${MASK}"\n`));
    expect(after.map((hole) => hole.id)).toEqual(before.map((hole) => hole.id));
  });

  it('keeps repeated keys, repeated layers and very deep places apart', () => {
    const document = profileWith(`a: ${MASK}\na: ${MASK}\n`);
    const packs = document.spec.template.packs ?? [];
    const doubled: ProfileDocument = {
      ...document,
      spec: { ...document.spec, template: { ...document.spec.template, packs: [...packs, ...packs] } },
    };
    const deep = `${'{a: '.repeat(300)}[${MASK}, ${MASK}]${'}'.repeat(300)}`;
    for (const holes of [findHoles(doubled), findHoles(profileWith(deep))]) {
      expect(new Set(holes.map((hole) => hole.id)).size).toBe(holes.length);
      expect(holes.every((hole) => hole.id.length <= 4096)).toBe(true);
    }
    expect(findHoles(doubled)).toHaveLength(4);
    expect(findHoles(profileWith(deep))).toHaveLength(2);
  });

  it('is found exactly where it was written, in any text', () => {
    fc.assert(
      fc.property(writtenTexts, ({ text, holes }) => {
        const found = findHoles(profileWith(text));
        expect(found.map((hole) => hole.where.kind === 'scalar' && hole.where.path.keys)).toEqual(
          holes.map((hole) => hole.path),
        );
        expect(found.map((hole) => hole.form)).toEqual(holes.map((hole) => hole.form));
        const lineOf = (before: string) => before.split('\n').length;
        for (const [at, hole] of holes.entries()) {
          expect(found[at]?.line).toBe(lineOf(hole.before) + (hole.form === 'block' ? 1 : 0));
        }
      }),
    );
  });
});

describe('variables', () => {
  it('are holes when sensitive and masked, or sensitive, required and empty', () => {
    const holes = findHoles(
      profileWith(
        '',
        [],
        [
          { name: 'masked', isSensitive: true, defaultValue: MASK },
          { name: 'literal', isSensitive: false, defaultValue: MASK },
          { name: 'empty', isSensitive: true, required: true, defaultValue: '' },
          { name: 'absent', isSensitive: true, required: true },
          { name: 'optional', isSensitive: true },
          { name: 'given', isSensitive: true, required: true, defaultValue: 'x' },
          { name: 'plain', required: true, defaultValue: '' },
        ],
      ),
    );
    expect(holes.map((hole) => [pathOf(hole), hole.reason])).toEqual([
      ['masked', 'masked'],
      ['empty', 'required-empty'],
      ['absent', 'required-empty'],
    ]);
  });
});

describe('published profiles', () => {
  const profiles = sampleProfiles();
  it.skipIf(profiles.length === 0)(
    'hold no mask, and a planted one is found in each text (needs the samples folder)',
    () => {
      for (const { name, text } of profiles) {
        const read = readProfile(text);
        expect(read.ok && findHoles(read.value), name).toEqual([]);
      }
      for (const { name, text } of sampleTexts()) {
        const holes = findHoles(profileWith(`${text.trimEnd()}\n---\nplanted: ${MASK}\n`));
        expect(holes.map(pathOf), name).toEqual(['planted']);
      }
    },
  );
});

describe('texts made to hang a parser', () => {
  const many = 50_000;
  const texts: Readonly<Record<string, string>> = {
    'a map of 50,000 keys': Array.from({ length: many }, (_, i) => `k${i}: x`).join('\n'),
    '40,000 aliases': `a: &a x\nb:\n${'  - *a\n'.repeat(40_000)}`,
    'aliases that multiply': Array.from({ length: 30 }, (_, i) => `a${i}: &a${i} [${`*a${i - 1},`.repeat(9)}]`).join(
      '\n',
    ),
    '100,000 open brackets': '['.repeat(100_000),
    'sequences in one line': '- '.repeat(50_000),
    'explicit keys in one line': '? '.repeat(50_000),
    'open templates': '{{'.repeat(100_000),
    'half templates': '{{ .spectro.macro.'.repeat(50_000),
    'open quotes': 'a: "x\n'.repeat(20_000),
    'long runs of asterisks': `a: ${'*'.repeat(1_000_000)}`,
    'masks on one broken line': `a: }${` ${MASK} ,`.repeat(50_000)}`,
    'blank lines': `a: }\n${`${' '.repeat(500)}\n`.repeat(2_000)}`,
    'documents without end': '---\n'.repeat(many),
    'masks everywhere': `${MASK}: ${MASK}\n`.repeat(20_000),
  };
  for (const [name, text] of Object.entries(texts)) {
    it(`ends: ${name}`, () => {
      expect(millisecondsOf(() => findHoles(profileWith(`${text}\nmask: ${MASK}\n`)))).toBeLessThan(hangGuard);
    });
  }
});
