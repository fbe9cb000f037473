import { describe, expect, test } from 'vitest';
import type { TransferStage } from '../../../renderer/state/transfers-store.ts';
import { createTransfersStore } from '../../../renderer/state/transfers-store.ts';
import type { EnvironmentPlace } from '../../../shared/place.ts';
import { failed } from '../../../shared/result.ts';
import { createFakeFerry, type FakeFerryOptions } from '../../fakes/ferry.ts';
import { devPlace, prodPlace } from '../../fakes/ferry-environments.ts';
import { rowOf } from '../../fakes/ferry-places.ts';
import { sourceProfiles } from '../../fakes/ferry-profiles.ts';

const lost = { kind: 'connection-lost', host: 'palette.example' } as const;

function profile(name: string) {
  const row = sourceProfiles(0)
    .map(rowOf)
    .find((one) => one.name === name);
  const version = row?.versions[0];
  if (row === undefined || version === undefined) throw new Error(`No ${name}`);
  return { uid: version.uid, name, version: version.version };
}

const reviewed = { mark: 'mark-1', remembered: [] };

function setUp(options: FakeFerryOptions = {}) {
  const ferry = createFakeFerry(options);
  const written: EnvironmentPlace[] = [];
  const transfers = createTransfersStore(ferry.transfers, ferry.events, (place) => written.push(place));
  const stages = (): TransferStage['kind'][] => transfers.getState().transfers.map((one) => one.stage.kind);
  const ids = (): string[] => transfers.getState().transfers.map((one) => one.id);
  return { ferry, transfers, written, stages, ids };
}

describe('a drop', () => {
  test('opens a sheet and reads what it needs', async () => {
    const { transfers, stages } = setUp();
    const dropping = transfers.getState().dropped(devPlace, prodPlace, [profile('gpu-workers')]);
    expect(stages()).toEqual(['PLANNING']);
    expect(transfers.getState().sheet).not.toBeNull();
    await dropping;
    expect(stages()).toEqual(['REVIEWING']);
    expect(transfers.getState().transfers[0]?.material).not.toBeNull();
  });

  test('that cannot be checked says why and can be checked again', async () => {
    const { ferry, transfers, stages, ids } = setUp();
    ferry.control.fail('transfers.plan', lost);
    await transfers.getState().dropped(devPlace, prodPlace, [profile('gpu-workers')]);
    expect(transfers.getState().transfers[0]?.stage).toEqual({ kind: 'PLAN_FAILED', problem: lost });
    ferry.control.mend('transfers.plan');
    await transfers.getState().checkAgainAsked(ids()[0] ?? '');
    expect(stages()).toEqual(['REVIEWING']);
  });

  test('keeps its material when checking again fails', async () => {
    const { ferry, transfers, ids } = setUp();
    await transfers.getState().dropped(devPlace, prodPlace, [profile('gpu-workers')]);
    const before = transfers.getState().transfers[0]?.material;
    ferry.control.fail('transfers.plan', lost);
    await transfers.getState().checkAgainAsked(ids()[0] ?? '');
    const after = transfers.getState().transfers[0];
    expect(after).toMatchObject({ stage: { kind: 'REVIEWING' }, checking: false, checkProblem: lost });
    expect(after?.material).toBe(before);
  });

  test('that is made again while its review is checked believes the last check alone', async () => {
    const ferry = createFakeFerry();
    const answers: ((answer: Awaited<ReturnType<typeof ferry.transfers.plan>>) => void)[] = [];
    const plan: typeof ferry.transfers.plan = () => {
      const { promise, resolve } = Promise.withResolvers<Awaited<ReturnType<typeof ferry.transfers.plan>>>();
      answers.push(resolve);
      return promise;
    };
    const transfers = createTransfersStore({ ...ferry.transfers, plan }, ferry.events, () => {});
    const drop = () => transfers.getState().dropped(devPlace, prodPlace, [profile('gpu-workers')]);
    const state = () => transfers.getState().transfers[0];
    const dropping = drop();
    const request = state()?.request;
    if (request === undefined) throw new Error('Nothing dropped');
    const material = await ferry.transfers.plan(request);
    answers[0]?.(material);
    await dropping;

    const again = transfers.getState().checkAgainAsked(request.id);
    transfers.getState().sheetClosed();
    const dropped = drop();
    // The machine gives up the older question for the newer one.
    answers[1]?.(failed({ kind: 'cancelled' }));
    await again;
    expect(state()).toMatchObject({ checking: true, checkProblem: null });
    const newer = await ferry.transfers.plan(request);
    answers[2]?.(newer);
    await dropped;
    expect(state()).toMatchObject({ checking: false, checkProblem: null });
    expect(state()?.material).toBe(newer.ok ? newer.value : null);
  });

  test('of what waits in a review already opens that one again, checked anew', async () => {
    const { ferry, transfers, ids } = setUp();
    const drop = (...names: readonly string[]) => transfers.getState().dropped(devPlace, prodPlace, names.map(profile));
    await drop('gpu-workers', 'dns-zones');
    const first = transfers.getState().sheet;
    transfers.getState().sheetClosed();
    ferry.control.fail('transfers.plan', lost);
    await drop('dns-zones', 'gpu-workers');
    expect(transfers.getState().sheet).toBe(first);
    expect(ids()).toHaveLength(2);
    expect(transfers.getState().transfers[0]).toMatchObject({ stage: { kind: 'REVIEWING' }, checkProblem: lost });
    ferry.control.mend('transfers.plan');
    // Some of it is another question, and so is what was confirmed.
    await drop('gpu-workers');
    expect(transfers.getState().sheet).not.toBe(first);
    expect(ids()).toHaveLength(3);
    await transfers.getState().confirmed([{ id: ids()[2] ?? '', decisions: [], reviewed }], null);
    await drop('gpu-workers');
    expect(ids()).toHaveLength(4);
  });

  test('of nothing does nothing', async () => {
    const { transfers } = setUp();
    await transfers.getState().dropped(devPlace, prodPlace, []);
    expect(transfers.getState()).toMatchObject({ transfers: [], sheet: null });
  });
});

