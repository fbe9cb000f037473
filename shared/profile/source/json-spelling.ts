/** How far around an edit its string is asked how it writes a character. */
const near = 2_048;

const shortForms: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '/': '\\/',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};
/** What Go's encoder escapes so that JSON can stand inside HTML, and others do not. */
const html = '<>&';
const mayBeEscaped = /[<>&/\u007f-\uffff]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON's own rule
const mustBeEscaped = /["\\\u0000-\u001f]/;
const escapeSequence = /\\(?:u[0-9a-fA-F]{4}|[^u])/g;

/** How a file writes the characters that JSON lets everybody write as they like; asked once per file. */
export class JsonSpelling {
  readonly #text: string;
  #escapesHtml: boolean | null = null;
  #escapesForeign: boolean | null = null;
  #isUpper: boolean | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  /**
   * The bytes of `value` inside a JSON string, written as the surroundings of `at` in the file write theirs: the same character
   * there, else one of its kind there, else the file's habit. `from` and `to` bound the string that holds it.
   */
  encode(value: string, at: number, from: number, to: number): string {
    if (!mustBeEscaped.test(value) && !mayBeEscaped.test(value)) return value;
    let around: Around | null = null;
    const known = new Map<string, string>();
    let encoded = '';
    for (const character of value) {
      let spelling = known.get(character);
      if (spelling === undefined) {
        around ??= spellingsIn(this.#text, Math.max(from, at - near), Math.min(to, at + near), at);
        spelling = this.#spell(character, around);
        known.set(character, spelling);
      }
      encoded += spelling;
    }
    return encoded;
  }

  #spell(character: string, around: Around): string {
    if (mustBeEscaped.test(character)) {
      const seen = around.nearest((written) => written === character);
      if (seen !== null) return seen.spelling;
      return shortForms[character] ?? unicode(character, this.#upper(around));
    }
    if (character.isWellFormed() === false) return unicode(character, this.#upper(around));
    if (!mayBeEscaped.test(character)) return character;
    const own = around.nearest((written) => written === character);
    if (own !== null) return own.spelling;
    if (character === '/') return character;
    const isEscaped =
      around.nearest((written) => kindOf(written) === kindOf(character))?.isEscaped ?? this.#habit(character);
    return isEscaped ? unicode(character, this.#upper(around)) : character;
  }

  #habit(character: string): boolean {
    if (html.includes(character)) {
      this.#escapesHtml ??= /(?<!\\)(?:\\\\)*\\u00(?:3[ce]|26)/i.test(this.#text);
      return this.#escapesHtml;
    }
    // U+2028 and U+2029 are escaped by Go even where other foreign letters are not.
    if (character === '\u2028' || character === '\u2029') return true;
    this.#escapesForeign ??=
      !/[\u0080-\u2027\u202a-\ufefe]/.test(this.#text) && /\\u(?!00[0-7]|202[89])/.test(this.#text);
    return this.#escapesForeign;
  }

  #upper(around: Around): boolean {
    const seen = around.nearest((_, spelling) => /^\\u.*[a-f]/i.test(spelling));
    if (seen !== null) return /[A-F]/.test(seen.spelling);
    this.#isUpper ??= /\\u[0-9A-F]*[A-F]/.test(this.#text) && !/\\u[0-9a-f]*[a-f]/.test(this.#text);
    return this.#isUpper;
  }
}

interface Seen {
  readonly spelling: string;
  readonly isEscaped: boolean;
}

interface Around {
  /** The nearest character that fits, with how it is written. */
  nearest(fits: (written: string, spelling: string) => boolean): Seen | null;
}

/** Every character of a stretch that could have been written in another way, the nearest first. */
function spellingsIn(text: string, from: number, to: number, at: number): Around {
  const found: { readonly written: string; readonly spelling: string; readonly distance: number }[] = [];
  const stretch = text.slice(from, to);
  // A stretch that begins inside an escape starts after it.
  let cut = 0;
  const before = /(\\+)(u?[0-9a-fA-F]{0,3})$/.exec(text.slice(Math.max(0, from - 6), from));
  if (before !== null && (before[1]?.length ?? 0) % 2 === 1)
    cut = before[2]?.startsWith('u') ? 5 - before[2].length : 1;
  const add = (written: string, spelling: string, offset: number) =>
    found.push({ written, spelling, distance: Math.abs(from + offset - at) });
  let done = cut;
  const literals = (end: number) => {
    for (let i = done; i < end; i += 1) {
      const written = String.fromCodePoint(stretch.codePointAt(i) ?? 0);
      if (mayBeEscaped.test(written)) add(written, written, i);
      i += written.length - 1;
    }
  };
  escapeSequence.lastIndex = cut;
  for (let match = escapeSequence.exec(stretch); match !== null; match = escapeSequence.exec(stretch)) {
    literals(match.index);
    done = match.index + match[0].length;
    add(unescaped(match[0]), match[0], match.index);
  }
  literals(stretch.length);
  found.sort((a, b) => a.distance - b.distance);
  return {
    nearest: (fits) => {
      const seen = found.find(({ written, spelling }) => fits(written, spelling));
      return seen === undefined ? null : { spelling: seen.spelling, isEscaped: seen.spelling.startsWith('\\') };
    },
  };
}

function unescaped(spelling: string): string {
  if (spelling[1] === 'u') return String.fromCharCode(Number.parseInt(spelling.slice(2), 16));
  return Object.keys(shortForms).find((key) => shortForms[key] === spelling) ?? '';
}

function kindOf(character: string): 'html' | 'foreign' | 'separator' | 'other' {
  if (html.includes(character)) return 'html';
  if (character === '\u2028' || character === '\u2029') return 'separator';
  return character >= '\u007f' ? 'foreign' : 'other';
}

function unicode(character: string, upper: boolean): string {
  let written = '';
  for (let i = 0; i < character.length; i += 1) {
    const hex = character.charCodeAt(i).toString(16).padStart(4, '0');
    written += `\\u${upper ? hex.toUpperCase() : hex}`;
  }
  return written;
}
