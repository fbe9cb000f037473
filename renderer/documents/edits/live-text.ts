import { LineIndex } from '../../../shared/profile/line-index.ts';
import type { ProfileNote } from '../../../shared/profile/source/inspection.ts';
import type { EditorChip } from '../../editor/editor-chip.ts';
import { EditorOffsets } from '../../editor/editor-offsets.ts';
import type { LiveText } from '../../editor/live-text.ts';
import type { YamlProblem } from '../../editor/yaml-problems.ts';
import { emptyTextWords } from '../../words/edited-words.ts';
import { noteWords } from '../../words/file-words.ts';
import { holeLabel } from '../../words/hole-words.ts';
import { stateOf } from '../use-document.ts';
import type { EditBook } from './edit-book.ts';
import { shownText } from './shown-texts.ts';

interface Around {
  /** What is known to be wrong with the text, as last read. */
  readonly notes: () => readonly ProfileNote[];
  readonly undo: () => void;
  readonly redo: () => void;
}

/** A text of the book for the editor. */
export function liveText(book: EditBook, key: string, { notes, undo, redo }: Around): LiveText {
  return {
    key,
    read: () => book.text(key)?.text ?? '',
    whenEmpty: emptyTextWords(book.text(key)?.address.kind ?? 'manifest'),
    version: () => book.text(key)?.edits,
    chips: () => {
      const [shown] = shownText(book.document(), book.text(key) ?? undefined);
      const names = new Map(book.text(key)?.masks.map(({ hole }) => [hole.id, holeLabel(hole)]));
      return (shown?.chips ?? []).map(({ hole, from, to }): EditorChip => {
        const name = `${shown?.layer ?? ''} / ${names.get(hole) ?? ''}`;
        return { hole, from, to, state: stateOf(book.values(), hole), name };
      });
    },
    problems: () => problemsOf(book.text(key)?.text ?? '', notes()),
    edited: (edits, goesOn) => book.edited(key, edits, goesOn),
    left: () => book.left(),
    undo,
    redo,
  };
}

const told: ReadonlySet<ProfileNote['kind']> = new Set([
  'invalid-yaml',
  'duplicate-key',
  'too-deep',
  'unquoted-macro',
  'unquoted-template',
]);

/** The notes that speak of the text itself, at their places; from there to the end of the line. */
function problemsOf(text: string, notes: readonly ProfileNote[]): readonly YamlProblem[] {
  const wanted = notes.filter(({ kind }) => told.has(kind));
  if (wanted.length === 0) return [];
  const [lines, offsets] = [new LineIndex(text), new EditorOffsets(text)];
  return wanted.map((note): YamlProblem => {
    const start = lines.offsetOf(note.where.line ?? 1, note.where.column ?? 1);
    const end = text.slice(start).search(/\r?\n|$/) + start;
    const severity = note.severity === 'info' ? 'note' : 'error';
    return { from: offsets.at(start), to: offsets.at(end), severity, message: noteWords(note) };
  });
}
