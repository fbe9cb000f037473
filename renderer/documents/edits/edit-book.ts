import type { ProfileDocument } from '../../../shared/profile/document.ts';
import { holesOfVariables, UniqueIds } from '../../../shared/profile/find-holes.ts';
import { type Hole, textKey } from '../../../shared/profile/holes.ts';
import type { ProfileEdit } from '../../../shared/profile/source/edit-shapes.ts';
import type { KeptEdits } from '../../../shared/profile/source/kept-edits.ts';
import { changedSpan, fitsText } from '../../../shared/profile/source/spans.ts';
import { composed, type TextEdit } from '../../../shared/profile/text-edits.ts';

import type { Result } from '../../../shared/result.ts';
import { type AboutEdit, aboutAfter, aboutFilled } from './about.ts';
import { EditHistory, type EditPlace, type StepKind, type TextStep, type Walked } from './edit-history.ts';
import {
  documentOf,
  type FileState,
  fixesOfMasked,
  isSame,
  type Mask,
  maskedEdits,
  stateOfFile,
  type TextState,
  textAfter,
  textFilled,
  type WrittenFile,
  withoutFills,
  writtenFile,
} from './file-state.ts';

/** `isTyping`: letters of a text, of which many come in a second. */
type BookListener = (isTyping: boolean) => void;

/**
 * Everything that was done to one file since it was opened, in one order, with the way back: values typed for its masks, its
 * texts edited by hand, its metadata and variables changed. Saving is no step: undo leads past it.
 * SECURITY: typed values live here alone, in no store and no attribute, and go when their file is closed.
 */
export class EditBook {
  readonly #opened: ProfileDocument;
  readonly #first: FileState;
  #state: FileState;
  #saved: FileState;
  readonly #history = new EditHistory();
  readonly #listeners = new Set<BookListener>();
  #document: { readonly of: FileState; readonly document: ProfileDocument };
  #views: { readonly of: FileState; readonly holes: readonly Hole[]; readonly values: ReadonlyMap<string, string> };

  constructor(opened: ProfileDocument) {
    this.#opened = opened;
    this.#first = stateOfFile(opened);
    this.#state = this.#first;
    this.#saved = this.#first;
    this.#document = { of: this.#first, document: opened };
    this.#views = this.#viewed();
  }

  /** A new object after every change. */
  readonly state = (): FileState => this.#state;

