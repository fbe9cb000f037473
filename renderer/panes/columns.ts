import { type ColumnId, columnIds } from '../../shared/bridge/views.ts';

export const columnNames: Readonly<Record<ColumnId, string>> = {
  layers: 'Layers',
  cloud: 'Cloud',
  changed: 'Changed',
  inUse: 'In use',
  versions: 'Versions',
  scope: 'Scope',
};

/** Their order on screen. */
const order: readonly ColumnId[] = ['scope', 'cloud', 'layers', 'versions', 'inUse', 'changed'];

/** Widths in pixels, as the style sheet has them, with the gap before. */
const widths: Readonly<Record<ColumnId, number>> = {
  layers: 48,
  cloud: 88,
  changed: 72,
  inUse: 52,
  versions: 60,
  scope: 66,
};
/** Name, version, type, comparison, menu, and the room around them. */
const fixed = 402;

/** The chosen columns that a list of this width has room for, in their order on screen; the dearest stay longest. */
export function columnsFor(chosen: readonly ColumnId[], width: number): readonly ColumnId[] {
  const fitting = new Set<ColumnId>();
  let used = fixed;
  for (const id of columnIds) {
    if (!chosen.includes(id)) continue;
    used += widths[id];
    if (used > width) break;
    fitting.add(id);
  }
  return order.filter((id) => fitting.has(id));
}
