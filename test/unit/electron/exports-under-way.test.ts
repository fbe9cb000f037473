import { describe, expect, test } from 'vitest';
import { watchExports } from '../../../electron/services/exports-under-way.ts';
import type { ExportOutcome, ExportRun } from '../../../shared/bridge/exports.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import { devPlace } from '../../fakes/ferry-environments.ts';

const idOf = (last: number) => `5a2b3c4d-0000-4000-8000-00000000000${last}`;
const target = { kind: 'folder', folder: idOf(9), name: 'exports', isRecursive: false } as const;
const profileOf = (last: number) => ({ uid: `u${last}`, name: `stack-${last}`, version: '1.0.0' });
const runOf = (last: number): ExportRun => ({
  export: { id: idOf(last), source: devPlace, target, profile: profileOf(last) },
  format: 'own',
  fixes: [],
  ifTaken: 'refuse',
});
const written = ok<ExportOutcome>({ kind: 'written', fileName: 'a.json', isReplaced: false });

/** The machine's exports, each of which ends when the test says so or when it is cancelled. */
function world() {
  const runs = new Map<string, PromiseWithResolvers<Result<ExportOutcome>>>();
  const watched = watchExports({
    plan: async () => failed({ kind: 'cancelled' }),
    run({ export: { id } }) {
      const run = Promise.withResolvers<Result<ExportOutcome>>();
      runs.set(id, run);
      return run.promise;
    },
    async cancel({ id }) {
      runs.get(id)?.resolve(failed({ kind: 'cancelled' }));
      return ok(null);
    },
  });
  const queue = (...lasts: number[]) =>
    watched.calls.queue({ exports: lasts.map((last) => ({ id: idOf(last), profile: profileOf(last) })) });
  return { ...watched, queue, end: (last: number) => runs.get(idOf(last))?.resolve(written), runs };
}

describe('exports that were confirmed', () => {
  test('are named in their order, those that wait too, until each has ended: also between two of them', async () => {
    const { calls, queue, names, end } = world();
    await queue(1, 2);
    const first = calls.run(runOf(1));
    expect(names()).toEqual(['stack-1 1.0.0', 'stack-2 1.0.0']);
    end(1);
    expect(await first).toEqual(written);
    expect(names()).toEqual(['stack-2 1.0.0']);
    const second = calls.run(runOf(2));
    end(2);
    await second;
    expect(names()).toEqual([]);
  });

  test('are forgotten when they are cancelled while they wait, and when they cannot be run', async () => {
    const { calls, queue, names, runs } = world();
    await queue(1, 2);
    await calls.cancel({ id: idOf(2) });
    expect(names()).toEqual(['stack-1 1.0.0']);
    const run = calls.run(runOf(1));
    runs.get(idOf(1))?.reject(new Error('broken'));
    await expect(run).rejects.toThrow();
    expect(names()).toEqual([]);
  });

  test('end when the app is left', async () => {
    const { calls, queue, names, stop, pageGone } = world();
    await queue(1, 2);
    const first = calls.run(runOf(1));
    pageGone();
    stop();
    expect(await first).toEqual(failed({ kind: 'cancelled' }));
    expect(names()).toEqual([]);
  });

  test('and wait are dropped with the page that would have run them; what is being written is not', async () => {
    const { calls, queue, names, pageGone, end } = world();
    await queue(1, 2);
    const first = calls.run(runOf(1));
    pageGone();
    expect(names()).toEqual(['stack-1 1.0.0']);
    end(1);
    await first;
    expect(names()).toEqual([]);
  });
});
