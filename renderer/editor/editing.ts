import { indentUnit } from '@codemirror/language';
import { Annotation, type ChangeSet, EditorState, type Extension, Transaction } from '@codemirror/state';
import { EditorView, type ViewUpdate } from '@codemirror/view';
import { changedSpan } from '../../shared/profile/source/spans.ts';
import type { TextEdit } from '../../shared/profile/text-edits.ts';
import { EditorOffsets } from './editor-offsets.ts';
import type { LiveText } from './live-text.ts';

/** Marks what comes from the text itself, not from the person at the editor. */
const fromText = Annotation.define<boolean>();
/** Letters that follow each other faster than this, in milliseconds, are one step. */
const pause = 700;

/** What keeps an editor and a text in step. */
export interface Editing {
  readonly extension: Extension;
  /** Brings the editor to what the text is by now; nothing happens where it came from the editor. */
  synced(view: EditorView): void;
}

/** An editor's state begins with the text as it was read for it. */
export function editing(live: LiveText, read: string): Editing {
  let version: unknown = live.version();
  let isWide = read.includes('\r');
  let last = { kind: '', at: 0, time: 0 };

  const told = (update: ViewUpdate): void => {
    const edits = rawEdits(update.changes, isWide ? live.read() : '');
    const kind = typingKind(update.transactions);
    const [first] = edits;
    if (first === undefined) return;
    // Letters begin where the last one ended; deleting goes backwards from there, or stays.
    const isBeside = last.at === first.start || last.at === first.end;
    const hasBreak = edits.some(({ text }) => text.includes('\n'));
    const time = performance.now();
    const goesOn = kind !== '' && kind === last.kind && isBeside && !hasBreak && time - last.time < pause;
    last = { kind, at: first.start + first.text.length, time };
    live.edited(edits, goesOn);
    version = live.version();
    // A break typed beside a lone `\r` becomes one with it: the editor follows.
    if (isWide && oneLineEnds(live.read()).length !== update.state.doc.length) version = null;
  };
  const extension = [
    indentUnit.of(indentOf(read)),
    EditorView.updateListener.of((update) => {
      if (update.docChanged && !update.transactions.some((one) => one.annotation(fromText) === true)) told(update);
      if (update.focusChanged && !update.view.hasFocus) live.left();
    }),
    EditorView.domEventHandlers({
      // The window's own menu asks this way.
      beforeinput(event) {
        if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return false;
        event.preventDefault();
        if (event.inputType === 'historyUndo') live.undo();
        else live.redo();
        return true;
      },
    }),
  ];
  return {
    extension,
    synced(view) {
      if (live.version() === version) return;
      version = live.version();
      const now = live.read();
      isWide = now.includes('\r');
      last = { kind: '', at: 0, time: 0 };
      const span = changedSpan(view.state.sliceDoc(), oneLineEnds(now));
      if (span === null) return;
      view.dispatch({
        changes: { from: span.start, to: span.end, insert: span.text },
        selection: { anchor: span.start + span.text.length },
        annotations: [fromText.of(true), Transaction.addToHistory.of(false)],
        scrollIntoView: view.hasFocus,
        filter: false,
      });
    },
  };
}

/** What changes of the editor did, in offsets of the text itself, with its line ends; `wide` is the text where they have two units. */
export function rawEdits(changes: ChangeSet, wide: string): readonly TextEdit[] {
  const offsets = new EditorOffsets(wide);
  const lineEnd = /\r?\n/.exec(wide)?.[0] === '\r\n' ? '\r\n' : '\n';
  const edits: TextEdit[] = [];
  changes.iterChanges((from, to, _start, _end, inserted) => {
    const text = inserted.sliceString(0, inserted.length, lineEnd);
    edits.push({ start: offsets.rawAt(from), end: offsets.rawAt(to), text });
  });
  return edits;
}

/** As the editor has it. */
function oneLineEnds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function typingKind(transactions: readonly Transaction[]): string {
  const [only] = transactions;
  if (only === undefined || transactions.length > 1) return '';
  if (only.isUserEvent('input.type')) return 'input';
  return only.isUserEvent('delete.backward') || only.isUserEvent('delete.forward') ? 'delete' : '';
}

/** What the first indented line is indented by; two blanks where nothing is. */
function indentOf(text: string): string {
  const indent = /^( {1,8})(?! )[^\s#-]/m.exec(text.slice(0, 100_000))?.[1];
  return indent ?? '  ';
}

/** Refuses edits that would damage a chip; one that takes it away as a whole is the person's own wish. */
export function wholeChipsOnly(
  between: (state: EditorState, from: number, to: number) => readonly Stretch[],
): Extension {
  return EditorState.changeFilter.of(({ startState, changes }) => {
    const kept: number[] = [];
    changes.iterChangedRanges((from, to) => {
      for (const chip of between(startState, from, to)) {
        if (chip.from < to && chip.to > from && (from > chip.from || to < chip.to)) kept.push(chip.from, chip.to);
        else if (from === to && chip.from < from && from < chip.to) kept.push(chip.from, chip.to);
      }
    }, true);
    return kept.length === 0 ? true : kept;
  });
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}
