import type { Findings } from './compare-members.ts';
import type { Hole } from './holes.ts';
import { LineIndex } from './line-index.ts';
import { isMasked } from './masked-scalars.ts';
import { isSensitiveKey } from './sensitive-keys.ts';
import { edited, type TextEdit } from './text-edits.ts';
import { pathOf, scalarText, scanYaml, type YamlScalar } from './yaml-scan.ts';

/** More would help nobody; the verdict needs one. */
const mostDifferences = 200;

/**
 * Two YAML texts: scalar by scalar where their structure can be read, by line for what lies between scalars (comments, blank
 * lines, layout). Line breaks at the end of a text count as equal: Palette's own editor trims them.
 */
export function compareTexts(
  findings: Findings,
  path: readonly string[],
  sent: string,
  found: string,
  holes: readonly Hole[],
): void {
  const [left, right] = [withoutLastBreaks(sent), withoutLastBreaks(found)];
  if (left === right) return;
  if (left === '' || right === '') {
    findings.add(path, left === '' ? 'added' : 'missing');
    return;
  }
  const [before, after] = [scalarsOf(left), scalarsOf(right)];
  const unmasked = unmaskedText(findings, path, before, after);
  if (unmasked === left) return;
  const known = findings.differences.length;
  compareScalars(findings, path, before, after, secretsOf(before, holes));
  const [leftComments, rightComments] = [before.comments, after.comments];
  if (findings.differences.length === known || leftComments.join('\n') !== rightComments.join('\n')) {
    const line = findings.differences.length === known ? firstLine(left, unmasked) : commentLine(before, after);
    findings.add([...path, `line ${line}`], 'changed');
  }
}

interface Secrets {
  readonly paths: ReadonlySet<string>;
  /** What was filled in, wherever it turns up. */
  readonly values: readonly string[];
  /** A hole whose path is unknown: any value may be the one. */
  readonly anywhere: boolean;
}

function secretsOf(sent: Scalars, holes: readonly Hole[]): Secrets {
  const places = holes.flatMap(({ where }) => (where.kind === 'scalar' ? [where.path] : []));
  const paths = new Set(places.map(keyOf));
  const values = [...sent.byPath.values()].flatMap((scalar) => {
    const place = pathOf(scalar.place);
    return place !== null && paths.has(keyOf(place)) ? [scalarText(sent.text, scalar)] : [];
  });
  return {
    paths,
    values: values.filter((value) => value !== ''),
    anywhere: places.some(({ keys }) => keys.length === 0),
  };
}

/** Short values are part of many texts by chance, so only the whole text gives them away. */
function reveals({ values }: Secrets, text: string | null): boolean {
  return text !== null && values.some((value) => (value.length < 4 ? text === value : text.includes(value)));
}

interface Scalars {
  readonly text: string;
  readonly byPath: ReadonlyMap<string, YamlScalar>;
  readonly comments: readonly string[];
  readonly commentStarts: readonly number[];
  readonly secretNames: ReadonlySet<string>;
}

function scalarsOf(text: string): Scalars {
  const scan = scanYaml(text);
  const byPath = new Map<string, YamlScalar>();
  const secretNames = new Set<string>();
  const counts = new Map<string, number>();
  for (const scalar of scan.scalars) {
    const place = pathOf(scalar.place);
    if (place === null) continue;
    const key = keyOf(place);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    byPath.set(count === 1 ? key : `${key}#${count}`, scalar);
    // `- name: PASSWORD` tells of the `value` beside it.
    const parent = keyOf({ document: place.document, keys: place.keys.slice(0, -1) });
    if (place.keys.at(-1) === 'name' && isSensitiveKey(scalarText(text, scalar))) secretNames.add(parent);
    // Everything in the data of a Kubernetes Secret is one.
    if (place.keys.length === 1 && place.keys[0] === 'kind' && scalarText(text, scalar) === 'Secret') {
      secretNames.add(keyOf({ document: place.document, keys: ['data'] }));
    }
  }
  const comments = scan.comments.map((range) => text.slice(range.start, range.end).trimEnd());
  return { text, byPath, comments, commentStarts: scan.comments.map((range) => range.start), secretNames };
}

