import { ArrowDown, ArrowUp } from 'lucide-react';
import { memo } from 'react';
import { Button, Group } from 'react-aria-components';
import type { ColumnId } from '../../shared/bridge/views.ts';
import { cx } from '../ui/cx.ts';
import { ColumnMenu } from './column-menu.tsx';
import { columnNames } from './columns.ts';
import type { SortColumn, SortOrder } from './filter.ts';
import styles from './profile-list.module.css';

export interface ListHeadsProps {
  readonly order: SortOrder;
  readonly onOrder: (order: SortOrder) => void;
  readonly paneName: string;
  /** Name of the environment in the other pane; empty when there is none. */
  readonly across: string;
  readonly columns: readonly ColumnId[];
}

/** The names of the columns; those that sort are buttons. */
export const ListHeads = memo(function ListHeads(props: ListHeadsProps) {
  const { order, onOrder, paneName, across, columns } = props;
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
        <span className={styles.handle} />
        <span className={styles.name}>{head('name', 'Name')}</span>
        <span className={styles.version}>Version</span>
        <span className={styles.type}>{head('type', 'Type')}</span>
        {columns.map((column) => (
          <span key={column} className={styles[column]}>
            {column === 'changed' ? head('changed', columnNames.changed) : columnNames[column]}
          </span>
        ))}
        <span className={styles.badge} title={across === '' ? undefined : `Compared with ${across}`}>
          {across === '' ? '' : `vs ${across}`}
        </span>
        <ColumnMenu paneName={paneName} />
      </Group>
    </div>
  );
});
