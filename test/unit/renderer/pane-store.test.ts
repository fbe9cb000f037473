import { describe, expect, test } from 'vitest';
import { createPaneStore, noChoices, rowKey, swapLists } from '../../../renderer/state/pane-store.ts';
import type { ProfileList, ProfileRow } from '../../../shared/bridge/views.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import { createFakeFerry } from '../../fakes/ferry.ts';
import { devPlace, prodPlace } from '../../fakes/ferry-environments.ts';
import { rowOf } from '../../fakes/ferry-places.ts';
import { sourceProfiles } from '../../fakes/ferry-profiles.ts';

const lost = { kind: 'connection-lost', host: 'palette.example' } as const;

function setUp() {
  const ferry = createFakeFerry();
  return { ferry, pane: createPaneStore('left', ferry.places, ferry.events) };
}

/** A bridge whose answers come when the test says so, in any order. */
function byHand() {
  const asked: { listing: string; answer: (result: Result<ProfileList>) => void }[] = [];
  const ferry = createFakeFerry();
  const places = {
    profile: ferry.places.profile,
    leave: ferry.places.leave,
    profiles: ({ listing }: { readonly listing: string }) =>
      new Promise<Result<ProfileList>>((answer) => asked.push({ listing, answer })),
  };
  return { asked, ferry, pane: createPaneStore('left', places, ferry.events) };
}

function listOf(...names: readonly string[]): ProfileList {
  const [template] = sourceProfiles(0).map(rowOf);
  if (template === undefined) throw new Error('no template');
  return { rows: names.map((name): ProfileRow => ({ ...template, name })), readAt: '2026-01-01T00:00:00Z' };
}

const names = (rows: readonly ProfileRow[]) => rows.map((row) => row.name);

