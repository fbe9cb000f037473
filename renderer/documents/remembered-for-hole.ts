import type { Hole } from '../../shared/profile/holes.ts';
import type { RememberedEntry } from '../../shared/remembered.ts';

type RememberedValue = Extract<RememberedEntry, { readonly kind: 'value' }>;

/** More places than these are no help while one value is filled in. */
const most = 3;

/**
 * What was remembered for the same place of a profile of this name, whichever environment it was for; the latest first.
 * A file has no target yet: so each is an offer, and the person says which.
 */
export function rememberedFor(
  profile: string,
  { where }: Hole,
  entries: readonly RememberedEntry[],
): readonly RememberedValue[] {
  const layer = where.kind === 'variable' ? '' : where.layer;
  const path = where.kind === 'variable' ? [where.name] : where.path.keys.map(String);
  return entries
    .filter((entry): entry is RememberedValue => {
      if (entry.kind !== 'value' || entry.profile !== profile || entry.layer !== layer) return false;
      return entry.path.length === path.length && entry.path.every((key, at) => key === path[at]);
    })
    .toSorted((a, b) => (b.keptAt ?? '').localeCompare(a.keptAt ?? ''))
    .slice(0, most);
}
