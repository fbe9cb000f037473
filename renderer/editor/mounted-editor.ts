import { defaultKeymap, history, historyKeymap, toggleComment } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, codeFolding, foldedRanges, foldGutter, foldKeymap, unfoldEffect } from '@codemirror/language';
import { type Diagnostic, linter, lintGutter } from '@codemirror/lint';
import { highlightSelectionMatches, openSearchPanel, search, searchKeymap } from '@codemirror/search';
import { EditorSelection, EditorState, type Extension, Prec, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
  rectangularSelection,
} from '@codemirror/view';
import { type ChipListener, chips, chipsGiven, currentGiven } from './chips.ts';
import type { EditorChip } from './editor-chip.ts';
import { editorTheme } from './editor-theme.ts';
import { references } from './references.ts';
import { yamlColours } from './yaml-colours.ts';
import { yamlProblems } from './yaml-problems.ts';

export interface EditorListener extends ChipListener {
  /** The text after an edit; absent for a text that is only shown. */
  readonly onEdited?: (text: string) => void;
}

/** A stretch that somebody leads to; only who asks for it takes the keyboard there. */
export interface EditorSelectionAsked {
  readonly from: number;
  readonly to: number;
  readonly takesFocus: boolean;
}

/** A text in the editor, by what the screen wants of it. */
export interface MountedEditor {
  /** Shows another text from its beginning; what was undone or folded belonged to the one before. */
  textGiven(text: string, label: string): void;
  chipsGiven(chips: readonly EditorChip[]): void;
  /** Brings the hole's chip, or a line where there is no chip, into the middle and marks its line. */
  placeAsked(hole: string | null, line: number): void;
  /** Selects a stretch, in the editor's offsets, and brings it into sight. */
  selectionAsked(selection: EditorSelectionAsked): void;
  searchAsked(): void;
  close(): void;
}

/** Puts an editor into an element. Loads nothing by itself: whoever imports this module pays for CodeMirror. */
export function mountEditor(host: HTMLElement, listener: EditorListener): MountedEditor {
  const chipSet = chips(listener);
  let known: readonly EditorChip[] = [];
  let shown: Shown | null = null;
  let isFresh = true;
  // The nonce from the first state on: the view adds its style elements while it is made.
  const view = new EditorView({ parent: host, extensions: cspNonce() });
  const extensions = (label: string): Extension => [
    cspNonce(),
    base(label, listener.onEdited === undefined),
    chipSet.extension,
    EditorView.updateListener.of((update) => {
      if (update.docChanged) listener.onEdited?.(update.state.doc.toString());
    }),
  ];
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
      known = [];
      shown = null;
      isFresh = true;
      view.setState(EditorState.create({ doc: text, extensions: extensions(label) }));
    },
    chipsGiven(given) {
      known = given;
      view.dispatch({ effects: chipsGiven.of(given) });
    },
    placeAsked(hole, line) {
      const chip = known.find((one) => one.hole === hole);
      const effects: StateEffect<unknown>[] = [currentGiven.of(hole)];
      const { doc } = view.state;
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
    searchAsked() {
      openSearchPanel(view);
    },
    close() {
      resized.disconnect();
      host.removeEventListener('keydown', keepEscape);
      view.destroy();
    },
  };
}

function base(label: string, isReadOnly: boolean): Extension {
  return [
    EditorState.readOnly.of(isReadOnly),
    EditorState.phrases.of(phrases),
    EditorState.allowMultipleSelections.of(true),
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
    yaml(),
    yamlColours(),
    // Around the marks of equal words, which would repeat a reference's own mark for each of its parts.
    Prec.high(references()),
    lineNumbers(),
    foldGutter({ markerDOM: foldMark }),
    codeFolding(),
    lintGutter(),
    linter((view) => diagnosticsOf(view.state), { delay: 500 }),
    history(),
    drawSelection(),
    rectangularSelection(),
    bracketMatching(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    search({ top: true }),
    askedLine,
    editorTheme,
    // The keys that go from value to value belong to the part around: Alt+Up, Alt+Down, F8.
    keymap.of([
      { key: 'Mod-/', run: toggleComment },
      ...historyKeymap,
      ...searchKeymap,
      ...foldKeymap,
      ...defaultKeymap.filter(({ key }) => key !== 'Alt-ArrowUp' && key !== 'Alt-ArrowDown'),
    ]),
  ];
}

/** CodeMirror's words as the rest of the window would say them. */
const phrases: Readonly<Record<string, string>> = {
  next: 'Next',
  previous: 'Previous',
  all: 'Select all',
  'match case': 'Match case',
  regexp: 'Pattern',
  'by word': 'Whole word',
  replace: 'Replace',
  'replace all': 'Replace all',
  close: 'Close the search',
};

/** SECURITY: the page's policy lets in only style elements that carry the load's nonce. */
function cspNonce(): Extension {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.content ?? '';
  return nonce === '' ? [] : EditorView.cspNonce.of(nonce);
}

/** What the screen speaks of, in the editor's offsets. */
interface Shown {
  readonly from: number;
  readonly to: number;
}

/** Whether a place can be read with a line above and below it; the text stays where it is then. */
function isInSight(view: EditorView, { from, to }: Shown, height = view.scrollDOM.clientHeight): boolean {
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

function scrollTo({ from, to }: Shown, y: 'center' | 'nearest'): StateEffect<unknown> {
  return EditorView.scrollIntoView(EditorSelection.range(from, to), { y, yMargin: 24, xMargin: 24 });
}

function diagnosticsOf(state: EditorState): readonly Diagnostic[] {
  // The lines are joined by one unit each, so that the places are the editor's own.
  return yamlProblems(state.sliceDoc()).map(({ from, to, severity, message }) => ({
    from: Math.min(from, state.doc.length),
    to: Math.min(to, state.doc.length),
    severity: severity === 'error' ? 'error' : 'info',
    message,
  }));
}

function foldMark(isOpen: boolean): HTMLElement {
  const mark = document.createElement('span');
  mark.textContent = isOpen ? '⌄' : '›';
  mark.title = isOpen ? 'Fold' : 'Unfold';
  return mark;
}

const lineAsked = StateEffect.define<number | null>();
const lineMark = Decoration.line({ class: 'asked-line' });

const askedLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    const asked = transaction.effects.find((effect) => effect.is(lineAsked));
    if (asked === undefined) return marks.map(transaction.changes);
    if (asked.value === null) return Decoration.none;
    return Decoration.set(lineMark.range(transaction.state.doc.lineAt(asked.value).from));
  },
  provide: (field) => EditorView.decorations.from(field),
});