describe('a pane', () => {
  test('lists the place it is given', async () => {
    const { pane } = setUp();
    expect(pane.getState().fetch).toBe('IDLE');
    const choosing = pane.getState().placeChosen(devPlace);
    expect(pane.getState().fetch).toBe('LOADING');
    await choosing;
    expect(pane.getState()).toMatchObject({ fetch: 'READY', problem: null });
    expect(pane.getState().rows).toHaveLength(10);
  });

  test('drops the answer of a place one has left', async () => {
    const { asked, pane } = byHand();
    void pane.getState().placeChosen(devPlace);
    void pane.getState().placeChosen(prodPlace);
    asked[1]?.answer(ok(listOf('of-prod')));
    await Promise.resolve();
    asked[0]?.answer(ok(listOf('of-dev')));
    await Promise.resolve();
    expect(names(pane.getState().rows)).toEqual(['of-prod']);
    expect(pane.getState().fetch).toBe('READY');
  });

  test('drops the failure of a place one has left', async () => {
    const { asked, pane } = byHand();
    void pane.getState().placeChosen(devPlace);
    void pane.getState().placeChosen(prodPlace);
    asked[0]?.answer(failed(lost));
    await Promise.resolve();
    expect(pane.getState()).toMatchObject({ fetch: 'LOADING', problem: null });
  });

  test('drops an answer that comes after the place was taken away', async () => {
    const { asked, pane } = byHand();
    void pane.getState().placeChosen(devPlace);
    void pane.getState().placeChosen(null);
    asked[0]?.answer(ok(listOf('late')));
    await Promise.resolve();
    expect(pane.getState()).toMatchObject({ fetch: 'IDLE', rows: [] });
  });

  test('keeps the last list and its age when a refresh fails, and recovers', async () => {
    const { ferry, pane } = setUp();
    await pane.getState().placeChosen(devPlace);
    const { rows, readAt } = pane.getState();
    ferry.control.fail('places.profiles', lost);
    const refreshing = pane.getState().refreshAsked();
    expect(pane.getState()).toMatchObject({ fetch: 'REFRESHING', rows });
    await refreshing;
    expect(pane.getState()).toMatchObject({ fetch: 'FAILED', problem: lost, rows, readAt });
    ferry.control.mend('places.profiles');
    await pane.getState().refreshAsked();
    expect(pane.getState()).toMatchObject({ fetch: 'READY', problem: null });
  });

  test('a first failure leaves nothing but the problem', async () => {
    const { ferry, pane } = setUp();
    ferry.control.fail('places.profiles', lost);
    await pane.getState().placeChosen(devPlace);
    expect(pane.getState()).toMatchObject({ fetch: 'FAILED', rows: [], readAt: null, problem: lost });
  });

  test('shows pages as they arrive, only those of its own listing', () => {
    const { asked, ferry, pane } = byHand();
    void pane.getState().placeChosen(devPlace);
    const listing = asked[0]?.listing ?? '';
    ferry.control.tell({ kind: 'profiles-page', listing, rows: listOf('one', 'two').rows, total: 3 });
    ferry.control.tell({ kind: 'profiles-page', listing: 'another', rows: listOf('stranger').rows, total: 9 });
    ferry.control.tell({ kind: 'profiles-page', listing, rows: listOf('two', 'three').rows, total: 3 });
    expect(names(pane.getState().rows)).toEqual(['one', 'two', 'three']);
    expect(pane.getState()).toMatchObject({ fetch: 'LOADING', expected: 3 });
  });

  test('shows the rows of a folder as they are read, each with its latest versions, and how far the reading is', async () => {
    const { asked, ferry, pane } = byHand();
    void pane.getState().placeChosen(devPlace);
    const listing = asked[0]?.listing ?? '';
    const [one, two, three] = listOf('one', 'two', 'three').rows;
    if (one === undefined || two === undefined || three === undefined) throw new Error('No rows');
    ferry.control.tell({ kind: 'folder-page', listing, rows: [one, two], read: 2, files: 9 });
    const more = { ...one, versions: [{ uid: 'later', version: '9.0.0' }, ...one.versions] };
    ferry.control.tell({ kind: 'folder-page', listing, rows: [more, three], read: 4, files: 9 });
    expect(pane.getState()).toMatchObject({ fetch: 'LOADING', reading: { read: 4, files: 9 } });
    expect(pane.getState().rows).toEqual([more, two, three]);
    asked[0]?.answer(ok(listOf('one')));
    await Promise.resolve();
    expect(pane.getState()).toMatchObject({ fetch: 'READY', reading: null });
  });

  test('says that nobody waits any more for a list that it left or asks for anew', async () => {
    const { asked, ferry, pane } = byHand();
    const left = () => ferry.control.calls.flatMap(({ call, request }) => (call === 'places.leave' ? [request] : []));
    void pane.getState().placeChosen(devPlace);
    void pane.getState().refreshAsked();
    expect(left()).toEqual([asked[0]?.listing]);
    void pane.getState().placeChosen(prodPlace);
    expect(left()).toEqual([asked[0]?.listing, asked[1]?.listing]);
    asked[2]?.answer(ok(listOf('one')));
    await Promise.resolve();
    void pane.getState().placeChosen(null);
    expect(left()).toHaveLength(2);
  });

  test('a refresh keeps the whole list on screen until the whole new one is there', async () => {
    const { asked, ferry, pane } = byHand();
    void pane.getState().placeChosen(devPlace);
    asked[0]?.answer(ok(listOf('one', 'two')));
    await Promise.resolve();
    void pane.getState().refreshAsked();
    ferry.control.tell({ kind: 'profiles-page', listing: asked[1]?.listing ?? '', rows: listOf('new').rows, total: 5 });
    expect(names(pane.getState().rows)).toEqual(['one', 'two']);
    asked[1]?.answer(ok(listOf('new')));
    await Promise.resolve();
    expect(names(pane.getState().rows)).toEqual(['new']);
  });

  test('forgets the selection of rows that are gone, keeps the rest', async () => {
    const { asked, pane } = byHand();
    void pane.getState().placeChosen(devPlace);
    const { rows } = listOf('stays', 'goes');
    asked[0]?.answer(ok(listOf('stays', 'goes')));
    await Promise.resolve();
    pane.getState().selectionChanged(new Set(rows.map(rowKey)));
    void pane.getState().refreshAsked();
    asked[1]?.answer(ok(listOf('stays')));
    await Promise.resolve();
    expect([...pane.getState().selected]).toEqual(rows.slice(0, 1).map(rowKey));
  });

  test('another place begins without filter, selection and details', async () => {
    const { pane } = setUp();
    await pane.getState().placeChosen(devPlace);
    pane.getState().filterTyped('edge');
    pane.getState().facetChosen('type', new Set(['infra']));
    await pane.getState().refreshAsked();
    expect(pane.getState()).toMatchObject({ filter: 'edge', choices: { ...noChoices, type: new Set(['infra']) } });
    pane.getState().selectionChanged(new Set(['project/edge-base']));
    await pane.getState().placeChosen(prodPlace);
    expect(pane.getState()).toMatchObject({ filter: '', choices: noChoices, shown: null });
    expect(pane.getState().selected.size).toBe(0);
  });
});

