import { expect, test } from 'vitest';
import { createRateLimits } from '../../../../electron/palette/rate-limit.ts';
import { createFakeClock } from '../../../fakes/clock.ts';

const host = 'palette.example.com';

/** Counts how many of `wanted` calls were let go at which millisecond. */
async function admitted(path: string, wanted: number, forMs: number) {
  const clock = createFakeClock(0);
  const limits = createRateLimits(clock);
  const times: number[] = [];
  for (let call = 0; call < wanted; call += 1) {
    void limits.admit(host, path, null).then(() => times.push(clock.now()));
  }
  for (let at = 0; at <= forMs; at += 10) {
    await settle();
    clock.advance(10);
  }
  await settle();
  return times;
}

async function settle() {
  for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
}

/** The most calls that fall into any window of that length. */
function most(times: readonly number[], windowMs: number): number {
  return Math.max(...times.map((start) => times.filter((at) => at >= start && at < start + windowMs).length));
}

test.each([
  ['/v1/dashboard/clusterprofiles?limit=50', 10, 50],
  ['/v1/packs/nginx/registries/abc', 10, 50],
  ['/v1/unheard-of', 10, 50],
  ['/v1/clusterprofiles/abc/export', 50, 250],
])('%s stays under %i per second with a burst of %i', async (path, perSecond, burst) => {
  const times = await admitted(path, burst * 3, 12_000);
  expect(times.length).toBeGreaterThan(burst);
  for (const seconds of [0.1, 1, 3, 10]) {
    expect(most(times, seconds * 1000)).toBeLessThanOrEqual(burst + perSecond * seconds);
  }
});

test('prefixes and hosts do not wait for each other', async () => {
  const clock = createFakeClock(0);
  const limits = createRateLimits(clock);
  for (let call = 0; call < 100; call += 1) void limits.admit(host, '/v1/packs/x', null);
  await expect(limits.admit(host, '/v1/registries/metadata', null)).resolves.toBe(true);
  await expect(limits.admit('other.example.com', '/v1/packs/x', null)).resolves.toBe(true);
});

test('a refusal by the server holds the whole prefix for as long as it asks', async () => {
  const clock = createFakeClock(0);
  const limits = createRateLimits(clock);
  limits.hold(host, '/v1/packs/x', 3000);
  let isThrough = false;
  void limits.admit(host, '/v1/packs/y', null).then(() => {
    isThrough = true;
  });
  clock.advance(2900);
  await settle();
  expect(isThrough).toBe(false);
  clock.advance(200);
  await settle();
  expect(isThrough).toBe(true);
});

test('a pause that a server asks for is told', () => {
  const told: unknown[] = [];
  const limits = createRateLimits(createFakeClock(0), (...held) => told.push(held));
  limits.hold(host, '/v1/packs/x', 3000);
  expect(told).toEqual([[host, 3000]]);
});

test('waiting ends at once when the signal aborts', async () => {
  const limits = createRateLimits(createFakeClock(0));
  limits.hold(host, '/v1/packs/x', 60_000);
  const stop = new AbortController();
  const waiting = limits.admit(host, '/v1/packs/x', stop.signal);
  stop.abort();
  await expect(waiting).resolves.toBe(false);
  await expect(limits.admit(host, '/v1/users/info', stop.signal)).resolves.toBe(false);
});

test('a clock that is set back holds nobody up', async () => {
  const clock = createFakeClock(3_600_000);
  let back = 0;
  const limits = createRateLimits({ ...clock, now: () => clock.now() - back });
  for (let call = 0; call < 40; call += 1) await limits.admit(host, '/v1/packs/x', null);
  back = 3_000_000;
  const answered = limits.admit(host, '/v1/packs/x', null).then(() => 'admitted');
  await expect(Promise.race([answered, settle().then(() => 'still waiting')])).resolves.toBe('admitted');
});
