import { packsOf } from '../../shared/profile/document.ts';
import { requiredIn } from '../../shared/profile/find-holes.ts';
import { type TextAddress, textKey } from '../../shared/profile/holes.ts';
import { changedSpan, fitsText, narrowed } from '../../shared/profile/source/spans.ts';
import {
  composed,
  edited,
  inverse,
  inverseAsOne,
  lengthAfter,
  placeAfter,
  sliceAfter,
  type TextEdit,
} from '../../shared/profile/text-edits.ts';
import { textAt } from '../../shared/profile/texts.ts';
import type { Decision, TextDecision } from '../../shared/transfer/decision.ts';
import { markOf, textDecisions } from '../../shared/transfer/edited-material.ts';
import { textDecision } from '../../shared/transfer/hand-edits.ts';
import type { TransferMaterial } from '../../shared/transfer/plan.ts';
import type { TextReading } from '../../shared/transfer/text-reading.ts';
import type { AnswerBook } from './answer-book.ts';
import { AnswerHistory, type AnswerStep, type HolePlace } from './answer-history.ts';
import { withDecision, withoutDecision } from './decisions.ts';
import { movedAnswers, placesOf } from './moved-answers.ts';
import { plannerOf } from './planners.ts';
import { type ReadText, TextReader } from './text-reader.ts';

/** The answers of the transfer whose texts lie on the desk. */
export interface DeskAnswers {
  of(): readonly Decision[];
  /** All of them at once; `parted`: holes that share their answer with no other profile from now on. */
  rewritten(decisions: readonly Decision[], parted: readonly string[]): void;
  /** The answer of one hole; null: it is open again. */
  answered(hole: string, answer: Decision | null): void;
  /** Reads a long text in another process; null: all are read here. */
  readonly read: ReadText | null;
  /** What is told of the reading is another. */
  told(): void;
}

/** The desk of a transfer, made when it is first asked for. */
export function deskOf(book: AnswerBook, transfer: string): TextDesk {
  return book.desk(transfer, (answers) => new TextDesk(answers));
}

/** Letters that no decision holds yet. */
interface Typing {
  readonly address: TextAddress;
  /** What makes the text as it is now of the one that the source has. */
  readonly edits: readonly TextEdit[];
  /** What makes it of the text as it was planned last. */
  readonly since: readonly TextEdit[];
  /** What was read of it elsewhere; null: nothing yet. */
  readonly reading: TextReading | null;
}

/**
 * How long nobody types before the plan follows, in milliseconds: who looks up for a moment while typing into a long text
 * does not share the computer with what would be read in vain.
 */
const patience = ({ length }: string): number => 200 + length / 1000;
/** A decision holds no more; beyond it one stretch from the first to the last difference says the same. */
const mostEdits = 50_000;

/**
 * The texts of one transfer that are edited by hand, in one history with the values that are filled in. Letters are kept
 * here at once and become a decision, and with it a plan, as soon as nobody types.
 * SECURITY: what is typed may be secret. It lives here and among the answers alone, and goes with them.
 */
export class TextDesk {
  readonly #answers: DeskAnswers;
  readonly #reader: TextReader;
  readonly #history = new AnswerHistory();
  readonly #typing = new Map<string, Typing>();
  /** The edits that a decision was made of: while it says the same as they, the text counts as the same. */
  readonly #made = new WeakMap<TextDecision, readonly TextEdit[]>();
  #material: TransferMaterial | null = null;
  #alarm: ReturnType<typeof setTimeout> | undefined;
  #renamed: ReadonlyMap<string, string> = new Map();
  #shown: { readonly base: string; readonly edits: readonly TextEdit[]; readonly text: string } | null = null;

  constructor(answers: DeskAnswers) {
    this.#answers = answers;
    this.#reader = new TextReader(answers.read, answers.told);
  }