describe('a confirmed transfer', () => {
  test('runs, ends with its proof, and tells which place was written to', async () => {
    const { transfers, written, ids } = setUp();
    await transfers.getState().dropped(devPlace, prodPlace, [profile('gpu-workers')]);
    await transfers.getState().confirmed([{ id: ids()[0] ?? '', decisions: [], reviewed }], 'PROD');
    expect(transfers.getState().transfers[0]?.stage).toMatchObject({
      kind: 'DONE',
      outcome: { proof: { verdict: 'identical' } },
    });
    expect(written).toEqual([prodPlace]);
  });

  test('shows each step of its own run', async () => {
    const { ferry, transfers, ids } = setUp();
    await transfers.getState().dropped(devPlace, prodPlace, [profile('gpu-workers')]);
    const [id = ''] = ids();
    ferry.control.hold('transfers.run');
    const running = transfers.getState().confirmed([{ id, decisions: [], reviewed }], null);
    ferry.control.tell({ kind: 'transfer-step', transfer: id, step: 'importing' });
    ferry.control.tell({ kind: 'transfer-step', transfer: 'another', step: 'comparing' });
    expect(transfers.getState().transfers[0]?.stage).toMatchObject({ kind: 'RUNNING', step: 'importing' });
    ferry.control.release('transfers.run');
    await running;
  });

  test('waits for the one before it, and a waiting one can be cancelled', async () => {
    const { ferry, transfers, stages, ids } = setUp();
    await transfers.getState().dropped(devPlace, prodPlace, [profile('gpu-workers'), profile('quota-defaults')]);
    ferry.control.hold('transfers.run');
    const running = transfers.getState().confirmed(
      ids().map((id) => ({ id, decisions: [], reviewed })),
      null,
    );
    expect(stages()).toEqual(['RUNNING', 'QUEUED']);
    await transfers.getState().cancelAsked(ids()[1] ?? '');
    ferry.control.release('transfers.run');
    await running;
    expect(stages()).toEqual(['DONE', 'CANCELLED']);
  });

  test.each([
    { kind: 'plan-open', profile: 'gpu-workers', open: ['a value'] },
    { kind: 'source-changed', profile: 'gpu-workers 1.0.0' },
  ] as const)('that no longer is what was reviewed ($kind) comes back to be looked at', async (problem) => {
    const { ferry, transfers, stages, ids } = setUp();
    await transfers.getState().dropped(devPlace, prodPlace, [profile('gpu-workers')]);
    ferry.control.fail('transfers.run', problem);
    await transfers.getState().confirmed([{ id: ids()[0] ?? '', decisions: [], reviewed }], null);
    expect(stages()).toEqual(['REVIEWING']);
    const [back] = transfers.getState().transfers;
    expect(back?.returned).toEqual(problem);
    expect(back?.reviewedBefore).toEqual(problem.kind === 'source-changed' ? back?.material?.document : null);
  });

  test('that was cancelled while it waited and is confirmed again goes once, with its new answers', async () => {
    const { ferry, transfers, stages, ids } = setUp();
    await transfers.getState().dropped(devPlace, prodPlace, [profile('gpu-workers'), profile('quota-defaults')]);
    const [first = '', second = ''] = ids();
    ferry.control.hold('transfers.run');
    const running = transfers.getState().confirmed(
      [first, second].map((id) => ({ id, decisions: [{ kind: 'publish', publish: false }], reviewed })),
      'TYPED BEFORE',
    );
    await transfers.getState().cancelAsked(second);
    transfers.getState().reviewAgainAsked(second);
    const decisions = [{ kind: 'create-macro', macro: 'zone', scope: 'project', value: 'new' }] as const;
    const again = transfers.getState().confirmed([{ id: second, decisions, reviewed }], 'TYPED AGAIN');
    ferry.control.release('transfers.run');
    await Promise.all([running, again]);
    expect(stages()).toEqual(['DONE', 'DONE']);
    const runs = ferry.control.calls.filter(({ call }) => call === 'transfers.run').map(({ request }) => request);
    expect(runs).toMatchObject([
      { transfer: { id: first }, decisions: ['publish'], typedName: 'TYPED BEFORE' },
      { transfer: { id: second }, decisions: ['create-macro'], typedName: 'TYPED AGAIN' },
    ]);
  });

  test('that fails keeps its problem and can go back to review', async () => {
    const { ferry, transfers, stages, ids } = setUp();
    await transfers.getState().dropped(devPlace, prodPlace, [profile('gpu-workers')]);
    const [id = ''] = ids();
    ferry.control.fail('transfers.run', lost);
    await transfers.getState().confirmed([{ id, decisions: [], reviewed }], null);
    expect(transfers.getState().transfers[0]?.stage).toEqual({ kind: 'FAILED', problem: lost });
    transfers.getState().reviewAgainAsked(id);
    expect(stages()).toEqual(['REVIEWING']);
  });

  test('leaves none of its decisions in the store', async () => {
    const { transfers, ids } = setUp();
    await transfers.getState().dropped(devPlace, prodPlace, [profile('dns-zones')]);
    const secret = 'typed-7c1f';
    const decisions = [{ kind: 'create-macro', macro: 'dns_zone', scope: 'project', value: secret }] as const;
    await transfers.getState().confirmed([{ id: ids()[0] ?? '', decisions, reviewed }], null);
    expect(transfers.getState().transfers[0]?.stage.kind).toBe('DONE');
    expect(JSON.stringify(transfers.getState())).not.toContain(secret);
  });
});

