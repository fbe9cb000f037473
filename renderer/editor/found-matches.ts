import { type ChangeDesc, type EditorState, type Extension, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';
import type { TextHit } from './text-matches.ts';
import type { Stretch } from './text-replace.ts';

/** A search found something, in order, or began anew. */
export const matchesFound = StateEffect.define<readonly TextHit[]>();

/** More changes at once leave nothing to be carried along. */
const mostCarriedPast = 100;

const match = Decoration.mark({ class: 'cm-searchMatch' });
const currentMatch = Decoration.mark({ class: 'cm-searchMatch-selected' });

const found = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(before, { effects, changes, docChanged }) {
    const effect = effects.findLast((one) => one.is(matchesFound));
    if (effect !== undefined) return Decoration.set(effect.value.map(({ start, end }) => match.range(start, end)));
    return docChanged && before.size > 0 ? untouched(before, changes).map(changes) : before;
  },
});

/** What is edited may be no match any more. */
function untouched(before: DecorationSet, changes: ChangeDesc): DecorationSet {
  let [filterFrom, filterTo] = [changes.length, 0];
  let count = 0;
  changes.iterChangedRanges((from, to) => {
    filterFrom = Math.min(filterFrom, from);
    filterTo = Math.max(filterTo, to);
    count += 1;
  });
  if (count > mostCarriedPast) return Decoration.none;
  return before.update({ filterFrom, filterTo, filter: (from, to) => changes.touchesRange(from, to) === false });
}

/** Marks what was found and carries it along with edits, until the search of what became of the text has its answer. */
export const foundMatches: Extension = [
  found,
  // First, and so within the mark of any match.
  EditorView.decorations.compute([found, 'selection'], (state) => {
    const { from, to } = state.selection.main;
    return matchPosition(state) === -1 ? Decoration.none : Decoration.set(currentMatch.range(from, to));
  }),
  EditorView.decorations.from(found),
];

/** How much was found. */
export function matchCount(state: EditorState): number {
  return state.field(found, false)?.size ?? 0;
}

/** What was found, where it stands by now. */
export function matchesIn(state: EditorState): readonly Stretch[] {
  const all: Stretch[] = [];
  const at = (state.field(found, false) ?? Decoration.none).iter();
  for (; at.value !== null; at.next()) all.push({ from: at.from, to: at.to });
  return all;
}

/** Position of the match that is selected; -1: none is. */
export function matchPosition(state: EditorState): number {
  const { from, to } = state.selection.main;
  if (from === to) return -1;
  let position = 0;
  const at = (state.field(found, false) ?? Decoration.none).iter();
  for (; at.value !== null && at.from <= from; at.next()) {
    if (at.from === from && at.to === to) return position;
    position += 1;
  }
  return -1;
}

/**
 * The match to go to, around the end; null: there is none, undefined: that is not known before more was searched.
 *
 * @param wanted the first one from the beginning of the selection on, or a step from it
 */
export function matchTowards(state: EditorState, wanted: 'here' | 1 | -1, isDone: boolean): Stretch | null | undefined {
  const all = matchesIn(state);
  const { from, to } = state.selection.main;
  if (wanted === -1) {
    const before = all.findLast((one) => one.to <= from);
    if (isDone) return before ?? all.at(-1) ?? null;
    return (all.at(-1)?.from ?? -1) >= from ? before : undefined;
  }
  const ahead = all.find((one) => one.from >= (wanted === 1 ? to : from));
  return ahead ?? (isDone ? (all[0] ?? null) : undefined);
}
