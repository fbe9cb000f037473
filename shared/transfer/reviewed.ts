import type { Problem } from '../problem.ts';
import type { TransferMaterial, TransferPlan } from './plan.ts';

/** What the person had before them as they confirmed: a run sends this and nothing else. */
export interface Reviewed {
  /** `TransferMaterial.mark` of the document. */
  readonly mark: string;
  /** Which of the kept values go into which holes; a hole with another answer, or with none, is not among them. */
  readonly remembered: readonly RememberedUse[];
}

export interface RememberedUse {
  readonly hole: string;
  /** Names the value, as in `RememberedHole`. */
  readonly entry: string;
}

/** Whether a run that ended so leads back to its review: nothing was written, and what changed since can be looked at. */
export function leadsToReview({ kind }: Problem): boolean {
  return kind === 'plan-open' || kind === 'source-changed';
}

/** What is confirmed with this plan. */
export function reviewedOf({ mark, remembered }: TransferMaterial, { holes }: TransferPlan): Reviewed {
  const entries = new Map(remembered.holes.map(({ hole, entry }) => [hole, entry]));
  return {
    mark,
    remembered: holes.flatMap(({ hole, state }) => {
      const entry = state === 'remembered' ? entries.get(hole.id) : undefined;
      return entry === undefined ? [] : [{ hole: hole.id, entry }];
    }),
  };
}
