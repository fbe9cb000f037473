import type { ProfileDocument, Variable } from '../document.ts';
import { type Hole, MASK, type TextAddress, type YamlPath } from '../holes.ts';
import { LineIndex } from '../line-index.ts';
import type { Range } from '../ranges.ts';
import { isSensitiveKey } from '../sensitive-keys.ts';
import { type ProfileText, textsOf } from '../texts.ts';
import { pathOf } from '../yaml-scan.ts';
import { type LayerText, readLayerText, type TextValue } from './layer-text.ts';
import { assignedSecret, type SecretReason, secretReason, shapeOf } from './secret-shapes.ts';

/** How a person can answer: it is masked, it becomes a sensitive variable, or it goes out as it is. */
export type SecretFix = 'mask' | 'variable' | 'leave';

/** A value that looks like a secret in plain text. Holds where it is and why, never the value. */
export interface SecretHit {
  /** The same for the same place in the same document. */
  readonly id: string;
  readonly where: SecretPlace;
  readonly reason: SecretReason;
  /** The key, flag or variable that tells of it; empty where its shape alone does. */
  readonly key: string;
  readonly fixes: readonly SecretFix[];
}

export type SecretPlace =
  | {
      readonly kind: 'value';
      readonly text: TextAddress;
      readonly layer: string;
      /** Null in a text whose structure could not be read. */
      readonly path: YamlPath | null;
      /** 1-based, both; the column in UTF-16 units. */
      readonly line: number;
      readonly column: number;
      /** What a fix replaces, in offsets of the text: a whole scalar, or what follows a key within a block of text. */
      readonly range: Range;
      readonly isScalar: boolean;
    }
  | { readonly kind: 'variable'; readonly at: number; readonly name: string };

/**
 * Every value of the profile that would leave as a secret in plain text, in the order of the stack, variables last.
 * Comments, key names (`secretName`), masks, macros and variables are none.
 *
 * @param wasMasked the holes of the file as it was opened: what fills one of them is a secret whatever it looks like
 */
export function findSecrets(document: ProfileDocument, wasMasked: readonly Hole[] = []): readonly SecretHit[] {
  const masked = maskedPlaces(wasMasked);
  return [
    ...textsOf(document).flatMap((text) => secretsOfText(text, readLayerText(text.text), masked)),
    ...secretsOfVariables(document),
  ];
}

/** Defaults of variables: sensitive ones that are not masked, and others whose name or value tells of a secret. */
export function secretsOfVariables(document: ProfileDocument): readonly SecretHit[] {
  return (document.spec.variables ?? []).flatMap((variable, at): SecretHit[] => {
    if (!isPlainSecret(variable)) return [];
    const where = { kind: 'variable' as const, at, name: variable.name };
    const id = JSON.stringify(['variable', at, variable.name]);
    return [{ id, where, reason: 'variable', key: variable.name, fixes: ['mask', 'leave'] }];
  });
}

function isPlainSecret(variable: Variable): boolean {
  const value = variable.defaultValue ?? '';
  if (value === '' || value === MASK) return false;
  if (variable.isSensitive === true) return !value.includes('{{');
  return secretReason(variable.name, value) !== null || assignedSecret(value) !== null;
}

/** The secrets of a text that was read already. */
export function secretsOfText(
  part: ProfileText,
  reading: LayerText,
  masked: ReadonlySet<string>,
): readonly SecretHit[] {
  const lines = new LineIndex(part.text);
  const hits: SecretHit[] = [];
  const add = (
    { start, end }: Range,
    value: TextValue | null,
    reason: SecretReason,
    key: string,
    isScalar: boolean,
  ) => {
    const path = value === null ? null : pathOf(value.place);
    const [line, column] = [lines.lineAt(start), lines.columnAt(start)];
    // SECURITY: offsets alone; the value stays where it is.
    const range = { start, end };
    const where = {
      kind: 'value' as const,
      text: part.address,
      layer: part.layer,
      path,
      line,
      column,
      range,
      isScalar,
    };
    const id = JSON.stringify([part.address, path?.keys ?? null, line, column]);
    hits.push({ id, where, reason, key: key.slice(0, 200), fixes: fixesFor(path, isScalar) });
  };
  if (!reading.isRead) {
    for (const found of linesWithSecrets(part.text, 0)) add(found, null, found.reason, found.key, false);
    return hits;
  }
  for (const value of reading.values) {
    const reason = reasonOf(value, masked.size === 0 ? false : masked.has(placeKey(part.address, pathOf(value.place))));
    if (reason !== null) {
      add(value, value, reason, reason === 'key-name' ? value.tellingKey : '', true);
      continue;
    }
    const assigned = value.style === 'block' ? null : assignedSecret(value.value);
    if (assigned !== null) {
      // The flag or variable stays, its value alone goes.
      const source = part.text.slice(value.start, value.end);
      const end = value.style === 'plain' ? value.end : value.end - 1;
      add({ start: value.start + source.indexOf('=') + 1, end }, value, 'key-name', assigned, false);
    } else if (value.style === 'block') {
      // Files within files: what a line of them says is found where it stands.
      for (const found of linesWithSecrets(part.text.slice(value.start, value.end), value.start)) {
        add(found, value, found.reason, found.key, false);
      }
    }
  }
  return hits;
}

