import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { ProfileDocument } from '../../shared/profile/document.ts';
import { type Hole, textKey } from '../../shared/profile/holes.ts';
import type { KeptEdits } from '../../shared/profile/source/kept-edits.ts';
import { textsOf } from '../../shared/profile/texts.ts';
import type { ChipText } from '../editor/chip-texts.ts';
import type { HoleState } from '../editor/editor-chip.ts';
import type { DocumentsStore, OpenDocument } from '../state/documents-store.ts';
import { EditBook } from './edits/edit-book.ts';
import { shownText } from './edits/shown-texts.ts';
import { useKeeping } from './edits/use-keeping.ts';
import { useReading } from './edits/use-reading.ts';
import { useSettled } from './edits/use-settled.ts';
import { type DocumentPlace, wholeProfile } from './places.ts';

/** What is worked on: the file, what was done to it, and the place that is shown. */
export interface Working {
  /** With what is told of it as it is by now. */
  readonly document: OpenDocument;
  readonly book: EditBook;
  readonly isChanged: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** The profile as it is by now, its masks still masks. */
  readonly profile: ProfileDocument;
  readonly values: ReadonlyMap<string, string>;
  readonly holes: readonly Hole[];
  readonly texts: readonly ChipText[];
  readonly place: DocumentPlace;
  readonly go: (place: DocumentPlace) => void;
}

/** The state of the screen of one file; begins anew when its text was read again. */
export function useDocument(store: DocumentsStore, document: OpenDocument): Working {
  const { opened, begun } = document;
  const book = useMemo(() => begunBook(opened, begun()), [opened, begun]);
  const state = useSettled(book);
  // At once, for these say what a person can do next.
  const isChanged = useSyncExternalStore(book.subscribe, () => book.isChanged);
  const canUndo = useSyncExternalStore(book.subscribe, () => book.canUndo);
  const canRedo = useSyncExternalStore(book.subscribe, () => book.canRedo);
  const [place, go] = useState<DocumentPlace>(wholeProfile);
  const now = useReading(store, document, book, state, go);
  useKeeping(document.file, book);
  useEffect(() => store.getState().changeTold(isChanged), [store, isChanged]);
  const profile = book.document();
  const texts = useMemo(
    () => textsOf(profile).flatMap(({ address }) => shownText(profile, state.texts.get(textKey(address)))),
    [profile, state],
  );
  const can = { isChanged, canUndo, canRedo };
  return { document: now, book, ...can, profile, values: book.values(), holes: book.holes(), texts, place, go };
}

/** By the file as it was opened, so that a screen that had to be drawn again goes on with what was done. */
const books = new WeakMap<ProfileDocument, EditBook>();

function begunBook(opened: ProfileDocument, kept: KeptEdits | null): EditBook {
  const known = books.get(opened);
  if (known !== undefined) return known;
  const book = new EditBook(opened);
  if (kept !== null) book.restored(kept);
  books.set(opened, book);
  return book;
}

export function stateOf(values: ReadonlyMap<string, string>, hole: string): HoleState {
  const value = values.get(hole);
  return value === undefined ? 'not-filled' : value === '' ? 'kept-empty' : 'typed';
}

/** The next hole without a value, around the end; null where no other one is open. */
export function nextOpen(
  { holes, values }: Pick<Working, 'holes' | 'values'>,
  current: string | null,
  step: 1 | -1,
): Hole | null {
  const at = holes.findIndex(({ id }) => id === current);
  const start = at === -1 && step === -1 ? holes.length : at;
  for (let distance = 1; distance <= holes.length; distance += 1) {
    const hole = holes[(start + step * distance + holes.length * 2) % holes.length];
    if (hole !== undefined && hole.id !== current && !values.has(hole.id)) return hole;
  }
  return null;
}
