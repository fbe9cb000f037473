import type { EnvironmentPlace } from '../../shared/place.ts';
import { placeKey } from '../../shared/place.ts';
import type { RememberedEntry } from '../../shared/remembered.ts';
import { assertNever } from '../../shared/result.ts';

/** What one remembered answer is called, and what it belongs to. */
export interface EntryWords {
  readonly title: string;
  readonly detail: string;
}

/** The words for one remembered answer. */
export function entryWords(entry: RememberedEntry): EntryWords {
  switch (entry.kind) {
    case 'value':
      return {
        title: entry.path.length > 0 ? entry.path.join('.') : entry.key,
        detail: entry.layer === '' ? `Variable of ${entry.profile}` : `${entry.layer} in ${entry.profile}`,
      };
    case 'registry':
      return {
        title: `Packs from ${entry.sourceRegistry}`,
        detail: `come from ${entry.registryName === '' ? `the repository ${entry.registryUid}` : entry.registryName}`,
      };
    case 'macro-scope':
      return { title: `Macro ${entry.macro}`, detail: `is created in the ${entry.scope}` };
    default:
      return assertNever(entry);
  }
}

/** The answers of one target place. */
export interface RememberedPlace {
  readonly key: string;
  readonly place: EnvironmentPlace;
  /** Newest first: values, then repositories, then macros. */
  readonly entries: readonly RememberedEntry[];
}

const order: readonly RememberedEntry['kind'][] = ['value', 'registry', 'macro-scope'];

/** Entries by the place they are kept for. */
export function byPlace(entries: readonly RememberedEntry[]): readonly RememberedPlace[] {
  const groups = Map.groupBy(entries, (entry) => placeKey(entry.target));
  return [...groups].flatMap(([key, members]): readonly RememberedPlace[] => {
    const [first] = members;
    if (first === undefined) return [];
    const sorted = [...members].sort(
      (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || (b.keptAt ?? '').localeCompare(a.keptAt ?? ''),
    );
    return [{ key, place: first.target, entries: sorted }];
  });
}
