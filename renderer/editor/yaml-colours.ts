import { syntaxTree } from '@codemirror/language';
import { type Extension, RangeSetBuilder } from '@codemirror/state';
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

function coloursOf(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const { state } = view;
  let painted = 0;
  for (const { from, to } of view.visibleRanges) {
    syntaxTree(state).iterate({
      from,
      to,
      enter: (node) => {
        const known = Object.hasOwn(byNode, node.name) ? byNode[node.name] : undefined;
        const isAtom =
          node.name === 'Literal' &&
          node.to - node.from <= longestAtom &&
          atoms.test(state.sliceDoc(node.from, node.to));
        const mark = known ?? (isAtom ? atom : undefined);
        if (mark === undefined) return;
        // What lies within a painted node is skipped here, not by `false`: that loses comments after a resumed parse.
        const start = Math.max(node.from, painted);
        if (start < node.to) builder.add(start, node.to, mark);
        painted = Math.max(painted, node.to);
      },
    });
  }
  return builder.finish();
}
