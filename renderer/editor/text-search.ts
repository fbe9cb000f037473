import { EditorSelection, type EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import type { FindState } from './find-bar.tsx';
import { foundMatches, matchCount, matchesFound, matchesIn, matchPosition, matchTowards } from './found-matches.ts';
import { idly, searchIdly } from './search-idly.ts';
import { mostHits, searchText, type TextHit } from './text-matches.ts';
import { type Matches, matcherOf, type SearchQuery } from './text-pattern.ts';
import { leavesWhole, matchAt, type Replaced, replacementOf, replacementsOf, type Stretch } from './text-replace.ts';

/** What the search shows. */
export interface TextSearchState extends FindState {
  readonly isOpen: boolean;
  /** What comes in place of a match. */
  readonly replacement: string;
  /** Nothing can be replaced. */
  readonly isReadOnly: boolean;
  readonly isReplacing: boolean;
  /** How many matches were replaced at once last; null: none since something else was asked. */
  readonly replaced: number | null;
  /** Another number: the field is to have the keyboard. */
  readonly calls: number;
}

/** The search of an editor's text, beside whatever else the window does. */
export interface TextSearch {
  readonly extension: Extension;
  /** The editor shows another text. */
  begun(): void;
  /** The chips stand elsewhere. */
  chipsMoved(): void;
  /** A new object after every change. */
  state(): TextSearchState;
  /** Returns its own unsubscribe. */
  subscribe(listener: () => void): () => void;
  /** Opens it for what is selected, or gives it the keyboard. */
  opened(): void;
  /** Ends it, and gives the text the keyboard. */
  closed(): void;
  asked(change: Partial<SearchQuery>): void;
  replacementAsked(replacement: string): void;
  /** Selects the next or previous match, around the end. */
  stepped(step: 1 | -1): void;
  /** Selects every match, at most `mostSelected`, for as many carets. */
  allSelected(): void;
  /** Replaces the match that is selected and goes on; goes to the next where none is. */
  oneReplaced(): void;
  /** Replaces every match as one step, chips left whole. What is typed meanwhile is searched as well. */
  allReplaced(): void;
  close(): void;
}

/** More carets make every letter slow. */
export const mostSelected = 1_000;
/** After the last key, in milliseconds. */
const waits = 120;
/** Longer selections are rarely meant to be looked for. */
const longestSeed = 100;
/** Of the line of a match, for a screen reader. */
const mostAnnounced = 120;

/**
 * @param view the editor, whose states take the extension
 * @param chipsOf the chips of a state, sorted
 */
export function textSearch(view: EditorView, chipsOf: (state: EditorState) => readonly Stretch[]): TextSearch {
  const listeners = new Set<() => void>();
  let matches: Matches | null = null;
  let state: TextSearchState = nothing;
  /** Where to go as soon as it is known: to the first match from here on, or a step from it. */
  let wanted: 'here' | 1 | -1 | null = null;
  /** What was found answers another question. */
  let isStale = false;
  let stop = (): void => undefined;
  let stopReplacing = (): void => undefined;

  const told = (change: Partial<TextSearchState> = {}): void => {
    const { readOnly: isReadOnly } = view.state;
    const next = { ...state, ...change, isReadOnly, count: matchCount(view.state), at: matchPosition(view.state) };
    if (isSame(state, next)) return;
    state = next;
    for (const listener of listeners) listener();
  };
  const shown = (hits: readonly TextHit[]): void => {
    if (hits.length === 0 && matchCount(view.state) === 0) return;
    view.dispatch({ effects: matchesFound.of(hits.filter(leavesWhole(chipsOf(view.state)))) });
  };
  const search = (): void => {
    stop();
    if (!state.isOpen) return;
    if (matches === null) {
      isStale = false;
      shown([]);
      told({ isSearching: false, isCut: false });
      return;
    }
    const question = matches;
    let halt = (): void => undefined;
    const timer = setTimeout(() => {
      halt = searchIdly(searchText(view.state.sliceDoc(), question), (hits, isDone) => {
        isStale = false;
        shown(hits);
        told({ isSearching: !isDone, isCut: hits.length === mostHits });
        go();
      });
    }, waits);
    stop = () => {
      clearTimeout(timer);
      halt();
    };
  };
  const go = (): void => {
    if (wanted === null || isStale) return;
    const target = matchTowards(view.state, wanted, !state.isSearching);
    if (target === undefined) return;
    wanted = null;
    if (target !== null) selected(view, target);
  };
  const endReplacing = (): void => {
    stopReplacing();
    stopReplacing = () => undefined;
    told({ isReplacing: false });
  };
  const begin = (): void => {
    if (state.isOpen) return;
    isStale = true;
    told({ isOpen: true });
    search();
  };
  const replaceAll = (): void => {
    stopReplacing();
    if (matches === null || view.state.readOnly) return;
    const { doc } = view.state;
    const text = doc.sliceString(0);
    const chips = chipsOf(view.state);
    const how = { template: state.replacement, isPattern: state.query.isPattern, chips };
    const replacing = replacementsOf(text, matches, how);
    let all: Replaced | null = null;
    stopReplacing = idly(
      () => {
        const { value, done } = replacing.next();
        if (done === true) all = value;
        return done === true;
      },
      () => {
        if (all === null) return;
        stopReplacing = () => undefined;
        // First, for the change that follows is none that comes in between.
        told({ isReplacing: false, replaced: all.count });
        if (all.count > 0) view.dispatch({ changes: [...all.changes], userEvent: 'input.replace.all' });
      },
    );
    told({ isReplacing: true, replaced: null });
  };

  const self: TextSearch = {
    extension: [
      foundMatches,
      EditorView.updateListener.of(({ docChanged }) => {
        if (!state.isOpen) return;
        if (docChanged) {
          // Who types is not to be taken elsewhere.
          if (wanted === 'here') wanted = null;
          search();
          if (state.isReplacing) replaceAll();
        }
        told();
      }),
      keymap.of([
        { key: 'Mod-f', run: () => done(self.opened) },
        { key: 'F3', run: () => done(() => self.stepped(1)), shift: () => done(() => self.stepped(-1)) },
        { key: 'Mod-g', run: () => done(() => self.stepped(1)), shift: () => done(() => self.stepped(-1)) },
        { key: 'Escape', run: () => state.isOpen && done(self.closed) },
      ]),
    ],
    begun() {
      [wanted, isStale] = [null, true];
      endReplacing();
      told({ replaced: null });
      search();
    },
    chipsMoved() {
      search();
    },
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    opened() {
      const { from, to } = view.state.selection.main;
      const seed = to - from > longestSeed ? '' : view.state.sliceDoc(from, to);
      const isSeed = seed !== '' && !seed.includes('\n') && state.at === -1;
      begin();
      told({ calls: state.calls + 1 });
      if (isSeed) self.asked({ words: seed, isPattern: false });
    },
    closed() {
      stop();
      wanted = null;
      endReplacing();
      shown([]);
      told({ isOpen: false, isSearching: false, isCut: false, replaced: null });
      view.focus();
    },
    asked(change) {
      endReplacing();
      const query = { ...state.query, ...change };
      const answer = matcherOf(query);
      matches = answer !== null && 'in' in answer ? answer : null;
      const fault = answer !== null && 'kind' in answer ? answer : null;
      [wanted, isStale] = ['here', true];
      told({ query, fault, isSearching: matches !== null, replaced: null });
      search();
    },
    replacementAsked(replacement) {
      endReplacing();
      told({ replacement, replaced: null });
    },
    stepped(step) {
      if (matches === null) {
        self.opened();
        return;
      }
      begin();
      wanted = step;
      go();
    },
    allSelected() {
      if (isStale || state.count === 0 || state.count > mostSelected) return;
      const ranges = matchesIn(view.state).map(({ from, to }) => EditorSelection.range(from, to));
      view.dispatch({ selection: EditorSelection.create(ranges), userEvent: 'select.search.matches' });
      view.focus();
    },
    oneReplaced() {
      const { doc, readOnly, selection } = view.state;
      const { from, to } = selection.main;
      const line = doc.lineAt(from);
      const found = matches === null || readOnly ? null : matchAt(line.text, from - line.from, matches);
      const isAtOne =
        found !== null && line.from + found.end === to && leavesWhole(chipsOf(view.state))({ start: from, end: to });
      if (isAtOne) {
        const insert = view.state.toText(replacementOf(state.replacement, state.query.isPattern, found.group));
        view.dispatch({
          changes: { from, to, insert },
          selection: { anchor: from + insert.length },
          userEvent: 'input.replace',
        });
      }
      told({ replaced: null });
      self.stepped(1);
    },
    allReplaced: replaceAll,
    close() {
      stop();
      stopReplacing();
    },
  };
  return self;
}

const nothing: TextSearchState = {
  query: { words: '', isPattern: false, matchCase: false, wholeWord: false },
  isOpen: false,
  replacement: '',
  isReadOnly: true,
  isReplacing: false,
  replaced: null,
  calls: 0,
  count: 0,
  at: -1,
  isSearching: false,
  isCut: false,
  fault: null,
};

function isSame(one: TextSearchState, other: TextSearchState): boolean {
  return (Object.keys(one) as (keyof TextSearchState)[]).every((member) => one[member] === other[member]);
}

function done(act: () => void): true {
  act();
  return true;
}

function selected(view: EditorView, { from, to }: Stretch): void {
  const line = view.state.doc.lineAt(from);
  const around = line.text.trim().slice(0, mostAnnounced);
  view.dispatch({
    selection: { anchor: from, head: to },
    effects: [
      EditorView.scrollIntoView(EditorSelection.range(from, to)),
      EditorView.announce.of(`Line ${line.number}: ${around}`),
    ],
    userEvent: 'select.search',
  });
}
