import { type TextAddress, textKey } from '../../shared/profile/holes.ts';
import { LineIndex } from '../../shared/profile/line-index.ts';
import { placeAfter } from '../../shared/profile/text-edits.ts';

import type { EditorChip } from '../editor/editor-chip.ts';
import { EditorOffsets } from '../editor/editor-offsets.ts';
import type { LiveText } from '../editor/live-text.ts';
import type { YamlProblem } from '../editor/yaml-problems.ts';
import { editedWords, emptyTextWords } from '../words/edited-words.ts';
import type { TextDesk } from './text-desk.ts';
import type { TextCheck } from './use-values-screen.ts';

interface Around {
  /** As last planned: the text, its chips in the editor's offsets, and what was found in it. */
  readonly planned: () => {
    readonly text: string;
    readonly chips: readonly EditorChip[];
    readonly checks: readonly TextCheck[];
  };
  readonly undo: () => void;
  readonly redo: () => void;
}

/** A text of the desk for the editor. */
export function sheetText(desk: TextDesk, address: TextAddress, { planned, undo, redo }: Around): LiveText {
  return {
    key: textKey(address),
    read: () => desk.text(address),
    whenEmpty: emptyTextWords(address.kind),
    version: () => desk.edits(address),
    chips: () => chipsNow(desk, address, planned()),
    problems: () => problemsOf(desk.text(address), planned().checks),
    edited: (edits, goesOn) => desk.edited(address, edits, goesOn),
    left: () => desk.left(),
    undo,
    redo,
  };
}

/** Letters that were typed since the plan move the chips along. */
function chipsNow(
  desk: TextDesk,
  address: TextAddress,
  { text, chips }: ReturnType<Around['planned']>,
): readonly EditorChip[] {
  const since = desk.since(address);
  if (since.length === 0) return chips;
  const [before, now] = [new EditorOffsets(text), new EditorOffsets(desk.text(address))];
  return chips.flatMap((chip): readonly EditorChip[] => {
    const [start, end] = [before.rawAt(chip.from), before.rawAt(chip.to)];
    const at = placeAfter(start, end, since);
    return at === null ? [] : [{ ...chip, from: now.at(at), to: now.at(at + (end - start)) }];
  });
}

/** What the plan found, each at its line; what speaks of the text as a whole has no place in it. */
function problemsOf(text: string, checks: readonly TextCheck[]): readonly YamlProblem[] {
  const told = checks.filter(({ line }) => line > 0);
  if (told.length === 0) return [];
  const [lines, offsets] = [new LineIndex(text), new EditorOffsets(text)];
  return told.map((check): YamlProblem => {
    const start = lines.offsetOf(check.line, 1);
    const end = text.slice(start).search(/\r?\n|$/) + start;
    const words = editedWords(check);
    return { from: offsets.at(start), to: offsets.at(end), severity: 'error', message: words.title };
  });
}
