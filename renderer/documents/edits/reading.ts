import { packsOf } from '../../../shared/profile/document.ts';
import { holesOfText, UniqueIds } from '../../../shared/profile/find-holes.ts';
import { MASK } from '../../../shared/profile/holes.ts';
import type { InspectedLayer } from '../../../shared/profile/source/inspection.ts';
import { placeAfter } from '../../../shared/profile/text-edits.ts';
import { textsOf } from '../../../shared/profile/texts.ts';
import { textKey } from '../../editor/chip-texts.ts';
import type { EditBook } from './edit-book.ts';
import type { FileState, Mask } from './file-state.ts';

/** The masks that the analyser found in the file as it was opened, where they stand by now. */
export function masksOfLayers(
  layers: readonly InspectedLayer[],
  { texts }: FileState,
): ReadonlyMap<string, readonly Mask[]> {
  const found = new Map<string, Mask[]>();
  for (const layer of layers) {
    for (const [index, hole] of layer.holes.entries()) {
      if (hole.where.kind !== 'scalar') continue;
      const key = textKey(hole.where.text);
      const start = layer.maskStarts[index] ?? 0;
      const at = placeAfter(start, start + MASK.length, texts.get(key)?.edits ?? []);
      if (at !== null) found.set(key, [...(found.get(key) ?? []), { at, hole }]);
    }
  }
  return found;
}

/** The masks of these texts as they are now. Holes of layers with one name are told apart by their order: all are read. */
export function masksOfTexts(book: EditBook, keys: ReadonlySet<string>): ReadonlyMap<string, readonly Mask[]> {
  const document = book.document();
  const texts = textsOf(document);
  const names = new Set(texts.filter(({ address }) => keys.has(textKey(address))).map(({ layer }) => layer));
  const ids = new UniqueIds();
  const found = texts.flatMap((text): [string, readonly Mask[]][] => {
    if (!names.has(packsOf(document)[text.address.pack]?.name ?? '')) return [];
    const masks = holesOfText(document, text, ids).map(({ hole, scalar }) => {
      return { at: text.text.indexOf(MASK, scalar.contentStart), hole };
    });
    return [[textKey(text.address), masks]];
  });
  return new Map(found);
}
