import { type TextAddress, textKey } from '../../shared/profile/holes.ts';
import { composed, type TextEdit } from '../../shared/profile/text-edits.ts';

import type { Decision } from '../../shared/transfer/decision.ts';

/** The way to the other end of a step. */
export type AnswerStep =
  /** What was answered for a hole there; null: nothing. `at`: where it stood, when its name may have been another already. */
  | { readonly kind: 'hole'; readonly hole: string; readonly answer: Decision | null; readonly at?: HolePlace | null }
  /** What makes the text of there of the text here. `base`: the mark of the text that the source has. */
  | {
      readonly kind: 'text';
      readonly address: TextAddress;
      readonly base: string;
      readonly edits: readonly TextEdit[];
    };

/** Where a hole stands in a text as it is; `key` tells which text. */
export interface HolePlace {
  readonly key: string;
  readonly start: number;
}

/** Goes to the other end of a step and tells the way back; null where that end is not there any more. */
type Walk = (step: AnswerStep) => AnswerStep | null;

/**
 * What was answered and edited in one review, in one order, with the ways back and forth.
 * SECURITY: steps hold typed values. This goes together with the answers of its transfer, and nothing serialises it.
 */
export class AnswerHistory {
  readonly #done: AnswerStep[] = [];
  readonly #undone: AnswerStep[] = [];
  /** What letters are being typed into. */
  #typing: string | null = null;

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** The step that would be taken back next, or done again. */
  next(direction: 'undone' | 'redone'): AnswerStep | null {
    return (direction === 'undone' ? this.#done : this.#undone).at(-1) ?? null;
  }

  /** Notes the way back from what was just done. Letters typed one after another into the same place are one step. */
  stepped(back: AnswerStep, isTyping: boolean): void {
    const place = back.kind === 'hole' ? `hole ${back.hole}` : `text ${textKey(back.address)}`;
    const goesOn = isTyping && this.#typing === place;
    this.#typing = isTyping ? place : null;
    this.#undone.length = 0;
    const last = this.#done.at(-1);
    if (!goesOn || last === undefined) this.#done.push(back);
    else if (last.kind === 'text' && back.kind === 'text') {
      this.#done.splice(-1, 1, { ...last, edits: composed(back.edits, last.edits) });
    }
  }

  /** The person went elsewhere: what is typed from now on is another step. */
  left(): void {
    this.#typing = null;
  }

  /** Takes the last step back by `walk`; answers with it, or with null where there is none. */
  undone(walk: Walk): AnswerStep | null {
    return this.#moved(this.#done, this.#undone, walk);
  }

  /** Does the step again that was taken back last. */
  redone(walk: Walk): AnswerStep | null {
    return this.#moved(this.#undone, this.#done, walk);
  }

  #moved(from: AnswerStep[], to: AnswerStep[], walk: Walk): AnswerStep | null {
    this.#typing = null;
    for (let step = from.pop(); step !== undefined; step = from.pop()) {
      const back = walk(step);
      if (back === null) continue;
      to.push(back);
      return step;
    }
    return null;
  }
}
