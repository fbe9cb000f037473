import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { cx } from '../ui/cx.ts';
import { OpenCount } from '../ui/pieces.tsx';
import styles from './review-sheet.module.css';
import type { Planned } from './use-plans.ts';

export interface ProfileRailProps {
  readonly planned: readonly Planned[];
  readonly current: string;
  readonly onCurrent: (id: string) => void;
}

/** The profiles of one sheet, each with what is still open. */
export function ProfileRail({ planned, current, onCurrent }: ProfileRailProps) {
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
        {planned.map(({ transfer, plan }) => {
          const { name, version } = transfer.request.profile;
          return (
            <ToggleButton key={transfer.id} id={transfer.id} className={cx(styles.profile)}>
              <span className={styles.profileName} title={`${name} ${version}`}>
                {name}
              </span>
              <OpenCount open={plan.open} />
            </ToggleButton>
          );
        })}
      </ToggleButtonGroup>
    </>
  );
}
