import { expect, test } from 'vitest';
import { z } from 'zod';
import { keyProblem } from '../../../../electron/palette/key.ts';
import { createMemory } from '../../../../electron/palette/memory.ts';
import { path, query } from '../../../../electron/palette/path.ts';
import { date, identity, listOf, requiredListOf, text } from '../../../../electron/palette/wire.ts';
import { failed, ok } from '../../../../shared/result.ts';
import { createFakeClock } from '../../../fakes/clock.ts';

test('inserted values can never reshape a path', () => {
  expect(path`/v1/packs/${'a/b?c#d'}/registries/${'é'}`).toBe('/v1/packs/a%2Fb%3Fc%23d/registries/%C3%A9');
  expect(query({ name: 'ML Ops & more', version: null, limit: 50, publish: true })).toBe(
    '?name=ML%20Ops%20%26%20more&limit=50&publish=true',
  );
  expect(query({ a: null, b: '' })).toBe('');
});

test.each([
  ['', 'empty'],
  ['  \n ', 'empty'],
  ['abc\r\nX-Evil: 1', 'line-break'],
  ['abc déf', 'not-ascii'],
  ['two words', 'not-ascii'],
  ['x'.repeat(5000), 'too-long'],
])('%j cannot be a key', (key, reason) => {
  expect(keyProblem(key)).toEqual({ kind: 'key-invalid', reason });
});

test('blank ends of a key are forgiven', () => {
  expect(keyProblem(' abc123\n')).toBeNull();
});

test('null, missing and odd members do not break a list', () => {
  const shape = z.looseObject({ items: requiredListOf(z.looseObject({ metadata: identity, note: text })) });
  const items = [
    null,
    7,
    { metadata: { uid: 'a', name: null } },
    { metadata: { uid: '../x' } },
    { note: 'no identity' },
  ];
  expect(shape.parse({ items })).toEqual({ items: [{ metadata: { uid: 'a', name: '' }, note: '' }] });
  expect(shape.parse({ items: null })).toEqual({ items: [] });
  expect(shape.safeParse({}).success).toBe(false);
  expect(listOf(text).parse(undefined)).toEqual([]);
});

test("Go's zero time and nonsense are no dates", () => {
  expect(date.parse('2026-03-01T10:00:00Z')).toBe('2026-03-01T10:00:00.000Z');
  expect([date.parse('0001-01-01T00:00:00.000Z'), date.parse('soon'), date.parse(null)]).toEqual([null, null, null]);
});

test('memory keeps answers for a moment, failures never, and asks once for askers side by side', async () => {
  const clock = createFakeClock();
  const memory = createMemory(clock);
  let asked = 0;
  const ask = async () => {
    asked += 1;
    return asked === 1 ? failed({ kind: 'connection-lost', host: 'h' }) : ok(asked);
  };
  const both = await Promise.all([memory.recall('k', ask), memory.recall('k', ask)]);
  expect(both.map((one) => one.ok)).toEqual([false, false]);
  expect(asked).toBe(1);
  expect(await memory.recall('k', ask)).toEqual(ok(2));
  expect(await memory.recall('k', ask)).toEqual(ok(2));
  clock.advance(61_000);
  expect(await memory.recall('k', ask)).toEqual(ok(3));
});

test('memory asked afresh trusts nothing from before, asks each question once, and tells the others', async () => {
  const memory = createMemory(createFakeClock());
  let asked = 0;
  const ask = async () => {
    asked += 1;
    return ok(asked);
  };
  expect(await memory.recall('k', ask)).toEqual(ok(1));
  const fresh = memory.afresh();
  expect(await Promise.all([fresh.recall('k', ask), fresh.recall('k', ask)])).toEqual([ok(2), ok(2)]);
  expect(await memory.recall('k', ask)).toEqual(ok(2));
  expect(await memory.afresh().recall('k', async () => failed({ kind: 'cancelled' }))).toMatchObject({ ok: false });
  expect(await memory.recall('k', ask)).toEqual(ok(3));
});

test("another asker's cancelling does not cancel ours", async () => {
  const memory = createMemory(createFakeClock());
  const first = memory.recall('k', async () => failed({ kind: 'cancelled' }));
  const second = memory.recall('k', async () => ok('mine'));
  expect((await first).ok).toBe(false);
  expect(await second).toEqual(ok('mine'));
});
