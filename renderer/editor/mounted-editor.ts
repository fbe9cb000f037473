import { foldedRanges, unfoldEffect } from '@codemirror/language';
import { Compartment, EditorState, type Extension, type StateEffect } from '@codemirror/state';
import { EditorView, placeholder } from '@codemirror/view';
import { type ChipListener, chips, chipsGiven, currentGiven } from './chips.ts';
import { type Editing, editing, wholeChipsOnly } from './editing.ts';
import type { EditorChip } from './editor-chip.ts';
import { isInSight, lineAsked, type Shown, scrollTo } from './editor-places.ts';
import { cspNonce, editorSetup, problemsTold } from './editor-setup.ts';
import type { LiveText } from './live-text.ts';
import { type TextSearch, textSearch } from './text-search.ts';

export { SearchBar } from './search-bar.tsx';

/** A stretch that somebody leads to; only who asks for it takes the keyboard there. */
export interface EditorSelectionAsked {
  readonly from: number;
  readonly to: number;
  readonly takesFocus: boolean;
}

/** A text in the editor, by what the screen wants of it. */
export interface MountedEditor {
  /** Shows another text from its beginning; what was folded belonged to the one before. */
  textGiven(text: string, label: string): void;
  /** Shows a text to be edited; the one that is shown already only follows what it is by now. */
  liveGiven(live: LiveText, label: string): void;
  chipsGiven(chips: readonly EditorChip[]): void;
  /** Something else is known to be wrong with the text. */
  problemsGiven(): void;
  /** Brings the hole's chip, or a line where there is no chip, into the middle and marks its line. */
  placeAsked(hole: string | null, line: number): void;
  /** Selects a stretch, in the editor's offsets, and brings it into sight. */
  selectionAsked(selection: EditorSelectionAsked): void;
  readonly search: TextSearch;
  close(): void;
}

/** Puts an editor into an element. Loads nothing by itself: whoever imports this module pays for CodeMirror. */
export function mountEditor(host: HTMLElement, listener: ChipListener): MountedEditor {
  const chipSet = chips(listener);
  const name = new Compartment();
  let live: { readonly text: LiveText; readonly editing: Editing } | null = null;
  let shown: Shown | null = null;
  let isFresh = true;
  // The nonce from the first state on: the view adds its style elements while it is made.
  const view = new EditorView({ parent: host, extensions: cspNonce() });
  const search = textSearch(view, (state) => chipSet.between(state, 0, state.doc.length));
  const named = (label: string): Extension =>
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', tabindex: '0' });
  const begin = (text: string, label: string, own: Extension): void => {
    shown = null;
    isFresh = true;
    const extensions = [cspNonce(), name.of(named(label)), chipSet.extension, search.extension, own];
    view.setState(EditorState.create({ doc: text, extensions }));
    search.begun();
  };
  const keepEscape = (event: KeyboardEvent): void => {
    // Escape that closed the search must not close the sheet around it as well.
    if (event.key === 'Escape' && event.defaultPrevented) event.stopPropagation();
  };
  host.addEventListener('keydown', keepEscape);
  let height = 0;
  const resized = new ResizeObserver(() => {
    const before = height;
    height = view.scrollDOM.clientHeight;
    // A field above that grows must not push the place at hand below the fold. Where the person scrolled, it stays.
    if (shown === null || before === 0 || !isInSight(view, shown, before) || isInSight(view, shown)) return;
    view.dispatch({ effects: scrollTo(shown, 'nearest') });
  });
  resized.observe(host);
  return {
    textGiven(text, label) {
      live = null;
      begin(text, label, editorSetup(null));
    },
    liveGiven(text, label) {
      if (live?.text === text) {
        live.editing.synced(view);
        view.dispatch({ effects: name.reconfigure(named(label)) });
        return;
      }
      const read = text.read();
      live = { text, editing: editing(text, read) };
      const setup = editorSetup(() => text.problems());
      const words = text.whenEmpty === '' ? [] : placeholder(text.whenEmpty);
      begin(read, label, [setup, words, wholeChipsOnly(chipSet.between), live.editing.extension]);
    },
    chipsGiven(given) {
      view.dispatch({ effects: chipsGiven.of(given) });
      search.chipsMoved();
    },
    problemsGiven() {
      view.dispatch({ effects: problemsTold.of(null) });
    },
    placeAsked(hole, line) {
      const { doc } = view.state;
      const chip = chipSet.between(view.state, 0, doc.length).find((one) => one.hole === hole);
      const effects: StateEffect<unknown>[] = [currentGiven.of(hole)];
      const at = chip?.from ?? (line > 0 && line <= doc.lines ? doc.line(line).from : null);
      effects.push(lineAsked.of(at));
      shown = at === null ? null : { from: at, to: chip?.to ?? at };
      if (shown !== null) {
        foldedRanges(view.state).between(shown.from, shown.from, (from, to) => {
          effects.push(unfoldEffect.of({ from, to }));
        });
        // A text that was just put in has no measured lines yet, so nothing tells what of it is in sight.
        if (isFresh || !isInSight(view, shown)) effects.push(scrollTo(shown, 'center'));
        isFresh = false;
      }
      view.dispatch({ effects });
    },
    selectionAsked({ from, to, takesFocus }) {
      const { length } = view.state.doc;
      const [anchor, head] = [Math.min(from, length), Math.min(to, length)];
      const effects: StateEffect<unknown>[] = [];
      foldedRanges(view.state).between(anchor, head, (start, end) => {
        effects.push(unfoldEffect.of({ from: start, to: end }));
      });
      shown = { from: Math.min(anchor, head), to: Math.max(anchor, head) };
      if (isFresh || !isInSight(view, shown)) effects.push(scrollTo(shown, 'center'));
      isFresh = false;
      view.dispatch({ selection: { anchor, head }, effects });
      if (takesFocus) view.focus();
    },
    search,
    close() {
      search.close();
      resized.disconnect();
      host.removeEventListener('keydown', keepEscape);
      view.destroy();
    },
  };
}
