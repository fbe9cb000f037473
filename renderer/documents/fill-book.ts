interface Step {
  readonly hole: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/**
 * What was typed into the holes of one file, with the way back. An empty text is a value: the hole is kept empty.
 * SECURITY: typed values live here alone, in no store and no attribute, and go when their file is closed.
 */
export class FillBook {
  #values: ReadonlyMap<string, string> = new Map();
  #saved: ReadonlyMap<string, string> = new Map();
  readonly #done: Step[] = [];
  readonly #undone: Step[] = [];
  /** The hole whose letters make one step as long as nothing else happens. */
  #typing: string | null = null;
  readonly #listeners = new Set<() => void>();

  /** A new map after every change. */
  readonly values = (): ReadonlyMap<string, string> => this.#values;

  /** Returns its own unsubscribe. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** Whether anything differs from what was last saved. */
  get isChanged(): boolean {
    if (this.#values.size !== this.#saved.size) return true;
    return [...this.#values].some(([hole, value]) => this.#saved.get(hole) !== value);
  }

  /** Letters typed into a hole; none of them: it is open again. */
  typed(hole: string, text: string): void {
    const after = text === '' ? undefined : text;
    const last = this.#done.at(-1);
    if (this.#typing === hole && last?.hole === hole) this.#done.splice(-1, 1, { ...last, after });
    else this.#done.push({ hole, before: this.#values.get(hole), after });
    this.#typing = hole;
    this.#undone.splice(0);
    this.#put(hole, after);
  }

  /** The field was left: what is typed next is a step of its own. */
  left(): void {
    this.#typing = null;
  }

  keptEmpty(hole: string, isKept: boolean): void {
    this.#typing = null;
    this.#done.push({ hole, before: this.#values.get(hole), after: isKept ? '' : undefined });
    this.#undone.splice(0);
    this.#put(hole, isKept ? '' : undefined);
  }

  /** Takes the last step back and answers with its hole; null where there is none. */
  undo(): string | null {
    const step = this.#done.pop();
    if (step === undefined) return null;
    this.#typing = null;
    this.#undone.push(step);
    this.#put(step.hole, step.before);
    return step.hole;
  }

  redo(): string | null {
    const step = this.#undone.pop();
    if (step === undefined) return null;
    this.#typing = null;
    this.#done.push(step);
    this.#put(step.hole, step.after);
    return step.hole;
  }

  /** These values stand in the file now. */
  saved(values: ReadonlyMap<string, string>): void {
    this.#saved = values;
    this.#typing = null;
    this.#tell();
  }

  #put(hole: string, value: string | undefined): void {
    const values = new Map(this.#values);
    if (value === undefined) values.delete(hole);
    else values.set(hole, value);
    this.#values = values;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