describe('the tray', () => {
  test('never forgets what is under way', async () => {
    const { ferry, transfers, stages, ids } = setUp();
    await transfers.getState().dropped(devPlace, prodPlace, [profile('gpu-workers')]);
    const [id = ''] = ids();
    ferry.control.hold('transfers.run');
    const running = transfers.getState().confirmed([{ id, decisions: [], reviewed }], null);
    transfers.getState().forgotten(id);
    transfers.getState().discarded(transfers.getState().sheet ?? '');
    expect(stages()).toEqual(['RUNNING']);
    ferry.control.release('transfers.run');
    await running;
    transfers.getState().forgotten(id);
    expect(stages()).toEqual([]);
  });

  test('keeps a closed sheet and forgets a discarded one', async () => {
    const { transfers, stages } = setUp();
    await transfers.getState().dropped(devPlace, prodPlace, [profile('gpu-workers')]);
    const sheet = transfers.getState().sheet ?? '';
    transfers.getState().sheetClosed();
    expect(stages()).toEqual(['REVIEWING']);
    transfers.getState().discarded(sheet);
    expect(stages()).toEqual([]);
  });
});

describe('a window that opens later', () => {
  const request = (id: string) => ({ id, source: devPlace, target: prodPlace, profile: profile('gpu-workers') });

  test('knows what runs, and hears how it ends', async () => {
    const { ferry, transfers, stages } = setUp({
      known: [
        { way: 'import', request: request('ran'), answer: failed(lost) },
        { way: 'import', request: request('runs'), answer: null },
      ],
    });
    await transfers.getState().listAsked();
    expect(stages()).toEqual(['FAILED', 'RUNNING']);
    ferry.control.tell({ kind: 'transfer-step', transfer: 'runs', step: 'comparing' });
    expect(transfers.getState().transfers[1]?.stage).toMatchObject({ step: 'comparing' });
    ferry.control.tell({ kind: 'transfer-ended', transfer: 'runs', answer: failed({ kind: 'cancelled' }) });
    expect(stages()).toEqual(['FAILED', 'CANCELLED']);
  });

  test('believes an end that was told before the list came', async () => {
    const { ferry, transfers, stages } = setUp({ known: [{ way: 'import', request: request('runs'), answer: null }] });
    ferry.control.tell({ kind: 'transfer-ended', transfer: 'runs', answer: failed(lost) });
    await transfers.getState().listAsked();
    expect(stages()).toEqual(['FAILED']);
  });

  test('opens the sheet of a notification once it knows the transfer', async () => {
    const { ferry, transfers } = setUp({ known: [{ way: 'import', request: request('ran'), answer: failed(lost) }] });
    ferry.control.tell({ kind: 'transfer-asked', transfer: 'ran' });
    expect(transfers.getState().sheet).toBeNull();
    await transfers.getState().listAsked();
    expect(transfers.getState().sheet).toBe(transfers.getState().transfers[0]?.sheet);
  });

  test('takes up again what failed, as it was kept, and leaves alone what runs', async () => {
    const { transfers, stages } = setUp({
      known: [
        { way: 'import', request: request('ran'), answer: failed(lost) },
        { way: 'import', request: request('runs'), answer: null },
      ],
    });
    await transfers.getState().listAsked();
    await transfers.getState().restored('sheet', [request('ran'), request('runs')]);
    expect(stages()).toEqual(['RUNNING', 'REVIEWING']);
    expect(transfers.getState().transfers[1]?.sheet).toBe('sheet');
  });
});

test('an import that was settled at start refreshes its place', () => {
  const { ferry, written } = setUp();
  ferry.control.tell({
    kind: 'import-settled',
    way: 'import',
    name: 'edge-base',
    version: '1.0.0',
    target: prodPlace,
    uid: 'u',
    content: 'same',
    macros: [],
  });
  expect(written).toEqual([prodPlace]);
});
