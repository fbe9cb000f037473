import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import type { InputProblem } from '../problem.ts';
import { failed, ok, type Result } from '../result.ts';
import type { ProfileDocument } from './document.ts';
import { profileDocumentSchema } from './document-shapes.ts';
import { scanJson } from './json-scan.ts';
import { LineIndex } from './line-index.ts';

type Reason = Extract<InputProblem, { kind: 'profile-unreadable' }>['reason'];

/** Real exports nest nine levels; nobody's profile nests two hundred. */
const deepest = 200;
const longestName = 80;

/**
 * The document of an exported profile's JSON text: unknown members, key order and absent members as they are.
 * Every failure is a `profile-unreadable` with line and column where there is one; its detail is a key's name at most.
 */
export function readProfile(text: string): Result<ProfileDocument> {
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (json.trim() === '') return unreadable('empty');
  const finding = scanJson(json, deepest);
  if (finding?.kind === 'too-deep') return unreadableAt(json, 'too-deep', String(deepest), finding.offset);
  const parsed = parsedJson(json);
  if (!parsed.ok) return notJson(json);
  if (finding !== null) return unreadableAt(json, finding.kind, shortName(finding.key), finding.offset);
  return shaped(parsed.value);
}

/** The same for a value that is parsed already, as an API answers it. Gives back the very value, not a copy. */
export function shapeProfile(value: unknown): Result<ProfileDocument> {
  return isTooDeep(value) ? unreadable('too-deep', String(deepest)) : shaped(value);
}

function shaped(value: unknown): Result<ProfileDocument> {
  if (Array.isArray(value)) return unreadable('array');
  if (!isObject(value)) return unreadable('not-a-profile');
  const other = otherKind(value);
  if (other !== null) return unreadable(other);
  const shaped = profileDocumentSchema.safeParse(value);
  if (!shaped.success) return unreadable('not-a-profile', shaped.error.issues[0]?.path.map(String).join('.') ?? '');
  // The schema's own answer would put known members first; the order of a file is its own.
  return ok(value as ProfileDocument);
}

function otherKind(value: Readonly<Record<string, unknown>>): Reason | null {
  const spec = isObject(value.spec) ? value.spec : {};
  const template = isObject(spec.template) ? spec.template : {};
  const isKind = typeof value.kind === 'string';
  if (isKind && /^AppProfile/i.test(String(value.kind))) return 'app-profile';
  if ([spec, template, value].some((part) => 'appTiers' in part)) return 'app-profile';
  // SPEC v1ClusterProfile: what reading a profile answers, as against exporting it.
  if ('published' in spec || 'draft' in spec) return 'api-object';
  // SPEC v1ClusterProfileSummary, its lists, and what the API says instead of an answer.
  if ('specSummary' in value || (Array.isArray(value.items) && !isKind)) return 'api-object';
  if (typeof value.code === 'string' && typeof value.message === 'string') return 'api-object';
  if (typeof value.apiVersion === 'string' && isKind) return 'custom-resource';
  if (['terraform', 'resource', 'provider'].some((key) => isObject(value[key]))) return 'terraform';
  return null;
}

function parsedJson(text: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    // The error's message quotes the file.
    return { ok: false };
  }
}

function notJson(text: string): Result<ProfileDocument> {
  const start = text.slice(0, 65_536);
  if (/^\s*<(?:[a-z][\w-]*[\s/>]|[!?])/i.test(start)) return unreadable('web-page');
  if (
    /^[ \t]*(?:(?:resource|data|provider|variable|module|output)\s+"[^"\n]+"|terraform|locals)[^\n={]*\{/m.test(start)
  ) {
    return unreadable('terraform');
  }
  if (/^apiVersion:/m.test(start) && /^kind:/m.test(start)) return unreadable('custom-resource');
  const errors: ParseError[] = [];
  try {
    parse(text, errors, { disallowComments: true });
  } catch (error) {
    // Brackets that do not match nest deeper for this parser than for the depth check; the first error is known by then.
    if (!(error instanceof RangeError)) throw error;
  }
  return unreadableAt(
    text,
    isCutOff(text, errors) ? 'cut-off' : 'not-json',
    '',
    errors[0]?.offset ?? strayControl(text),
  );
}

/** Whether nothing is wrong but that the text ends before everything in it does. */
function isCutOff(text: string, errors: readonly ParseError[]): boolean {
  const end = text.trimEnd().length;
  const isOpen = errors.some(({ error }) => /^Close(?:Brace|Bracket)Expected$/.test(printParseErrorCode(error)));
  return isOpen && errors.every(({ offset, length }) => offset + length >= end);
}

/** Offset of a control character that JSON forbids and the tolerant parser lets pass, or the end. */
function strayControl(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the point
  const at = text.search(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
  return at === -1 ? text.length : at;
}

function unreadable(reason: Reason, detail = ''): Result<ProfileDocument> {
  return failed({ kind: 'profile-unreadable', reason, detail, line: null, column: null });
}

function unreadableAt(text: string, reason: Reason, detail: string, offset: number): Result<ProfileDocument> {
  const lines = new LineIndex(text);
  const line = lines.lineAt(offset);
  return failed({ kind: 'profile-unreadable', reason, detail, line, column: lines.columnAt(offset) });
}

function shortName(name: string): string {
  return name.length <= longestName ? name : `${name.slice(0, longestName - 1)}…`;
}

/** Level by level, without recursion. */
function isTooDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return true;
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  }
  return false;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
