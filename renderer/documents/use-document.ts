import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Hole } from '../../shared/profile/holes.ts';
import { textsOf } from '../../shared/profile/texts.ts';
import { type ChipText, chipTextsOf, textKey } from '../editor/chip-texts.ts';
import type { HoleState } from '../editor/editor-chip.ts';
import type { DocumentsStore, OpenDocument } from '../state/documents-store.ts';
import { FillBook } from './fill-book.ts';
import { type DocumentPlace, holesOf, wholeProfile } from './places.ts';

/** What is worked on: the file, what was typed into it, and the place that is shown. */
export interface Working {
  readonly document: OpenDocument;
  readonly book: FillBook;
  readonly values: ReadonlyMap<string, string>;
  readonly holes: readonly Hole[];
  readonly texts: readonly ChipText[];
  readonly place: DocumentPlace;
  readonly go: (place: DocumentPlace) => void;
}

/** The state of the screen of one file; begins anew when its text was read again. */
export function useDocument(store: DocumentsStore, document: OpenDocument): Working {
  const { opened } = document;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was typed belongs to the text it was typed into
  const book = useMemo(() => new FillBook(), [opened]);
  const values = useSyncExternalStore(book.subscribe, book.values);
  const isChanged = book.isChanged;
  const [place, go] = useState<DocumentPlace>(wholeProfile);
  const holes = useMemo(() => holesOf(document), [document]);
  const isRead = document.whole !== null;
  const texts = useMemo(() => (isRead ? chipTextsOf(opened) : plainTextsOf(document)), [isRead, opened, document]);
  useEffect(() => store.getState().changeTold(isChanged), [store, isChanged]);
  return { document, book, values, holes, texts, place, go };
}

/** What a person reads before the masks are known. */
function plainTextsOf({ opened }: OpenDocument): readonly ChipText[] {
  return textsOf(opened).map(({ address, layer, text }) => {
    const isManifest = address.kind === 'manifest';
    const packs = opened.spec.template.packs ?? [];
    const title = isManifest ? (packs[address.pack]?.manifests?.[address.manifest]?.name ?? 'Manifest') : 'Values';
    return { key: textKey(address), layer, title, isManifest, text, chips: [] };
  });
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
