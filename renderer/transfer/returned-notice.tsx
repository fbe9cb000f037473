import { useMemo } from 'react';
import type { Problem } from '../../shared/problem.ts';
import { compareProfiles } from '../../shared/profile/compare-profiles.ts';
import type { Difference } from '../../shared/transfer/proof.ts';
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
  if (returned.kind === 'source-changed') return <SourceChanged planned={planned} notDone={notDone} />;
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
      title={`${notDone}: the target changed since the last check`}
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

interface SourceChangedProps {
  readonly planned: Planned;
  /** "edge-base 1.4.0 was not imported". */
  readonly notDone: string;
}

/** The source has something else by now: what, so that it can be looked at before it is confirmed. */
function SourceChanged({ planned: { transfer, exported }, notDone }: SourceChangedProps) {
  const { reviewedBefore, checking } = transfer;
  const { document } = exported;
  const differences = useMemo(
    () => (reviewedBefore === null || checking ? [] : compareProfiles(reviewedBefore, document).differences),
    [reviewedBefore, document, checking],
  );
  return (
    <Notice kind="warn" live title={`${notDone}: the source changed since it was reviewed`}>
      {differences.length === 0 ? null : (
        <ul className={styles.stopping} aria-label="What changed in the source">
          {differences.slice(0, shown).map((one) => (
            <li key={one.path.join('/')}>{changeWords(one)}</li>
          ))}
        </ul>
      )}
      {differences.length > shown ? <p>and {differences.length - shown} more</p> : null}
      <p>
        {checking
          ? 'It is being read again. Nothing was written, and your answers are all here.'
          : 'It was read again: this is what it has now. Nothing was written, and your answers are all here.'}
      </p>
    </Notice>
  );
}

/** "layers ▸ nginx ▸ values ▸ replicas: 2 → 3"; without the values where they may be secret. */
function changeWords({ path, kind, sent, found }: Difference): string {
  const where = path.join(' ▸ ');
  if (sent !== null && found !== null) return `${where}: ${sent} → ${found}`;
  if (kind === 'missing') return `${where}: gone`;
  return kind === 'added' ? `${where}: new` : `${where}: changed`;
}
