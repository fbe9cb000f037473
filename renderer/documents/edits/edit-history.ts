import { composed, inverse, type TextEdit } from '../../../shared/profile/text-edits.ts';
import type { AboutEdit } from './about.ts';
import { type FileState, type TextState, textAfter } from './file-state.ts';

/** Where an edit was made, so that undo can show it. */
export type EditPlace =
  | { readonly kind: 'hole'; readonly hole: string }
  /** An offset of a text. */
  | { readonly kind: 'text'; readonly key: string; readonly at: number }
  /** What the profile says of itself: `name`, `version`, `description`, `label`, `variable`, with what of it. */
  | { readonly kind: 'about'; readonly member: AboutEdit['kind']; readonly which: string | number | null };

export interface StepKind {
  readonly place: EditPlace;
  /** Steps of the same name follow each other as one, as long as nothing else happens. */
  readonly merge: string | null;
}

/** What was done to the letters of one text; nothing where only a value was typed for one of its masks. */
export interface TextStep {
  readonly key: string;
  readonly edits: readonly TextEdit[];
}

export interface Walked {
  readonly state: FileState;
  readonly place: EditPlace;
}

interface Step extends StepKind {
  readonly before: Pieces;
  readonly after: Pieces;
}

/** What a step replaced: the texts it touched, without their letters, and the rest. */
interface Pieces {
  readonly texts: ReadonlyMap<string, Piece>;
  readonly about: FileState['about'];
}

/** How to come to this state of a text from the other end of the step; no long text is kept for each step. */
interface Piece {
  readonly edits: readonly TextEdit[];
  /**
   * What makes this state of the text as it was opened; null where that is long. Among equal letters several lists of edits
   * make one text, and each is written with other bytes: the very list comes back.
   */
  readonly whole: readonly TextEdit[] | null;
  readonly masks: TextState['masks'];
  readonly fills: TextState['fills'];
}

/** So many edits of so many letters in all are kept for each step. */
const mostEdits = 200;
const mostLetters = 5000;

/** The steps from one state of a file to the next, and the ways back. */
export class EditHistory {
  readonly #done: Step[] = [];
  readonly #undone: Step[] = [];
  #isOpen = false;

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** What comes next is a step of its own. */
  closed(): void {
    this.#isOpen = false;
  }

  /** A step from one state to another by these edits of its texts. */
  stepped(from: FileState, to: FileState, { place, merge }: StepKind, steps: readonly TextStep[]): void {
    const before = piecesOf(from, steps, ({ key, edits }) => inverse(from.texts.get(key) ?? '', edits));
    const after = piecesOf(to, steps, ({ edits }) => edits);
    const last = this.#done.at(-1);
    this.#undone.splice(0);
    if (this.#isOpen && merge !== null && last?.merge === merge) {
      this.#done.splice(-1, 1, { ...last, before: joined(before, last.before), after: joined(last.after, after) });
    } else this.#done.push({ before, after, place, merge });
    this.#isOpen = true;
  }

  /** The state before the last step; null where there is none. */
  undone(state: FileState): Walked | null {
    const step = this.#done.pop();
    if (step === undefined) return null;
    this.#undone.push(step);
    return this.#walked(state, step.before, step.place);
  }

  redone(state: FileState): Walked | null {
    const step = this.#undone.pop();
    if (step === undefined) return null;
    this.#done.push(step);
    return this.#walked(state, step.after, step.place);
  }

  #walked(state: FileState, { texts, about }: Pieces, place: EditPlace): Walked {
    const now = new Map(state.texts);
    for (const [key, { edits, whole, masks, fills }] of texts) {
      const text = now.get(key);
      if (text === undefined) continue;
      // Where no letter changes, the masks that were found since stay.
      if (edits.length === 0) now.set(key, text.with({ fills }));
      else if (whole !== null) now.set(key, text.with({ edits: whole, masks, fills }));
      else now.set(key, textAfter(text, edits).with({ masks, fills }));
    }
    this.#isOpen = false;
    const at = place.kind === 'text' ? (texts.get(place.key)?.edits[0]?.start ?? place.at) : 0;
    return { state: { texts: now, about }, place: place.kind === 'text' ? { ...place, at } : place };
  }
}

function piecesOf(state: FileState, steps: readonly TextStep[], way: (step: TextStep) => readonly TextEdit[]): Pieces {
  const texts = steps.map((step): [string, Piece] => {
    const { edits, masks, fills } = state.texts.get(step.key) ?? { edits: [], masks: [], fills: [] };
    return [step.key, { edits: way(step), whole: isShort(edits) ? edits : null, masks, fills }];
  });
  return { texts: new Map(texts), about: state.about };
}

function isShort(edits: readonly TextEdit[]): boolean {
  return edits.length <= mostEdits && edits.reduce((sum, { text }) => sum + text.length, 0) <= mostLetters;
}

/** Two steps' pieces as one, the second reached from the first. */
function joined(first: Pieces, second: Pieces): Pieces {
  const texts = new Map(first.texts);
  for (const [key, piece] of second.texts) {
    texts.set(key, { ...piece, edits: composed(first.texts.get(key)?.edits ?? [], piece.edits) });
  }
  return { texts, about: second.about };
}