  /** What source and target gave, the texts as they were exported. */
  given(material: TransferMaterial): void {
    if (material === this.#material) return;
    const isSame = ({ address }: Typing) => markOf(material.document, address) === this.#mark(address);
    if (![...this.#typing.values()].every(isSame)) this.settleHere();
    this.#material = material;
  }

  get canUndo(): boolean {
    return this.#history.canUndo;
  }

  get canRedo(): boolean {
    return this.#history.canRedo;
  }

  /** Whether the step that would be taken back next is the answer of this hole. */
  isLast(hole: string): boolean {
    const last = this.#history.next('undone');
    return last?.kind === 'hole' && (last.hole === hole || this.#renamed.get(last.hole) === hole);
  }

  /** What makes the text as it is now of the one that the source has; another list whenever the text is another. */
  edits(address: TextAddress): readonly TextEdit[] {
    const typing = this.#typing.get(textKey(address));
    if (typing !== undefined) return typing.edits;
    const decision = this.#decision(address);
    return decision === null ? none : (this.#made.get(decision) ?? decision.edits);
  }

  /** The text as it is now, its masks still masks. */
  text(address: TextAddress): string {
    const base = this.#base(address);
    const edits = this.edits(address);
    if (this.#shown?.base !== base || this.#shown.edits !== edits)
      this.#shown = { base, edits, text: edited(base, edits) };
    return this.#shown.text;
  }

  /** What was typed into a text since the last plan. */
  since(address: TextAddress): readonly TextEdit[] {
    return this.#typing.get(textKey(address))?.since ?? none;
  }

  /** The names that holes go under since the last edits, by the names before; another map whenever there were any. */
  get renamed(): ReadonlyMap<string, string> {
    return this.#renamed;
  }

  /** The answer of a hole was replaced; `before`: what it was. */
  replaced(hole: string, before: Decision | null, isTyping: boolean): void {
    const at = this.#typing.size === 0 ? null : this.#placeNow(hole);
    this.#history.stepped({ kind: 'hole', hole, answer: before, at }, isTyping);
  }

  /**
   * A text was edited. `edits` are sorted, without overlap, in UTF-16 offsets of the text as it is; what does not fit changes
   * nothing. `goesOn`: they belong to the ones before.
   */
  edited(address: TextAddress, edits: readonly TextEdit[], goesOn: boolean): void {
    const back = this.#edit(address, edits);
    if (back === null) return;
    if (!goesOn) this.#history.left();
    this.#history.stepped(back, true);
    this.#stopAlarm();
    this.#alarm = setTimeout(
      () => {
        this.#alarm = undefined;
        this.settle();
      },
      patience(this.#base(address)),
    );
  }

  /** Takes all edits of one text back, as a step of its own. */
  reverted(address: TextAddress): void {
    const back = this.#edit(address, inverse(this.#base(address), this.edits(address)));
    this.#history.left();
    if (back !== null) this.#history.stepped(back, false);
    this.settle();
  }

  /** The person went elsewhere: what was typed counts now, and what is typed next is another step. */
  left(): void {
    this.#history.left();
    this.settle();
  }

  /** Takes the last step back and tells which; null where there is none. */
  undo(): AnswerStep | null {
    return this.#walked('undone');
  }

  redo(): AnswerStep | null {
    return this.#walked('redone');
  }

  /** Why what was typed is no decision yet: a long text is still being read, or could not be; null: nothing to tell. */
  get waiting(): TextReader['waiting'] {
    return this.#reader.waiting;
  }

  /**
   * Makes decisions of what was typed; true where there was anything. A long text is read elsewhere first, and becomes a
   * decision as soon as it is known. `isAsked`: the person waits for it.
   */
  settle(isAsked = false): boolean {
    this.#stopAlarm();
    if (this.#material === null || this.#typing.size === 0) return false;
    const unread = [...this.#typing.values()].find((one) => this.#isUnread(one));
    if (unread === undefined) return this.settleHere();
    void this.#read(unread);
    if (isAsked) this.#reader.tell('reading');
    return true;
  }

  /** Makes decisions of what was typed at once, whatever it takes to read it; true where there was anything. */
  settleHere(): boolean {
    this.#stopAlarm();
    const material = this.#material;
    if (material === null || this.#typing.size === 0) return false;
    const before = this.#answers.of();
    const decisions = this.written();
    const ways = new Map([...this.#typing].map(([key, { since }]) => [key, since]));
    this.#typing.clear();
    this.#reader.tell(null);
    const planner = plannerOf(material);
    const moved = movedAnswers(planner.edited(before), planner.edited(decisions), ways, decisions);
    if (moved.renamed.size > 0) this.#renamed = moved.renamed;
    this.#answers.rewritten(moved.decisions, [...moved.renamed.keys()]);
    return true;
  }

  /** The answers with what was typed since, as far as it fits; the same list where nothing was. */
  written(): readonly Decision[] {
    const material = this.#material;
    let decisions = this.#answers.of();
    if (material === null) return decisions;
    for (const { address, edits, reading } of this.#typing.values()) {
      const decision = textDecision(material.document, address, edits);
      if (decision === null) continue;
      this.#made.set(decision, edits);
      if (reading !== null) plannerOf(material).read(decision, reading);
      decisions = edits.length === 0 ? withoutDecision(decisions, decision) : withDecision(decisions, decision);
    }
    return decisions;
  }

  /** Forgets what no decision holds. */
  close(): void {
    this.#stopAlarm();
    this.#typing.clear();
  }

  #walked(direction: 'undone' | 'redone'): AnswerStep | null {
    // The answer of a hole goes by the name that the hole has in the text as it is.
    if (this.#history.next(direction)?.kind === 'hole') this.settleHere();
    const step = this.#history[direction]((one) => {
      if (one.kind === 'text') return one.base === this.#mark(one.address) ? this.#edit(one.address, one.edits) : null;
      const hole = this.#nameAt(one.at ?? null) ?? one.hole;
      const now = this.#answers.of().find((decision) => 'hole' in decision && decision.hole === hole) ?? null;
      const { answer } = one;
      this.#answers.answered(hole, answer !== null && 'hole' in answer ? { ...answer, hole } : null);
      return { kind: 'hole', hole, answer: now };
    });
    this.settle();
    return step;
  }

  /** Edits a text and tells the way back; null where the edits do not fit it. */
  #edit(address: TextAddress, edits: readonly TextEdit[]): Extract<AnswerStep, { kind: 'text' }> | null {
    const mark = this.#mark(address);
    const base = this.#base(address);
    const now = this.edits(address);
    if (mark === null || edits.length === 0 || !fitsText(edits, lengthAfter(base.length, now))) return null;
    const back = inverse({ slice: (from = 0, to = 0) => sliceAfter(base, now, from, to) }, edits);
    const after = narrowed(base, composed(now, edits));
    const span = after.length > mostEdits ? changedSpan(base, edited(base, after)) : null;
    const since = composed(this.since(address), edits);
    this.#typing.set(textKey(address), { address, edits: span === null ? after : [span], since, reading: null });
    return { kind: 'text', address, base: mark, edits: back };
  }

  /** The holes as last planned. */
  #places(): ReturnType<typeof placesOf> {
    return this.#material === null ? [] : placesOf(plannerOf(this.#material).edited(this.#answers.of()));
  }

  #placeNow(hole: string): HolePlace | null {
    const found = this.#places().find(({ id }) => id === hole);
    if (found === undefined) return null;
    const start = placeAfter(found.start, found.end, this.#typing.get(found.key)?.since ?? none);
    return start === null ? null : { key: found.key, start };
  }

  #nameAt(at: HolePlace | null): string | null {
    if (at === null) return null;
    return this.#places().find(({ key, start }) => key === at.key && start === at.start)?.id ?? null;
  }

  #isUnread({ address, edits, reading }: Typing): boolean {
    const { length } = this.#base(address);
    return reading === null && edits.length > 0 && this.#reader.takes(Math.max(length, lengthAfter(length, edits)));
  }

  /** Reads a text as it is now; what was typed meanwhile is read after it, once nobody types. */
  async #read({ address, edits }: Typing): Promise<void> {
    const material = this.#material;
    const layer = material === null ? undefined : packsOf(material.document)[address.pack]?.name;
    if (material === null || layer === undefined) return;
    const required = requiredIn(material.rules, { address, layer }).map(({ path }) => ({ path }));
    const now = this.text(address);
    const back = inverseAsOne(this.#base(address), edits, now);
    const answer = await this.#reader.asked({ layer, now, back, required });
    if (answer === null) return;
    const typing = this.#typing.get(textKey(address));
    if (typing?.edits === edits && material === this.#material) {
      if (!answer.ok) return this.#reader.tell(answer.problem);
      this.#typing.set(textKey(address), { ...typing, reading: answer.value });
    }
    if (this.#alarm === undefined) this.settle();
  }

  #stopAlarm(): void {
    clearTimeout(this.#alarm);
    this.#alarm = undefined;
  }

  #decision(address: TextAddress): TextDecision | null {
    const key = textKey(address);
    const found = textDecisions(this.#answers.of()).find(({ text }) => textKey(text) === key);
    return found !== undefined && found.base === this.#mark(address) ? found : null;
  }

  #base(address: TextAddress): string {
    return this.#material === null ? '' : (textAt(this.#material.document, address) ?? '');
  }

  #mark(address: TextAddress): string | null {
    return this.#material === null ? null : markOf(this.#material.document, address);
  }
}

const none: readonly TextEdit[] = [];
