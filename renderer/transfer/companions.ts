import type { Decision } from '../../shared/transfer/decision.ts';
import type { Transfer } from '../state/transfers-store.ts';
import type { Planned } from './use-plans.ts';

/** The other profiles of a sheet to which an answer is an answer too. */
export type Companions = (decision: Decision) => readonly string[];

/** Those among the others that ask the same question, and those whose questions are not known yet. */
export function companionsAmong(others: readonly Transfer[], planned: readonly Planned[]): Companions {
  return (decision) =>
    others
      .filter(({ id }) => {
        const plan = planned.find((one) => one.transfer.id === id);
        return plan === undefined || isAsked(plan, decision);
      })
      .map(({ id }) => id);
}

function isAsked({ plan }: Planned, decision: Decision): boolean {
  switch (decision.kind) {
    case 'create-macro':
      return plan.checks.some((check) => check.about === 'macro' && check.macro === decision.macro);
    case 'choose-registry':
      return plan.repositories.some((row) => row.pack === decision.pack);
    case 'choose-registry-for-source':
      return plan.repositories.some((row) => row.sourceRegistry === decision.sourceRegistry);
    default:
      return true;
  }
}
