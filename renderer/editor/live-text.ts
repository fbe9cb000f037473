import type { TextEdit } from '../../shared/profile/text-edits.ts';
import type { EditorChip } from './editor-chip.ts';
import type { YamlProblem } from './yaml-problems.ts';

/** A text that is edited in place. Asked at the moment that counts, for letters do not wait for the screen around them. */
export interface LiveText {
  /** Another key is another text. */
  readonly key: string;
  /** With its own line ends. */
  read(): string;
  /** Stands in its place while it is empty; empty: nothing does. */
  readonly whenEmpty: string;
  /** Another value: the text is another. */
  version(): unknown;
  /** In the editor's offsets. */
  chips(): readonly EditorChip[];
  /** What is known to be wrong with it besides what the editor finds itself, in the editor's offsets. */
  problems(): readonly YamlProblem[];
  /** Edits in UTF-16 offsets of what `read` answers; `goesOn`: they belong to the one before. */
  edited(edits: readonly TextEdit[], goesOn: boolean): void;
  /** The keyboard went elsewhere. */
  left(): void;
  undo(): void;
  redo(): void;
}
