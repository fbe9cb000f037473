import type { Hole } from '../profile/holes.ts';
import type { Analysis } from './analysis.ts';
import type { Answers } from './answers.ts';

/**
 * Judges every typed fill-in and keeps the last verdict of each hole: one answer changes one value, and reading all of
 * them again on every key would be most of a re-plan.
 */
export function eachTyped<T>(
  analysis: Analysis,
  judge: (hole: Hole, value: string) => readonly T[],
): (answers: Answers) => readonly T[] {
  const kept = new Map<string, { readonly value: string; readonly found: readonly T[] }>();
  return (answers) =>
    analysis.holes.flatMap((hole) => {
      const answer = answers.holes.get(hole.id);
      if (answer?.kind !== 'typed') {
        return [];
      }
      const last = kept.get(hole.id);
      if (last?.value === answer.value) {
        return last.found;
      }
      const found = judge(hole, answer.value);
      kept.set(hole.id, { value: answer.value, found });
      return found;
    });
}
