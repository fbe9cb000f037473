import type { z } from 'zod';
import type { Scope } from '../../shared/place.ts';
import type { Problem } from '../../shared/problem.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { ClockPort } from '../ports/clock.ts';
import type { HttpAnswer, HttpFailure, HttpMethod, HttpPort } from '../ports/http.ts';
import type { Secret } from '../secret.ts';
import { keyProblem } from './key.ts';
import { pause } from './pause.ts';
import type { RateLimits } from './rate-limit.ts';
import { looksLikePage, refusal } from './refusal.ts';
import { retryAfterMs, retryWait } from './retry.ts';
import { turn } from './turn.ts';

/** One request to Palette. */
export interface Call {
  readonly method: HttpMethod;
  /** Made by `path` and `query`. */
  readonly path: string;
  /** Null: the call knows no scope, or belongs to the tenant. */
  readonly scope: Scope | null;
  readonly body?: unknown;
  readonly permission: string;
  readonly what: string;
  /** Texts in the body that an error message must not repeat. */
  readonly hide?: readonly string[];
  readonly totalMs?: number;
}

/** How a write failed. `maybeActed`: the server may hold its effect all the same. */
export interface WriteFailure {
  readonly ok: false;
  readonly problem: Problem;
  readonly maybeActed: boolean;
}

export type WriteResult<T> = { readonly ok: true; readonly value: T } | WriteFailure;

/** Speaks to one Palette for one key. Resources build their methods on it. */
export interface Caller {
  readonly host: string;
  /** Tried again while that is harmless. The answer's body must fit the shape. */
  read<S extends z.ZodType>(call: Call, shape: S): Promise<Result<z.output<S>>>;
  /** The same with the answer's body byte for byte as it came; it must be JSON of this shape. */
  readBytes<S extends z.ZodType>(call: Call, shape: S): Promise<Result<Uint8Array>>;
  /** A file of whatever form, byte for byte. */
  readFile(call: Call): Promise<Result<Uint8Array>>;
  /** A read whose answer has no body (204). */
  readNothing(call: Call): Promise<Result<null>>;
  /** Sent once, whatever comes of it. */
  write<S extends z.ZodType>(call: Call, shape: S): Promise<WriteResult<z.output<S>>>;
  writeNothing(call: Call): Promise<WriteResult<null>>;
  /** The same, stopped by the signal. */
  withSignal(signal: AbortSignal): Caller;
}

export interface CallerParts {
  readonly http: HttpPort;
  readonly apiKey: Secret;
  readonly limits: RateLimits;
  readonly clock: ClockPort;
  readonly random: () => number;
  readonly signal: AbortSignal | null;
}

/** Bytes of an answer that take some milliseconds to read. */
const LARGE = 500_000;

type Reader<T> = (answer: HttpAnswer, call: Call) => Result<T>;
type Sent =
  | { readonly kind: 'accepted'; readonly answer: HttpAnswer }
  | { readonly kind: 'refused'; readonly problem: Problem; readonly maybeActed: boolean };

export function createCaller(parts: CallerParts): Caller {
  const { http } = parts;
  const shaped =
    <S extends z.ZodType>(shape: S): Reader<z.output<S>> =>
    (answer, call) =>
      readJson(answer, call, http.host, shape);
  const nothing: Reader<null> = (answer, call) => readEmpty(answer, call, http.host);

  async function read<T>(call: Call, reader: Reader<T>): Promise<Result<T>> {
    const sent = await sendRead(parts, call);
    if (sent.kind === 'refused') return failed(sent.problem);
    const value = reader(sent.answer, call);
    // Reading it kept everybody waiting; whoever wanted it goes on after them.
    if (sent.answer.body.length > LARGE) await turn();
    return value;
  }

  async function write<T>(call: Call, reader: Reader<T>): Promise<WriteResult<T>> {
    const sent = await sendOnce(parts, call);
    if (sent.kind === 'refused') return { ok: false, problem: sent.problem, maybeActed: sent.maybeActed };
    const value = reader(sent.answer, call);
    return value.ok ? value : { ok: false, problem: value.problem, maybeActed: true };
  }

  return {
    host: http.host,
    read: (call, shape) => read(call, shaped(shape)),
    readBytes: (call, shape) =>
      read(call, (answer) => {
        const value = readJson(answer, call, http.host, shape);
        return value.ok ? ok(answer.body) : value;
      }),
    readFile: (call) => read(call, (answer) => ok(answer.body)),
    readNothing: (call) => read(call, nothing),
    write: (call, shape) => write(call, shaped(shape)),
    writeNothing: (call) => write(call, nothing),
    withSignal: (signal) => createCaller({ ...parts, signal }),
  };
}

