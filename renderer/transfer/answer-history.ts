import type { Decision } from '../../shared/transfer/decision.ts';

type Answer = Decision | null;
interface Steps {
  readonly before: Answer[];
  readonly after: Answer[];
}

/**
 * What was answered before for each hole, so that an answer can be taken back.
 * SECURITY: earlier answers hold typed values. This lives as long as the part on screen and nothing serialises it.
 */
export class AnswerHistory {
  readonly #holes = new Map<string, Steps>();
  #typing: string | null = null;

  /** Notes an answer about to be replaced. Letters typed one after another into the same field are one answer. */
  replaced(hole: string, before: Answer, isTyping: boolean): void {
    if (isTyping && this.#typing === hole) return;
    this.#typing = isTyping ? hole : null;
    const steps = this.#of(hole);
    steps.before.push(before);
    steps.after.length = 0;
  }

  /** The person left the field: what is typed from now on is another answer. */
  left(): void {
    this.#typing = null;
  }

  canUndo(hole: string): boolean {
    return this.#of(hole).before.length > 0;
  }

  canRedo(hole: string): boolean {
    return this.#of(hole).after.length > 0;
  }

  /** The answer before the last one; null: there was none. `undefined`: nothing to take back. */
  undone(hole: string, now: Answer): Answer | undefined {
    return this.#moved(this.#of(hole).before, this.#of(hole).after, now);
  }

  /** The answer that was taken back last. */
  redone(hole: string, now: Answer): Answer | undefined {
    return this.#moved(this.#of(hole).after, this.#of(hole).before, now);
  }

  #moved(from: Answer[], to: Answer[], now: Answer): Answer | undefined {
    this.#typing = null;
    const answer = from.pop();
    if (answer !== undefined) to.push(now);
    return answer;
  }

  #of(hole: string): Steps {
    const steps = this.#holes.get(hole) ?? { before: [], after: [] };
    this.#holes.set(hole, steps);
    return steps;
  }
}
