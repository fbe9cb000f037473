import { Check, Circle, CircleDot } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Problem } from '../../shared/problem.ts';
import { type TransferStep, transferSteps } from '../../shared/transfer/proof.ts';
import type { Way } from '../../shared/transfer/way.ts';
import type { Transfer } from '../state/transfers-store.ts';
import { isUnderWay } from '../state/transfers-store.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { runWords, stageWords, stepWords } from '../words/transfer-words.ts';
import { EnterKey } from './enter-key.tsx';
import styles from './parts.module.css';
import { ProofView } from './proof-view.tsx';

export interface RunPartProps {
  readonly transfers: readonly Transfer[];
  readonly targetName: string;
  /** One profile makes up the whole sheet: its name and its way to stop stand elsewhere. */
  readonly isAlone: boolean;
  /** The profile that was asked for in the list of them; null: none. */
  readonly asked: string | null;
  readonly onReviewAgain: (id: string) => void;
  readonly onCancel: (id: string) => void;
}

/** The run step by step, then its proof. */
export function RunPart({ transfers, targetName, isAlone, asked, onReviewAgain, onCancel }: RunPartProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (asked !== null) list.current?.querySelector(`[data-transfer="${CSS.escape(asked)}"]`)?.scrollIntoView();
  }, [asked]);
  return (
    <div className={styles.part} ref={list}>
      {isAlone ? null : (
        <p className={styles.lead} role="status">
          {runWords(transfers)}
        </p>
      )}
      {transfers.map((transfer) => (
        <section
          key={transfer.id}
          data-transfer={transfer.id}
          className={styles.run}
          aria-label={`${transfer.request.profile.name} ${transfer.request.profile.version}`}
        >
          {isAlone ? null : (
            <div className={styles.runHead}>
              <h3 className={styles.groupName}>
                {transfer.request.profile.name} {transfer.request.profile.version}
              </h3>
              {isUnderWay(transfer) ? (
                <Button look="quiet" onPress={() => onCancel(transfer.id)}>
                  Cancel
                </Button>
              ) : null}
            </div>
          )}
          <RunState transfer={transfer} targetName={targetName} onReviewAgain={onReviewAgain} />
        </section>
      ))}
    </div>
  );
}

interface RunStateProps {
  readonly transfer: Transfer;
  readonly targetName: string;
  readonly onReviewAgain: (id: string) => void;
}

function RunState({ transfer, targetName, onReviewAgain }: RunStateProps) {
  const { stage } = transfer;
  const again = (
    <Button look={stage.kind === 'FAILED' ? 'primary' : 'plain'} onPress={() => onReviewAgain(transfer.id)}>
      Back to review
    </Button>
  );
  if (isUnderWay(transfer)) {
    return (
      <>
        <p role="status" className={styles.status}>
          {stageWords(transfer)}
        </p>
        <Steps way={transfer.way} current={stage.kind === 'RUNNING' ? stage.step : null} />
      </>
    );
  }
  switch (stage.kind) {
    case 'DONE':
      return <ProofView outcome={stage.outcome} targetName={targetName} />;
    case 'FAILED':
      return (
        <ProblemNotice
          problem={stage.problem}
          note={isOfWriting(stage.problem) ? undefined : 'Nothing was written. What you entered is still here.'}
          actions={
            <>
              <EnterKey problem={stage.problem} request={transfer.request} />
              {again}
            </>
          }
        />
      );
    case 'CANCELLED':
      return (
        <Notice kind="note" live title="Cancelled, nothing was written" actions={again}>
          What you entered is still here.
        </Notice>
      );
    default:
      return null;
  }
}

/** Whether a problem tells by itself what was written. */
function isOfWriting({ kind }: Problem): boolean {
  return kind.startsWith('import-') || kind.startsWith('clone-') || kind.startsWith('macro') || kind === 'unexpected';
}

function Steps({ way, current }: { readonly way: Way; readonly current: TransferStep | null }) {
  const at = current === null ? -1 : transferSteps.indexOf(current);
  return (
    <ol className={styles.steps} aria-label="Steps">
      {transferSteps.map((step, index) => {
        const state = index < at ? 'done' : index === at ? 'now' : 'ahead';
        const Icon = state === 'done' ? Check : state === 'now' ? CircleDot : Circle;
        return (
          <li key={step} className={styles.step} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
            <Icon size={14} aria-label={state === 'done' ? 'done' : state === 'now' ? 'in progress' : 'to do'} />
            {stepWords(step, way)}
          </li>
        );
      })}
    </ol>
  );
}
