import type { Analysis } from '../analysis.ts';
import type { Check } from '../plan.ts';

export function variablesChecker(_analysis: Analysis): () => readonly Check[] {
  return () => [];
}
