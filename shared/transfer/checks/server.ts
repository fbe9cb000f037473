import type { Problem } from '../../problem.ts';
import type { Fact } from '../facts.ts';
import type { Check } from '../plan.ts';
import { askAgainOrAccept } from './fixes.ts';

/** Kinds that are the server's own judgement of the document; all others mean that it could not be asked. */
const refusals: ReadonlySet<Problem['kind']> = new Set(['server-refused', 'not-found', 'permission-denied']);

/**
 * import/validate's own verdict. It judged the document as it was exported: where other checks found something, or
 * where an answer changed the document since, its complaint may be settled already, so it is only told. Alone and
 * unexplained it stops the import.
 */
export function serverCheck(fact: Fact<null>, isExplained: boolean, isAccepted: boolean): Check {
  const base = { id: 'server', about: 'server' } as const;
  if (fact.known) {
    return { ...base, problem: null, state: 'passed', fixes: [] };
  }
  const check = { ...base, problem: fact.problem } as const;
  if (!refusals.has(fact.problem.kind)) {
    return isAccepted
      ? { ...check, state: 'warning', fixes: [{ kind: 'check-again' }] }
      : { ...check, state: 'unknown', fixes: askAgainOrAccept(base.id) };
  }
  return isExplained
    ? { ...check, state: 'warning', fixes: [] }
    : { ...check, state: 'refused', fixes: [{ kind: 'check-again' }] };
}
