import type { Answers } from './answers.ts';
import type { Choice } from './checks/repositories.ts';
import type { TransferPlan } from './plan.ts';

/** A plan with what it was made of. */
export interface Settled {
  readonly answers: Answers;
  readonly choices: readonly Choice[];
  readonly plan: TransferPlan;
}
