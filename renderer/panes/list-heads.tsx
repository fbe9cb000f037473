import { ArrowDown, ArrowUp } from 'lucide-react';
import { Button, Group } from 'react-aria-components';
import { cx } from '../ui/cx.ts';
import type { SortColumn, SortOrder } from './filter.ts';
import styles from './profile-list.module.css';

export interface ListHeadsProps {
  readonly order: SortOrder;
  readonly onOrder: (order: SortOrder) => void;
  readonly paneName: string;
  /** Name of the environment in the other pane; empty when there is none. */
  readonly across: string;
}

/** The names of the columns; those that sort are buttons. */
export function ListHeads({ order, onOrder, paneName, across }: ListHeadsProps) {
  const head = (column: SortColumn, text: string) => {
    const chosen = order.column === column;
    const Arrow = order.descending ? ArrowDown : ArrowUp;
    return (
      <Button
        className={cx(styles.headButton)}
        aria-label={`Sort by ${text.toLowerCase()}${chosen ? `, now ${order.descending ? 'descending' : 'ascending'}` : ''}`}
        onPress={() => onOrder({ column, descending: chosen ? !order.descending : column === 'changed' })}
      >
        {text}
        {chosen ? <Arrow size={11} aria-hidden /> : null}
      </Button>
    );
  };
  return (
    <div className={styles.headBox}>
      <Group className={cx(styles.heads)} aria-label={`Columns of ${paneName}`}>
        <span />
        <span>{head('name', 'Name')}</span>
        <span className={styles.version}>Version</span>
        <span className={styles.type}>{head('type', 'Type')}</span>
        <span className={styles.cloud}>Cloud</span>
        <span className={styles.layers}>Layers</span>
        <span className={styles.changed}>{head('changed', 'Changed')}</span>
        <span className={styles.badge} title={across === '' ? undefined : `Compared with ${across}`}>
          {across === '' ? '' : `vs ${across}`}
        </span>
        <span />
      </Group>
    </div>
  );
}
