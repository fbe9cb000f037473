import type { Decision } from '../../shared/transfer/decision.ts';
import type { HoleElsewhere } from '../../shared/transfer/same-question.ts';
import { isAnswered, isShared, withDecision, withoutDecision } from './decisions.ts';
import type { DeskAnswers, TextDesk } from './text-desk.ts';
import type { ReadText } from './text-reader.ts';

/**
 * What was answered in each sheet, so that closing one loses nothing.
 * SECURITY: typed values are secrets. They are kept here and in no store: nothing serialises this, and an entry goes
 * as soon as its transfer is done or discarded.
 */
export class AnswerBook {
  readonly #answers = new Map<string, readonly Decision[]>();
  /** Holes with one answer for all, by each of their names. */
  readonly #bonds = new Map<string, readonly HoleElsewhere[]>();
  /** What was begun and is no answer yet, by transfer and question. */
  readonly #begun = new Map<string, ReadonlyMap<string, string>>();
  readonly #listeners = new Set<() => void>();
  readonly #desks = new Map<string, TextDesk>();
  readonly #read: ReadText | null;
  #edition = 0;

  /** `read`: reads long texts that are edited; null: the window reads them itself. */
  constructor(read: ReadText | null = null) {
    this.#read = read;
  }

  /** The answers of one transfer, in the order of their subjects. */
  of(transfer: string): readonly Decision[] {
    return this.#answers.get(transfer) ?? nothing;
  }

  /**
   * Takes an answer for one transfer, and for its companions where it answers the same question there. The answer of a
   * missing value goes to those it was shared with; a remembered value is one place's own and ends the sharing there.
   */
  decided(transfer: string, companions: readonly string[], decision: Decision): void {
    if (decision.kind === 'use-remembered') this.#part(transfer, decision.hole);
    if ('hole' in decision) {
      for (const { id, hole } of this.#bond(transfer, decision.hole)) {
        this.#answers.set(id, withDecision(this.of(id), { ...decision, hole }));
      }
    } else {
      for (const id of isShared(decision) ? [transfer, ...companions] : [transfer]) {
        this.#answers.set(id, withDecision(this.of(id), decision));
      }
    }
    this.#tell();
  }

  /**
   * Takes an answer back, and from those companions that have the very same one; the answer of a missing value from
   * all it was shared with.
   */
  undecided(transfer: string, decision: Decision, companions: readonly string[] = []): void {
    if ('hole' in decision) {
      for (const { id, hole } of this.#bond(transfer, decision.hole)) {
        this.#answers.set(id, withoutDecision(this.of(id), { ...decision, hole }));
      }
    } else {
      const shared = companions.filter((id) => isAnswered(this.of(id), decision));
      for (const id of [transfer, ...shared]) this.#answers.set(id, withoutDecision(this.of(id), decision));
    }
    this.#tell();
  }

  /** The other holes that have their answer in common with this one. */
  sharedWith(transfer: string, hole: string): readonly HoleElsewhere[] {
    return this.#bond(transfer, hole).filter((one) => one.id !== transfer || one.hole !== hole);
  }

