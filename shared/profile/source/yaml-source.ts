import { isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';
import { changedValue, type JsonValue, type SourceChange, sameValue } from './changes.ts';
import type { SourcePath } from './json-nodes.ts';
import { changedSpan } from './spans.ts';
import { readYamlSource } from './yaml-document.ts';
import { asLiteral, doubleQuoted, literalBlock, type ScalarStyle, withSpans } from './yaml-scalars.ts';

/**
 * The text of a YAML file after the changes, one after another; null when one speaks of something that is not there or cannot
 * be written without touching its neighbours. Each is written in the scalar's own style if that reads back exactly, else as a
 * literal block, else in double quotes; comments, order and every other byte stay. Every answer was read back.
 */
export function changeYaml(text: string, changes: readonly SourceChange[]): string | null {
  let current = text;
  for (const change of changes) {
    const next = changedOnce(current, change);
    if (next === null) return null;
    current = next;
  }
  return current;
}

function changedOnce(text: string, change: SourceChange): string | null {
  const source = readYamlSource(text);
  if (!source.ok || source.value.root === null) return null;
  const expected = changedValue(source.value.value, change);
  if (expected === undefined) return null;
  if (sameValue(expected, source.value.value)) return text;
  for (const candidate of candidates(text, source.value.root, change)) {
    const read = readYamlSource(candidate);
    if (read.ok && sameValue(read.value.value, expected)) return candidate;
  }
  return null;
}

/** The best first. */
function* candidates(text: string, root: Node, change: SourceChange): Generator<string> {
  const node = nodeAt(root, change.path);
  const put = (start: number, end: number, written: string) => text.slice(0, start) + written + text.slice(end);
  switch (change.kind) {
    case 'spans':
    case 'set': {
      if (node === null) {
        if (change.kind === 'set') yield* added(text, root, change.path, change.value);
        return;
      }
      const [start, end] = rangeOf(node);
      const decoded = isScalar(node) && typeof node.value === 'string' ? node.value : null;
      const value = change.kind === 'set' ? change.value : null;
      if (isScalar(node) && decoded !== null && (change.kind === 'spans' || typeof value === 'string')) {
        const span = typeof value === 'string' ? changedSpan(decoded, value) : null;
        const spans = change.kind === 'spans' ? change.spans : span === null ? [] : [span];
        const range = { start, end };
        const inPlace = withSpans(text, range, styleOf(node.type), decoded, spans);
        if (inPlace !== null) yield put(start, end, inPlace);
        const whole = changedValue(decoded, { kind: 'spans', path: [], spans });
        if (typeof whole !== 'string') return;
        const literal = node.type?.startsWith('BLOCK') === true ? asLiteral(text, range, whole) : null;
        if (literal !== null) yield put(start, end, literal);
        const hadBreak = text[end - 1] === '\n' && end > start;
        yield put(start, end, doubleQuoted(whole) + (hadBreak ? '\n' : ''));
      } else if (change.kind === 'set') {
        // A key alone: nothing stands there, not even the blank behind its colon.
        const colon = text.lastIndexOf(':', start) + 1;
        if (start === end) yield put(colon, colon, ` ${written(change.value)}`);
        const isBlock = /\s$/.test(text.slice(start, end));
        yield put(start, end, written(change.value) + (isBlock ? '\n' : ''));
      }
      return;
    }
    case 'remove':
      yield* removed(text, root, change.path);
      return;
    case 'insert':
      if (node !== null) yield* inserted(text, node, change.at, change.value);
  }
}

function* added(text: string, root: Node, path: SourcePath, value: JsonValue): Generator<string> {
  const parent = nodeAt(root, path.slice(0, -1));
  if (!isMap(parent)) return;
  const key = `${plainKey(String(path.at(-1)))}: `;
  const line = key + written(value);
  const [start, end] = rangeOf(parent);
  const first = keyNode(parent.items[0]);
  if (text[start] === '{') {
    const separator = first === null ? '' : ', ';
    yield `${text.slice(0, start + 1)}${line}${separator}${text.slice(start + 1)}`;
  } else if (first !== null) {
    const at = rangeOf(first)[0];
    const after = afterContent(text, start, end);
    const [head, tail] = [`${text.slice(0, after)}${lineEndOf(text)}${indentAt(text, at)}`, text.slice(after)];
    const block = typeof value === 'string' && value.includes('\n') ? blockAt(text, at, value) : null;
    // The line break that stands there already is the last one of the block.
    if (block !== null) yield `${head}${key}${tail === '' ? block : block.replace(/\r?\n$/, '')}${tail}`;
    yield `${head}${line}${tail}`;
    yield `${text.slice(0, at)}${line}${lineEndOf(text)}${indentAt(text, at)}${text.slice(at)}`;
  }
}

function* inserted(text: string, list: Node, at: number, value: JsonValue): Generator<string> {
  if (!isSeq(list)) return;
  const [start, end] = rangeOf(list);
  const next = list.items[at];
  const item = written(value);
  if (text[start] === '[') {
    if (list.items.length === 0) yield `${text.slice(0, start)}[${item}]${text.slice(end)}`;
    else if (next !== undefined) {
      const before = rangeOf(next)[0];
      yield `${text.slice(0, before)}${item}, ${text.slice(before)}`;
    } else {
      const last = rangeOf(list.items.at(-1))[1];
      yield `${text.slice(0, last)}, ${item}${text.slice(last)}`;
    }
    return;
  }
  const indent = indentAt(text, start);
  if (next === undefined) {
    const after = afterContent(text, start, end);
    yield `${text.slice(0, after)}${lineEndOf(text)}${indent}- ${item}${text.slice(after)}`;
    return;
  }
  const dash = text.lastIndexOf('-', rangeOf(next)[0] - 1);
  yield `${text.slice(0, dash)}- ${item}${lineEndOf(text)}${indent}${text.slice(dash)}`;
}

function* removed(text: string, root: Node, path: SourcePath): Generator<string> {
  const parent = nodeAt(root, path.slice(0, -1));
  const last = path.at(-1);
  if (parent === null || !('items' in parent) || !Array.isArray(parent.items) || last === undefined) return;
  const [start, end] = rangeOf(parent);
  const starts: number[] = isMap(parent)
    ? parent.items.map((pair) => rangeOf(keyNode(pair))[0])
    : parent.items.map((item) => {
        const at = rangeOf(item)[0];
        return text[start] === '[' ? at : text.lastIndexOf('-', at - 1);
      });
  const index = isMap(parent) ? parent.items.findIndex((pair) => keyText(pair) === last) : Number(last);
  const [from, next] = [starts[index], starts[index + 1]];
  if (from === undefined) return;
  const isFlow = text[start] === '{' || text[start] === '[';
  if (starts.length === 1) {
    const empty = isMap(parent) ? '{}' : '[]';
    yield `${text.slice(0, start)}${empty}${isFlow ? '' : '\n'}${text.slice(end)}`;
    return;
  }
  if (isFlow) {
    const previous = isMap(parent) ? parent.items[index - 1] : parent.items[index - 1];
    const previousEnd = valueEnd(previous);
    if (next !== undefined) yield text.slice(0, from) + text.slice(next);
    else yield text.slice(0, previousEnd) + text.slice(valueEnd(parent.items[index]));
    return;
  }
  const contentEnd = afterContent(text, from, valueEnd(parent.items[index]));
  const lineEnd = text.indexOf('\n', contentEnd);
  const after = lineEnd === -1 ? text.length : lineEnd + 1;
  // A comment above the next one stays; the first of an item shares its line with the dash.
  if (text.slice(text.lastIndexOf('\n', from - 1) + 1, from).trim() === '') {
    yield text.slice(0, text.lastIndexOf('\n', from - 1) + 1) + text.slice(after);
  }
  if (next !== undefined) yield text.slice(0, from) + text.slice(next);
}

function nodeAt(root: Node, path: SourcePath): Node | null {
  let node: unknown = root;
  for (const step of path) {
    if (typeof step === 'number') node = isSeq(node) ? node.items[step] : null;
    else node = isMap(node) ? node.items.find((pair) => keyText(pair) === step)?.value : null;
  }
  return isNodeLike(node) ? node : null;
}

function isNodeLike(node: unknown): node is Node {
  return typeof node === 'object' && node !== null && 'range' in node;
}

function keyNode(pair: Pair<unknown, unknown> | undefined): Node | null {
  return isNodeLike(pair?.key) ? pair.key : null;
}

function keyText(pair: Pair<unknown, unknown>): string {
  return isScalar(pair.key) ? String(pair.key.value ?? '') : '';
}

/** Start, and end of the value itself, without a comment behind it. */
function rangeOf(node: unknown): readonly [number, number] {
  const range = isNodeLike(node) ? node.range : null;
  return [range?.[0] ?? 0, range?.[1] ?? 0];
}

function valueEnd(item: unknown): number {
  if (typeof item === 'object' && item !== null && 'key' in item && 'value' in item) {
    return item.value === null ? rangeOf(item.key)[1] : rangeOf(item.value)[1];
  }
  return rangeOf(item)[1];
}

/** The end of the last line with content before `end`, comments on that line included. */
function afterContent(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && /\s/.test(text[at - 1] ?? '')) at -= 1;
  const lineEnd = text.indexOf('\n', at);
  if (lineEnd === -1) return text.length;
  return text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd;
}

