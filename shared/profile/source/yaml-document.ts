import { Composer, type Document, isAlias, isMap, isScalar, isSeq, Lexer, type Node, Parser } from 'yaml';
import type { InputProblem } from '../../problem.ts';
import { failed, ok, type Result } from '../../result.ts';
import { MASK } from '../holes.ts';
import { LineIndex } from '../line-index.ts';

type Reason = Extract<InputProblem, { kind: 'profile-unreadable' }>['reason'];

/** As for JSON: nobody's profile nests two hundred levels. */
const deepest = 200;
/** An export of 40 layers has some 5,000: its long texts are one token each. More would take longer than anybody waits. */
const mostTokens = 150_000;
/** Told by the lexer between the pieces of the text: begin of a document, end of a flow that was cut, a scalar follows. */
const lexerMarks: ReadonlySet<string> = new Set(['\u0002', '\u0018', '\u001f']);
const forbidden: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

export interface YamlSource {
  readonly value: unknown;
  /** The root as the parser made it; its ranges are offsets into the text. */
  readonly root: Node | null;
}

/**
 * Reads a YAML file of one document as JSON would be read: no merging, no tags beyond YAML's core, aliases of single values
 * only. Fails with `profile-unreadable`: `not-yaml`, `array` for several documents, `yaml-alias` with its name for an alias of
 * a collection, else as for JSON. Linear; the parser's messages, which quote
 * the file, stay here.
 */
export function readYamlSource(text: string): Result<YamlSource> {
  const refuse = (reason: Reason, detail: string, offset: number) => refused(text, reason, detail, offset);
  let count = 0;
  let open = 0;
  let at = 0;
  for (const token of new Lexer().lex(text)) {
    count += 1;
    if (count > mostTokens) return refuse('too-large', `${mostTokens} YAML tokens`, 0);
    if (token === '[' || token === '{') open += 1;
    else if (token === ']' || token === '}') open -= 1;
    // The parser calls itself for every level.
    if (open > deepest) return refuse('too-deep', String(deepest), at);
    if (!lexerMarks.has(token)) at += token.length;
  }
  let documents: readonly Document.Parsed[];
  try {
    // Looking for duplicate keys is quadratic there; it is done below.
    const composer = new Composer({ uniqueKeys: false, logLevel: 'silent' });
    documents = [...composer.compose(new Parser().parse(text))];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refuse('too-deep', String(deepest), 0);
  }
  const filled = documents.filter((document) => document.contents !== null);
  const broken = documents.flatMap((document) => document.errors)[0];
  if (broken !== undefined) return refuse('not-yaml', '', broken.pos[0]);
  const second = filled[1];
  if (second !== undefined) return refuse('array', '', second.range[0]);
  const root = filled[0]?.contents ?? null;
  if (root === null) return refused(text, 'empty', '', null);
  const reading = new Reading();
  const value = reading.valueOf(root, 0);
  return reading.stop === null ? ok({ value, root }) : refuse(...reading.stop);
}

class Reading {
  stop: readonly [Reason, string, number] | null = null;
  readonly #anchors = new Map<string, unknown>();

  valueOf(node: unknown, depth: number): unknown {
    if (this.stop !== null) return null;
    if (isAlias(node)) return this.#aliased(node.source, node.range?.[0] ?? 0);
    if (isScalar(node)) {
      if (node.anchor !== undefined) this.#anchors.set(node.anchor, node.value);
      return node.value;
    }
    if (!isMap(node) && !isSeq(node)) return null;
    if (depth > deepest) return this.#halt('too-deep', String(deepest), node.range?.[0] ?? 0);
    if (isSeq(node)) return node.items.map((item) => this.valueOf(item, depth + 1));
    const value: Record<string, unknown> = {};
    for (const { key, value: member } of node.items) {
      const name = isScalar(key) ? String(key.value ?? '') : '';
      const offset = (isScalar(key) ? key.range?.[0] : node.range?.[0]) ?? 0;
      if (forbidden.has(name)) return this.#halt('forbidden-key', name, offset);
      if (Object.hasOwn(value, name)) return this.#halt('duplicate-key', name.slice(0, 80), offset);
      value[name] = this.valueOf(member, depth + 1);
    }
    return value;
  }

  #aliased(name: string, offset: number): unknown {
    // An unquoted mask is an alias to a parser.
    if (`*${name}` === MASK) return MASK;
    if (!this.#anchors.has(name)) return this.#halt('yaml-alias', name.slice(0, 80), offset);
    return this.#anchors.get(name);
  }

  #halt(reason: Reason, detail: string, offset: number): null {
    this.stop = [reason, detail, offset];
    return null;
  }
}

function refused(text: string, reason: Reason, detail: string, offset: number | null): Result<YamlSource> {
  const lines = new LineIndex(text);
  const [line, column] = offset === null ? [null, null] : [lines.lineAt(offset), lines.columnAt(offset)];
  return failed({ kind: 'profile-unreadable', reason, detail, line, column });
}
