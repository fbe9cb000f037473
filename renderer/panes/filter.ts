import type { ProfileRow } from '../../shared/bridge/views.ts';

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

/** Rows in which every word of the filter occurs: in name, type, cloud, version, tags or packs. */
export function filterRows(rows: readonly ProfileRow[], filter: string): readonly ProfileRow[] {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = searchText(row);
    return words.every((word) => text.includes(word));
  });
}

export type SortColumn = 'name' | 'type' | 'changed';
export interface SortOrder {
  readonly column: SortColumn;
  readonly descending: boolean;
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Rows in the asked order; equal ones by name. */
export function sortRows(rows: readonly ProfileRow[], { column, descending }: SortOrder): readonly ProfileRow[] {
  const by = (a: ProfileRow, b: ProfileRow): number => {
    switch (column) {
      case 'name':
        return 0;
      case 'type':
        return collator.compare(a.type, b.type);
      case 'changed':
        return (a.lastModified ?? '').localeCompare(b.lastModified ?? '');
    }
  };
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => sign * (by(a, b) || collator.compare(a.name, b.name)));
}