  /** Returns its own unsubscribe. */
  readonly subscribe = (listener: BookListener): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** As it is now, its masks still masks. */
  document(): ProfileDocument {
    if (this.#document.of !== this.#state) {
      const document = documentOf(this.#opened, this.#state, this.#first);
      this.#document = { of: this.#state, document };
    }
    return this.#document.document;
  }

  opened(): FileState {
    return this.#first;
  }

  /** As it stands in the file; as opened while nothing was saved. */
  lastSaved(): FileState {
    return this.#saved;
  }

  /** Where a value is missing, as last read, in the order of the stack, variables last. */
  holes(): readonly Hole[] {
    return this.#view().holes;
  }

  /** What was typed, by hole. */
  values(): ReadonlyMap<string, string> {
    return this.#view().values;
  }

  /** The text as it is now, by its key; its masks still masks. */
  text(key: string): TextState | null {
    return this.#state.texts.get(key) ?? null;
  }

  get canUndo(): boolean {
    return this.#history.canUndo;
  }

  get canRedo(): boolean {
    return this.#history.canRedo;
  }

  /** Whether anything differs from what was last saved. */
  get isChanged(): boolean {
    return !isSame(this.#state, this.#saved);
  }

  /** The edits that make it, as it is now, of the file as it was opened, with no typed value in them. */
  maskedEdits(): readonly ProfileEdit[] {
    return maskedEdits(this.#opened, this.#state);
  }

  /** What saving writes, and the edits that make it of the file as it was opened. */
  written(): Result<WrittenFile> {
    return writtenFile(this.#opened, this.document(), this.#state);
  }

  /** The same with its masks still masks: what was typed for them goes another way. */
  masked(): Result<WrittenFile> {
    return writtenFile(this.#opened, this.document(), withoutFills(this.#state));
  }

  /** All of it, as it can be done again to the file as it was opened: see `restored`. */
  kept(): KeptEdits {
    const { texts, about } = this.#state;
    return {
      edits: [...this.maskedEdits()],
      fills: [...texts.values()].flatMap(({ address, fills }) => fills.map((fill) => ({ address, ...fill }))),
      variableFills: about.variables.flatMap(({ fill }, at) => (fill === null ? [] : [{ at, value: fill }])),
    };
  }

  /** Does again what an earlier run kept of this file; undo leads back to the file as it was opened. */
  restored({ edits, fills, variableFills }: KeptEdits): void {
    this.changed(edits);
    let { texts, about } = this.#state;
    const touched = new Set<string>();
    for (const { address, at, value } of fills) {
      const key = textKey(address);
      const text = texts.get(key);
      if (text === undefined) continue;
      texts = withText(texts, key, textFilled(text, at, value));
      touched.add(key);
    }
    for (const { at, value } of variableFills) about = aboutFilled(about, at, value);
    const [first] = touched;
    if (first === undefined && variableFills.length === 0) return;
    const place: EditPlace =
      first === undefined ? { kind: 'about', member: 'variable', which: null } : { kind: 'text', key: first, at: 0 };
    this.#step(
      { texts, about },
      { place, merge: null },
      [...touched].map((key) => ({ key, edits: [] })),
    );
  }

  /**
   * The masks of the texts as they are now, found by reading them again; texts that are not named keep theirs. No step. Tells
   * which holes go under another name by now: their keys were renamed or moved.
   */
  read(found: ReadonlyMap<string, readonly Mask[]>): ReadonlyMap<string, string> {
    const renamed = new Map<string, string>();
    const texts = new Map(this.#state.texts);
    for (const [key, masks] of found) {
      const text = texts.get(key);
      if (text === undefined) continue;
      const names = new Map(text.masks.map(({ at, hole }) => [at, hole.id]));
      for (const { at, hole } of masks) {
        const before = names.get(at);
        if (before !== undefined && before !== hole.id) renamed.set(before, hole.id);
      }
      texts.set(key, text.with({ masks }));
    }
    const isSaved = this.#saved === this.#state;
    this.#state = { ...this.#state, texts };
    if (isSaved) this.#saved = this.#state;
    this.#tell();
    return renamed;
  }

  /** Letters typed into the field of a hole; none of them: it is open again. */
  typed(hole: string, text: string): void {
    this.#fill(hole, text === '' ? null : text, `hole ${hole}`);
  }

  keptEmpty(hole: string, isKept: boolean): void {
    this.#fill(hole, isKept ? '' : null, null);
  }

  /**
   * A text edited by hand. `edits` are sorted, without overlap, in UTF-16 offsets of the text as it is; what does not fit
   * changes nothing.
   *
   * @param goesOn joins the edit to the one before it, if that was of the same text
   */
  edited(key: string, edits: readonly TextEdit[], goesOn = false): void {
    const text = this.#state.texts.get(key);
    if (text === undefined || edits.length === 0 || !fitsText(edits, text.length)) return;
    const place: EditPlace = { kind: 'text', key, at: edits[0]?.start ?? 0 };
    if (!goesOn) this.#history.closed();
    const state = { ...this.#state, texts: withText(this.#state.texts, key, textAfter(text, edits)) };
    this.#step(state, { place, merge: `text ${key}` }, [{ key, edits }], true);
  }

  /**
   * Changes to texts, metadata and variables as one step; each sees those before it, as in a file. `source` is left out: it
   * speaks of bytes.
   *
   * @param merge steps of the same name follow each other as one until `left`; null: a step of its own
   */
  changed(edits: readonly ProfileEdit[], merge: string | null = null): void {
    if (merge === null) this.#history.closed();
    this.#change(edits, merge);
  }

  #change(edits: readonly ProfileEdit[], merge: string | null): void {
    let state = this.#state;
    const ways = new Map<string, readonly TextEdit[]>();
    let place: EditPlace | null = null;
    for (const edit of edits) {
      if (edit.kind === 'source') continue;
      if (edit.kind !== 'text' && edit.kind !== 'whole-text') {
        state = { ...state, about: aboutAfter(state.about, edit) };
        place ??= { kind: 'about', member: edit.kind, which: whichOf(edit) };
        continue;
      }
      const key = textKey(edit.address);
      const text = state.texts.get(key);
      if (text === undefined) continue;
      const whole = edit.kind === 'whole-text' ? changedSpan(text.text, edit.text) : null;
      const spans = edit.kind === 'text' ? edit.spans : whole === null ? [] : [whole];
      if (spans.length === 0 || !fitsText(spans, text.text.length)) continue;
      ways.set(key, composed(ways.get(key) ?? [], spans));
      state = { ...state, texts: withText(state.texts, key, textAfter(text, spans)) };
      place ??= { kind: 'text', key, at: spans[0]?.start ?? 0 };
    }
    if (place === null) return;
    const all = [...ways].map(([key, way]) => ({ key, edits: way }));
    this.#step(state, { place, merge }, all);
  }

  /**
   * Edits of the file as `written` has it, such as answers to the question about secrets, as one step. A typed value that they
   * would mask is taken back.
   */
  fixed(edits: readonly ProfileEdit[]): void {
    const own: ProfileEdit[] = [];
    const taken: { readonly key: string; readonly at: number }[] = [];
    for (const edit of edits) {
      const text = edit.kind === 'text' ? this.#state.texts.get(textKey(edit.address)) : undefined;
      if (edit.kind !== 'text' || text === undefined) {
        own.push(edit);
        continue;
      }
      const fixes = fixesOfMasked(this.document(), text, edit.spans);
      own.push({ ...edit, spans: [...fixes.edits] });
      taken.push(...fixes.taken.map((at) => ({ key: textKey(edit.address), at })));
    }
    this.#history.closed();
    for (const { key, at } of taken) {
      const { texts, about } = this.#state;
      const text = texts.get(key);
      if (text === undefined) continue;
      const place: EditPlace = { kind: 'text', key, at };
      const open = withText(texts, key, textFilled(text, at, null));
      this.#step({ texts: open, about }, { place, merge: 'fixes' }, [{ key, edits: [] }]);
    }
    this.#change(own, 'fixes');
    this.#history.closed();
  }

  /** A field or a text was left: what is typed next is a step of its own. */
  left(): void {
    this.#history.closed();
  }

  /** Takes the last step back and tells where; null where there is none. */
  undo(): EditPlace | null {
    return this.#walk(this.#history.undone(this.#state));
  }

  /** Takes the last step back, unless something was done since `state`; tells whether it did. */
  undoSince(state: FileState): boolean {
    return isSame(this.#state, state) && this.undo() !== null;
  }

  redo(): EditPlace | null {
    return this.#walk(this.#history.redone(this.#state));
  }

  /** This state stands in the file now. */
  saved(state: FileState = this.#state): void {
    this.#saved = state;
    this.#history.closed();
    this.#tell();
  }

  #fill(hole: string, value: string | null, merge: string | null): void {
    if (merge === null) this.#history.closed();
    const place: EditPlace = { kind: 'hole', hole };
    const { texts, about } = this.#state;
    for (const [key, text] of texts) {
      const mask = text.masks.find((one) => one.hole.id === hole);
      if (mask === undefined) continue;
      const filled = withText(texts, key, textFilled(text, mask.at, value));
      this.#step({ texts: filled, about }, { place, merge }, [{ key, edits: [] }]);
      return;
    }
    const found = holesOfVariables(this.document(), new UniqueIds()).find((one) => one.hole.id === hole);
    if (found === undefined) return;
    this.#step({ texts, about: aboutFilled(about, found.variable, value) }, { place, merge }, []);
  }

  /** Comes to a new state by the edits of its texts. */
  #step(state: FileState, kind: StepKind, steps: readonly TextStep[], isTyping = false): void {
    this.#history.stepped(this.#state, state, kind, steps);
    this.#state = state;
    this.#tell(isTyping);
  }

  #walk(walked: Walked | null): EditPlace | null {
    if (walked === null) return null;
    this.#state = walked.state;
    this.#tell();
    return walked.place;
  }

  #view(): { readonly holes: readonly Hole[]; readonly values: ReadonlyMap<string, string> } {
    if (this.#views.of !== this.#state) this.#views = this.#viewed();
    return this.#views;
  }

  #viewed() {
    const holes: Hole[] = [];
    const values = new Map<string, string>();
    for (const { masks, fills } of this.#state.texts.values()) {
      for (const { at, hole } of masks) {
        holes.push(hole);
        const fill = fills.find((one) => one.at === at);
        if (fill !== undefined) values.set(hole.id, fill.value);
      }
    }
    for (const { hole, variable } of holesOfVariables(this.document(), new UniqueIds())) {
      holes.push(hole);
      const fill = this.#state.about.variables[variable]?.fill ?? null;
      if (fill !== null) values.set(hole.id, fill);
    }
    return { of: this.#state, holes, values };
  }

  #tell(isTyping = false): void {
    for (const listener of this.#listeners) listener(isTyping);
  }
}

function whichOf(edit: AboutEdit): string | number | null {
  if (edit.kind === 'label') return edit.key;
  return 'at' in edit ? edit.at : null;
}

function withText(texts: FileState['texts'], key: string, text: TextState): FileState['texts'] {
  return new Map(texts).set(key, text);
}