async function sendRead(parts: CallerParts, call: Call): Promise<Sent> {
  for (let retry = 0; ; retry += 1) {
    const attempt = await sendAttempt(parts, call);
    if (attempt.answer === null) return attempt.sent;
    const wait = retryWait(attempt.answer, retry, parts);
    if (wait === null) return attempt.sent;
    if (!(await pause(parts.clock, wait, parts.signal))) return cancelled;
  }
}

async function sendOnce(parts: CallerParts, call: Call): Promise<Sent> {
  return (await sendAttempt(parts, call)).sent;
}

const cancelled: Sent = { kind: 'refused', problem: { kind: 'cancelled' }, maybeActed: false };

interface Attempt {
  readonly sent: Sent;
  /** Null: nothing was sent, so there is nothing to try again. */
  readonly answer: HttpAnswer | HttpFailure | null;
}

async function sendAttempt(parts: CallerParts, call: Call): Promise<Attempt> {
  const { http, limits, clock, signal } = parts;
  if (!(await limits.admit(http.host, call.path, signal))) return { sent: cancelled, answer: null };

  // SECURITY: the one line where the key becomes text; it lives as long as this one attempt, to be sent and to be
  // searched for in what the server answers.
  const key = parts.apiKey.reveal().trim();
  const invalid = keyProblem(key);
  if (invalid !== null) return { sent: { kind: 'refused', problem: invalid, maybeActed: false }, answer: null };
  const answer = await http.send({
    method: call.method,
    path: call.path,
    headers: headersFor(call, key),
    body: call.body === undefined ? null : JSON.stringify(call.body),
    totalMs: call.totalMs ?? null,
    signal,
  });
  if (answer.kind === 'failure') {
    return { sent: { kind: 'refused', problem: answer.problem, maybeActed: answer.maybeActed }, answer };
  }
  if (answer.status >= 200 && answer.status < 300) return { sent: { kind: 'accepted', answer }, answer };
  if (answer.status === 429) {
    limits.hold(http.host, call.path, Math.min(retryAfterMs(answer, clock.now()) ?? 500, 20_000));
  }
  const problem = refusal(answer, {
    host: http.host,
    path: withoutQuery(call.path),
    permission: call.permission,
    what: call.what,
    secrets: [key, ...(call.hide ?? [])],
    now: clock.now(),
  });
  return { sent: { kind: 'refused', problem, maybeActed: isDoubtful(answer.status) }, answer };
}

/**
 * Statuses behind which a write may have happened: an answer lost on the way, a failure after it, and "exists already",
 * which is 409 or, for macros, 422 (public provider): what exists may be our own.
 */
function isDoubtful(status: number): boolean {
  return status === 408 || status === 409 || status === 422 || status >= 500;
}

function headersFor(call: Call, key: string): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json, application/octet-stream', ApiKey: key };
  if (call.body !== undefined) headers['content-type'] = 'application/json';
  // Without this header Palette works on the tenant.
  if (call.scope?.kind === 'project') headers.ProjectUid = call.scope.uid;
  return headers;
}

function readJson<S extends z.ZodType>(answer: HttpAnswer, call: Call, host: string, shape: S): Result<z.output<S>> {
  const strange = (found: 'web-page' | 'nothing' | 'not-json' | 'other-shape') =>
    failed({ kind: 'not-palette', host, path: withoutQuery(call.path), found });
  const body = decoded(answer.body);
  if (body === null) return strange('not-json');
  if (body.trim() === '') return strange('nothing');
  if (looksLikePage(body)) return strange('web-page');
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    // SECURITY: the parser's message quotes the text; it goes no further.
    return strange('not-json');
  }
  const value = shape.safeParse(json);
  return value.success ? ok(value.data) : strange('other-shape');
}

/** 204 has no body; a page where nothing was expected is somebody else answering. */
function readEmpty(answer: HttpAnswer, call: Call, host: string): Result<null> {
  if (answer.status === 204 || !looksLikePage(decoded(answer.body.subarray(0, 512)) ?? '')) return ok(null);
  return failed({ kind: 'not-palette', host, path: withoutQuery(call.path), found: 'web-page' });
}

function decoded(body: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return null;
  }
}

function withoutQuery(path: string): string {
  return path.split('?', 1)[0] ?? path;
}
