import { defaultKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import {
  bracketMatching,
  codeFolding,
  foldable,
  foldEffect,
  foldGutter,
  foldKeymap,
  unfoldAll,
} from '@codemirror/language';
import { highlightSelectionMatches } from '@codemirror/search';
import { EditorState, type Extension, type StateEffect } from '@codemirror/state';
import { EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { changedSpan } from '../../shared/profile/source/spans.ts';
import { cspNonce, foldMark } from './editor-setup.ts';
import { editorTheme } from './editor-theme.ts';
import { type TextSearch, textSearch } from './text-search.ts';
import { yamlColours } from './yaml-colours.ts';

export { SearchBar } from './search-bar.tsx';

/** A file's text to be read and searched, not changed. */
export interface RawText {
  /** Another state of the same text keeps the place that is shown. Line breaks are single line feeds. */
  textGiven(text: string, label: string): void;
  readonly search: TextSearch;
  /** Folds everything within the outermost brackets, or nothing. */
  foldAsked(isFolded: boolean): void;
  close(): void;
}

/** Lines longer than this are left as they are: wrapping them would hold up the window for seconds. */
const longestWrapped = 5_000;

/** Puts a text into an element: JSON too, which every reader of YAML reads. */
export function mountRawText(host: HTMLElement): RawText {
  const view = new EditorView({ parent: host, extensions: cspNonce() });
  const search = textSearch(view, () => []);
  let known: string | null = null;
  return {
    textGiven(text, label) {
      const span = known === null ? null : changedSpan(known, text);
      if (known === null) {
        view.setState(EditorState.create({ doc: text, extensions: [search.extension, setup(text, label)] }));
        search.begun();
      } else if (span !== null) view.dispatch({ changes: { from: span.start, to: span.end, insert: span.text } });
      known = text;
    },
    search,
    foldAsked(isFolded) {
      (isFolded ? foldMembers : unfoldAll)(view);
    },
    close() {
      search.close();
      view.destroy();
    },
  };
}

/** The outermost brackets stay open: all of the file in one line would tell nobody anything. */
function foldMembers(view: EditorView): boolean {
  const { state } = view;
  const { doc } = state;
  const effects: StateEffect<unknown>[] = [];
  for (let at = 0; at < doc.length; ) {
    const line = doc.lineAt(at);
    const range = foldable(state, line.from, line.to);
    const isWhole = range !== null && line.number === 1 && doc.sliceString(range.to).trim().length <= 1;
    if (range !== null && !isWhole) effects.push(foldEffect.of(range));
    at = (range === null || isWhole ? line : doc.lineAt(range.to)).to + 1;
  }
  view.dispatch({ effects });
  return true;
}

function setup(text: string, label: string): Extension {
  const isWrapped = text.split('\n').every(({ length }) => length <= longestWrapped);
  return [
    cspNonce(),
    EditorState.readOnly.of(true),
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', tabindex: '0' }),
    yaml(),
    yamlColours(),
    lineNumbers(),
    foldGutter({ markerDOM: foldMark }),
    codeFolding(),
    bracketMatching(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    editorTheme,
    isWrapped ? EditorView.lineWrapping : [],
    keymap.of([{ key: 'Ctrl-Alt-[', run: foldMembers }, ...foldKeymap, ...defaultKeymap]),
  ];
}
