import type { PlannedHole } from '../../shared/transfer/plan.ts';

/** Whether a missing value still waits for an answer. */
export function isOpen(hole: PlannedHole): boolean {
  return hole.state === 'not-filled';
}

/**
 * The next hole in a direction that waits for an answer, around the end of the list; null where no other one does.
 */
export function neighbour(
  holes: readonly PlannedHole[],
  current: string | null,
  direction: 'next' | 'previous',
): string | null {
  const at = holes.findIndex((one) => one.hole.id === current);
  const step = direction === 'next' ? 1 : -1;
  const start = at === -1 && direction === 'previous' ? holes.length : at;
  for (let distance = 1; distance <= holes.length; distance += 1) {
    const one = holes[(start + step * distance + holes.length * 2) % holes.length];
    if (one !== undefined && one.hole.id !== current && isOpen(one)) return one.hole.id;
  }
  return null;
}

/** Where to begin: the first hole that waits, else the first. */
export function firstHole(holes: readonly PlannedHole[]): string | null {
  return (holes.find(isOpen) ?? holes[0])?.hole.id ?? null;
}
