import type { ClockPort } from '../ports/clock.ts';
import type { HttpAnswer, HttpFailure } from '../ports/http.ts';

export interface RetryOptions {
  readonly clock: ClockPort;
  /** 0 to 1, evenly spread. */
  readonly random: () => number;
}

/** A read is tried once and then again at most this often. */
export const READ_RETRIES = 3;

const firstWaitMs = 500;
const longestWaitMs = 20_000;

/**
 * How long to wait before a read is tried again; null: the answer stands. Full jitter, so that many clients behind one
 * address do not come back in step. A 500 is Palette's "operational error", a decision and not an outage.
 */
export function retryWait(answer: HttpAnswer | HttpFailure, retry: number, options: RetryOptions): number | null {
  if (retry >= READ_RETRIES) return null;
  const jitter = Math.round(options.random() * firstWaitMs * 2 ** retry);
  if (answer.kind === 'failure') return answer.transient ? jitter : null;
  if (answer.status === 429) {
    const asked = retryAfterMs(answer, options.clock.now());
    if (asked === null) return jitter + firstWaitMs;
    return asked <= longestWaitMs ? asked + jitter : null;
  }
  if (answer.status === 408 || answer.status > 500) return jitter;
  return null;
}

/** Retry-After of RFC 9110: seconds, or a date. */
export function retryAfterMs(answer: HttpAnswer, now: number): number | null {
  const text = answer.headers['retry-after']?.trim();
  if (text === undefined || text === '') return null;
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
