import type { Way } from '../../shared/transfer/way.ts';
import { useStores } from '../state/stores.ts';
import { isUnderWay, type Transfer } from '../state/transfers-store.ts';
import { Button } from '../ui/button.tsx';
import { openWords } from '../words/check-words.ts';
import { count } from '../words/phrases.ts';
import { keptBackWords } from '../words/transfer-words.ts';
import { wayWords } from '../words/way-words.ts';
import { nextPart, partNames, type SheetPart } from './parts.ts';
import { isInReview, keptBack } from './phase.ts';
import styles from './review-sheet.module.css';
import type { Planned } from './use-plans.ts';

export interface SheetFootProps {
  readonly transfers: readonly Transfer[];
  readonly planned: readonly Planned[];
  readonly part: SheetPart;
  /** The profile on screen, once it is planned. */
  readonly current: Planned | undefined;
  /** What the sheet does, for all its profiles. */
  readonly way: Way;
  readonly targetName: string;
  /** What a server makes everything wait for. */
  readonly wait: string | null;
  /** A long text is being read as it was edited. */
  readonly isReading: boolean;
  /** How many profiles nothing stands in the way of. */
  readonly ready: number;
  /** A protected target that is still locked. */
  readonly isLocked: boolean;
  /** The name of a protected target was typed, or none is asked for. */
  readonly isNamed: boolean;
  readonly onPart: (part: SheetPart) => void;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly onDiscard: () => void;
}

/** What can be done with the sheet as a whole. */
export function SheetFoot(props: SheetFootProps) {
  return (
    <footer className={styles.foot}>
      {props.transfers.some(isInReview) ? <ReviewFoot {...props} /> : <RunFoot {...props} />}
    </footer>
  );
}

function ReviewFoot(props: SheetFootProps) {
  const { transfers, ready, part, current, way, targetName, isLocked, isNamed, onPart, onConfirm, onDiscard } = props;
  const inReview = transfers.filter(isInReview);
  const all = inReview.length;
  const next = nextPart(part, current?.plan);
  const what =
    all === 1 ? '' : ready === 0 || ready === all ? ` ${count(all, 'profile', 'profiles')}` : ` ${ready} of ${all}`;
  return (
    <>
      <Button look="quiet" onPress={onDiscard}>
        {all === transfers.length ? 'Discard' : 'Discard the rest'}
      </Button>
      <span className={styles.footWords} role="status">
        {reviewWords(props, inReview)}
      </span>
      {part === 'confirm' || part === 'proof' ? null : (
        <Button data-next onPress={() => onPart(next)}>
          Next: {partNames[next]}
        </Button>
      )}
      <Button data-confirm look="environment" isDisabled={ready === 0 || isLocked || !isNamed} onPress={onConfirm}>
        {`${wayWords[way].Verb}${what} into ${targetName}`}
      </Button>
    </>
  );
}

/** What the confirmation still waits for, in a few words. */
function reviewWords(
  { planned, part, ready, wait, isReading, isLocked, isNamed }: SheetFootProps,
  inReview: readonly Transfer[],
): string {
  if (isReading) return 'Reading the edited text…';
  const failed = inReview.filter((transfer) => transfer.stage.kind === 'PLAN_FAILED').length;
  const open = planned.reduce((sum, one) => sum + one.plan.open, 0);
  if (ready === 0) {
    if (failed > 0) return `${count(failed, 'profile', 'profiles')} could not be checked`;
    if (planned.length < inReview.length || open === 0) return wait ?? 'Reading source and target…';
    return openWords(open);
  }
  if (isLocked) return 'The target is locked';
  if (!isNamed) return part === 'confirm' ? 'The target’s name is not typed yet' : 'Confirm asks for the target’s name';
  if (ready === inReview.length) return openWords(0);
  const waiting = keptBack(inReview, planned);
  return `${count(waiting.length, 'profile waits', 'profiles wait')} here: ${keptBackWords(waiting, open)}`;
}

function RunFoot({ transfers, onClose }: SheetFootProps) {
  const stores = useStores();
  const running = transfers.filter(isUnderWay);
  // Once it is written, only the proof of it can still be stopped.
  const isWritten = running.length > 0 && running.every(isWrittenAlready);
  const isDone = transfers.every(({ stage }) => stage.kind === 'DONE');
  const isStopping = running.every((one) => one.stage.kind === 'RUNNING' && one.stage.cancelling);
  return (
    <>
      <span className={styles.footWords}>
        {running.length === 0
          ? ''
          : isWritten
            ? 'It is in the target already. You may close this sheet; reading back goes on.'
            : 'You may close this sheet; the transfer goes on.'}
      </span>
      {running.length > 0 ? (
        <Button
          isDisabled={isStopping}
          onPress={() => {
            for (const transfer of running) void stores.transfers.getState().cancelAsked(transfer.id);
          }}
        >
          {isWritten ? 'Stop reading back' : 'Cancel transfer'}
        </Button>
      ) : null}
      {/* Confirming takes its own button away: the keyboard goes on here. */}
      <Button autoFocus look={isDone ? 'primary' : 'plain'} onPress={onClose}>
        {running.length > 0 ? 'Close' : 'Done'}
      </Button>
    </>
  );
}

function isWrittenAlready({ stage }: Transfer): boolean {
  return stage.kind === 'RUNNING' && (stage.step === 'reading-back' || stage.step === 'comparing');
}