/** Two blanks deeper than its key. */
function blockAt(text: string, key: number, value: string): string | null {
  return literalBlock(value, `${indentAt(text, key)}  `, lineEndOf(text), false);
}

function indentAt(text: string, offset: number): string {
  return ' '.repeat(offset - (text.lastIndexOf('\n', offset - 1) + 1));
}

function lineEndOf(text: string): string {
  return text[text.indexOf('\n') - 1] === '\r' ? '\r\n' : '\n';
}

function styleOf(type: string | null | undefined): ScalarStyle {
  switch (type) {
    case 'PLAIN':
      return 'plain';
    case 'QUOTE_SINGLE':
      return 'single';
    case 'QUOTE_DOUBLE':
      return 'double';
    case 'BLOCK_LITERAL':
      return 'literal';
    default:
      return 'other';
  }
}

function plainKey(key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(key) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(key)
    ? key
    : doubleQuoted(key);
}

/** A value on one line, as JSON is written, which YAML reads. */
function written(value: JsonValue): string {
  if (typeof value === 'string') return doubleQuoted(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item: JsonValue) => written(item)).join(', ')}]`;
  const members = Object.entries(value).map(
    ([key, item]: [string, JsonValue]) => `${doubleQuoted(key)}: ${written(item)}`,
  );
  return `{${members.join(', ')}}`;
}
