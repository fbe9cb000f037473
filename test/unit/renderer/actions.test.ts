import { describe, expect, test } from 'vitest';
import { createDoings } from '../../../renderer/actions/doings.ts';
import { fuzzyFind } from '../../../renderer/actions/fuzzy.ts';
import { actionOf, type PressedKey } from '../../../renderer/actions/keys.ts';
import { paletteItems } from '../../../renderer/actions/palette-items.ts';
import { columnsFor } from '../../../renderer/panes/columns.ts';
import { withPair } from '../../../renderer/panes/show-places.ts';
import { createStores } from '../../../renderer/state/stores.ts';
import { actionIds, shortcutOf } from '../../../shared/bridge/actions.ts';
import { columnIds, mostPairs } from '../../../shared/bridge/views.ts';
import { paymentsExport } from '../../e2e/files/payments.ts';
import { createFakeFerry } from '../../fakes/ferry.ts';
import { devPlace, prodPlace, projectPlace } from '../../fakes/ferry-environments.ts';
import { noNotes } from '../../fakes/ferry-folders.ts';

const press = (key: string, held: Partial<PressedKey> = {}): PressedKey => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('keys', () => {
  test('no two actions share one', () => {
    for (const isMac of [true, false]) {
      const keys = actionIds.map((id) => shortcutOf(id, isMac)).filter((one) => one !== null);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  test.each([
    ['k', { ctrlKey: true }, false, 'palette'],
    ['k', { metaKey: true }, true, 'palette'],
    ['k', { ctrlKey: true }, true, null],
    ['R', { ctrlKey: true, shiftKey: true }, false, 'refresh-both'],
    ['r', { ctrlKey: true }, false, 'refresh'],
    ['k', {}, false, null],
    [',', { ctrlKey: true }, false, 'settings'],
    ['?', { shiftKey: true }, false, 'shortcuts'],
    ['a', { ctrlKey: true }, false, null],
  ] as const)('%s with %o', (key, held, isMac, id) => {
    expect(actionOf(press(key, held), false, isMac)).toBe(id);
  });

  test('a sign is text in a text field; a function key is not', () => {
    expect(actionOf(press('?', { shiftKey: true }), true, false)).toBeNull();
    expect(actionOf(press('F1'), true, false)).toBe('shortcuts');
  });
});

test('letters in their order find a text; the beginning of words goes first', () => {
  const texts = ['Refresh this pane', 'PROD / retail', 'Swap panes', 'payments-stack'];
  const find = (query: string) => fuzzyFind(texts, (text) => text, query);
  expect(find('')).toEqual(texts);
  expect(find('pret')[0]).toBe('PROD / retail');
  expect(find('panes')[0]).toBe('Swap panes');
  expect(find('ps')[0]).toBe('payments-stack');
  expect(find('zq')).toEqual([]);
});

test('the palette offers the folders of this computer for both panes', async () => {
  const view = { id: '5a2b3c4d-0000-4000-8000-00000000000f', name: 'exports', path: '/home/me/exports' };
  const stores = createStores(createFakeFerry({ folders: [{ view, profiles: [], notes: noNotes }] }));
  await stores.folders.getState().listAsked();
  const items = paletteItems(stores, createDoings(stores)).filter(({ text }) => text === 'exports');
  expect(items.map(({ aside }) => aside)).toEqual([
    '/home/me/exports, show in left pane',
    '/home/me/exports, show in right pane',
  ]);
});

test('while a file hides the panes, the palette refuses whatever leads into them', async () => {
  const view = { id: '5a2b3c4d-0000-4000-8000-00000000000f', name: 'exports', path: '/home/me/exports' };
  const stores = createStores(createFakeFerry({ folders: [{ view, profiles: [], notes: noNotes }] }));
  await stores.folders.getState().listAsked();
  await stores.environments.getState().listAsked();
  await stores.panes.left.getState().placeChosen(devPlace);
  stores.view.getState().changed({ recentPairs: [{ left: devPlace, right: prodPlace }] });
  const refusals = () => paletteItems(stores, createDoings(stores)).filter(({ kind }) => kind !== 'action');
  expect(new Set(refusals().map(({ kind }) => kind))).toEqual(new Set(['pair', 'place', 'profile']));
  expect(refusals().every(({ refusal }) => refusal === null)).toBe(true);
  await stores.documents.getState().pasted(paymentsExport());
  expect(stores.documents.getState().document).not.toBeNull();
  expect(new Set(refusals().map(({ refusal }) => refusal))).toEqual(new Set(['Close the file first.']));
});

test('columns go in the order of their worth as a list gets narrow', () => {
  const all = [...columnIds];
  expect(columnsFor(all, 2000)).toEqual(['scope', 'cloud', 'layers', 'versions', 'inUse', 'changed']);
  expect(columnsFor(all, 620)).toEqual(['cloud', 'layers', 'changed']);
  expect(columnsFor(all, 300)).toEqual([]);
  expect(columnsFor(['changed'], 620)).toEqual(['changed']);
});

test('pairs are kept once, latest first, no more than the limit', () => {
  const pair = { left: devPlace, right: prodPlace };
  const many = Array.from({ length: 12 }, (_, at) => ({
    left: devPlace,
    right: projectPlace('prod', `p${at}`, `p${at}`),
  }));
  const kept = many.reduce(withPair, [pair] as ReturnType<typeof withPair>);
  expect(kept).toHaveLength(mostPairs);
  expect(withPair(withPair([], pair), pair)).toEqual([pair]);
  expect(kept[0]).toEqual(many.at(-1));
});