describe('details', () => {
  test('of the profile looked at last win, whatever arrives later', async () => {
    const { ferry, pane } = setUp();
    await pane.getState().placeChosen(devPlace);
    const [first, second] = pane.getState().rows.map((row) => row.versions[0]?.uid ?? '');
    ferry.control.hold('places.profile');
    const both = [pane.getState().detailsAsked(first ?? ''), pane.getState().detailsAsked(second ?? '')];
    ferry.control.release('places.profile');
    await Promise.all(both);
    expect(pane.getState().shown).toMatchObject({ uid: second, fetch: 'READY', details: { uid: second } });
  });

  test('keep what was read when reading again fails', async () => {
    const { ferry, pane } = setUp();
    await pane.getState().placeChosen(devPlace);
    const uid = pane.getState().rows[0]?.versions[0]?.uid ?? '';
    await pane.getState().detailsAsked(uid);
    ferry.control.fail('places.profile', lost);
    await pane.getState().detailsAsked(uid);
    expect(pane.getState().shown).toMatchObject({ fetch: 'FAILED', problem: lost, details: { uid } });
  });
});

describe('two panes that are swapped', () => {
  function both() {
    const ferry = createFakeFerry();
    let lists = 0;
    const places = {
      ...ferry.places,
      profiles: (asked: Parameters<typeof ferry.places.profiles>[0]) => {
        lists += 1;
        return ferry.places.profiles(asked);
      },
    };
    const left = createPaneStore('left', places, ferry.events);
    const right = createPaneStore('right', places, ferry.events);
    return { left, right, lists: () => lists };
  }

  test('keep what they have read, filtered and selected, and ask nobody', async () => {
    const { left, right, lists } = both();
    await left.getState().placeChosen(devPlace);
    await right.getState().placeChosen(prodPlace);
    const { rows } = left.getState();
    left.getState().filterTyped('edge');
    left.getState().facetChosen('tag', new Set(['tier:base']));
    left.getState().selectionChanged(new Set(['project/edge-base']));
    // Details still on their way belong to the pane that asked for them.
    void left.getState().detailsAsked('somebody');
    expect(swapLists(left, right)).toBe(true);
    expect(lists()).toBe(2);
    expect(right.getState()).toMatchObject({
      side: 'right',
      place: devPlace,
      fetch: 'READY',
      filter: 'edge',
      choices: { ...noChoices, tag: new Set(['tier:base']) },
      selected: new Set(['project/edge-base']),
      shown: null,
    });
    expect(right.getState().rows).toBe(rows);
    expect(left.getState()).toMatchObject({
      side: 'left',
      place: prodPlace,
      filter: '',
      choices: noChoices,
      selected: new Set(),
    });
    await right.getState().refreshAsked();
    expect(right.getState()).toMatchObject({ place: devPlace, fetch: 'READY' });
  });

  test('are left alone while one of them is read', () => {
    const { left, right } = both();
    void left.getState().placeChosen(devPlace);
    expect(swapLists(left, right)).toBe(false);
    expect(left.getState().place).toBe(devPlace);
  });
});
