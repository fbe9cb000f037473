import { BadgeCheck, CircleX, LoaderCircle, TriangleAlert } from 'lucide-react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { Transfer } from '../state/transfers-store.ts';
import { cx } from '../ui/cx.ts';
import { OpenCount } from '../ui/pieces.tsx';
import { stageWords } from '../words/transfer-words.ts';
import { isInReview } from './phase.ts';
import styles from './review-sheet.module.css';
import type { Planned } from './use-plans.ts';

export interface ProfileRailProps {
  readonly transfers: readonly Transfer[];
  readonly planned: readonly Planned[];
  readonly current: string;
  readonly onCurrent: (id: string) => void;
}

/** The profiles of one sheet, each with what is still open, how far it has come, or how it ended. */
export function ProfileRail({ transfers, planned, current, onCurrent }: ProfileRailProps) {
  return (
    <>
      <h3 className={styles.railTitle}>Profiles</h3>
      <ToggleButtonGroup
        aria-label="Profiles of this review"
        className={cx(styles.profiles)}
        orientation="vertical"
        selectedKeys={[current]}
        disallowEmptySelection
        onSelectionChange={(keys) => {
          const [key] = [...keys];
          if (key !== undefined) onCurrent(String(key));
        }}
      >
        {transfers.map((transfer) => {
          const { name, version } = transfer.request.profile;
          const open = planned.find((one) => one.transfer.id === transfer.id)?.plan.open;
          return (
            <ToggleButton key={transfer.id} id={transfer.id} className={cx(styles.profile)}>
              <span className={styles.profileName} title={`${name} ${version}`}>
                {name}
              </span>
              {isInReview(transfer) && open !== undefined ? (
                <OpenCount open={open} />
              ) : (
                <StageMark transfer={transfer} />
              )}
            </ToggleButton>
          );
        })}
      </ToggleButtonGroup>
    </>
  );
}

function StageMark({ transfer }: { readonly transfer: Transfer }) {
  const words = stageWords(transfer);
  switch (transfer.stage.kind) {
    case 'DONE': {
      const { verdict } = transfer.stage.outcome.proof;
      const isProven = verdict === 'identical' || verdict === 'identical-except-masked';
      return isProven ? (
        <span className={styles.ended} data-tone="good">
          <BadgeCheck size={14} aria-label={words} />
        </span>
      ) : (
        <span className={styles.ended} data-tone="warn">
          <TriangleAlert size={14} aria-label={words} />
        </span>
      );
    }
    case 'FAILED':
    case 'PLAN_FAILED':
      return (
        <span className={styles.ended} data-tone="bad">
          <CircleX size={14} aria-label={words} />
        </span>
      );
    default:
      return <LoaderCircle size={14} aria-label={words} className={styles.turning} />;
  }
}
