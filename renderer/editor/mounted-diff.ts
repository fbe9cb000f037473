import { yaml } from '@codemirror/lang-yaml';
import { goToNextChunk, goToPreviousChunk, MergeView } from '@codemirror/merge';
import { EditorState, type Extension } from '@codemirror/state';
import { Decoration, EditorView, keymap, lineNumbers } from '@codemirror/view';
import { cspNonce } from './editor-setup.ts';
import { editorTheme } from './editor-theme.ts';
import { references } from './references.ts';
import { yamlColours } from './yaml-colours.ts';

/** One side of a comparison: a text, and the places in it that only stand for something. */
export interface DiffSide {
  readonly text: string;
  readonly marks: readonly { readonly from: number; readonly to: number }[];
}

export interface MountedDiff {
  /** Brings the next or previous change into sight. */
  step(direction: 1 | -1): void;
  close(): void;
}

/** Two texts side by side, to be read. Loads nothing by itself: whoever imports this module pays for it. */
export function mountDiff(
  host: HTMLElement,
  [before, now]: readonly [DiffSide, DiffSide],
  [beforeLabel, nowLabel]: readonly [string, string],
  isWhole: boolean,
): MountedDiff {
  const merge = new MergeView({
    parent: host,
    a: { doc: before.text, extensions: setup(before, beforeLabel) },
    b: { doc: now.text, extensions: setup(now, nowLabel) },
    ...(isWhole ? {} : { collapseUnchanged: { margin: 3, minSize: 6 } }),
  });
  return {
    step(direction) {
      const go = direction === 1 ? goToNextChunk : goToPreviousChunk;
      go(merge.b);
    },
    close: () => merge.destroy(),
  };
}

function setup({ marks }: DiffSide, label: string): Extension {
  const stand = Decoration.mark({ class: 'stand-in' });
  const decorations = Decoration.set(marks.map(({ from, to }) => stand.range(from, to)));
  return [
    cspNonce(),
    EditorState.readOnly.of(true),
    EditorState.phrases.of({ '$ unchanged lines': '$ unchanged lines' }),
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', tabindex: '0' }),
    EditorView.decorations.of(decorations),
    yaml(),
    yamlColours(),
    references(),
    lineNumbers(),
    keymap.of([{ key: 'F7', run: goToNextChunk, shift: goToPreviousChunk }]),
    editorTheme,
  ];
}
