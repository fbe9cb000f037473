import { inspect } from 'node:util';

const MASKED = '[secret]';

/**
 * A text that must not be shown. Only `reveal()` gives it out; printing, serialising and cloning show nothing.
 *
 * SECURITY: the value is `#private`, so JSON, `util.inspect`, `Object.keys`, spread and structured clone cannot reach
 * it; every `.reveal()` is a line a reviewer can search for.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
    Object.freeze(this);
  }

  /** Gives out the text. Call it on the line that needs it and keep no copy. */
  reveal(): string {
    return this.#value;
  }

  toJSON(): string {
    return MASKED;
  }

  toString(): string {
    return MASKED;
  }

  [inspect.custom](): string {
    return MASKED;
  }
}
