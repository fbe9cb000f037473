import { ArrowDown, ArrowUp } from 'lucide-react';
import { memo } from 'react';
import { Button, Toolbar } from 'react-aria-components';
import type { ColumnId, SortColumn, SortOrder } from '../../shared/bridge/views.ts';
import { cx } from '../ui/cx.ts';
import { ColumnMenu } from './column-menu.tsx';
import { columnNames } from './columns.ts';
import styles from './profile-list.module.css';

export interface ListHeadsProps {
  readonly order: SortOrder;
  readonly onOrder: (order: SortOrder) => void;
  readonly paneName: string;
  /** Name of the environment in the other pane; empty when there is none. */
  readonly across: string;
  readonly columns: readonly ColumnId[];
}

/** Those that begin with the most or the latest. */
const largestFirst: ReadonlySet<SortColumn> = new Set(['layers', 'versions', 'inUse', 'changed']);

/** The names of the columns, each a button that sorts; one stop of the keyboard, with the arrows from one to the next. */
export const ListHeads = memo(function ListHeads(props: ListHeadsProps) {
  const { order, onOrder, paneName, across, columns } = props;
  const head = (column: SortColumn, text: string, spoken = text.toLowerCase()) => {
    const chosen = order.column === column;
    const Arrow = order.descending ? ArrowDown : ArrowUp;
    return (
      <Button
        className={cx(styles.headButton)}
        data-chosen={chosen || undefined}
        aria-label={`Sort by ${spoken}${chosen ? `, now ${order.descending ? 'descending' : 'ascending'}` : ''}`}
        onPress={() => onOrder({ column, descending: chosen ? !order.descending : largestFirst.has(column) })}
      >
        <span className={styles.headText}>{text}</span>
        {chosen ? <Arrow size={11} aria-hidden /> : null}
      </Button>
    );
  };
  return (
    <div className={styles.headBox}>
      <Toolbar className={cx(styles.heads)} aria-label={`Columns of ${paneName}`}>
        <span className={styles.handle} />
        <span className={styles.name}>{head('name', 'Name')}</span>
        <span className={styles.version}>{head('version', 'Version')}</span>
        <span className={styles.type}>{head('type', 'Type')}</span>
        {columns.map((column) => (
          <span key={column} className={styles[column]}>
            {head(column, columnNames[column])}
          </span>
        ))}
        <span className={styles.badge} title={across === '' ? undefined : `Compared with ${across}`}>
          {across === '' ? '' : head('compared', `vs ${across}`, `vs ${across}`)}
        </span>
        <ColumnMenu paneName={paneName} />
      </Toolbar>
    </div>
  );
});
