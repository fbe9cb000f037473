import { Composer, type CST, isAlias, isMap, isScalar, isSeq } from 'yaml';
import { MASK } from '../holes.ts';
import type { Range } from '../ranges.ts';
import type { PathStep } from '../yaml-scan.ts';
import { type ParseYaml, parseYaml, type YamlTokens } from '../yaml-tokens.ts';
import { firstYamlFault, type YamlReason } from './yaml-faults.ts';

/** A value of a layer's text, as far as judging it needs. Offsets into the text. */
export interface TextValue extends Range {
  readonly place: PathStep;
  /** The decoded value; the source itself where a template stands in it. */
  readonly value: string;
  readonly style: 'plain' | 'single-quoted' | 'double-quoted' | 'block';
  readonly isText: boolean;
  /** What tells of the value: its key, the key of its list, or the `name` beside a `value`. */
  readonly tellingKey: string;
  /** Inside `data` or `stringData` of a Kubernetes Secret. */
  readonly inSecret: boolean;
}

export interface TextFault {
  readonly kind: 'invalid-yaml' | 'duplicate-key' | 'too-deep' | 'unquoted-macro' | 'unquoted-template' | 'not-checked';
  readonly offset: number;
  readonly place: PathStep | null;
  /** Of invalid YAML. */
  readonly reason?: YamlReason;
}

export interface LayerText {
  readonly values: readonly TextValue[];
  readonly faults: readonly TextFault[];
  /** False: `values` holds nothing, because nothing could be read. */
  readonly isRead: boolean;
}

/** Above this a text is not parsed: it would take seconds. Real values reach 270 KB. */
const longest = 8 * 1024 * 1024;
const mostFaults = 50;
/** The parser calls itself for every level, and takes seconds to run out of room. Brackets in prose never come to this. */
const deepestFlow = 1_000;
const templateLine = /^([ \t]*)\{\{([^{}\n]*\}\}(?:[ \t]*\{\{[^{}\n]*\}\})*[ \t]*\r?)$/gm;
const template = /\{\{[^{}\n]*\}\}/g;

/**
 * Reads a layer's values or a manifest with the YAML parser: what it holds, and what is wrong with it. Masks and templates are
 * plain words to the parser, because Palette resolves them before anything parses; an unquoted one is told apart from broken YAML.
 * Never throws; linear.
 */
export function readLayerText(text: string, parse: ParseYaml = parseYaml): LayerText {
  if (text.length > longest) return { values: [], faults: [fault('not-checked', 0)], isRead: false };
  if (flowDepth(text) > deepestFlow) return { values: [], faults: [fault('too-deep', 0)], isRead: false };
  const reading = new Reading(text);
  try {
    // Looking for duplicate keys is quadratic there; it is done below.
    const composer = new Composer({ uniqueKeys: false, logLevel: 'silent' });
    let number = 0;
    const parsed = parse(standIn(text));
    for (const document of composer.compose(tokensOf(parsed))) {
      // A look at all tokens for each broken document: no more than will be told.
      const invalid = reading.isFull ? null : firstYamlFault(document.errors, parsed.tokens);
      if (invalid !== null) reading.fault('invalid-yaml', invalid.start, null, invalid.reason);
      if (document.contents !== null) reading.document(document.contents, number);
      number += 1;
    }
  } catch (error) {
    // The parser calls itself for every level.
    if (!(error instanceof RangeError)) throw error;
    reading.fault('too-deep', 0);
    return { values: [], faults: reading.faults, isRead: false };
  }
  return { values: reading.values, faults: reading.faults, isRead: true };
}

function* tokensOf({ tokens, brokeAt }: YamlTokens): Generator<CST.Token> {
  yield* tokens;
  if (brokeAt !== null) throw new RangeError('The parser ran out of room');
}

/** How deep brackets nest at most, quoted ones counted in: a bound, not the truth. */
function flowDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(0, depth - 1);
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** Same length and line breaks, but readable. */
function standIn(text: string): string {
  return text
    .replaceAll(MASK, 'p'.repeat(MASK.length))
    .replace(templateLine, (line: string, indent: string, rest: string) =>
      // A template alone on its line is control flow of another tool, no part of the structure, unless it is Palette's.
      line.includes('.spectro.') ? line : `${indent}#${'t'.repeat(rest.length + 1)}`,
    )
    .replace(template, (found) => 't'.repeat(found.length));
}

