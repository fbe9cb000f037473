import { type ProfileDocument, packsOf } from '../../../shared/profile/document.ts';
import { MASK, textKey } from '../../../shared/profile/holes.ts';

import type { ChipText } from '../../editor/chip-texts.ts';
import { EditorOffsets } from '../../editor/editor-offsets.ts';
import type { TextState } from './file-state.ts';

/** A state is never changed in place: what was made of it holds as long as it does. */
const made = new WeakMap<TextState, ChipText>();

/** A text as the editor shows it, a chip for each of its holes; nothing for one that is not there. */
export function shownText(document: ProfileDocument, state: TextState | undefined): readonly ChipText[] {
  if (state === undefined) return [];
  const known = made.get(state);
  if (known !== undefined) return [known];
  const { address, text, masks } = state;
  const pack = packsOf(document)[address.pack];
  const isManifest = address.kind === 'manifest';
  const name = isManifest ? pack?.manifests?.[address.manifest]?.name : null;
  const title = isManifest ? (name ?? `Manifest ${address.manifest + 1}`) : 'Values';
  const offsets = new EditorOffsets(masks.length === 0 ? '' : text);
  const chips = masks.map(({ at, hole }) => {
    return { hole: hole.id, from: offsets.at(at), to: offsets.at(at + MASK.length) };
  });
  const shown = { key: textKey(address), address, layer: pack?.name ?? '', title, isManifest, text, chips };
  made.set(state, shown);
  return [shown];
}
