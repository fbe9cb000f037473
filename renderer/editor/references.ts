import type { Extension } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  MatchDecorator,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import { referenceKind, referencePattern, referenceTitle } from './reference-kinds.ts';

const decorator = new MatchDecorator({
  regexp: referencePattern(),
  decoration: ([, path = '']) => {
    const { kind, name } = referenceKind(path);
    const attributes = { 'data-kind': kind, title: referenceTitle(kind, name) };
    return Decoration.mark({ class: 'reference', attributes });
  },
});

/** Marks `{{.spectro.…}}` with its kind, where it is on screen. */
export function references(): Extension {
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;

      constructor(view: EditorView) {
        this.decorations = decorator.createDeco(view);
      }

      update(update: ViewUpdate): void {
        this.decorations = decorator.updateDeco(update, this.decorations);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );
}
