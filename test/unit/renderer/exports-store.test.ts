import { describe, expect, test } from 'vitest';
import { createExportsStore, openPoints } from '../../../renderer/state/exports-store.ts';
import { createPaneStore } from '../../../renderer/state/pane-store.ts';
import { watchFolders } from '../../../renderer/state/watch-folders.ts';
import { type FolderPlace, placeKey } from '../../../shared/place.ts';
import { createFakeFerry, type FakeFerryOptions } from '../../fakes/ferry.ts';
import { devPlace, twoEnvironments } from '../../fakes/ferry-environments.ts';
import { type FakeFolder, noNotes } from '../../fakes/ferry-folders.ts';
import { rowOf } from '../../fakes/ferry-places.ts';
import { type FakeProfile, profileDocument, sourceProfiles } from '../../fakes/ferry-profiles.ts';

const place: FolderPlace = {
  kind: 'folder',
  folder: '5a2b3c4d-0000-4000-8000-00000000000f',
  name: 'exports',
  isRecursive: false,
};
const lost = { kind: 'connection-lost', host: 'palette.example' } as const;

function profile(name: string) {
  const row = sourceProfiles(0)
    .map(rowOf)
    .find((one) => one.name === name);
  const version = row?.versions[0];
  if (row === undefined || version === undefined) throw new Error(`No ${name}`);
  return { uid: version.uid, name, version: version.version };
}

/** One whose only layer has a value that looks like a secret. */
function withSecret(name: string): FakeProfile {
  const packs = [{ name: 'db', layer: 'addon', tag: '1.0.0', values: 'auth:\n  password: hunter-22-plain\n' }];
  return {
    scope: 'project',
    versions: [
      { uid: name, document: profileDocument({ name, version: '1.0.0', type: 'add-on', cloud: 'all', packs }) },
    ],
    lastModified: new Date(0).toISOString(),
    inUse: 0,
    isPublished: true,
  };
}

function setUp(options: FakeFerryOptions = {}) {
  const folder: FakeFolder = {
    view: { id: place.folder, name: place.name, path: '/home/me/exports' },
    profiles: [],
    notes: noNotes,
  };
  const ferry = createFakeFerry({ folders: [folder], ...options });
  const written: FolderPlace[] = [];
  const store = createExportsStore(ferry.exports, (one) => written.push(one));
  const state = () => store.getState();
  const one = (at = 0) => {
    const found = state().exports[at];
    if (found === undefined) throw new Error('No export');
    return found;
  };
  const stages = () => state().exports.map(({ stage }) => stage.kind);
  const answerAll = () => {
    for (const { id, plan } of state().exports) for (const hit of plan?.hits ?? []) state().fixed(id, hit.id, 'leave');
  };
  return { ferry, folder, written, state, one, stages, answerAll };
}

