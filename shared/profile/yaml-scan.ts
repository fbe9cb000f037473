import { CST } from 'yaml';
import { MASK, type YamlPath } from './holes.ts';
import type { Range } from './ranges.ts';
import { type ParseYaml, parseYaml } from './yaml-tokens.ts';

/**
 * The scanner beneath the YAML parser: where every scalar and comment of a text stands, in the text's own offsets.
 * It answers for texts that are not YAML yet: Palette resolves `{{…}}` before it parses, and an unquoted mask is an alias to a parser.
 * One pass of `yaml`'s lexer and syntax-tree parser over a text of the same length, then one walk without recursion.
 */
export interface YamlScan {
  /** Values in text order; keys are not among them. */
  readonly scalars: readonly YamlScalar[];
  /** Values with no byte of their own (`key:`, `-`): plain, of length zero, where a blank and a value may follow. In text order. */
  readonly absent: readonly YamlScalar[];
  /** With them the lines that hold nothing but templates of other tools (`{{ if … }}`). */
  readonly comments: readonly Range[];
  /** Stretches whose structure is unknown because the text is broken there; empty for a text that could be read. */
  readonly unread: readonly Range[];
}

export interface YamlScalar extends Range {
  /** For a block scalar `start` is its header (`|` or `>`), and `end` excludes the last line break. */
  readonly form: 'plain' | 'single-quoted' | 'double-quoted' | 'block';
  /** `*name`, which stands for another value. A plain mask is not one. */
  readonly alias: boolean;
  /** Where the content begins: after the header line of a block scalar, `start` otherwise. */
  readonly contentStart: number;
  readonly inFlow: boolean;
  /** Columns of the collection around it, which an indentation indicator counts from; -1 at a document's root. */
  readonly indent: number;
  readonly place: PathStep;
}

/** A step from the root; `parent` is null at a document's root, whose `key` is the document's number from 0. */
export interface PathStep {
  readonly parent: PathStep | null;
  readonly key: string | number;
  readonly depth: number;
}

/** Deeper places are told by line: paths of hostile texts would otherwise grow with the square of their size. */
const deepestPath = 200;

