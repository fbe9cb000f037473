import { describe, expect, it } from 'vitest';
import { type AnalyserProcess, createAnalyserClient } from '../../../electron/adapters/analyser-client.ts';
import type { InspectedLayer } from '../../../shared/profile/source/inspection.ts';
import { createFakeClock } from '../../fakes/clock.ts';

const facts = { format: 'json', name: 'shop', version: '1', type: '', cloudType: '', labels: {}, layers: [], holes: 0 };

/** An analyser at work; `share`: how much of the time it has the processor, null where nobody can tell. */
function atWork(share: number | null) {
  const clock = createFakeClock();
  const begun = clock.now();
  const tell: ((message: unknown) => void)[] = [];
  const asked: { id: number; skip?: number[] }[] = [];
  const exits: ((code: number) => void)[] = [];
  let ended = 0;
  const client = createAnalyserClient({
    modulePath: '',
    clock,
    reportFailure: () => 'REFERENCE',
    // Since long before the step at hand.
    workOf: () => (share === null ? null : 100_000 + (clock.now() - begun) * share),
    fork: () => {
      const started: AnalyserProcess = {
        postMessage: (message) => asked.push(message as { id: number; skip?: number[] }),
        on: (event: string, listener: (value: never) => void) => {
          if (event === 'message') tell.push(listener as (message: unknown) => void);
          else exits.push(listener as (code: number) => void);
        },
        kill: () => {
          ended += 1;
          return true;
        },
      };
      return started;
    },
  });
  return {
    client,
    clock,
    asked,
    told: (message: unknown) => tell.at(-1)?.(message),
    ended: () => ended,
    crashed: () => exits.at(-1)?.(1),
  };
}

describe('the time that reading may take', () => {
  const file = Uint8Array.of(1);

  it('is the analyser’s own: on a busy computer a large file is waited for', async () => {
    const { client, clock, told, ended } = atWork(1 / 8);
    const answer = client.facts(file);
    told({ kind: 'ready' });
    told({ kind: 'begins', id: 0, layer: null });
    clock.advance(60_000);
    expect(ended()).toBe(0);
    told({ kind: 'done', id: 0, answer: { ok: true, value: facts } });
    expect(await answer).toEqual({ ok: true, value: facts });
  });

  it('ends for a bomb after 8 seconds of work, on an idle computer at once and on a busy one later', async () => {
    for (const [share, seconds] of [
      [1, 8],
      [1 / 4, 32],
    ] as const) {
      const { client, clock, told, ended } = atWork(share);
      const answer = client.facts(file);
      told({ kind: 'ready' });
      told({ kind: 'begins', id: 0, layer: null });
      clock.advance(seconds * 1_000 - 200);
      expect(ended()).toBe(0);
      clock.advance(400);
      expect(ended()).toBe(1);
      expect(await answer).toMatchObject({ ok: false, problem: { kind: 'profile-unreadable', reason: 'too-large' } });
    }
  });

  it('ends for a single layer after 2 seconds of work, and the rest is asked again without it', async () => {
    const { client, clock, told, asked } = atWork(1 / 2);
    const layers: InspectedLayer[] = [];
    void client.analyse(file, [], { layer: (layer) => layers.push(layer) });
    told({ kind: 'ready' });
    told({ kind: 'begins', id: 0, layer: 0 });
    clock.advance(3_900);
    expect(asked).toHaveLength(1);
    clock.advance(300);
    expect(asked.map(({ skip }) => skip)).toEqual([[0], [0]]);
  });

  it('begins anew with each word', () => {
    const { client, clock, told, ended } = atWork(1);
    void client.analyse(file, [], {});
    told({ kind: 'ready' });
    for (let layer = 0; layer < 20; layer += 1) {
      told({ kind: 'begins', id: 0, layer });
      clock.advance(1_900);
    }
    expect(ended()).toBe(0);
  });

  it('ends after 90 seconds by the wall for one that waits for something that never comes', () => {
    const { client, clock, told, ended } = atWork(0);
    void client.facts(file);
    told({ kind: 'ready' });
    told({ kind: 'begins', id: 0, layer: null });
    clock.advance(89_000);
    expect(ended()).toBe(0);
    clock.advance(2_000);
    expect(ended()).toBe(1);
  });

  it('is that of the wall where nobody can tell how much it worked', () => {
    const { client, clock, told, ended } = atWork(null);
    void client.facts(file);
    told({ kind: 'ready' });
    told({ kind: 'begins', id: 0, layer: null });
    clock.advance(7_900);
    expect(ended()).toBe(0);
    clock.advance(200);
    expect(ended()).toBe(1);
  });
});

describe('an analyser that ends by itself', () => {
  it('takes nothing with it that was read already: all else is asked again', async () => {
    const { client, told, asked, crashed } = atWork(1);
    const answer = client.analyse(Uint8Array.of(1), [], {});
    told({ kind: 'ready' });
    told({ kind: 'begins', id: 0, layer: null });
    told({ kind: 'opened', id: 0, profile: { format: 'json', document: {} } });
    crashed();
    expect(asked).toHaveLength(2);
    told({ kind: 'done', id: 0, answer: { ok: true, value: {} } });
    expect((await answer).ok).toBe(true);
  });
});
