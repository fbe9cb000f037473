import { defaultKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, codeFolding, foldAll, foldGutter, foldKeymap, unfoldAll } from '@codemirror/language';
import { highlightSelectionMatches, openSearchPanel, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { changedSpan } from '../../shared/profile/source/spans.ts';
import { cspNonce, foldMark, phrases } from './editor-setup.ts';
import { editorTheme } from './editor-theme.ts';
import { yamlColours } from './yaml-colours.ts';

/** A file's text to be read and searched, not changed. */
export interface RawText {
  /** Another state of the same text keeps the place that is shown. */
  textGiven(text: string, label: string): void;
  searchAsked(): void;
  /** Folds everything that can be, or nothing. */
  foldAsked(isFolded: boolean): void;
  close(): void;
}

/** Lines longer than this are left as they are: wrapping them would hold up the window for seconds. */
const longestWrapped = 5_000;

/** Puts a text into an element: JSON too, which every reader of YAML reads. */
export function mountRawText(host: HTMLElement): RawText {
  const view = new EditorView({ parent: host, extensions: cspNonce() });
  const keepEscape = (event: KeyboardEvent): void => {
    // Escape that closed the search must not do anything else.
    if (event.key === 'Escape' && event.defaultPrevented) event.stopPropagation();
  };
  host.addEventListener('keydown', keepEscape);
  let known: string | null = null;
  return {
    textGiven(given, label) {
      const text = given.replaceAll('\r\n', '\n');
      const span = known === null ? null : changedSpan(known, text);
      if (known === null) view.setState(EditorState.create({ doc: text, extensions: setup(text, label) }));
      else if (span !== null) view.dispatch({ changes: { from: span.start, to: span.end, insert: span.text } });
      known = text;
    },
    searchAsked() {
      openSearchPanel(view);
    },
    foldAsked(isFolded) {
      (isFolded ? foldAll : unfoldAll)(view);
    },
    close() {
      host.removeEventListener('keydown', keepEscape);
      view.destroy();
    },
  };
}

function setup(text: string, label: string): Extension {
  const isWrapped = text.split('\n').every(({ length }) => length <= longestWrapped);
  return [
    cspNonce(),
    EditorState.readOnly.of(true),
    EditorState.phrases.of(phrases),
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', tabindex: '0' }),
    yaml(),
    yamlColours(),
    lineNumbers(),
    foldGutter({ markerDOM: foldMark }),
    codeFolding(),
    bracketMatching(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    search({ top: true }),
    editorTheme,
    isWrapped ? EditorView.lineWrapping : [],
    keymap.of([...searchKeymap, ...foldKeymap, ...defaultKeymap]),
  ];
}
