import type { Decision } from '../decision.ts';
import type { Check, Fix } from '../plan.ts';

type Suits = Extract<Fix, { kind: 'decide' }>['suits'];

/** A fix that one click decides. */
export function decide(suits: Suits, decision: Decision): Fix {
  return { kind: 'decide', decision, suits };
}

/** "Go on nevertheless" for one named check. */
export function accept(check: string): Fix {
  return decide('accept', { kind: 'accept', check });
}

/** What could not be checked: ask again, or go on knowing that. */
export function askAgainOrAccept(check: string): readonly Fix[] {
  return [{ kind: 'check-again' }, accept(check)];
}

/** Whether a check stops the import. An accepted one is a warning by then. */
export function stops(check: Check): boolean {
  return check.state === 'open' || check.state === 'refused' || check.state === 'unknown';
}
