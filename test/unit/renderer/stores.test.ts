import { describe, expect, test } from 'vitest';
import { askBeginning, createStores, furnishWindow, leaveForgotten } from '../../../renderer/state/stores.ts';
import { AnswerBook } from '../../../renderer/transfer/answer-book.ts';
import { keepAnswers } from '../../../renderer/transfer/answer-keeper.ts';
import type { EnvironmentPlace, Place } from '../../../shared/place.ts';
import { createFakeFerry } from '../../fakes/ferry.ts';
import { devPlace, labPlace, prodPlace } from '../../fakes/ferry-environments.ts';
import { noNotes } from '../../fakes/ferry-folders.ts';

const view = { id: '5a2b3c4d-0000-4000-8000-00000000000f', name: 'exports', path: '/home/me/exports' };
const edge = { uid: 'unknown', name: 'edge-base', version: '1.0.0' };
const rename = { kind: 'rename', name: 'edge-two' } as const;

describe('panes after an import or a clone', () => {
  test('are read again where they show its target, or a project of the tenant it went into', async () => {
    const ferry = createFakeFerry();
    const { panes } = createStores(ferry);
    await Promise.all([panes.left.getState().placeChosen(devPlace), panes.right.getState().placeChosen(prodPlace)]);
    const readAfter = (target: EnvironmentPlace) => {
      const before = ferry.control.calls.length;
      const settled = { name: 'edge-base', version: '1.0.0', uid: 'u', content: 'same', macros: [] } as const;
      ferry.control.tell({ kind: 'import-settled', way: 'import', target, ...settled });
      return ferry.control.calls
        .slice(before)
        .flatMap(({ call, request }) => (call === 'places.profiles' ? [(request as { place: Place }).place] : []));
    };
    expect(readAfter(prodPlace)).toEqual([prodPlace]);
    expect(readAfter({ ...prodPlace, scope: { kind: 'tenant' } })).toEqual([prodPlace]);
    // Another project of the same tenant lists nothing of it.
    expect(readAfter(labPlace)).toEqual([]);
  });
});

describe('a window that forgot everything', () => {
  test('has no folder, no draft and no open review left, and keeps nothing of them again', async () => {
    const request = { id: 'r', source: devPlace, target: prodPlace, profile: edge };
    const earlier = { id: 'earlier', transfers: [{ request, decisions: [rename] }] };
    const keptAt = new Date(0).toISOString();
    const file = { name: 'edge.json', text: '{}' };
    const ferry = createFakeFerry({
      folders: [{ view, profiles: [], notes: noNotes }],
      fileDrafts: [{ text: '{}', file, kept: { edits: [], fills: [], variableFills: [] }, keptAt }],
      answers: { drafts: [{ draft: earlier, keptAt }] },
    });
    const stores = createStores(ferry);
    const { folders, documents, drafts, transfers } = stores;
    const book = new AnswerBook();
    const keepNow = keepAnswers({ drafts: ferry.drafts, book, transfers, told: stores.notices.getState().told });
    await askBeginning(stores);
    await furnishWindow(stores);
    await transfers.getState().dropped(devPlace, prodPlace, [edge]);
    const [id = ''] = transfers.getState().transfers.map((transfer) => transfer.id);
    book.decided(id, [], rename);
    transfers.getState().sheetClosed();
    expect(folders.getState().folders).toEqual([view]);
    expect(documents.getState().drafts).toHaveLength(1);
    expect(drafts.getState().offered).toHaveLength(1);

    await stores.view.getState().forgetChosen();
    await leaveForgotten(stores);
    expect(folders.getState().folders).toEqual([]);
    expect(documents.getState().drafts).toEqual([]);
    expect(drafts.getState().offered).toEqual([]);
    expect(transfers.getState()).toMatchObject({ transfers: [], sheet: null });
    expect(book.isEmpty(id)).toBe(true);
    keepNow();
    expect(await ferry.drafts.list()).toMatchObject({ value: [] });
  });
});
