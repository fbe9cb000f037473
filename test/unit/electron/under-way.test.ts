import { beforeEach, describe, expect, test } from 'vitest';
import { watchTransfers } from '../../../electron/services/under-way.ts';
import type { FerryEvent } from '../../../shared/bridge/events.ts';
import type { RunRequest } from '../../../shared/bridge/ferry.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import type { TransferOutcome } from '../../../shared/transfer/proof.ts';
import { devPlace, prodPlace } from '../../fakes/ferry-environments.ts';

const request = (id: string, name: string): RunRequest => ({
  transfer: { id, source: devPlace, target: prodPlace, profile: { uid: `uid-${name}`, name, version: '1.0.0' } },
  decisions: [],
  reviewed: { mark: 'mark-1', remembered: [] },
  typedName: 'PROD',
});
const outcome = { uid: 'new', name: 'edge-base', version: '1.0.0' } as TransferOutcome;
const value = async (known: Promise<Result<unknown>>) => {
  const answer = await known;
  return answer.ok ? answer.value : answer.problem;
};

let runs: Map<string, PromiseWithResolvers<Result<TransferOutcome>>>;
let events: FerryEvent[];
let ends: [string, string][];

beforeEach(() => {
  runs = new Map();
  events = [];
  ends = [];
});

function watched() {
  return watchTransfers(
    {
      plan: async () => failed({ kind: 'cancelled' }),
      readText: async () => failed({ kind: 'cancelled' }),
      run: ({ transfer }) => {
        const run = Promise.withResolvers<Result<TransferOutcome>>();
        runs.set(transfer.id, run);
        return run.promise;
      },
      cancel: async () => ok(null),
    },
    (event) => events.push(event),
    (transfer, end) => ends.push([transfer, end]),
  );
}

describe('what is under way', () => {
  test('is named in the order it began, until it is back', async () => {
    const { calls, names } = watched();
    expect(names()).toEqual([]);
    const first = calls.run(request('a', 'edge-base'));
    const second = calls.run(request('b', 'observability'));
    expect(names()).toEqual(['edge-base 1.0.0', 'observability 1.0.0']);
    runs.get('a')?.resolve(ok(outcome));
    await first;
    expect(names()).toEqual(['observability 1.0.0']);
    runs.get('b')?.resolve(failed({ kind: 'cancelled' }));
    await second;
    expect(names()).toEqual([]);
  });

  test('does not stay when a run breaks', async () => {
    const { calls, names } = watched();
    const broken = calls.run(request('a', 'edge-base'));
    runs.get('a')?.reject(new Error('broken'));
    await expect(broken).rejects.toThrow('broken');
    expect(names()).toEqual([]);
    expect(await value(calls.known())).toEqual([]);
    expect(ends).toEqual([]);
  });
});

test('a run that came back with questions needs an answer; every other one has ended', async () => {
  const { calls } = watched();
  for (const [id, answer] of [
    ['a', ok(outcome)],
    ['b', failed({ kind: 'plan-open', profile: 'edge-base', open: ['name-taken'] })],
    ['c', failed({ kind: 'connection-lost', host: 'palette.example' })],
    ['d', failed({ kind: 'cancelled' })],
  ] as const) {
    const run = calls.run(request(id, 'edge-base'));
    runs.get(id)?.resolve(answer as Result<TransferOutcome>);
    expect(await run).toBe(answer);
  }
  expect(ends).toEqual([
    ['a', 'ended'],
    ['b', 'needs-answer'],
    ['c', 'ended'],
    ['d', 'ended'],
  ]);
  expect(events.map((event) => event.kind === 'transfer-ended' && event.transfer)).toEqual(['a', 'b', 'c', 'd']);
});

test('a later window learns what runs and how the others ended; confirmed again, a transfer is the newest', async () => {
  const { calls } = watched();
  const lost = failed({ kind: 'connection-lost', host: 'palette.example' });
  const first = calls.run(request('a', 'edge-base'));
  void calls.run(request('b', 'observability'));
  runs.get('a')?.resolve(lost);
  await first;
  expect(await value(calls.known())).toEqual([
    { request: request('a', 'edge-base').transfer, way: 'import', answer: lost },
    { request: request('b', 'observability').transfer, way: 'import', answer: null },
  ]);
  void calls.run(request('a', 'edge-base'));
  expect(await value(calls.known())).toMatchObject([
    { request: { id: 'b' }, answer: null },
    { request: { id: 'a' }, answer: null },
  ]);
});

test('what was decided and typed is kept nowhere', async () => {
  const { calls } = watched();
  const secret = 'typed-7c1f';
  const decisions = [{ kind: 'create-macro', macro: 'dns', scope: 'project', value: secret }] as const;
  const run = calls.run({ ...request('a', 'edge-base'), decisions });
  runs.get('a')?.resolve(ok(outcome));
  await run;
  expect(JSON.stringify([await value(calls.known()), events])).not.toContain(secret);
});
