import { edited, type TextEdit } from '../text-edits.ts';
import type { JsonValue, SourceChange } from './changes.ts';
import { type JsonNode, JsonTree, type SourcePath } from './json-nodes.ts';
import { JsonSpelling } from './json-spelling.ts';
import { changedSpan, fitsText, widened } from './spans.ts';

/**
 * The text of a JSON file after the changes, one after another; null when one speaks of something that is not there.
 * Only the bytes of what is changed differ: escapes, indentation, line ends, key order, number text and unknown members
 * stay, and what is new is written as its surroundings are. `text` must be valid JSON.
 */
export function changeJson(text: string, changes: readonly SourceChange[]): string | null {
  let round = new Round(text);
  for (const change of changes) {
    if (!round.takes(change)) round = new Round(round.finish());
    if (!round.add(change)) return null;
  }
  return round.finish();
}

/** Changes that do not touch each other, so that their bytes can be looked up in the same text. */
class Round {
  readonly #text: string;
  readonly #tree: JsonTree;
  readonly #spelling: JsonSpelling;
  readonly #edits: TextEdit[] = [];
  readonly #touched = new Set<string>();
  #isClosed = false;

  constructor(text: string) {
    this.#text = text;
    this.#tree = new JsonTree(text);
    this.#spelling = new JsonSpelling(text);
  }

  takes(change: SourceChange): boolean {
    if (this.#isClosed) return false;
    const node = change.kind === 'insert' || change.kind === 'remove' ? null : this.#tree.at(change.path);
    const isScalar = node !== null && (node.kind === 'string' || node.kind === 'other');
    if (!isScalar) return this.#edits.length === 0;
    // What is changed twice, or became a collection, is looked up in the new text.
    return !change.path.some((_, length) => this.#touched.has(JSON.stringify(change.path.slice(0, length + 1))));
  }

  add(change: SourceChange): boolean {
    const edits = this.#editsOf(change);
    if (edits === null) return false;
    this.#edits.push(...edits);
    this.#touched.add(JSON.stringify(change.path));
    const adds = change.kind === 'insert' || change.kind === 'remove';
    if (adds || (change.kind === 'set' && typeof change.value === 'object')) this.#isClosed = true;
    if (change.kind === 'set' && this.#tree.at(change.path) === null) this.#isClosed = true;
    return true;
  }

  finish(): string {
    return edited(
      this.#text,
      this.#edits.toSorted((a, b) => a.start - b.start),
    );
  }

  #editsOf(change: SourceChange): readonly TextEdit[] | null {
    switch (change.kind) {
      case 'spans': {
        const node = this.#tree.at(change.path);
        return node?.kind === 'string' ? this.#spans(node, this.#decoded(node), change.spans) : null;
      }
      case 'set':
        return this.#set(change.path, change.value);
      case 'remove':
        return this.#remove(change.path);
      case 'insert':
        return this.#insert(change.path, change.at, change.value);
    }
  }

  #decoded(node: JsonNode): string {
    return this.#tree.decode(node.start, node.end);
  }

  #spans(node: JsonNode, decoded: string, spans: readonly TextEdit[]): readonly TextEdit[] | null {
    if (!fitsText(spans, decoded.length)) return null;
    const wide = widened(decoded, spans);
    const offsets = rawOffsets(
      this.#text,
      node,
      wide.flatMap(({ start, end }) => [start, end]),
    );
    return wide.map(({ text }, index) => {
      const [start, end] = [offsets[index * 2] ?? node.end, offsets[index * 2 + 1] ?? node.end];
      return { start, end, text: this.#spelling.encode(text, start, node.start + 1, node.end - 1) };
    });
  }

  #set(path: SourcePath, value: JsonValue): readonly TextEdit[] | null {
    const node = this.#tree.at(path);
    if (node === null) return this.#addMember(path, value);
    if (node.kind === 'string' && typeof value === 'string') {
      const before = this.#decoded(node);
      const span = changedSpan(before, value);
      return span === null ? [] : this.#spans(node, before, [span]);
    }
    return [{ start: node.start, end: node.end, text: this.#written(value, node.start, this.#indentAt(node.start)) }];
  }

  #addMember(path: SourcePath, value: JsonValue): readonly TextEdit[] | null {
    const key = path.at(-1);
    const parent = this.#tree.at(path.slice(0, -1));
    if (typeof key !== 'string' || parent?.kind !== 'object') return null;
    const members = this.#tree.members(parent);
    const last = members.at(-1);
    const colon = last === undefined ? this.#usualColon() : this.#text.slice(last.keyEnd, last.value.start);
    const put = (indent: string) =>
      this.#written(key, parent.start, '') + colon + this.#written(value, parent.start, indent);
    const starts = members.map(({ keyStart }) => keyStart);
    return this.#put(parent, starts, last?.value.end ?? 0, members.length, put);
  }

  #insert(path: SourcePath, at: number, value: JsonValue): readonly TextEdit[] | null {
    const list = this.#tree.at(path);
    if (list?.kind !== 'array') return null;
    const items = this.#tree.items(list);
    if (!Number.isInteger(at) || at < 0 || at > items.length) return null;
    const starts = items.map(({ start }) => start);
    const put = (indent: string) => this.#written(value, list.start, indent);
    return this.#put(list, starts, items[at - 1]?.end ?? 0, at, put);
  }

