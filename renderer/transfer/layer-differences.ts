import type { ProfileDetails } from '../../shared/bridge/views.ts';
import { type ProfileDocument, packsOf } from '../../shared/profile/document.ts';

/** One layer on both sides; null where a side has none of that name. */
export interface LayerPair {
  readonly name: string;
  readonly source: string | null;
  readonly target: string | null;
  readonly isSame: boolean;
}

/** The layers of two profiles by pack: the source's in their order, then those that only the target has. */
export function layerPairs(source: ProfileDocument, target: ProfileDetails): readonly LayerPair[] {
  const theirs = [...target.layers];
  const ours = packsOf(source).map((pack): LayerPair => {
    const at = theirs.findIndex((layer) => layer.name === pack.name);
    const [other] = at === -1 ? [] : theirs.splice(at, 1);
    const version = versionWords(pack.version || pack.tag || '');
    if (other === undefined) return { name: pack.name, source: version, target: null, isSame: false };
    const found = versionWords(other.version || other.tag);
    return { name: pack.name, source: version, target: found, isSame: version === found };
  });
  return [
    ...ours,
    ...theirs.map((layer): LayerPair => {
      return { name: layer.name, source: null, target: versionWords(layer.version || layer.tag), isSame: false };
    }),
  ];
}

function versionWords(version: string): string {
  return version === '' ? 'no version' : version;
}
