import type { ProfileRow } from '../../shared/bridge/views.ts';
import { compareVersions } from '../../shared/profile/versions.ts';

/** How a profile stands against the one of the same name in the other pane. */
export type Comparison = 'missing' | 'same' | 'older' | 'newer' | 'differs';

export const comparisonWords: Readonly<Record<Comparison, string>> = {
  missing: 'missing',
  same: 'same',
  older: 'older',
  newer: 'newer',
  differs: 'differs',
};

/** The whole sentence behind the badge. */
export function comparisonSentence(comparison: Comparison, other: string): string {
  switch (comparison) {
    case 'missing':
      return `${other} has no profile of this name`;
    case 'same':
      return `${other} has the same newest version, with the same packs`;
    case 'older':
      return `${other} has a newer version`;
    case 'newer':
      return `${other} has an older version`;
    case 'differs':
      return `${other} has the same version, with other packs`;
  }
}

function packsKey(row: ProfileRow): string {
  return row.layers.map((layer) => `${layer.name}@${layer.version}`).join('\n');
}

/** A list by profile name: a project's list may hold a name twice, once of its tenant. */
export type RowsByName = ReadonlyMap<string, readonly ProfileRow[]>;

/** Compares the newest versions with the one of the same kind of scope, else the first; `others`: the other pane's list. */
export function compareRow(row: ProfileRow, others: RowsByName): Comparison {
  const alike = others.get(row.name) ?? [];
  const other = alike.find(({ scope }) => scope === row.scope) ?? alike[0];
  if (other === undefined) return 'missing';
  const order = compareVersions(row.versions[0]?.version ?? '', other.versions[0]?.version ?? '');
  if (order !== 0) return order < 0 ? 'older' : 'newer';
  return packsKey(row) === packsKey(other) ? 'same' : 'differs';
}

export function byName(rows: readonly ProfileRow[]): RowsByName {
  return Map.groupBy(rows, ({ name }) => name);
}