describe('an export', () => {
  test('is told with all that were confirmed together, before the first of them is run', async () => {
    const { ferry } = setUp();
    const told: string[] = [];
    const calls: typeof ferry.exports = {
      ...ferry.exports,
      async queue({ exports }) {
        told.push(`queue ${exports.map(({ profile: { name } }) => name).join(' ')}`);
        return { ok: true, value: null };
      },
      run(request) {
        told.push(`run ${request.export.profile.name}`);
        return ferry.exports.run(request);
      },
    };
    const store = createExportsStore(calls, () => undefined);
    await store.getState().asked(devPlace, place, [profile('gpu-workers'), profile('quota-defaults')]);
    const { exports, fixed, confirmed } = store.getState();
    for (const { id, plan } of exports) for (const hit of plan?.hits ?? []) fixed(id, hit.id, 'leave');
    await confirmed(exports[0]?.sheet ?? '');
    expect(told).toEqual(['queue gpu-workers quota-defaults', 'run gpu-workers', 'run quota-defaults']);
  });

  test('reads, waits for the person, writes one after the other and tells the pane', async () => {
    const { state, stages, one, written, answerAll, ferry } = setUp();
    const asking = state().asked(devPlace, place, [profile('gpu-workers'), profile('quota-defaults')]);
    expect(stages()).toEqual(['PLANNING', 'PLANNING']);
    await asking;
    expect(stages()).toEqual(['REVIEWING', 'REVIEWING']);
    expect(ferry.control.calls.some(({ call }) => call === 'exports.run')).toBe(false);
    answerAll();
    const running = state().confirmed(one().sheet);
    expect(stages()).toEqual(['RUNNING', 'QUEUED']);
    await running;
    expect(one().stage).toEqual({ kind: 'DONE', fileName: 'gpu-workers-0.3.0.json', isReplaced: false });
    expect(stages()).toEqual(['DONE', 'DONE']);
    expect(written).toEqual([place]);
  });

  test('goes without those that have an open point; they stay for their answer', async () => {
    const { state, stages, one, answerAll } = setUp();
    await state().asked(devPlace, place, [profile('gpu-workers')]);
    answerAll();
    await state().confirmed(one().sheet);
    await state().asked(devPlace, place, [profile('gpu-workers'), profile('quota-defaults')]);
    answerAll();
    expect(openPoints(one(1), 'own')).toBe(1);
    await state().confirmed(one(1).sheet);
    expect(stages()).toEqual(['DONE', 'REVIEWING', 'DONE']);
    state().takenAnswered(one(1).id, 'keep-both');
    await state().confirmed(one(1).sheet);
    expect(one(1).stage).toMatchObject({ kind: 'DONE', fileName: 'gpu-workers-0.3.0 (2).json' });
  });

  test('one answer goes to all names that are taken; each can still have its own', async () => {
    const three = ['gpu-workers', 'quota-defaults', 'edge-base'].map(profile);
    const { state, one, answerAll, ferry } = setUp();
    await state().asked(devPlace, place, three.slice(0, 2));
    answerAll();
    await state().confirmed(one().sheet);
    const asking = state().asked(devPlace, place, three);
    const { sheet } = one(2);
    // Given while they are still read: it waits for them.
    state().allTakenAnswered(sheet, 'replace');
    await asking;
    answerAll();
    const answers = () =>
      state()
        .exports.slice(2)
        .map(({ ifTaken }) => ifTaken);
    expect(answers()).toEqual(['replace', 'replace', null]);
    state().allTakenAnswered(sheet, 'skip');
    state().takenAnswered(one(3).id, 'keep-both');
    expect(answers()).toEqual(['skip', 'keep-both', null]);
    await state().confirmed(sheet);
    expect(
      state()
        .exports.slice(2)
        .map(({ stage }) => stage),
    ).toEqual([
      { kind: 'SKIPPED', fileName: 'gpu-workers-0.3.0.json' },
      { kind: 'DONE', fileName: 'quota-defaults-1.0.0 (2).json', isReplaced: false },
      { kind: 'DONE', fileName: expect.stringMatching(/^edge-base/), isReplaced: false },
    ]);
    expect(ferry.control.calls.filter(({ call }) => call === 'exports.run')).toHaveLength(4);
  });

  test('what is skipped asks nothing else', async () => {
    const { state, one, answerAll } = setUp();
    await state().asked(devPlace, place, [profile('gpu-workers')]);
    answerAll();
    await state().confirmed(one().sheet);
    await state().asked(devPlace, place, [profile('gpu-workers'), profile('quota-defaults')]);
    const { plan } = one(1);
    if (plan === null) throw new Error('No plan');
    const where = { kind: 'variable', at: 0, name: 'token' } as const;
    const hit = { id: 'found', where, reason: 'variable', key: 'token', fixes: ['leave'] } as const;
    const found = () => ({ ...one(1), plan: { ...plan, hits: [hit] } });
    expect(openPoints(found(), 'own')).toBe(2);
    state().takenAnswered(one(1).id, 'skip');
    expect(openPoints(found(), 'own')).toBe(0);
  });

  test('"replace all" replaces nothing that was written with it, and nothing that came meanwhile', async () => {
    const { state, one, stages, answerAll } = setUp();
    await state().asked(devPlace, place, [profile('gpu-workers')]);
    answerAll();
    await state().confirmed(one().sheet);
    // Two profiles of one name and version, from two scopes, and one whose name is free when it is asked for.
    await state().asked(devPlace, place, [profile('gpu-workers'), profile('gpu-workers'), profile('quota-defaults')]);
    answerAll();
    state().allTakenAnswered(one(1).sheet, 'replace');
    const other = state().asked(devPlace, place, [profile('quota-defaults')]);
    await other;
    answerAll();
    await state().confirmed(one(4).sheet);
    await state().confirmed(one(1).sheet);
    expect(stages()).toEqual(['DONE', 'DONE', 'REVIEWING', 'REVIEWING', 'DONE']);
    expect(one(1).stage).toMatchObject({ isReplaced: true });
    expect([one(2).ifTaken, one(3).ifTaken]).toEqual([null, null]);
    // Asked for by itself it is replaced.
    state().takenAnswered(one(2).id, 'replace');
    await state().confirmed(one(2).sheet);
    expect(one(2).stage).toMatchObject({ kind: 'DONE', isReplaced: true });
  });

  test('asks when the name was taken between the look and the write', async () => {
    const { state, one, answerAll } = setUp();
    await state().asked(devPlace, place, [profile('gpu-workers'), profile('gpu-workers')]);
    answerAll();
    await state().confirmed(one().sheet);
    expect(one(0).stage.kind).toBe('DONE');
    expect(one(1)).toMatchObject({ stage: { kind: 'REVIEWING' }, plan: { names: { own: { isTaken: true } } } });
  });

  test('another form is another name: what was said of the old one is asked again', async () => {
    const { state, one, answerAll } = setUp();
    await state().asked(devPlace, place, [profile('gpu-workers')]);
    answerAll();
    state().takenAnswered(one().id, 'replace');
    state().formatChosen(one().sheet, 'yaml');
    expect(one().ifTaken).toBeNull();
    await state().confirmed(one().sheet);
    expect(one().stage).toMatchObject({ fileName: 'gpu-workers-0.3.0.yaml' });
  });

  test('that fails tells why and can be tried again; a cancelled one was not written', async () => {
    const { ferry, state, one, stages, answerAll } = setUp();
    ferry.control.fail('exports.plan', lost);
    await state().asked(devPlace, place, [profile('gpu-workers')]);
    expect(one().stage).toEqual({ kind: 'PLAN_FAILED', problem: lost });
    ferry.control.mend('exports.plan');
    await state().readAgainAsked(one().id);
    answerAll();
    ferry.control.fail('exports.run', { kind: 'file-unwritable', name: 'x.json', reason: 'full' });
    await state().confirmed(one().sheet);
    expect(one().stage).toMatchObject({ kind: 'FAILED', problem: { reason: 'full' } });
    ferry.control.fail('exports.run', { kind: 'cancelled' });
    await state().readAgainAsked(one().id);
    await state().confirmed(one().sheet);
    expect(stages()).toEqual(['CANCELLED']);
  });

  test('is written as it was confirmed, whatever is answered meanwhile for those that wait', async () => {
    const environments = twoEnvironments();
    const names = ['first', 'second', 'third'];
    environments[0]?.profiles.get(placeKey(devPlace))?.push(...names.map(withSecret));
    const { ferry, folder, state, stages, answerAll } = setUp({ environments });
    const asking = () =>
      state().asked(
        devPlace,
        place,
        names.map((name) => ({ uid: name, name, version: '1.0.0' })),
      );
    await asking();
    answerAll();
    await state().confirmed(state().sheet ?? '');
    // Each name is taken now; of the third it is not said yet whether its secret goes with it.
    await asking();
    const sheet = state().sheet ?? '';
    const [first, second, third] = state().exports.slice(3);
    if (first === undefined || second === undefined || third === undefined) throw new Error('Not three exports');
    state().allTakenAnswered(sheet, 'replace');
    for (const { id, plan } of [first, second]) {
      for (const hit of plan?.hits ?? []) state().fixed(id, hit.id, 'mask');
    }
    ferry.control.hold('exports.run');
    const running = state().confirmed(sheet);
    expect(stages().slice(3)).toEqual(['RUNNING', 'QUEUED', 'REVIEWING']);
    const confirmed = state().exports[4];
    state().allFixed(sheet, 'leave');
    for (const hit of second.plan?.hits ?? []) state().fixed(second.id, hit.id, 'leave');
    state().formatChosen(sheet, 'yaml');
    state().takenAnswered(second.id, 'skip');
    expect(state().exports[4]).toBe(confirmed);
    ferry.control.release('exports.run');
    await running;
    expect(stages().slice(3)).toEqual(['DONE', 'DONE', 'REVIEWING']);
    expect([...(state().exports[5]?.fixes.values() ?? [])]).toEqual(['leave']);
    const [, , , ...runs] = ferry.control.calls.filter(({ call }) => call === 'exports.run');
    expect(runs.map(({ request }) => request)).toEqual(
      [first, second].map(({ request, plan }) => ({
        export: request,
        format: 'own',
        fixes: [{ hit: plan?.hits[0]?.id, fix: 'mask' }],
        ifTaken: 'replace',
      })),
    );
    expect(folder.profiles).toHaveLength(3);
  });

  test('cancelling stops those that wait their turn', async () => {
    const { ferry, state, one, stages, answerAll } = setUp();
    await state().asked(devPlace, place, [profile('gpu-workers'), profile('quota-defaults')]);
    answerAll();
    ferry.control.hold('exports.run');
    const running = state().confirmed(one().sheet);
    await state().cancelAsked(one().sheet);
    ferry.control.release('exports.run');
    await running;
    expect(stages()).toEqual(['DONE', 'CANCELLED']);
  });

  test('a sheet that is closed unconfirmed leaves nothing; what ended stays until it is taken off', async () => {
    const { state, one, answerAll } = setUp();
    await state().asked(devPlace, place, [profile('gpu-workers')]);
    state().sheetClosed();
    expect(state()).toMatchObject({ exports: [], sheet: null });
    await state().asked(devPlace, place, [profile('gpu-workers')]);
    answerAll();
    await state().confirmed(one().sheet);
    state().sheetClosed();
    expect(state().exports).toHaveLength(1);
    state().forgotten(one().id);
    expect(state().exports).toEqual([]);
  });

  test('leaving out the last one closes the sheet', async () => {
    const { state, one } = setUp();
    await state().asked(devPlace, place, [profile('gpu-workers')]);
    state().leftOut(one().id);
    expect(state()).toMatchObject({ exports: [], sheet: null });
  });
});

describe('folders on screen', () => {
  test('are watched while a pane shows them; a change reads the list again and keeps what is on screen', async () => {
    const { ferry, folder } = setUp();
    const panes = {
      left: createPaneStore('left', ferry.places, ferry.events),
      right: createPaneStore('right', ferry.places, ferry.events),
    };
    watchFolders(ferry.folders, ferry.events, panes);
    const watched = () =>
      ferry.control.calls.filter(({ call }) => call === 'folders.watch').map(({ request }) => request);
    await panes.left.getState().placeChosen(devPlace);
    await panes.right.getState().placeChosen(place);
    expect(watched()).toEqual([{ places: [place] }]);
    const [first] = sourceProfiles(0);
    if (first === undefined) throw new Error('No profile');
    folder.profiles.push(first);
    ferry.control.hold('places.profiles');
    ferry.control.tell({ kind: 'folder-changed', folder: place.folder });
    expect(panes.right.getState().fetch).toBe('REFRESHING');
    ferry.control.release('places.profiles');
    await expect.poll(() => panes.right.getState().rows.length).toBe(1);
    await panes.right.getState().placeChosen(devPlace);
    expect(watched()).toEqual([{ places: [place] }, { places: [] }]);
  });
});
