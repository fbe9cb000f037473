import type { Decision } from '../../shared/transfer/decision.ts';
import { isAnswered, isShared, withDecision, withoutDecision } from './decisions.ts';

/**
 * What was answered in each sheet, so that closing one loses nothing.
 * SECURITY: typed values are secrets. They are kept here and in no store: nothing serialises this, and an entry goes
 * as soon as its transfer is done or discarded.
 */
export class AnswerBook {
  readonly #answers = new Map<string, readonly Decision[]>();
  readonly #listeners = new Set<() => void>();
  #edition = 0;

  /** The answers of one transfer, in the order of their subjects. */
  of(transfer: string): readonly Decision[] {
    return this.#answers.get(transfer) ?? nothing;
  }

  /** Takes an answer for one transfer, and for its companions where it answers the same question there. */
  decided(transfer: string, companions: readonly string[], decision: Decision): void {
    for (const id of isShared(decision) ? [transfer, ...companions] : [transfer]) {
      this.#answers.set(id, withDecision(this.of(id), decision));
    }
    this.#tell();
  }

  /** Takes an answer back, and from those companions that have the very same one. */
  undecided(transfer: string, decision: Decision, companions: readonly string[] = []): void {
    const shared = companions.filter((id) => isAnswered(this.of(id), decision));
    for (const id of [transfer, ...shared]) this.#answers.set(id, withoutDecision(this.of(id), decision));
    this.#tell();
  }

  /** The answers of an earlier run. */
  restored(transfer: string, decisions: readonly Decision[]): void {
    this.#answers.set(transfer, decisions);
    this.#tell();
  }

  /** Forgets everything of these transfers. */
  forget(transfers: readonly string[]): void {
    if (!transfers.some((id) => this.#answers.has(id))) return;
    for (const id of transfers) this.#answers.delete(id);
    this.#tell();
  }

  /** Changes with every answer. */
  edition = (): number => this.#edition;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #tell(): void {
    this.#edition += 1;
    for (const listener of this.#listeners) listener();
  }
}

const nothing: readonly Decision[] = [];
