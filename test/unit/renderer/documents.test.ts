import { describe, expect, it, vi } from 'vitest';
import { EditBook } from '../../../renderer/documents/edits/edit-book.ts';
import { masksOfLayers } from '../../../renderer/documents/edits/reading.ts';
import { openNotes, placeOf, placeOfHole } from '../../../renderer/documents/places.ts';
import type { OpenDocument } from '../../../renderer/state/documents-store.ts';
import { createDocumentsStore } from '../../../renderer/state/documents-store.ts';
import type { Hole } from '../../../shared/profile/holes.ts';
import { paymentsExport } from '../../e2e/files/payments.ts';
import { createFakeFerry } from '../../fakes/ferry.ts';
import type { FakeFile } from '../../fakes/ferry-files.ts';

function holesOf({ opened, layers }: OpenDocument): readonly Hole[] {
  const book = new EditBook(opened);
  book.read(masksOfLayers(layers, book.state()));
  return book.holes();
}

async function opened(file: FakeFile = { name: 'payments.json', text: paymentsExport() }) {
  const choice: { file: FakeFile | null } = { file };
  const ferry = createFakeFerry({ choice });
  const store = createDocumentsStore(ferry.files, ferry.events);
  await store.getState().chooseAsked();
  await vi.waitFor(() => expect(store.getState().document?.whole ?? null).not.toBeNull());
  const document = store.getState().document;
  if (document === null) throw new Error('Not opened');
  return { ferry, store, choice, document };
}

describe('the documents store', () => {
  it('shows a chosen file with everything that is told of it', async () => {
    const { document } = await opened();
    expect(document.file.name).toBe('payments.json');
    expect(document.layers.map(({ name }) => name)).toEqual([
      'ubuntu-aws',
      'kubernetes',
      'cni-calico',
      'vault',
      'prometheus-operator',
    ]);
    expect(holesOf(document)).toHaveLength(3);
  });

  it('keeps what is open when another file is no profile, and when the person cancels', async () => {
    const { store, choice, document } = await opened();
    choice.file = { name: 'login.json', text: '<!doctype html>' };
    await store.getState().chooseAsked();
    expect(store.getState().problem).toMatchObject({ kind: 'profile-unreadable', reason: 'web-page' });
    expect(store.getState().document).toBe(document);
    store.getState().problemRead();
    choice.file = null;
    await store.getState().chooseAsked();
    expect(store.getState()).toMatchObject({ document, problem: null, isOpening: false });
  });

  it('asks before typed values are lost, whichever way', async () => {
    const { store, document } = await opened();
    store.getState().changeTold(true);
    store.getState().closeAsked();
    expect(store.getState()).toMatchObject({ leaving: 'close', document });
    store.getState().leaveRefused();
    await store.getState().chooseAsked();
    expect(store.getState().leaving).toBe('choose');
    store.getState().leaveRefused();
    expect(store.getState().windowLeaves()).toBe(false);
    expect(store.getState().leaving).toBe('window');
    store.getState().leaveRefused();
    store.getState().closeAsked();
    store.getState().leaveAgreed();
    expect(store.getState()).toMatchObject({ document: null, leaving: null, isChanged: false });
    expect(store.getState().windowLeaves()).toBe(true);
  });

  it('goes on once everything is saved, asks again about what is not, and stays where nothing was saved', async () => {
    const { store, document } = await opened();
    const { changeTold, closeAsked, leaveSaving, savedFirst, savingLeft } = store.getState();
    const waits = (): void => {
      changeTold(true);
      closeAsked();
      leaveSaving();
      expect(store.getState()).toMatchObject({ leaving: null, afterSaving: 'close', document });
    };
    waits();
    savingLeft();
    // Saved later, for its own sake: the file stays.
    changeTold(false);
    expect(await savedFirst()).toBeNull();
    expect(store.getState()).toMatchObject({ document, afterSaving: null });
    waits();
    // Saved, but without what was filled in.
    expect(await savedFirst()).toBeNull();
    expect(store.getState()).toMatchObject({ document, leaving: 'close', afterSaving: null });
    store.getState().leaveRefused();
    waits();
    changeTold(false);
    expect(await savedFirst()).toBe('close');
    expect(store.getState()).toMatchObject({ document: null, leaving: null, afterSaving: null });
  });

  it('tells that somebody else changed the file, and writes only when told to', async () => {
    const file = { name: 'payments.json', text: paymentsExport() };
    const { store } = await opened(file);
    file.text = '{}';
    expect(await store.getState().saveChosen([], false)).toEqual({ ok: true, value: 'asked' });
    expect(store.getState().document?.disk).toBe('changed');
    expect(file.text).toBe('{}');
    expect(await store.getState().saveChosen([], true)).toEqual({ ok: true, value: 'saved' });
    expect(file.text).toBe(paymentsExport());
    expect(store.getState().document?.disk).toBe('same');
  });

  it('goes on with the file it was saved as', async () => {
    const { store, choice, document } = await opened();
    choice.file = { name: 'copy.json', text: '' };
    expect(await store.getState().saveAsChosen([])).toEqual({ ok: true, value: 'saved' });
    expect(store.getState().document).toMatchObject({ file: { name: 'copy.json' }, opened: document.opened });
  });

  it('shows pasted text, and forgets events of a file that was closed', async () => {
    const ferry = createFakeFerry();
    const store = createDocumentsStore(ferry.files, ferry.events);
    await store.getState().pasted(paymentsExport());
    const id = store.getState().document?.file.id ?? '';
    expect(store.getState().document?.file.name).toBe('');
    store.getState().closeAsked();
    ferry.control.tell({ kind: 'file-changed', file: id, isGone: true });
    expect(store.getState().document).toBeNull();
  });
});

describe('places', () => {
  it('a filled mask is no problem any more; the others stay', async () => {
    const { document } = await opened();
    const holes = holesOf(document);
    const masked = (values: ReadonlyMap<string, string>) =>
      openNotes(document, holes, values).filter(({ kind }) => kind === 'unfilled-mask').length;
    expect(masked(new Map())).toBe(3);
    for (const { id } of holes) expect(masked(new Map([[id, 'x']]))).toBe(2);
  });

  it('a note about a mask leads to its field', async () => {
    const { document } = await opened();
    const holes = holesOf(document);
    for (const hole of holes) {
      const { where, line } = hole;
      const text = where.kind === 'variable' ? where : where.text;
      const pack = where.kind === 'variable' ? null : where.text.pack;
      expect(placeOf(text, pack, line, holes)).toEqual(placeOfHole(hole));
    }
  });
});
