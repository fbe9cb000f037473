import { yaml } from '@codemirror/lang-yaml';
import { ensureSyntaxTree } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import { ADDON_BLUEPRINTS } from '../../../electron/playground/seed/addon-blueprints.ts';
import { yamlMarks } from '../../../renderer/editor/yaml-colours.ts';

/** What is painted as a comment, line by line. */
function comments(text: string): readonly string[] {
  const begun = EditorState.create({ doc: text, extensions: [yaml()] });
  ensureSyntaxTree(begun, text.length, 10_000);
  // A state keeps the tree it began with; the next one has what was parsed since.
  const { state } = begun.update({});
  return yamlMarks(state, 0, text.length)
    .filter(({ value }) => value.spec.class === 'yaml-comment')
    .toSorted((a, b) => a.from - b.from)
    .map(({ from, to }) => text.slice(from, to));
}

/** The parser stops after some 3000 characters, and takes up its work again from what it has. */
test.each(['external-secrets', 'argo-cd', 'kyverno', 'harbor'])(
  'every line of %s that is a comment is painted, however the parser came to it',
  (pack) => {
    const text = new Map(ADDON_BLUEPRINTS).get(pack)?.values('1.0.0') ?? '';
    const lines = text.split('\n').map((line) => line.trim());
    expect(text.length).toBeGreaterThan(6000);
    expect(comments(text).filter((comment) => lines.includes(comment))).toEqual(
      lines.filter((line) => line.startsWith('#')),
    );
  },
);

test('a # within a text is no comment', () => {
  const text = 'script: |\n  # in a block\n  run\nquoted: "a\n  # in quotes"\nkey: value # after a value\n# alone\n';
  expect(comments(text)).toEqual(['# after a value', '# alone']);
});
