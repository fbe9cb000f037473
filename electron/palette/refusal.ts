import { z } from 'zod';
import type { Problem } from '../../shared/problem.ts';
import type { HttpAnswer } from '../ports/http.ts';
import { hideIn, repeats } from './hide.ts';
import { retryAfterMs } from './retry.ts';

export interface RefusedCall {
  readonly host: string;
  /** Without query. */
  readonly path: string;
  /** Palette's name of the permission that the call needs; empty where it needs none. */
  readonly permission: string;
  /** What was asked for, in plain words, such as `profile`. */
  readonly what: string;
  /** First the API key, then whatever the request's body must not give away. */
  readonly secrets: readonly string[];
  readonly now: number;
}

/** SPEC v1Error. */
const errorBody = z.looseObject({
  code: z.string().nullish().catch(null),
  message: z.string().nullish().catch(null),
  ref: z.string().nullish().catch(null),
});

/**
 * An answer outside 200–299 in a person's terms. The specification lists no error answers, so every status is possible,
 * with SPEC v1Error, plain text, a web page or nothing as its body.
 */
export function refusal(answer: HttpAnswer, call: RefusedCall): Problem {
  const { host } = call;
  const said = readError(answer, call.secrets);
  const [key = ''] = call.secrets;
  switch (answer.status) {
    case 401:
      return { kind: 'key-refused', host, message: said.message };
    case 403:
      // A gateway refuses an unknown key with plain text; Palette itself refuses an action with SPEC v1Error.
      if (call.permission === '' && said.form !== 'error') return { kind: 'key-refused', host, message: said.message };
      return { kind: 'permission-denied', host, permission: call.permission, message: said.message };
    case 404:
      // SECURITY: an unknown key is answered with 404 and the key inside the message.
      if (repeats(said.raw, key)) return { kind: 'key-refused', host, message: said.message };
      if (said.form === 'page') return { kind: 'not-palette', host, path: call.path, found: 'web-page' };
      if (said.form !== 'error' && call.permission === '') {
        return { kind: 'not-palette', host, path: call.path, found: said.form === 'nothing' ? 'nothing' : 'not-json' };
      }
      return { kind: 'not-found', host, what: call.what, message: said.message };
    case 429: {
      const asked = retryAfterMs(answer, call.now);
      return { kind: 'rate-limited', host, retryAfterSeconds: asked === null ? null : Math.ceil(asked / 1000) };
    }
    default:
      return {
        kind: 'server-refused',
        host,
        status: answer.status,
        code: said.code,
        message: said.message,
        reference: said.reference,
      };
  }
}

/** Bytes of an answer in which words are looked for; what is longer has none for a person. */
const longestRead = 1_000_000;

interface Said {
  readonly form: 'error' | 'page' | 'text' | 'nothing';
  readonly code: string;
  readonly message: string;
  readonly reference: string;
  readonly raw: string;
}

function readError(answer: HttpAnswer, secrets: readonly string[]): Said {
  const raw = new TextDecoder().decode(answer.body.subarray(0, longestRead)).trim();
  const hide = (text: string | null | undefined) => hideIn(text ?? '', secrets);
  if (raw === '') return { form: 'nothing', code: '', message: '', reference: '', raw };
  if (looksLikePage(raw)) return { form: 'page', code: '', message: '', reference: '', raw };
  // SECURITY: what is cut before it is searched may end in part of a secret.
  if (answer.body.length > longestRead) return { form: 'text', code: '', message: '', reference: '', raw };
  const body = errorBody.safeParse(parsed(raw));
  if (!body.success) return { form: 'text', code: '', message: hide(raw), reference: '', raw };
  const { code, message, ref } = body.data;
  const isError = typeof code === 'string' || typeof message === 'string';
  return { form: isError ? 'error' : 'text', code: hide(code), message: hide(message), reference: hide(ref), raw };
}

/** A login page, a proxy's or a captive portal's page. */
export function looksLikePage(text: string): boolean {
  return /^\s*(?:<!doctype|<html|<head|<body|<\?xml|<!--)/i.test(text);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // SECURITY: the parser's message quotes the text; it goes no further.
    return null;
  }
}
