import { compareProfiles } from '../profile/compare-profiles.ts';
import { type ProfileDocument, packsOf } from '../profile/document.ts';
import type { Hole } from '../profile/holes.ts';
import type { Proof } from './proof.ts';

/**
 * A clone compared with what its source exported, both read the same way. Masks are equal on both sides and tell
 * nothing of the values behind them, so they are listed: `copied` are the masked values of the source.
 */
export function cloneProof(source: ProfileDocument, found: ProfileDocument, copied: readonly Hole[]): Proof {
  const proof = compareProfiles(source, found, copied);
  const different = new Set(proof.differences.map(({ path }) => JSON.stringify(path)));
  const masked = copied.map((hole) => pathOf(source, hole)).filter((path) => !different.has(JSON.stringify(path)));
  const verdict = proof.verdict === 'identical' && masked.length > 0 ? 'identical-except-masked' : proof.verdict;
  return { ...proof, verdict, masked };
}

/** As the comparison names it. */
function pathOf(document: ProfileDocument, { where }: Hole): readonly string[] {
  if (where.kind === 'variable') return ['variables', where.name, 'defaultValue'];
  const { text, layer, path } = where;
  const title = text.kind === 'manifest' ? packsOf(document)[text.pack]?.manifests?.[text.manifest]?.name : null;
  const within = text.kind === 'manifest' ? ['manifests', title ?? ''] : ['values'];
  return ['layers', layer, ...within, path.keys.join('.')];
}
