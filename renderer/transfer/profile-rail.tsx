import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { Transfer } from '../state/transfers-store.ts';
import { cx } from '../ui/cx.ts';
import { Count } from '../ui/pieces.tsx';
import styles from './review-sheet.module.css';
import type { Planned } from './use-plans.ts';

export interface ProfileRailProps {
  readonly transfers: readonly Transfer[];
  readonly planned: readonly Planned[];
  readonly current: string;
  readonly onCurrent: (id: string) => void;
}

/** The profiles of one sheet, each with what is still open. */
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
          const open = planned.find((one) => one.transfer.id === transfer.id)?.plan.open;
          const { name, version } = transfer.request.profile;
          return (
            <ToggleButton key={transfer.id} id={transfer.id} className={cx(styles.profile)}>
              <span className={styles.profileName} title={`${name} ${version}`}>
                {name}
              </span>
              {open === undefined ? null : <Count value={open} tone={open === 0 ? 'quiet' : 'warn'} />}
            </ToggleButton>
          );
        })}
      </ToggleButtonGroup>
    </>
  );
}