  /** Puts something at a position among what a collection holds, apart from it as the first thing is from the bracket. */
  #put(
    parent: JsonNode,
    starts: readonly number[],
    previousEnd: number,
    at: number,
    put: (indent: string) => string,
  ): readonly TextEdit[] {
    const first = starts[0];
    if (first === undefined) {
      const [outer, unit] = [this.#indentAt(parent.start), this.#unit()];
      const inner = outer + unit;
      const lead = unit === '' ? '' : `${this.#lineEnd()}${inner}`;
      const tail = unit === '' ? '' : `${this.#lineEnd()}${outer}`;
      return [{ start: parent.start + 1, end: parent.end - 1, text: lead + put(inner) + tail }];
    }
    const lead = this.#text.slice(parent.start + 1, first);
    const indent = lead.slice(lead.lastIndexOf('\n') + 1);
    if (at === 0) return [{ start: first, end: first, text: `${put(lead.includes('\n') ? indent : '')},${lead}` }];
    const second = starts[1];
    // On one line the blank after a comma is not the blank after the bracket.
    const between =
      second === undefined || lead.includes('\n') ? lead : (/\s*$/.exec(this.#text.slice(0, second))?.[0] ?? '');
    const text = `,${between}${put(lead.includes('\n') ? indent : '')}`;
    return [{ start: previousEnd, end: previousEnd, text }];
  }

  #remove(path: SourcePath): readonly TextEdit[] | null {
    const parent = this.#tree.at(path.slice(0, -1));
    const last = path.at(-1);
    if (parent === null || last === undefined) return null;
    const ranges =
      typeof last === 'number'
        ? this.#tree.items(parent).map(({ start, end }) => ({ start, end }))
        : this.#tree.members(parent).map(({ keyStart, value }) => ({ start: keyStart, end: value.end }));
    const at = typeof last === 'number' ? last : this.#tree.members(parent).findIndex(({ key }) => key === last);
    const [before, range, after] = [ranges[at - 1], ranges[at], ranges[at + 1]];
    if (range === undefined) return null;
    if (after !== undefined) return [{ start: range.start, end: after.start, text: '' }];
    if (before !== undefined) return [{ start: before.end, end: range.end, text: '' }];
    return [{ start: parent.start + 1, end: parent.end - 1, text: '' }];
  }

  /** A new value: over several lines where the file is, indented from `indent` on. */
  #written(value: JsonValue, near: number, indent: string): string {
    if (typeof value === 'string') return `"${this.#spelling.encode(value, near, 0, this.#text.length)}"`;
    if (typeof value !== 'object' || value === null) return JSON.stringify(value);
    const unit = this.#unit();
    const inner = indent + unit;
    const parts = Array.isArray(value)
      ? value.map((item: JsonValue) => this.#written(item, near, inner))
      : Object.entries(value).map(
          ([key, item]: [string, JsonValue]) =>
            this.#written(key, near, '') + this.#usualColon() + this.#written(item, near, inner),
        );
    const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
    if (parts.length === 0) return open + close;
    if (unit === '') return open + parts.join(',') + close;
    const lineEnd = this.#lineEnd();
    return `${open}${lineEnd}${inner}${parts.join(`,${lineEnd}${inner}`)}${lineEnd}${indent}${close}`;
  }

  /** What a level is indented by; empty for a file on one line. */
  #unit(): string {
    const first = this.#tree.members(this.#tree.root)[0];
    const lead = first === undefined ? '' : this.#text.slice(this.#tree.root.start + 1, first.keyStart);
    return lead.includes('\n') ? lead.slice(lead.lastIndexOf('\n') + 1) : '';
  }

  #usualColon(): string {
    const first = this.#tree.members(this.#tree.root)[0];
    return first === undefined ? ':' : this.#text.slice(first.keyEnd, first.value.start);
  }

  #lineEnd(): string {
    return this.#text.slice(0, this.#tree.members(this.#tree.root)[0]?.keyStart ?? 0).includes('\r\n') ? '\r\n' : '\n';
  }

  #indentAt(offset: number): string {
    const line = this.#text.slice(this.#text.lastIndexOf('\n', offset) + 1, offset);
    return /^[ \t]*/.exec(line)?.[0] ?? '';
  }
}

/** Where in the file the characters of a string literal stand; `offsets` ascending. One pass over its escapes. */
function rawOffsets(text: string, literal: JsonNode, offsets: readonly number[]): readonly number[] {
  const end = literal.end - 1;
  let raw = literal.start + 1;
  let decoded = 0;
  const nextEscape = () => {
    const found = text.indexOf('\\', raw);
    return found === -1 || found > end ? end : found;
  };
  let escapeAt = nextEscape();
  return offsets.map((offset) => {
    while (decoded < offset) {
      const run = Math.min(escapeAt - raw, offset - decoded);
      raw += run;
      decoded += run;
      if (decoded === offset) break;
      raw += text[raw + 1] === 'u' ? 6 : 2;
      decoded += 1;
      escapeAt = nextEscape();
    }
    return raw;
  });
}
