import { type ProfileDocument, packsOf } from '../../shared/profile/document.ts';
import { holesOfText, UniqueIds } from '../../shared/profile/find-holes.ts';
import { MASK, type TextAddress, textKey } from '../../shared/profile/holes.ts';
import type { PackRules } from '../../shared/profile/pack-rules.ts';
import { textsOf } from '../../shared/profile/texts.ts';
import { EditorOffsets } from './editor-offsets.ts';

/** Where a hole stands in its text, in the editor's offsets: its mask, the quotes of an empty value, or the one place where an absent value belongs. */
export interface ChipPlace {
  readonly hole: string;
  readonly from: number;
  readonly to: number;
}

/** One YAML text of a profile with the places of its chips. */
export interface ChipText {
  readonly key: string;
  readonly address: TextAddress;
  readonly layer: string;
  /** `Values`, or the name of the manifest. */
  readonly title: string;
  readonly isManifest: boolean;
  readonly text: string;
  /** In text order, without overlap. */
  readonly chips: readonly ChipPlace[];
}

/**
 * Every text of the document in the order of the stack, with a chip for each hole: its asterisks, quotes left out, or the
 * whole of an empty value that its pack's rules require.
 */
export function chipTextsOf(document: ProfileDocument, rules: PackRules = {}): readonly ChipText[] {
  const ids = new UniqueIds();
  return textsOf(document).map((part): ChipText => {
    const { address, layer, text } = part;
    const placed = holesOfText(document, part, ids, rules);
    const offsets = new EditorOffsets(placed.length === 0 ? '' : text);
    const chips = placed.map(({ hole, scalar }): ChipPlace => {
      const isMask = hole.reason === 'masked';
      const from = isMask ? text.indexOf(MASK, scalar.contentStart) : scalar.start;
      return { hole: hole.id, from: offsets.at(from), to: offsets.at(isMask ? from + MASK.length : scalar.end) };
    });
    const isManifest = address.kind === 'manifest';
    const manifests = packsOf(document)[address.pack]?.manifests;
    const title = isManifest ? (manifests?.[address.manifest]?.name ?? `Manifest ${address.manifest + 1}`) : 'Values';
    return { key: textKey(address), address, layer, title, isManifest, text, chips };
  });
}
