import { textKey } from '../../shared/profile/holes.ts';
import { assertNever } from '../../shared/result.ts';
import type { Decision } from '../../shared/transfer/decision.ts';

/** What a decision is about: a later one on the same subject takes the place of the earlier. */
function subject(decision: Decision): string {
  switch (decision.kind) {
    case 'fill':
    case 'use-remembered':
    case 'keep-empty':
    case 'leave-masked':
    case 'reopen':
      return `hole/${decision.hole}`;
    case 'create-macro':
      return `macro/${decision.macro}`;
    case 'choose-registry':
    case 'choose-pack-version':
      return `pack/${decision.pack}`;
    case 'choose-registry-for-source':
      return `source/${decision.sourceRegistry}`;
    case 'rename':
    case 'set-version':
    case 'publish':
    case 'way':
      return decision.kind;
    case 'edit-text':
      return `text/${textKey(decision.text)}`;
    case 'accept':
      return `accept/${decision.check}`;
    default:
      return assertNever(decision);
  }
}

/** The decisions with one more, and without what it replaces. */
export function withDecision(decisions: readonly Decision[], added: Decision): readonly Decision[] {
  const about = subject(added);
  return [...decisions.filter((decision) => subject(decision) !== about), added];
}

/** The decisions without one: the question is open again. */
export function withoutDecision(decisions: readonly Decision[], gone: Decision): readonly Decision[] {
  const about = subject(gone);
  return decisions.filter((decision) => subject(decision) !== about);
}

/** Whether an answer for one profile of a sheet answers the same question of the others. */
export function isShared(decision: Decision): boolean {
  return (
    decision.kind === 'create-macro' ||
    decision.kind === 'choose-registry' ||
    decision.kind === 'choose-registry-for-source' ||
    decision.kind === 'publish' ||
    decision.kind === 'way'
  );
}

/** The typed value for a missing value, if one was typed. */
export function typedFor(decisions: readonly Decision[], hole: string): string {
  const found = decisions.find((decision) => decision.kind === 'fill' && decision.hole === hole);
  return found?.kind === 'fill' ? found.value : '';
}

/** Whether these decisions hold exactly this answer. */
export function isAnswered(decisions: readonly Decision[], answer: Decision): boolean {
  const wanted = JSON.stringify(answer);
  return decisions.some((decision) => JSON.stringify(decision) === wanted);
}
