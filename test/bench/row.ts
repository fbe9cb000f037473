/** One measured number. `reference` is measured in the same run on the same machine, in the same unit. */
export interface BenchRow {
  readonly name: string;
  readonly measured: number;
  /** Null where the limit is an absolute one and there is nothing to compare with. */
  readonly reference: number | null;
  readonly unit: 'ms' | 'kB' | 'MB' | 'rounds' | 'rows';
  /** What must hold; none: a number to know, not to judge by. */
  readonly limits: { readonly ratio?: number; readonly measured?: number };
}

/** Whether every limit of the row holds. A number that could not be measured holds nothing. */
export function isWithin({ measured, reference, limits }: BenchRow): boolean {
  const ratio = reference === null ? Number.NaN : measured / reference;
  return (
    (limits.measured === undefined || measured <= limits.measured) &&
    (limits.ratio === undefined || ratio <= limits.ratio)
  );
}

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export const p95 = (values: readonly number[]): number => quantile(values, 0.95);
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The rows as a table for people. */
export function tableOf(rows: readonly BenchRow[]): string {
  const head = ['', 'measured', 'reference', 'ratio', 'limit', ''];
  const cells = rows.map((row) => [
    row.name,
    withUnit(row.measured, row.unit),
    row.reference === null ? '–' : withUnit(row.reference, row.unit),
    row.reference === null ? '–' : (row.measured / row.reference).toFixed(2),
    limitOf(row),
    limitOf(row) === '–' ? '' : isWithin(row) ? 'ok' : 'OVER',
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...cells.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...cells.map(line)].join('\n');
}

function limitOf({ limits, unit }: BenchRow): string {
  const parts = [
    ...(limits.ratio === undefined ? [] : [`≤ ${limits.ratio} ×`]),
    ...(limits.measured === undefined ? [] : [`≤ ${limits.measured} ${unit}`]),
  ];
  return parts.length === 0 ? '–' : parts.join(', ');
}

function withUnit(value: number, unit: BenchRow['unit']): string {
  const isCounted = unit === 'rounds' || unit === 'rows';
  return `${value.toFixed(isCounted ? 0 : value < 10 ? 2 : 1)} ${unit}`;
}
