import { useStores } from '../state/stores.ts';
import { isUnderWay, type Transfer } from '../state/transfers-store.ts';
import { Button } from '../ui/button.tsx';
import { openWords } from '../words/check-words.ts';
import { count } from '../words/phrases.ts';
import { partNames, type SheetPart, sheetParts } from './parts.ts';
import { isInReview } from './phase.ts';
import styles from './review-sheet.module.css';
import type { Planned } from './use-plans.ts';

export interface SheetFootProps {
  readonly transfers: readonly Transfer[];
  readonly planned: readonly Planned[];
  readonly part: SheetPart;
  readonly targetName: string;
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
  const { transfers, planned, part, targetName, isLocked, isNamed, onPart, onConfirm, onDiscard } = props;
  const inReview = transfers.filter(isInReview);
  const failed = inReview.filter((transfer) => transfer.stage.kind === 'PLAN_FAILED').length;
  const open = planned.reduce((sum, one) => sum + one.plan.open, 0);
  const isComplete = planned.length === inReview.length;
  const next = nextPart(part);
  const words =
    failed > 0
      ? `${count(failed, 'profile', 'profiles')} could not be checked`
      : !isComplete
        ? 'Reading source and target…'
        : open > 0
          ? openWords(open)
          : isLocked
            ? 'The target is locked'
            : isNamed
              ? openWords(0)
              : 'Its name is not typed yet';
  const what = inReview.length === 1 ? '' : ` ${count(inReview.length, 'profile', 'profiles')}`;
  return (
    <>
      <Button look="quiet" onPress={onDiscard}>
        Discard
      </Button>
      <span className={styles.footWords} role="status">
        {words}
      </span>
      {part === 'confirm' ? null : <Button onPress={() => onPart(next)}>Next: {partNames[next]}</Button>}
      <Button
        data-confirm
        look="environment"
        isDisabled={!isComplete || open > 0 || isLocked || !isNamed}
        onPress={onConfirm}
      >
        {`Import${what} into ${targetName}`}
      </Button>
    </>
  );
}

function RunFoot({ transfers, onClose }: SheetFootProps) {
  const stores = useStores();
  const running = transfers.filter(isUnderWay);
  const isStopping = running.every((one) => one.stage.kind === 'RUNNING' && one.stage.cancelling);
  return (
    <>
      <span className={styles.footWords}>
        {running.length > 0 ? 'You may close this sheet; the transfer goes on.' : ''}
      </span>
      {running.length > 0 ? (
        <Button
          isDisabled={isStopping}
          onPress={() => {
            for (const transfer of running) void stores.transfers.getState().cancelAsked(transfer.id);
          }}
        >
          Cancel transfer
        </Button>
      ) : null}
      {/* Confirming takes its own button away: the keyboard goes on here. */}
      <Button autoFocus look={running.length > 0 ? 'plain' : 'primary'} onPress={onClose}>
        {running.length > 0 ? 'Close' : 'Done'}
      </Button>
    </>
  );
}

function nextPart(part: SheetPart): SheetPart {
  const next = sheetParts[sheetParts.indexOf(part) + 1];
  return next === undefined || next === 'proof' ? 'confirm' : next;
}
