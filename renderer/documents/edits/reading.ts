import { type ProfileDocument, packsOf } from '../../../shared/profile/document.ts';
import { MASK, textKey } from '../../../shared/profile/holes.ts';
import type { InspectedLayer } from '../../../shared/profile/source/inspection.ts';
import { placeAfter } from '../../../shared/profile/text-edits.ts';

import type { FileState, Mask } from './file-state.ts';

/** The masks that the analyser found in the file as it was opened, where they stand by now. */
export function masksOfLayers(
  layers: readonly InspectedLayer[],
  { texts }: FileState,
): ReadonlyMap<string, readonly Mask[]> {
  return masksOf(layers, (key, start) => placeAfter(start, start + MASK.length, texts.get(key)?.edits ?? []));
}

/** The masks that the analyser found in texts as they were at `asked`, of those that are still the same. */
export function masksOfEdited(
  layers: readonly InspectedLayer[],
  asked: FileState,
  now: FileState,
): ReadonlyMap<string, readonly Mask[]> {
  const isSame = (key: string) => asked.texts.get(key)?.text === now.texts.get(key)?.text;
  const found = masksOf(layers, (key, start) => (isSame(key) ? start : null));
  return new Map([...found].filter(([key]) => isSame(key)));
}

function masksOf(
  layers: readonly InspectedLayer[],
  placeOf: (key: string, start: number) => number | null,
): ReadonlyMap<string, readonly Mask[]> {
  const found = new Map<string, Mask[]>();
  for (const layer of layers) {
    for (const { address } of layer.texts) found.set(textKey(address), []);
    for (const [index, hole] of layer.holes.entries()) {
      if (hole.where.kind !== 'scalar') continue;
      const key = textKey(hole.where.text);
      const start = layer.maskStarts[index] ?? 0;
      const at = placeOf(key, start);
      if (at !== null) found.get(key)?.push({ at, hole });
    }
  }
  return found;
}

/**
 * The layers to inspect again after edits: those whose texts differ, and those that refer to variables where the names of the
 * variables differ. Layers of one name come together, for their holes are told apart by order.
 */
export function layersToRead(
  profile: ProfileDocument,
  known: readonly InspectedLayer[],
  before: FileState,
  now: FileState,
): readonly number[] {
  const packs = packsOf(profile);
  const names = new Set<string>();
  for (const [key, { address, text }] of now.texts) {
    if (before.texts.get(key)?.text !== text) names.add(packs[address.pack]?.name ?? '');
  }
  const variables = ({ about }: FileState) => JSON.stringify(about.variables.map(({ variable }) => variable.name));
  if (before.about !== now.about && variables(before) !== variables(now)) {
    for (const { name, references } of known) {
      if (references.some(({ kind }) => kind === 'variable')) names.add(name);
    }
  }
  return [...packs.entries()].filter(([, { name }]) => names.has(name)).map(([at]) => at);
}