const masksAsText = 'p'.repeat(MASK.length);
const templateLine = /^([ \t]*)\{\{([^{}\n]*\}\}(?:[ \t]*\{\{[^{}\n]*\}\})*[ \t]*\r?)$/gm;
const template = /\{\{[^{}\n]*\}\}/g;
/** Behind an absent value: a template of another tool, which may well print one. */
const templateNext = /(?:[ \t\r]*(?:#[^\n]*)?\n)*[ \t]*\{\{/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the lexer's own marks must not occur in what it reads
const lexerMarks = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;

/** Never throws; linear in the text's length. */
export function scanYaml(text: string, parse: ParseYaml = parseYaml): YamlScan {
  const walk = new Walk(text);
  let documents = 0;
  const { tokens, brokeAt } = parse(standIn(text));
  for (const token of tokens) {
    if (token.type === 'document') {
      walk.document(token, documents);
      documents += 1;
    } else if (token.type === 'comment') walk.trivia([token]);
    else if (token.type === 'doc-end') walk.trivia(token.end);
    else if (token.type === 'error') walk.unread.push(rangeOf(token));
  }
  if (brokeAt !== null) walk.unread.push({ start: brokeAt, end: text.length });
  return {
    scalars: walk.scalars.sort(byStart),
    absent: walk.absent.sort(byStart),
    comments: walk.comments.sort(byStart),
    unread: walk.unread.sort(byStart),
  };
}

/** The value a YAML core parser would read, as text; a broken scalar gives what can be read of it. */
export function scalarText(text: string, scalar: YamlScalar): string {
  const source = text.slice(scalar.contentStart, scalar.end);
  if (scalar.alias) return source;
  if (scalar.form === 'block') {
    const header = text.slice(scalar.start, scalar.contentStart);
    const props: CST.Token[] = [
      { type: 'block-scalar-header', offset: 0, indent: 0, source: /^[|>][-+0-9]*/.exec(header)?.[0] ?? '|' },
    ];
    const end = scalar.end > scalar.contentStart ? lineEndAfter(text, scalar.end) : scalar.end;
    const token = {
      type: 'block-scalar' as const,
      offset: 0,
      indent: scalar.indent,
      props,
      source: text.slice(scalar.contentStart, end),
    };
    return CST.resolveAsScalar(token, false, ignore)?.value ?? '';
  }
  const type =
    scalar.form === 'plain'
      ? 'scalar'
      : scalar.form === 'single-quoted'
        ? 'single-quoted-scalar'
        : 'double-quoted-scalar';
  return CST.resolveAsScalar({ type, offset: 0, indent: 0, source }, false, ignore)?.value ?? '';
}

/** Keys and positions from the root; null when the place lies too deep to be told. */
export function pathOf(step: PathStep): YamlPath | null {
  if (step.depth > deepestPath) return null;
  const keys: (string | number)[] = [];
  let at = step;
  while (at.parent !== null) {
    keys.push(at.key);
    at = at.parent;
  }
  return { document: Number(at.key), keys: keys.reverse() };
}

/** Same length and line breaks as `text`, but readable by a parser: masks and templates become plain words. */
function standIn(text: string): string {
  return text
    .replaceAll(MASK, masksAsText)
    .replace(templateLine, (line: string, indent: string, rest: string) =>
      // A template alone on its line is control flow of another tool unless it is Palette's: no part of the structure.
      line.includes('.spectro.') ? line : `${indent}#${'t'.repeat(rest.length + 1)}`,
    )
    .replace(template, (found) => (hasPairedQuotes(found) ? 't'.repeat(found.length) : found))
    .replace(lexerMarks, 'c');
}

/** Text such as `{a: {b: '{{'}}` opens no template: one quote of a pair stands inside. */
function hasPairedQuotes(template: string): boolean {
  return template.split('"').length % 2 === 1 && template.split("'").length % 2 === 1;
}

function ignore(): void {}

function rangeOf(token: { readonly offset: number; readonly source: string }): Range {
  return { start: token.offset, end: token.offset + token.source.length };
}

function lineEndAfter(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}

type Task = { readonly token: CST.Token; readonly place: PathStep; readonly inFlow: boolean };
type Trivia = readonly CST.Token[] | undefined;

class Walk {
  readonly scalars: YamlScalar[] = [];
  readonly absent: YamlScalar[] = [];
  readonly comments: Range[] = [];
  readonly unread: Range[] = [];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  document(token: CST.Document, number: number): void {
    this.trivia(token.start);
    const tasks: Task[] = [];
    if (token.value !== undefined) {
      tasks.push({ token: token.value, place: { parent: null, key: number, depth: 0 }, inFlow: false });
    }
    for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) this.#visit(task, tasks);
    this.trivia(token.end);
  }

  trivia(tokens: Trivia): void {
    for (const token of tokens ?? []) {
      if (token.type === 'comment') this.comments.push(rangeOf(token));
      if (token.type === 'error') this.unread.push(rangeOf(token));
    }
  }

  #visit(task: Task, tasks: Task[]): void {
    const { token } = task;
    switch (token.type) {
      case 'alias':
      case 'scalar':
      case 'single-quoted-scalar':
      case 'double-quoted-scalar':
        this.#flowScalar(token, task);
        return;
      case 'block-scalar':
        this.#blockScalar(token, task);
        return;
      case 'block-map':
      case 'block-seq':
      case 'flow-collection':
        this.#collection(token, task, tasks);
        return;
      case 'error':
        this.unread.push(rangeOf(token));
        return;
      default:
        return;
    }
  }

  #collection(token: CST.BlockMap | CST.BlockSequence | CST.FlowCollection, task: Task, tasks: Task[]): void {
    const inFlow = task.inFlow || token.type === 'flow-collection';
    const listed = token.type === 'block-seq' || (token.type === 'flow-collection' && token.start.source === '[');
    let position = 0;
    for (const item of token.items as readonly CST.CollectionItem[]) {
      this.trivia(item.start);
      this.trivia(item.sep);
      const isPair = item.sep !== undefined || (item.key !== undefined && item.key !== null);
      let place = task.place;
      if (listed) {
        if (item.value === undefined && !isPair && !item.start.some((mark) => mark.type === 'seq-item-ind')) continue;
        place = below(place, position);
        position += 1;
      }
      if (token.type === 'block-map') this.#doubtKey(item);
      if (CST.isCollection(item.key)) tasks.push({ token: item.key, place: below(place, '?'), inFlow });
      if (isPair) place = below(place, this.#keyText(item.key));
      if (item.value !== undefined) tasks.push({ token: item.value, place, inFlow });
      if (!hasBytes(item.value)) this.#absentScalar(isPair ? item.sep : item.start, place, inFlow, token.indent);
    }
    if (token.type === 'flow-collection') this.trivia(token.end);
  }

  /** A line without its colon, alone or with the key below it: nothing tells what it was meant to be. */
  #doubtKey({ start, key, sep }: CST.CollectionItem): void {
    if (key === null || key === undefined || !('source' in key)) return;
    if (start.some((mark) => mark.type === 'explicit-key-ind')) return;
    const hasColon = sep?.some((mark) => mark.type === 'map-value-ind') === true;
    if (!hasColon || key.source.includes('\n')) this.unread.push(rangeOf(key));
  }

  #keyText(key: CST.Token | null | undefined): string {
    if (key === null || key === undefined) return '';
    this.trivia('end' in key ? key.end : undefined);
    if (!CST.isScalar(key) || key.type === 'alias') return this.#text.slice(key.offset, key.offset + 60).trimEnd();
    const start = key.offset;
    const end = key.offset + key.source.length;
    if (key.type === 'block-scalar') return this.#text.slice(start, Math.min(end, start + 60));
    const place = { parent: null, key: 0, depth: 0 };
    return scalarText(this.#text, {
      form: formOf(key.type),
      alias: false,
      start,
      end,
      contentStart: start,
      inFlow: false,
      indent: 0,
      place,
    });
  }

  #flowScalar(token: CST.FlowScalar, task: Task): void {
    this.trivia(token.end);
    const { start, end } = rangeOf(token);
    const form = formOf(token.type);
    if (form !== 'plain' && !isClosed(this.#text, start, end)) this.unread.push({ start, end });
    const { place, inFlow } = task;
    this.scalars.push({
      form,
      alias: token.type === 'alias',
      start,
      end,
      contentStart: start,
      inFlow,
      indent: token.indent,
      place,
    });
  }

  /** `marks`: what stands before the value. A tag says itself what an absent value is. */
  #absentScalar(marks: Trivia, place: PathStep, inFlow: boolean, indent: number): void {
    const [first, ...rest] = (marks ?? []).filter(({ type }) => beforeValue.has(type));
    const last = rest.at(-1) ?? first;
    if (first === undefined || first.type === 'anchor' || last === undefined || !('source' in last)) return;
    if (marks?.some(({ type }) => type === 'tag') === true) return;
    const { end } = rangeOf(last);
    templateNext.lastIndex = end;
    if (templateNext.test(this.#text)) return;
    this.absent.push({ form: 'plain', alias: false, start: end, end, contentStart: end, inFlow, indent, place });
  }

  #blockScalar(token: CST.BlockScalar, task: Task): void {
    this.trivia(token.props);
    let contentStart = token.offset;
    for (const prop of token.props) if ('source' in prop) contentStart += prop.source.length;
    let end = contentStart + token.source.length;
    if (this.#text[end - 1] === '\n' && end > contentStart) end -= 1;
    if (this.#text[end - 1] === '\r' && end > contentStart) end -= 1;
    const { place, inFlow } = task;
    this.scalars.push({
      form: 'block',
      alias: false,
      start: token.offset,
      end,
      contentStart,
      inFlow,
      indent: token.indent,
      place,
    });
  }
}

/** What a value may stand behind; without the first two there is no place for one (`{key}`, `? key`). */
const beforeValue: ReadonlySet<CST.Token['type']> = new Set(['map-value-ind', 'seq-item-ind', 'anchor']);

/** A flow collection tells an absent value as a scalar of no length. */
function hasBytes(value: CST.Token | undefined): boolean {
  return value !== undefined && !(value.type === 'scalar' && value.source === '');
}

function below(parent: PathStep, key: string | number): PathStep {
  return { parent, key, depth: parent.depth + 1 };
}

function byStart(a: Range, b: Range): number {
  return a.start - b.start;
}

function formOf(type: CST.FlowScalar['type']): 'plain' | 'single-quoted' | 'double-quoted' {
  if (type === 'single-quoted-scalar') return 'single-quoted';
  return type === 'double-quoted-scalar' ? 'double-quoted' : 'plain';
}

/** Whether a quoted scalar has its closing quote; without one it has swallowed the rest of the text. */
function isClosed(text: string, start: number, end: number): boolean {
  const quote = text[start];
  if (end - start < 2 || text[end - 1] !== quote) return false;
  if (quote === "'") return true;
  let backslashes = 0;
  while (text[end - 2 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 0;
}
