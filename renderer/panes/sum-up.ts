import type { ProfileRow } from '../../shared/bridge/views.ts';
import { listed } from '../words/phrases.ts';
import { type Comparison, compareRow, comparisonWords, type RowsByName } from './comparison.ts';

/** What several selected profiles are together, as far as their rows tell. */
export interface SumUp {
  /** "2 add-on, 1 cluster": the most frequent first. */
  readonly types: string;
  readonly clouds: string;
  /** Of the newest versions, for rows know no others. */
  readonly layers: number;
  /** "2 missing, 1 same"; empty where there is nothing to compare with. */
  readonly compared: string;
}

const order: readonly Comparison[] = ['missing', 'newer', 'differs', 'older', 'same'];

/** @param others the other pane's list by name; null where there is nothing to compare with */
export function sumUp(rows: readonly ProfileRow[], others: RowsByName | null): SumUp {
  const comparisons = others === null ? [] : rows.map((row) => compareRow(row, others));
  const counts = countsOf(comparisons);
  return {
    types: inNumbers(countsOf(rows.map(({ type }) => type))),
    clouds: listed([...countsOf(rows.map(({ cloudType }) => cloudType)).keys()]),
    layers: rows.reduce((sum, { layers }) => sum + layers.length, 0),
    compared: order
      .flatMap((one) => (counts.has(one) ? [`${counts.get(one)} ${comparisonWords[one]}`] : []))
      .join(', '),
  };
}

/** Without what has no name; the most frequent first. */
function countsOf(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) if (word !== '') counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Map([...counts].sort(([, a], [, b]) => b - a));
}

function inNumbers(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([word, times]) => `${times} ${word}`).join(', ');
}