interface Task {
  readonly node: unknown;
  readonly place: PathStep;
  readonly tellingKey: string;
  readonly inSecret: boolean;
}

class Reading {
  readonly values: TextValue[] = [];
  readonly faults: TextFault[] = [];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  get isFull(): boolean {
    return this.faults.length >= mostFaults;
  }

  fault(kind: TextFault['kind'], offset: number, place: PathStep | null = null, reason?: YamlReason): void {
    const last = this.faults.at(-1);
    if (last?.kind === kind && last.offset === offset) return;
    if (!this.isFull) this.faults.push({ kind, offset, place, ...(reason === undefined ? {} : { reason }) });
  }

  document(root: unknown, number: number): void {
    const first = { node: root, place: { parent: null, key: number, depth: 0 }, tellingKey: '', inSecret: false };
    const tasks: Task[] = [first];
    for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
      const children: Task[] = [];
      this.#visit(task, children);
      for (const child of children.reverse()) tasks.push(child);
    }
  }

  #visit(task: Task, tasks: Task[]): void {
    const { node, place, tellingKey } = task;
    if (isScalar(node)) {
      this.#scalar(node.range?.[0] ?? 0, node.range?.[1] ?? 0, node.type, node.value, task);
    } else if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) {
        tasks.push({ node: item, place: below(place, index), tellingKey, inSecret: task.inSecret });
      }
    } else if (isMap(node)) {
      const seen = new Set<string>();
      let name = '';
      let isSecret = false;
      for (const { key, value } of node.items) {
        const text = this.#keyText(key);
        if (isScalar(key) && seen.has(text) && text !== '<<')
          this.fault('duplicate-key', key.range?.[0] ?? 0, below(place, text));
        seen.add(text);
        if (!isScalar(value) || typeof value.value !== 'string') continue;
        if (text === 'name' || text === 'key') name = value.value;
        if (place.parent === null && text === 'kind' && value.value === 'Secret') isSecret = true;
      }
      for (const { key, value } of node.items) {
        const text = this.#keyText(key);
        const inSecret = task.inSecret || (isSecret && (text === 'data' || text === 'stringData'));
        const telling = text === 'value' && name !== '' ? name : text;
        tasks.push({ node: value, place: below(place, text), tellingKey: telling, inSecret });
      }
    } else if (isAlias(node)) {
      // An alias stands for a value that is looked at where it stands itself.
    }
  }

  #keyText(key: unknown): string {
    if (!isScalar(key)) return '?';
    const start = key.range?.[0] ?? 0;
    const source = this.#text.slice(start, Math.min(key.range?.[1] ?? 0, start + 2_000));
    if (key.type === 'PLAIN') this.#judgePlain(source, start, null);
    return source.includes('{{') || source.includes(MASK) ? source : String(key.value ?? '');
  }

  #judgePlain(source: string, offset: number, place: PathStep | null): void {
    if (!source.startsWith('{{')) return;
    if (this.faults.some((known) => known.offset === offset)) return;
    this.fault(source.includes('.spectro.') ? 'unquoted-macro' : 'unquoted-template', offset, place);
  }

  #scalar(start: number, end: number, type: string | null | undefined, value: unknown, task: Task): void {
    const source = this.#text.slice(start, end);
    if (type === 'PLAIN') this.#judgePlain(source, start, task.place);
    const isChanged = source.includes('{{') || source.includes(MASK);
    const { place, tellingKey, inSecret } = task;
    const text = isChanged ? source : value === null ? '' : String(value);
    const isText = isChanged || typeof value === 'string';
    this.values.push({ start, end, place, value: text, style: styleOf(type), isText, tellingKey, inSecret });
  }
}

function fault(kind: TextFault['kind'], offset: number): TextFault {
  return { kind, offset, place: null };
}

function below(parent: PathStep, key: string | number): PathStep {
  return { parent, key, depth: parent.depth + 1 };
}

function styleOf(type: string | null | undefined): TextValue['style'] {
  if (type === 'QUOTE_SINGLE') return 'single-quoted';
  if (type === 'QUOTE_DOUBLE') return 'double-quoted';
  return type === 'PLAIN' || type === null || type === undefined ? 'plain' : 'block';
}
