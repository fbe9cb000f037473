import type { Problem } from '../../shared/problem.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { checkWords } from '../words/check-words.ts';
import { wayWords } from '../words/way-words.ts';
import { EnterKey } from './enter-key.tsx';
import styles from './parts.module.css';
import { firstPart, partNames, type SheetPart, stoppingChecks } from './parts.ts';
import type { Planned } from './use-plans.ts';

export interface ReturnedNoticeProps {
  readonly planned: Planned;
  /** The part on screen. */
  readonly part: SheetPart;
  readonly onGoTo: (part: SheetPart) => void;
}

/** Reaching a place failed, with its address, its certificate or its key; nothing was written. */
function isOfAccess(problem: Problem): boolean {
  return 'host' in problem || problem.kind === 'key-needed';
}

const shown = 4;

/** Why a confirmed transfer is under review again: nothing was written, every answer is still here. */
export function ReturnedNotice({ planned, part: shownPart, onGoTo }: ReturnedNoticeProps) {
  const { returned, checking, request } = planned.transfer;
  if (returned === null || returned.kind === 'cancelled') return null;
  const { way } = planned.plan;
  const notDone = `${request.profile.name} ${request.profile.version} was not ${wayWords[way].done}`;
  if (returned.kind !== 'plan-open') {
    // What kept it from being written is over once everything was learnt anew.
    const isOver = isOfAccess(returned) && !checking && !planned.plan.checks.some((check) => check.state === 'unknown');
    return isOver ? (
      <Notice kind="warn" live title={notDone}>
        Source and target were read again since. Your answers are all here; confirm again.
      </Notice>
    ) : (
      <ProblemNotice
        problem={returned}
        note="Your answers are all here; confirm again when it is settled."
        actions={<EnterKey problem={returned} request={request} />}
      />
    );
  }
  const changes = stoppingChecks(planned.plan);
  const part = firstPart(planned.plan);
  const isOfSource = changes.some((check) => check.about === 'edited-text' && check.finding === 'outdated');
  const who = isOfSource ? 'the source' : 'the target';
  if (checking || changes.length === 0) {
    return (
      <Notice kind="warn" live title={`${notDone}: the target had changed`}>
        {checking
          ? 'It is being checked again. Your answers are all here.'
          : 'It was checked again and nothing stands in the way now. Your answers are all here.'}
      </Notice>
    );
  }
  return (
    <Notice
      kind="warn"
      live
      title={`${notDone}: ${who} changed since the last check`}
      actions={part === shownPart ? undefined : <Button onPress={() => onGoTo(part)}>Go to {partNames[part]}</Button>}
    >
      <ul className={styles.stopping}>
        {changes.slice(0, shown).map((check) => (
          <li key={check.id}>{checkWords(check, way).title}</li>
        ))}
      </ul>
      {changes.length > shown ? <p>and {changes.length - shown} more</p> : null}
      <p>Nothing was written, and your answers are all here.</p>
    </Notice>
  );
}
