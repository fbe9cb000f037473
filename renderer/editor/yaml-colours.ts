import { syntaxTree } from '@codemirror/language';
import type { EditorState, Extension, Range } from '@codemirror/state';
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';

const word = (name: string): Decoration => Decoration.mark({ class: name });
const byNode: Readonly<Record<string, Decoration>> = {
  Key: word('yaml-key'),
  Comment: word('yaml-comment'),
  QuotedLiteral: word('yaml-text'),
  BlockLiteralContent: word('yaml-text'),
  BlockLiteralHeader: word('yaml-mark'),
  Anchor: word('yaml-mark'),
  Alias: word('yaml-mark'),
  Tag: word('yaml-mark'),
  DirectiveEnd: word('yaml-mark'),
  DocEnd: word('yaml-mark'),
  DirectiveName: word('yaml-mark'),
};
const atom = word('yaml-atom');
const commentMark = word('yaml-comment');
/** Nodes in which a # at the beginning of a line is painted already or is no comment. */
const holdsHash: ReadonlySet<string> = new Set(['Comment', 'BlockLiteralContent', 'QuotedLiteral']);
/** Numbers, truth values and null: what YAML reads as something else than text. */
const atoms = /^(?:[-+]?[0-9][0-9_.eE+-]*|0x[0-9a-fA-F]+|true|false|yes|no|on|off|null|~)$/i;
const longestAtom = 40;

/** Colours the YAML that is on screen, by its syntax tree. */
export function yamlColours(): Extension {
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      #tree: unknown;

      constructor(view: EditorView) {
        this.decorations = coloursOf(view);
        this.#tree = syntaxTree(view.state);
      }

      update(update: ViewUpdate): void {
        const tree = syntaxTree(update.state);
        if (!update.docChanged && !update.viewportChanged && tree === this.#tree) return;
        this.#tree = tree;
        this.decorations = coloursOf(update.view);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );
}

function coloursOf({ state, visibleRanges }: EditorView): DecorationSet {
  return Decoration.set(
    visibleRanges.flatMap(({ from, to }) => yamlMarks(state, from, to)),
    true,
  );
}

/** The colours of a part of a text, by its syntax tree as far as it is there. */
export function yamlMarks(state: EditorState, from: number, to: number): readonly Range<Decoration>[] {
  const marks: Range<Decoration>[] = [];
  const tree = syntaxTree(state);
  let painted = 0;
  tree.iterate({
    from,
    to,
    enter: (node) => {
      const known = Object.hasOwn(byNode, node.name) ? byNode[node.name] : undefined;
      const isAtom =
        node.name === 'Literal' && node.to - node.from <= longestAtom && atoms.test(state.sliceDoc(node.from, node.to));
      const mark = known ?? (isAtom ? atom : undefined);
      if (mark === undefined) return;
      // What lies within a painted node is skipped here, not by `false`: that loses comments after a resumed parse.
      const start = Math.max(node.from, painted);
      if (start < node.to) marks.push(mark.range(start, node.to));
      painted = Math.max(painted, node.to);
    },
  });
  return [...marks, ...lostComments(state, tree, from, to)];
}

/** The parser drops the comment at which it took up its work again: a line that begins with # outside any text is one. */
function lostComments(
  state: EditorState,
  tree: ReturnType<typeof syntaxTree>,
  from: number,
  to: number,
): readonly Range<Decoration>[] {
  const marks: Range<Decoration>[] = [];
  for (let line = state.doc.lineAt(from); ; line = state.doc.line(line.number + 1)) {
    const start = line.from + line.text.search(/\S/);
    if (line.text[start - line.from] === '#' && start < tree.length) {
      const { name } = tree.resolveInner(start, 1);
      if (!holdsHash.has(name)) marks.push(commentMark.range(start, line.to));
    }
    if (line.to >= to || line.number === state.doc.lines) return marks;
  }
}
