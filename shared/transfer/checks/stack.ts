import { packsOf } from '../../profile/document.ts';
import { referencedLayer } from '../../profile/find-references.ts';
import type { Analysis } from '../analysis.ts';
import type { Check } from '../plan.ts';

/** What the document and the pair of places say on their own: no answer changes it. All of it is only told. */
export function stackChecks(analysis: Analysis): readonly Check[] {
  const names = packsOf(analysis.material.document).map((pack) => pack.name);
  return [...samePlace(analysis), ...duplicates(names), ...strayReferences(analysis)];
}

function samePlace(analysis: Analysis): readonly Check[] {
  return analysis.material.samePlace ? [{ id: 'same-place', state: 'warning', about: 'same-place', fixes: [] }] : [];
}

/** Pack names must be unique in a profile (public provider); a pack used twice is named `<display>--<pack>`. */
function duplicates(names: readonly string[]): readonly Check[] {
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...repeated].map((pack) => ({
    id: `duplicate-pack:${pack}`,
    state: 'warning',
    about: 'duplicate-pack',
    pack,
    fixes: [],
  }));
}

/**
 * `{{.spectro.pack.PACK.…}}` reads a value of another layer. Without that layer it yields its default or nothing, and
 * the layer may belong to an infrastructure profile of the same cluster, hence a warning (pack constraints).
 */
function strayReferences(analysis: Analysis): readonly Check[] {
  const { document } = analysis.material;
  const stray = analysis.references.filter(
    (reference) => reference.kind === 'pack' && !reference.inComment && referencedLayer(document, reference) === null,
  );
  return [...Map.groupBy(stray, (reference) => reference.name.split('.')[0] ?? reference.name)].map(([pack, uses]) => ({
    id: `pack-reference:${pack}`,
    state: 'warning',
    about: 'pack-reference',
    pack,
    uses,
    fixes: [],
  }));
}