  /** Gives the answer of a missing value to the same question of other profiles: from now on it is one answer. */
  share(transfer: string, hole: string, others: readonly HoleElsewhere[]): void {
    const answer = this.of(transfer).find((decision) => 'hole' in decision && decision.hole === hole);
    if (answer === undefined || !('hole' in answer)) return;
    const bond = [...this.#bond(transfer, hole), ...others];
    for (const one of bond) {
      this.#bonds.set(nameOf(one), bond);
      this.#answers.set(one.id, withDecision(this.of(one.id), { ...answer, hole: one.hole }));
    }
    this.#tell();
  }

  /** What is answered here is this profile's alone from now on. */
  part(transfer: string, hole: string): void {
    this.#part(transfer, hole);
    this.#tell();
  }

  /** From now on each of the profiles that had this answer in common has its own. */
  partAll(transfer: string, hole: string): void {
    for (const one of this.#bond(transfer, hole)) this.#bonds.delete(nameOf(one));
    this.#tell();
  }

  /**
   * Where the texts of a transfer are edited, in one history with its answers; see `deskOf`. Made elsewhere: the window
   * starts with this book, and not with the parsers that a desk needs.
   */
  desk(transfer: string, make: (answers: DeskAnswers) => TextDesk): TextDesk {
    const known = this.#desks.get(transfer);
    if (known !== undefined) return known;
    const desk = make({
      of: () => this.of(transfer),
      rewritten: (decisions, parted) => {
        for (const hole of parted) this.#part(transfer, hole);
        this.#answers.set(transfer, decisions);
        this.#tell();
      },
      answered: (hole, answer) => {
        if (answer === null) this.undecided(transfer, { kind: 'reopen', hole });
        else this.decided(transfer, [], answer);
      },
      read: this.#read,
      told: () => this.#changed(),
    });
    this.#desks.set(transfer, desk);
    return desk;
  }

  /**
   * Makes answers of what was typed into texts a moment ago, or as soon as they are read; true where there was anything.
   * `isAsked`: the person waits for it.
   */
  settle(transfers: Iterable<string> = this.#desks.keys(), isAsked = false): boolean {
    return [...transfers].map((id) => this.#desks.get(id)?.settle(isAsked)).includes(true);
  }

  /** The same at once, whatever it takes to read the texts. */
  settleHere(): void {
    for (const desk of this.#desks.values()) desk.settleHere();
  }

  /** What is to be told of texts that are read, in the first of these transfers that has any; see `TextDesk`. */
  waiting(transfers: readonly string[]): TextDesk['waiting'] {
    return transfers.reduce<TextDesk['waiting']>((found, id) => found ?? this.#desks.get(id)?.waiting ?? null, null);
  }

  /** The answers of one transfer with what was typed into its texts and is none yet; the same list where nothing was. */
  written(transfer: string): readonly Decision[] {
    return this.#desks.get(transfer)?.written() ?? this.of(transfer);
  }

  /** A text that was begun for a question and is no answer yet, so that another part of the sheet can be looked at. */
  begun(transfer: string, question: string): string | null {
    return this.#begun.get(transfer)?.get(question) ?? null;
  }

  /** Null: it became an answer, or was emptied. Listeners are told, but the edition stays: it changes no plan. */
  begin(transfer: string, question: string, text: string | null): void {
    const texts = new Map(this.#begun.get(transfer));
    if (text === null) texts.delete(question);
    else texts.set(question, text);
    if (texts.size === 0) this.#begun.delete(transfer);
    else this.#begun.set(transfer, texts);
    this.#changed();
  }

  /** All that was begun in one transfer, by question; another object whenever that changes. */
  begunIn(transfer: string): ReadonlyMap<string, string> {
    return this.#begun.get(transfer) ?? nothingBegun;
  }

  /** The holes of these transfers that have one answer in common, each group once. */
  bondsAmong(transfers: readonly string[]): readonly (readonly HoleElsewhere[])[] {
    const ids = new Set(transfers);
    const groups = [...new Set(this.#bonds.values())].map((bond) => bond.filter(({ id }) => ids.has(id)));
    return groups.filter((bond) => bond.length > 1);
  }

  /** Whether nothing was answered and nothing begun. */
  isEmpty(transfer: string): boolean {
    return this.written(transfer).length === 0 && (this.#begun.get(transfer)?.size ?? 0) === 0;
  }

  /** The answers of an earlier run, and what was begun in it. */
  restored(
    transfer: string,
    decisions: readonly Decision[],
    begun: readonly { readonly question: string; readonly text: string }[] = [],
  ): void {
    this.#answers.set(transfer, decisions);
    if (begun.length > 0) this.#begun.set(transfer, new Map(begun.map(({ question, text }) => [question, text])));
    this.#tell();
  }

  /** In an earlier run these holes had one answer in common: they have it again. */
  bound(bonds: readonly (readonly HoleElsewhere[])[]): void {
    for (const bond of bonds) for (const one of bond) this.#bonds.set(nameOf(one), bond);
    this.#tell();
  }

  /** Forgets everything of these transfers. */
  forget(transfers: readonly string[]): void {
    for (const id of transfers) {
      this.#begun.delete(id);
      this.#desks.get(id)?.close();
      this.#desks.delete(id);
    }
    if (!transfers.some((id) => this.#answers.has(id))) return;
    for (const id of transfers) {
      this.#answers.delete(id);
      for (const [name, bond] of this.#bonds) {
        const own = bond.find((one) => one.id === id && nameOf(one) === name);
        if (own !== undefined) this.#part(id, own.hole);
      }
    }
    this.#tell();
  }

  /** Changes with every answer. */
  edition = (): number => this.#edition;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #bond(transfer: string, hole: string): readonly HoleElsewhere[] {
    const self = { id: transfer, hole };
    return this.#bonds.get(nameOf(self)) ?? [self];
  }

  #part(transfer: string, hole: string): void {
    const rest = this.sharedWith(transfer, hole);
    this.#bonds.delete(nameOf({ id: transfer, hole }));
    for (const one of rest) {
      if (rest.length > 1) this.#bonds.set(nameOf(one), rest);
      else this.#bonds.delete(nameOf(one));
    }
  }

  #tell(): void {
    this.#edition += 1;
    this.#changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

function nameOf({ id, hole }: HoleElsewhere): string {
  return `${id}/${hole}`;
}

const nothing: readonly Decision[] = [];
const nothingBegun: ReadonlyMap<string, string> = new Map();
