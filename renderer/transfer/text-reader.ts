import type { ReviewedText } from '../../shared/bridge/ferry.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Result } from '../../shared/result.ts';
import type { TextReading } from '../../shared/transfer/text-reading.ts';

/** Reads a text of a review in another process. Problem: `edited-text-unread`. */
export type ReadText = (text: ReviewedText) => Promise<Result<TextReading>>;

/** A longer text, in UTF-16 units, is not read on the window's own thread: the next letter would wait for it. */
const longestHere = 40_000;
/** After so many milliseconds the window says that it reads. */
const toldAfter = 1000;

/** Has long texts read in another process, one at a time, and tells how it stands with that. */
export class TextReader {
  readonly #read: ReadText | null;
  readonly #told: () => void;
  #isReading = false;
  #waiting: Problem | 'reading' | null = null;

  /** `read`: null: all texts are read here. `told` hears that `waiting` is another. */
  constructor(read: ReadText | null, told: () => void) {
    this.#read = read;
    this.#told = told;
  }

  /** A text is being read, or could not be; null: nothing to tell. */
  get waiting(): Problem | 'reading' | null {
    return this.#waiting;
  }

  tell(waiting: Problem | 'reading' | null): void {
    if (waiting === this.#waiting) return;
    this.#waiting = waiting;
    this.#told();
  }

  /** Whether a text of this length is read elsewhere. */
  takes(length: number): boolean {
    return this.#read !== null && length > longestHere;
  }

  /** What there is to know of a text; null while another one is being read. */
  async asked(text: ReviewedText): Promise<Result<TextReading> | null> {
    if (this.#read === null || this.#isReading) return null;
    this.#isReading = true;
    const alarm = setTimeout(() => this.tell('reading'), toldAfter);
    const answer = await this.#read(text);
    clearTimeout(alarm);
    this.#isReading = false;
    return answer;
  }
}