/** Where the holes of a file stood, for `secretsOfText`. */
export function maskedPlaces(holes: readonly Hole[]): ReadonlySet<string> {
  return new Set(holes.flatMap(({ where }) => (where.kind === 'scalar' ? [placeKey(where.text, where.path)] : [])));
}

function placeKey(text: TextAddress, path: YamlPath | null): string {
  return JSON.stringify([text, path]);
}

function reasonOf(value: TextValue, wasMasked: boolean): SecretReason | null {
  const { value: text } = value;
  const isOpen = text === '' || text.includes(MASK) || text.includes('{{');
  if (isOpen && value.style !== 'block') return null;
  if (wasMasked) return isOpen ? null : 'was-masked';
  if (value.inSecret && value.isText && !isOpen) return 'kubernetes-secret';
  if (!value.isText && !/^\d{4,}$/.test(text)) return null;
  // A block that is a file of its own is judged line by line, unless all of it is the secret.
  if (value.style === 'block' && text.trim().includes('\n')) {
    const shape = shapeOf(text);
    if (shape === 'private-key' && !/^\s*-----BEGIN/.test(text)) return null;
    if (shape === 'private-key' || shape === 'registry-login' || shape === 'kubeconfig') return shape;
    return isSensitiveKey(value.tellingKey) && !isOpen && !/^[\s#]*[\w.-]+\s*[:=]/m.test(text) ? 'key-name' : null;
  }
  return secretReason(value.tellingKey, text);
}

interface LineHit extends Range {
  readonly reason: SecretReason;
  readonly key: string;
}

const keyedLine =
  /^[ \t]*(?:-[ \t]+)?(?:export[ \t]+)?["']?([A-Za-z_][\w.-]{0,80})["']?[ \t]*[:=][ \t]*(\S[^\r\n]*?)[ \t,;]*\r?$/;

/** Line by line, for text of unknown structure. Comments of the usual kinds are passed over. */
function linesWithSecrets(text: string, base: number): readonly LineHit[] {
  const hits: LineHit[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const found = /^[ \t]*(?:#|\/\/|;|--[ \t])/.test(line) ? null : secretOfLine(line.slice(0, 8_192));
    if (found !== null) hits.push({ ...found, start: base + start + found.start, end: base + start + found.end });
    start += line.length + 1;
  }
  return hits;
}

function secretOfLine(line: string): LineHit | null {
  const keyed = keyedLine.exec(line);
  const [, key = '', source = ''] = keyed ?? [];
  if (keyed !== null) {
    const at = line.indexOf(source, line.indexOf(key) + key.length);
    const commented = /^(["']).*\1/.test(source) ? source : source.replace(/[ \t]+#.*$/, '');
    const quoted = /^(["'])(.*)\1$/.exec(commented);
    const value = quoted?.[2] ?? commented;
    // Code and references are no values: `password=$1`, `token: os.environ[...]`.
    const isCode = quoted === null && /[($[]/.test(value);
    const reason = isCode ? shapeOf(value) : secretReason(key, value);
    if (reason !== null && reason !== 'random-text') {
      const start = at + (quoted === null ? 0 : 1);
      return { start, end: start + value.length, reason, key: reason === 'key-name' ? key : '' };
    }
    return null;
  }
  const shape = shapeOf(line);
  return shape === null
    ? null
    : { start: line.length - line.trimStart().length, end: line.trimEnd().length, reason: shape, key: '' };
}

/** A mask inside a block of text could not be found again; Palette takes no variable in `pack.content` (user documentation). */
function fixesFor(path: YamlPath | null, isScalar: boolean): readonly SecretFix[] {
  const inContent = path?.keys[0] === 'pack' && path.keys[1] === 'content';
  return [...(isScalar ? ['mask' as const] : []), ...(inContent ? [] : ['variable' as const]), 'leave'];
}
