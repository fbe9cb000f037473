import { EditorSelection, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';

/** What the screen speaks of, in the editor's offsets. */
export interface Shown {
  readonly from: number;
  readonly to: number;
}

/** Whether a place can be read with a line above and below it; the text stays where it is then. */
export function isInSight(view: EditorView, { from, to }: Shown, height = view.scrollDOM.clientHeight): boolean {
  const { top, bottom } = view.lineBlockAt(from);
  const { scrollTop, clientWidth } = view.scrollDOM;
  // What scrolls begins a little below the edge.
  const { top: padding } = view.documentPadding;
  if (top + padding - view.defaultLineHeight < scrollTop) return false;
  if (bottom + padding + view.defaultLineHeight > scrollTop + height) return false;
  const left = view.coordsAtPos(from)?.left;
  const right = view.coordsAtPos(to)?.right;
  if (left === undefined || right === undefined) return false;
  const edge = view.scrollDOM.getBoundingClientRect().left;
  // The line numbers stay where they are and cover what is scrolled to the left.
  return left - edge >= view.contentDOM.offsetLeft && right - edge <= clientWidth;
}

/** Brings a place into sight. */
export function scrollTo({ from, to }: Shown, y: 'center' | 'nearest'): StateEffect<unknown> {
  return EditorView.scrollIntoView(EditorSelection.range(from, to), { y, yMargin: 24, xMargin: 24 });
}

/** Marks the line of an offset; null takes the mark away. */
export const lineAsked = StateEffect.define<number | null>();
const lineMark = Decoration.line({ class: 'asked-line' });

export const askedLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    const asked = transaction.effects.find((effect) => effect.is(lineAsked));
    if (asked === undefined) return marks.map(transaction.changes);
    if (asked.value === null) return Decoration.none;
    return Decoration.set(lineMark.range(transaction.state.doc.lineAt(asked.value).from));
  },
  provide: (field) => EditorView.decorations.from(field),
});
