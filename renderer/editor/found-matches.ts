import { type Extension, RangeSetBuilder, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import type { Range } from '../../shared/profile/ranges.ts';

/** What was found in a text, sorted, and which of it is at hand (-1: none). */
export interface FoundMatches {
  readonly matches: readonly Range[];
  readonly current: number;
}

/** A search found something, or began anew. */
export const matchesTold = StateEffect.define<FoundMatches>();

const told = StateField.define<FoundMatches>({
  create: () => ({ matches: [], current: -1 }),
  update(before, { effects, docChanged }) {
    const effect = effects.findLast((one) => one.is(matchesTold));
    if (effect !== undefined) return effect.value;
    return docChanged ? { matches: [], current: -1 } : before;
  },
});

// The names by which the editor's own search marks, so that both look alike.
const match = Decoration.mark({ class: 'cm-searchMatch' });
const currentMatch = Decoration.mark({ class: 'cm-searchMatch cm-searchMatch-selected' });

const marks = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = marksOf(view);
    }
    update({ view, viewportChanged, state, startState }: ViewUpdate): void {
      if (viewportChanged || state.field(told) !== startState.field(told)) this.decorations = marksOf(view);
    }
  },
  { decorations: ({ decorations }) => decorations },
);

/** Marks of what was found, drawn where they are in sight. */
export const foundMatches: Extension = [told, marks];

function marksOf({ state, visibleRanges }: EditorView): DecorationSet {
  const { matches, current } = state.field(told);
  const builder = new RangeSetBuilder<Decoration>();
  let at = 0;
  for (const { from, to } of visibleRanges) {
    at = Math.max(at, firstEndingAfter(matches, from));
    for (; at < matches.length; at += 1) {
      const range = matches[at];
      if (range === undefined || range.start >= to) break;
      builder.add(range.start, range.end, at === current ? currentMatch : match);
    }
  }
  return builder.finish();
}

/** By halves: of ten thousand matches a few are in sight. */
function firstEndingAfter(matches: readonly Range[], offset: number): number {
  let low = 0;
  let high = matches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((matches[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
