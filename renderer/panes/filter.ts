import type { ProfileRow, SortColumn, SortOrder } from '../../shared/bridge/views.ts';
import { compareVersions } from '../../shared/profile/versions.ts';
import { type Choices, type Facet, facets, noChoices } from '../state/pane-store.ts';
import { type Comparison, compareRow, type RowsByName } from './comparison.ts';

const texts = new WeakMap<ProfileRow, string>();

/** Everything of a row that a filter looks at, in small letters; worked out once per row. */
function searchText(row: ProfileRow): string {
  const known = texts.get(row);
  if (known !== undefined) return known;
  const text = [
    row.name,
    row.type,
    row.cloudType,
    row.versions[0]?.version ?? '',
    ...row.tags,
    ...row.layers.flatMap((layer) => [layer.name, layer.displayName]),
  ]
    .join('\n')
    .toLowerCase();
  texts.set(row, text);
  return text;
}

/**
 * Rows in which every word of the filter occurs, in name, type, cloud, version, tags or packs, and which have one of
 * what is chosen of each facet. The same list where nothing is asked.
 */
export function filterRows(
  rows: readonly ProfileRow[],
  filter: string,
  choices: Choices = noChoices,
): readonly ProfileRow[] {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const asked = facets.filter((facet) => choices[facet].size > 0);
  if (words.length === 0 && asked.length === 0) return rows;
  return rows.filter((row) => {
    for (const facet of asked) if (!hasOneOf(row, facet, choices[facet])) return false;
    if (words.length === 0) return true;
    const text = searchText(row);
    return words.every((word) => text.includes(word));
  });
}

function hasOneOf(row: ProfileRow, facet: Facet, chosen: ReadonlySet<string>): boolean {
  switch (facet) {
    case 'type':
      return chosen.has(row.type);
    case 'cloud':
      return chosen.has(row.cloudType);
    case 'tag':
      return row.tags.some((tag) => chosen.has(tag));
  }
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** What is worth looking at comes first: what the other place lacks, then what it has otherwise. */
const worth: readonly Comparison[] = ['missing', 'newer', 'differs', 'older', 'same'];

/**
 * Rows in the asked order; equal ones by name. `others` is the other pane's list by name, null where there is nothing
 * to compare with.
 */
export function sortRows(
  rows: readonly ProfileRow[],
  { column, descending }: SortOrder,
  others: RowsByName | null = null,
): readonly ProfileRow[] {
  const by = orderOf(column, rows, others);
  const sign = descending ? -1 : 1;
  const byName = (a: ProfileRow, b: ProfileRow) => collator.compare(a.name, b.name);
  return [...rows].sort(column === 'name' ? (a, b) => sign * byName(a, b) : (a, b) => sign * by(a, b) || byName(a, b));
}

function orderOf(
  column: SortColumn,
  rows: readonly ProfileRow[],
  others: RowsByName | null,
): (a: ProfileRow, b: ProfileRow) => number {
  switch (column) {
    case 'name':
      return (a, b) => collator.compare(a.name, b.name);
    case 'version':
      return (a, b) => compareVersions(a.versions[0]?.version ?? '', b.versions[0]?.version ?? '');
    case 'type':
      return (a, b) => collator.compare(a.type, b.type);
    case 'scope':
      return (a, b) => a.scope.localeCompare(b.scope);
    case 'cloud':
      return (a, b) => collator.compare(a.cloudType, b.cloudType);
    case 'layers':
      return (a, b) => a.layers.length - b.layers.length;
    case 'versions':
      return (a, b) => a.versions.length - b.versions.length;
    case 'inUse':
      return (a, b) => a.inUse - b.inUse;
    case 'changed':
      return (a, b) => (a.lastModified ?? '').localeCompare(b.lastModified ?? '');
    case 'compared': {
      if (others === null) return () => 0;
      const ranks = new Map(rows.map((row) => [row, worth.indexOf(compareRow(row, others))]));
      return (a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0);
    }
  }
}
