import type { ProfileRow } from '../../shared/bridge/views.ts';
import { type Choices, type Facet, facets } from '../state/pane-store.ts';
import { listed } from '../words/phrases.ts';

/** How a facet is called alone, and where several of its values are chosen. */
export const facetNames: Readonly<Record<Facet, readonly [one: string, many: string]>> = {
  type: ['Type', 'Types'],
  cloud: ['Cloud', 'Clouds'],
  tag: ['Tag', 'Tags'],
};

/** A value that can be chosen, and how many rows have it. */
export interface FacetOption {
  readonly value: string;
  readonly rows: number;
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/**
 * What the rows have of a facet, in order. What is chosen stays among it when no row has it any more, so that it can be
 * taken back.
 */
export function optionsOf(
  rows: readonly ProfileRow[],
  facet: Facet,
  chosen: ReadonlySet<string>,
): readonly FacetOption[] {
  const counts = new Map<string, number>();
  for (const value of chosen) counts.set(value, 0);
  for (const row of rows) {
    for (const value of valuesOf(row, facet)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, having]) => ({ value, rows: having }))
    .sort((a, b) => collator.compare(a.value, b.value));
}

function valuesOf(row: ProfileRow, facet: Facet): readonly string[] {
  switch (facet) {
    case 'type':
      return [row.type];
    case 'cloud':
      return [row.cloudType];
    case 'tag':
      return row.tags;
  }
}

/** A value as it is read; a file may have no type and no cloud. */
export function valueWords(facet: Facet, value: string): string {
  return value === '' ? `no ${facet}` : value;
}

/** What a facet's button says: "Type", "Type: add-on", "Tags: 2". */
export function facetWords(facet: Facet, chosen: ReadonlySet<string>): string {
  const [one, many] = facetNames[facet];
  const [first] = chosen;
  if (first === undefined) return one;
  return chosen.size === 1 ? `${one}: ${valueWords(facet, first)}` : `${many}: ${chosen.size}`;
}

/** How many values are chosen of these facets. */
export function chosenOf(choices: Choices, of: readonly Facet[] = facets): number {
  return of.reduce((sum, facet) => sum + choices[facet].size, 0);
}

/** All that a list is filtered by: "type add-on or infra, tag pci:yes and “kafka”". */
export function askedWords(filter: string, choices: Choices): string {
  const chosen = facets.flatMap((facet) => {
    const values = [...choices[facet]].map((value) => valueWords(facet, value));
    return values.length === 0 ? [] : [`${facet} ${values.join(' or ')}`];
  });
  return listed(filter.trim() === '' ? chosen : [...chosen, `“${filter.trim()}”`]);
}
