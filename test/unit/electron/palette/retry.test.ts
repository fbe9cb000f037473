import { expect, test } from 'vitest';
import { READ_RETRIES, retryAfterMs, retryWait } from '../../../../electron/palette/retry.ts';
import type { HttpAnswer, HttpFailure } from '../../../../electron/ports/http.ts';
import { createFakeClock } from '../../../fakes/clock.ts';

const clock = createFakeClock(Date.UTC(2026, 0, 1));

function answer(status: number, headers: Record<string, string> = {}): HttpAnswer {
  return { kind: 'answer', status, headers, body: new Uint8Array() };
}

function lost(transient: boolean): HttpFailure {
  return { kind: 'failure', problem: { kind: 'connection-lost', host: 'h' }, maybeActed: true, transient };
}

test.each([408, 429, 502, 503, 504, 599])('%i is tried again', (status) => {
  expect(retryWait(answer(status), 0, { clock, random: () => 0.5 })).not.toBeNull();
});

test.each([200, 204, 400, 401, 403, 404, 409, 422, 500])('%i stands', (status) => {
  expect(retryWait(answer(status), 0, { clock, random: () => 0.5 })).toBeNull();
});

test('a broken connection is tried again, a time-out or a refused certificate is not', () => {
  expect(retryWait(lost(true), 0, { clock, random: () => 0 })).toBe(0);
  expect(retryWait(lost(false), 0, { clock, random: () => 0 })).toBeNull();
});

test('the wait is spread over the whole range, which doubles', () => {
  const waits = [0, 1, 2].map((retry) => retryWait(answer(503), retry, { clock, random: () => 1 }));
  expect(waits).toEqual([500, 1000, 2000]);
  expect(retryWait(answer(503), 2, { clock, random: () => 0 })).toBe(0);
  expect(retryWait(answer(503), READ_RETRIES, { clock, random: () => 0 })).toBeNull();
});

test('Retry-After is honoured in both forms, unless it asks for longer than anyone would wait', () => {
  expect(retryWait(answer(429, { 'retry-after': '2' }), 0, { clock, random: () => 0 })).toBe(2000);
  const date = new Date(clock.now() + 7000).toUTCString();
  expect(retryAfterMs(answer(429, { 'retry-after': date }), clock.now())).toBe(7000);
  expect(retryAfterMs(answer(429, { 'retry-after': 'soon' }), clock.now())).toBeNull();
  expect(retryWait(answer(429, { 'retry-after': '3600' }), 0, { clock, random: () => 0 })).toBeNull();
  expect(retryWait(answer(429), 0, { clock, random: () => 0 })).toBeGreaterThan(0);
});