/** The found text with each mask replaced by what was sent there; says which. */
function unmaskedText(findings: Findings, path: readonly string[], sent: Scalars, found: Scalars): string {
  const edits: TextEdit[] = [];
  for (const [key, scalar] of found.byPath) {
    if (!isMasked(found.text, scalar)) continue;
    const original = sent.byPath.get(key);
    if (original === undefined || isMasked(sent.text, original)) continue;
    edits.push({ start: scalar.start, end: scalar.end, text: sent.text.slice(original.start, original.end) });
    findings.masked.push([...path, pathText(original)]);
  }
  return edited(found.text, edits);
}

function compareScalars(
  findings: Findings,
  path: readonly string[],
  sent: Scalars,
  found: Scalars,
  secrets: Secrets,
): void {
  const limit = findings.differences.length + mostDifferences;
  for (const key of new Set([...sent.byPath.keys(), ...found.byPath.keys()])) {
    if (findings.differences.length >= limit) return;
    const [left, right] = [sent.byPath.get(key), found.byPath.get(key)];
    const place = left ?? right;
    if (place === undefined || (right !== undefined && left !== undefined && isMasked(found.text, right))) {
      continue;
    }
    const [before, after] = [textOf(sent.text, left), textOf(found.text, right)];
    if (before === after && left?.form === right?.form) continue;
    const kind = before === null ? 'added' : after === null ? 'missing' : 'changed';
    const wasMask = left !== undefined && isMasked(sent.text, left);
    const isFilled =
      secrets.anywhere || secrets.paths.has(placeKey(place)) || [before, after].some((text) => reveals(secrets, text));
    const isSecret = wasMask || isFilled || tellsSecret(place, sent, found) || isLong(left) || isLong(right);
    findings.add([...path, pathText(place)], kind, isSecret ? null : before, isSecret ? null : after);
  }
}

function tellsSecret(scalar: YamlScalar, ...sides: readonly Scalars[]): boolean {
  const place = pathOf(scalar.place);
  if (place === null) return true;
  if (place.keys.some((key) => key === 'stringData' || (typeof key === 'string' && isSensitiveKey(key)))) return true;
  const parent = keyOf({ document: place.document, keys: place.keys.slice(0, -1) });
  const first = keyOf({ document: place.document, keys: place.keys.slice(0, 1) });
  return sides.some(({ secretNames }) => secretNames.has(parent) || secretNames.has(first));
}

/** Block scalars hold certificates, scripts and whole files: their text is never shown. */
function isLong(scalar: YamlScalar | undefined): boolean {
  return scalar?.form === 'block';
}

function textOf(text: string, scalar: YamlScalar | undefined): string | null {
  return scalar === undefined ? null : scalarText(text, scalar);
}

function keyOf(place: { readonly document: number; readonly keys: readonly (string | number)[] }): string {
  return JSON.stringify([place.document, ...place.keys]);
}

function placeKey(scalar: YamlScalar): string {
  const place = pathOf(scalar.place);
  return place === null ? '' : keyOf(place);
}

function pathText(scalar: YamlScalar): string {
  const place = pathOf(scalar.place);
  return place === null ? '…' : place.keys.map(String).join('.');
}

function firstLine(left: string, right: string): number {
  let at = 0;
  while (at < left.length && left[at] === right[at]) at += 1;
  return new LineIndex(left).lineAt(at);
}

function commentLine(sent: Scalars, found: Scalars): number {
  const at = sent.comments.findIndex((comment, index) => comment !== found.comments[index]);
  const start = sent.commentStarts[at] ?? sent.text.length;
  return new LineIndex(sent.text).lineAt(start);
}

function withoutLastBreaks(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === '\n' || text[end - 1] === '\r')) end -= 1;
  return text.slice(0, end);
}
