import { defaultKeymap, toggleComment } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, codeFolding, foldGutter, foldKeymap } from '@codemirror/language';
import { type Diagnostic, linter, lintGutter } from '@codemirror/lint';
import { gotoLine, highlightSelectionMatches, selectNextOccurrence, selectSelectionMatches } from '@codemirror/search';
import { EditorState, type Extension, Prec, StateEffect } from '@codemirror/state';
import { EditorView, highlightActiveLine, keymap, lineNumbers, rectangularSelection } from '@codemirror/view';
import { askedLine } from './editor-places.ts';
import { editorTheme } from './editor-theme.ts';
import { references } from './references.ts';
import { severalCarets } from './several-carets.ts';
import { yamlColours } from './yaml-colours.ts';
import { type YamlProblem, yamlProblems } from './yaml-problems.ts';

/** Longer texts are read again by the analyser alone, which tells what is wrong a moment later. */
const quicklyChecked = 40_000;

/** What is known to be wrong with the text has changed. */
export const problemsTold = StateEffect.define<null>();

/** A YAML editor without its text; `problems` brings what is known of an edited one, null: the text is only shown. */
export function editorSetup(problems: (() => readonly YamlProblem[]) | null): Extension {
  const isReadOnly = problems === null;
  // In a text that is only shown, the keys that go from value to value belong to the part around: Alt+Up, Alt+Down.
  const keys = defaultKeymap.filter(({ key }) => !isReadOnly || (key !== 'Alt-ArrowUp' && key !== 'Alt-ArrowDown'));
  return [
    EditorState.readOnly.of(isReadOnly),
    EditorState.allowMultipleSelections.of(true),
    yaml(),
    yamlColours(),
    // Around the marks of equal words and of what is searched for, which would repeat a reference's own mark for each
    // of its parts.
    Prec.lowest(references()),
    lineNumbers(),
    foldGutter({ markerDOM: foldMark }),
    codeFolding(),
    lintGutter(),
    linter((view) => diagnosticsOf(view.state, problems), {
      delay: 500,
      needsRefresh: ({ transactions }) =>
        transactions.some(({ effects }) => effects.some((one) => one.is(problemsTold))),
    }),
    severalCarets(),
    rectangularSelection(),
    bracketMatching(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    askedLine,
    editorTheme,
    keymap.of([
      { key: 'Mod-/', run: toggleComment },
      { key: 'Mod-Shift-l', run: selectSelectionMatches },
      { key: 'Mod-Alt-g', run: gotoLine },
      { key: 'Mod-d', run: selectNextOccurrence, preventDefault: true },
      ...foldKeymap,
      ...keys,
    ]),
  ];
}

/** SECURITY: the page's policy lets in only style elements that carry the load's nonce. */
export function cspNonce(): Extension {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.content ?? '';
  return nonce === '' ? [] : EditorView.cspNonce.of(nonce);
}

function diagnosticsOf({ doc }: EditorState, known: (() => readonly YamlProblem[]) | null): readonly Diagnostic[] {
  // The lines are joined by one unit each, so that the places are the editor's own.
  const found = known !== null && doc.length > quicklyChecked ? [] : yamlProblems(doc.sliceString(0));
  const lines = new Set(found.map(({ from }) => doc.lineAt(Math.min(from, doc.length)).number));
  // What the editor found itself is told in more words.
  const others = (known?.() ?? []).filter(({ from }) => !lines.has(doc.lineAt(Math.min(from, doc.length)).number));
  return [...found, ...others].map(({ from, to, severity, message }) => ({
    from: Math.min(from, doc.length),
    to: Math.min(to, doc.length),
    severity: severity === 'error' ? 'error' : 'info',
    message,
  }));
}

/** The arrow beside a line that can be folded. */
export function foldMark(isOpen: boolean): HTMLElement {
  const mark = document.createElement('span');
  mark.textContent = isOpen ? '⌄' : '›';
  mark.title = isOpen ? 'Fold' : 'Unfold';
  return mark;
}
