import { inspect } from 'node:util';

const MARK = '[redacted]';
/** Shorter values occur in ordinary words: hiding them would only show where they are. */
const MIN_LENGTH = 4;
/** A base64 core shorter than this occurs by chance. */
const MIN_CORE = 5;

/** Hides known secrets, and whatever looks like a credential, in a text. */
export interface Redactor {
  /** From now on this value is hidden, however it is written. */
  add(value: string): void;
  redact(text: string): string;
}

/**
 * Header, member and parameter names whose value is never shown, however it is quoted or escaped; then credentials in
 * a URL, and private keys in PEM.
 */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/((?:authorization|cookie)(?:\\*["'])?\s*[:=]\s*(?:\\*["'])?)(?!\[redacted\])[^"'\\\r\n]+/gi, `$1${MARK}`],
  [
    /((?:api[-_ ]?key|password|passphrase|secret|token)(?:\\*["'])?\s*(?:[:=]|%3[ad])\s*(?:\\*["'])?)(?!\[redacted\])[^\s"'\\,;&{}]+/gi,
    `$1${MARK}`,
  ],
  [/(:\/\/)[^\s/?#@"']+@/g, `$1${MARK}@`],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, MARK],
];

/**
 * A redactor that learns secrets as they come.
 *
 * SECURITY: this is the last net below logs, not the reason why secrets stay out of them.
 */
export function createRedactor(): Redactor {
  const forms = new Set<string>();
  /** Made for the first text after a secret came: many come at once. */
  let known: RegExp | null = null;

  function anyOf(longestFirst: readonly string[]): RegExp {
    return new RegExp(longestFirst.map(escapePattern).join('|'), 'g');
  }

  return {
    add(value) {
      for (const form of formsOf(value)) forms.add(form);
      known = null;
    },
    redact(text) {
      if (forms.size > 0) known ??= anyOf([...forms].sort((a, b) => b.length - a.length));
      let hidden = known === null ? text : text.replace(known, MARK);
      for (const [pattern, mark] of patterns) hidden = hidden.replace(pattern, mark);
      return hidden;
    },
  };
}

/** Every way in which a value may stand in a text: raw, escaped for URLs and JSON, hex, base64 wherever it starts. */
function formsOf(value: string): readonly string[] {
  const trimmed = value.trim();
  if (trimmed.length < MIN_LENGTH) return [];
  const forms: string[] = [];
  for (const text of new Set([value, trimmed])) {
    const bytes = Buffer.from(text, 'utf8');
    const url = encodeURIComponent(text.toWellFormed());
    const json = JSON.stringify(text).slice(1, -1);
    const hex = bytes.toString('hex');
    forms.push(text, url, encodeURI(text.toWellFormed()), url.replaceAll('%20', '+'), lowerEscapes(url));
    forms.push(json, JSON.stringify(json).slice(1, -1), asciiJson(json), inspect(text).slice(1, -1));
    forms.push(hex, hex.toUpperCase());
    for (const core of base64Cores(bytes)) forms.push(core, core.replaceAll('+', '-').replaceAll('/', '_'));
  }
  return forms.filter((form) => form.length >= MIN_LENGTH);
}

const escapePattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

const lowerEscapes = (url: string) => url.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());

const asciiJson = (json: string) =>
  json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The base64 characters that depend on these bytes alone, for each of the three ways the bytes can be aligned. */
function base64Cores(bytes: Uint8Array): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const from = Math.ceil((before * 8) / 6);
    const to = Math.floor(((before + bytes.length) * 8) / 6);
    const core = encoded.slice(from, to);
    return core.length >= MIN_CORE ? [core] : [];
  });
}

/**
 * What may be logged of a thrown error: its class and where it came from.
 *
 * SECURITY: without its message. Parsers quote file content in it, and HTTP clients a refused header value.
 */
export function describeError(error: unknown): { readonly error: string; readonly code: string; readonly at: string } {
  if (!(error instanceof Error)) return { error: typeof error, code: '', at: '' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code.slice(0, 64) : '';
  const frames = (error.stack ?? '')
    .replace(error.message, '')
    .split('\n')
    .filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line));
  const at = frames.slice(0, 12).map((line) => line.trim());
  return { error: error.constructor.name, code, at: at.join(' | ') };
}
