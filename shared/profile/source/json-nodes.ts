import type { Range } from '../ranges.ts';

/** Keys and list positions from the root of the file's own JSON or YAML. */
export type SourcePath = readonly (string | number)[];

/** A value of a JSON text by its bytes; nothing is decoded before it is asked for. */
export interface JsonNode extends Range {
  readonly kind: 'object' | 'array' | 'string' | 'other';
}

export interface JsonMember {
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly value: JsonNode;
}

const blank = /[ \t\r\n]*/y;
const bracketOrQuote = /["{}[\]]/g;
const scalarEnd = /[^\s,}\]]*/y;

/**
 * The values of a JSON text with their ranges, found level by level as they are asked for: what nobody asks for costs a glance
 * and no memory. `text` must be valid JSON after an optional byte order mark: `readProfile` answers that.
 */
export class JsonTree {
  readonly root: JsonNode;
  readonly #text: string;
  readonly #members = new Map<JsonNode, readonly JsonMember[]>();
  readonly #items = new Map<JsonNode, readonly JsonNode[]>();

  constructor(text: string) {
    this.#text = text;
    this.root = this.#nodeAt(this.#skipBlanks(text.startsWith('\uFEFF') ? 1 : 0));
  }

  /** The value at a path, or null. */
  at(path: SourcePath): JsonNode | null {
    let node: JsonNode | null = this.root;
    for (const step of path) {
      if (node === null) return null;
      node = typeof step === 'number' ? (this.items(node)[step] ?? null) : (this.member(node, step)?.value ?? null);
    }
    return node;
  }

  member(node: JsonNode, key: string): JsonMember | null {
    return this.members(node).find((member) => member.key === key) ?? null;
  }

  /** The members of an object in their order; none of anything else. */
  members(node: JsonNode): readonly JsonMember[] {
    if (node.kind !== 'object') return [];
    const known = this.#members.get(node);
    if (known !== undefined) return known;
    const members: JsonMember[] = [];
    for (let at = this.#skipBlanks(node.start + 1); this.#text[at] === '"'; at = this.#afterComma(at)) {
      const keyStart = at;
      const keyEnd = endOfString(this.#text, at);
      const value = this.#nodeAt(this.#skipBlanks(this.#skipBlanks(keyEnd) + 1));
      members.push({ key: this.decode(keyStart, keyEnd), keyStart, keyEnd, value });
      at = value.end;
    }
    this.#members.set(node, members);
    return members;
  }

  /** The items of an array; none of anything else. */
  items(node: JsonNode): readonly JsonNode[] {
    if (node.kind !== 'array') return [];
    const known = this.#items.get(node);
    if (known !== undefined) return known;
    const items: JsonNode[] = [];
    for (let at = this.#skipBlanks(node.start + 1); this.#text[at] !== ']'; at = this.#afterComma(at)) {
      const item = this.#nodeAt(at);
      items.push(item);
      at = item.end;
    }
    this.#items.set(node, items);
    return items;
  }

  /** What a string literal, quotes included, stands for. */
  decode(start: number, end: number): string {
    return String(JSON.parse(this.#text.slice(start, end)));
  }

  #nodeAt(start: number): JsonNode {
    switch (this.#text[start]) {
      case '{':
        return { kind: 'object', start, end: this.#endOfCollection(start) };
      case '[':
        return { kind: 'array', start, end: this.#endOfCollection(start) };
      case '"':
        return { kind: 'string', start, end: endOfString(this.#text, start) };
      default:
        scalarEnd.lastIndex = start;
        return { kind: 'other', start, end: start + (scalarEnd.exec(this.#text)?.[0].length ?? 0) };
    }
  }

  #endOfCollection(start: number): number {
    let depth = 0;
    let at = start;
    for (;;) {
      bracketOrQuote.lastIndex = at;
      const found = bracketOrQuote.exec(this.#text);
      if (found === null) return this.#text.length;
      at = found[0] === '"' ? endOfString(this.#text, found.index) : found.index + 1;
      if (found[0] === '{' || found[0] === '[') depth += 1;
      else if (found[0] !== '"') depth -= 1;
      if (depth === 0) return at;
    }
  }

  #skipBlanks(at: number): number {
    blank.lastIndex = at;
    return at + (blank.exec(this.#text)?.[0].length ?? 0);
  }

  #afterComma(at: number): number {
    const next = this.#skipBlanks(at);
    return this.#text[next] === ',' ? this.#skipBlanks(next + 1) : next;
  }
}

/** Offset after the closing quote of the literal that begins at `start`. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return text.length;
    let backslashes = 0;
    while (quote - 1 - backslashes >= at && text[quote - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return quote + 1;
    at = quote + 1;
  }
}
