import { describe, expect, test } from 'vitest';
import { chipTextsOf } from '../../../renderer/editor/chip-texts.ts';
import { EditorOffsets } from '../../../renderer/editor/editor-offsets.ts';
import { referenceKind, referencePattern } from '../../../renderer/editor/reference-kinds.ts';
import { yamlProblems } from '../../../renderer/editor/yaml-problems.ts';
import type { ProfileDocument } from '../../../shared/profile/document.ts';
import { findHoles } from '../../../shared/profile/find-holes.ts';
import { MASK } from '../../../shared/profile/holes.ts';

const values = `# ${MASK} in a comment
plain: ${MASK}
single: '${MASK}'
double: "${MASK}"
block: |
  ${MASK}
list: [ "${MASK}", ok ]
`;

function profile(text: string): ProfileDocument {
  const packs = [
    { name: 'vault', values: text, manifests: [{ name: 'secret', content: `data:\n  a: ${MASK}\n` }] },
    { name: 'empty', values: 'a: 1\n' },
  ];
  return { metadata: { name: 'p' }, spec: { template: { packs } } };
}

describe('chips', () => {
  test.each(['\n', '\r\n'])(
    'each hole has one chip over its asterisks and nothing else, lines ending with %j',
    (end) => {
      const document = profile(values.replaceAll('\n', end));
      const texts = chipTextsOf(document);
      expect(texts.map(({ key, title, layer }) => [key, layer, title])).toEqual([
        ['values/0', 'vault', 'Values'],
        ['manifest/0/0', 'vault', 'secret'],
        ['values/1', 'empty', 'Values'],
      ]);
      for (const { text, chips } of texts) {
        const shown = text.replaceAll('\r\n', '\n');
        expect(chips.map(({ from, to }) => shown.slice(from, to))).toEqual(chips.map(() => MASK));
        for (const [at, chip] of chips.entries()) expect(chip.from).toBeGreaterThanOrEqual(chips[at - 1]?.to ?? 0);
      }
      expect(texts.flatMap(({ chips }) => chips.map(({ hole }) => hole))).toEqual(
        findHoles(document).map(({ id }) => id),
      );
      expect(texts[0]?.chips).toHaveLength(5);
    },
  );

  test('offsets count a wide line break once', () => {
    const offsets = new EditorOffsets('a\r\nb\r\nc\nd');
    expect([0, 1, 3, 4, 6, 8].map((at) => offsets.at(at))).toEqual([0, 1, 2, 3, 4, 6]);
  });
});

describe('references', () => {
  test('are told apart by kind', () => {
    const text =
      'a: {{.spectro.macro.dns_zone | lower}} {{ .spectro.system.cluster.uid }} {{.spectro.var.size}} {{.spectro.pack.k8s.port}} {{.spectro.odd}} {{ .Values.spectro.macro.x }}';
    expect([...text.matchAll(referencePattern())].map((match) => referenceKind(match[1] ?? ''))).toEqual([
      { kind: 'macro', name: 'dns_zone' },
      { kind: 'system', name: 'cluster.uid' },
      { kind: 'variable', name: 'size' },
      { kind: 'pack', name: 'k8s.port' },
      { kind: 'other', name: 'odd' },
    ]);
  });
});

describe('YAML problems', () => {
  test('masks and valid text give none', () => {
    expect(yamlProblems(values)).toEqual([]);
    expect(yamlProblems('')).toEqual([]);
  });

  test('an error is told at its line, without the text in its words', () => {
    const text = 'a: 1\nb: "canary\nc: 2\n';
    const [problem] = yamlProblems(text);
    expect(problem?.severity).toBe('error');
    expect(problem).toMatchObject({
      from: text.indexOf('"'),
      message: 'Not valid YAML: a quote that begins here is not closed.',
    });
    const [tab] = yamlProblems('a:\n\tb: 1\n');
    expect(tab?.message).toBe('Not valid YAML: lines are indented with blanks, not with tabs.');
  });

  test('a template that makes the text look wrong is only a note', () => {
    const text = 'host: {{.spectro.macro.host}}:8080\nport: 1\n';
    expect(yamlProblems(text)).toEqual([
      expect.objectContaining({ severity: 'note', from: 6, to: text.indexOf(':8080') }),
    ]);
  });

  test('a real error beside a template stays an error', () => {
    const found = yamlProblems('host: {{.spectro.macro.host}}:8080\nb: [1\nc: 2\n');
    expect(found.map(({ severity }) => severity)).toContain('error');
    expect(found.map(({ severity }) => severity)).toContain('note');
  });
});
