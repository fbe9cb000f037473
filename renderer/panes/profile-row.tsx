import { ChevronDown, Ellipsis, GripVertical } from 'lucide-react';
import { memo, type Ref } from 'react';
import { Button, ButtonContext, GridListItem, useSlottedContext } from 'react-aria-components';
import type { ColumnId, ProfileRow } from '../../shared/bridge/views.ts';
import { cx } from '../ui/cx.ts';
import { Badge, type Tone } from '../ui/pieces.tsx';
import { ago, count, day } from '../words/phrases.ts';
import { type Comparison, compareRow, comparisonSentence, comparisonWords, type RowsByName } from './comparison.ts';
import styles from './profile-list.module.css';
import { RowMenuButton } from './row-menu.tsx';

interface CellsProps {
  /** See `rowKey`. */
  readonly id: string;
  readonly row: ProfileRow;
  /** Of the version that would travel. */
  readonly uid: string;
  readonly version: string;
  /** The other pane's list by name; null where there is nothing to compare with. */
  readonly others: RowsByName | null;
  readonly otherName: string;
  readonly columns: readonly ColumnId[];
  readonly now: number;
}

export interface ProfileRowViewProps extends CellsProps {
  /** Pressed twice, or with Enter. */
  readonly onAction: (row: ProfileRow) => void;
}

const tones: Readonly<Record<Comparison, Tone>> = {
  missing: 'note',
  same: 'quiet',
  older: 'warn',
  newer: 'good',
  differs: 'warn',
};

/**
 * One profile as a row. Called once for each row of the list, while its cells are made for those in sight alone: they
 * are a component of their own.
 */
export function ProfileRowView({ onAction, ...cells }: ProfileRowViewProps) {
  const { id, row, version } = cells;
  return (
    <GridListItem
      id={id}
      value={row}
      textValue={`${row.name} ${version}`}
      className={cx(styles.row)}
      onAction={() => onAction(row)}
    >
      {({ isHovered, isFocused, isDragging }) => (
        <>
          {isHovered || isFocused || isDragging ? <Handle /> : <HandlePlace />}
          <Cells {...cells} />
        </>
      )}
    </GridListItem>
  );
}

function Handle() {
  return (
    <Button slot="drag" className={cx(styles.handle)}>
      <GripVertical size={14} aria-hidden />
    </Button>
  );
}

/** Where the handle will be: it comes with the pointer or the keyboard, because a screen full of them is slow to make. */
function HandlePlace() {
  const handle = useSlottedContext(ButtonContext, 'drag');
  return <span ref={handle?.ref as Ref<HTMLSpanElement>} className={styles.handle} />;
}

const Cells = memo(function Cells({ id, row, uid, version, others, otherName, columns, now }: CellsProps) {
  const comparison = others === null ? null : compareRow(row, others);
  return (
    <>
      <span className={styles.name} title={nameTitle(row, uid)}>
        {row.name}
        {row.scope === 'tenant' ? <span className={styles.aside}> tenant</span> : null}
        {row.scope === 'system' ? <span className={styles.aside}> system</span> : null}
        {row.hasDraft && !row.isPublished ? <span className={styles.aside}> draft</span> : null}
      </span>
      <span className={styles.version}>
        {row.versions.length > 1 ? (
          <RowMenuButton
            kind="versions"
            id={id}
            label={`Version ${version} of ${row.name}, choose another`}
            className={styles.versionButton}
          >
            {version}
            <ChevronDown size={12} aria-hidden />
          </RowMenuButton>
        ) : (
          <span title={version}>{version}</span>
        )}
      </span>
      <span className={styles.type} title={row.type}>
        {row.type}
      </span>
      {columns.map((column) => (
        <Cell key={column} column={column} row={row} now={now} />
      ))}
      <span className={styles.badge}>
        {comparison === null ? null : (
          <span title={comparisonSentence(comparison, otherName)}>
            <Badge tone={tones[comparison]}>{comparisonWords[comparison]}</Badge>
          </span>
        )}
      </span>
      <RowMenuButton kind="actions" id={id} label={`Actions for ${row.name}`} className={styles.menuButton}>
        <Ellipsis size={14} aria-hidden />
      </RowMenuButton>
    </>
  );
});

/** The name, and in a folder the file it stands in. */
function nameTitle({ name, versions }: ProfileRow, uid: string): string {
  const file = versions.find((one) => one.uid === uid)?.file;
  return file === undefined ? name : `${name}, in ${file}`;
}

interface CellProps {
  readonly column: ColumnId;
  readonly row: ProfileRow;
  readonly now: number;
}

/** One column that can be hidden. A bare number is spoken with its noun. */
function Cell({ column, row, now }: CellProps) {
  switch (column) {
    case 'cloud':
      return (
        <span className={styles.cloud} title={row.cloudType}>
          {row.cloudType}
        </span>
      );
    case 'scope':
      return <span className={styles.scope}>{row.scope === 'unknown' ? '' : row.scope}</span>;
    case 'layers':
      return <NumberCell className={styles.layers} value={row.layers.length} one="layer" many="layers" />;
    case 'versions':
      return <NumberCell className={styles.versions} value={row.versions.length} one="version" many="versions" />;
    case 'inUse':
      return <NumberCell className={styles.inUse} value={row.inUse} one="use" many="uses" />;
    case 'changed':
      return (
        <span className={styles.changed} title={row.lastModified === null ? undefined : day(row.lastModified)}>
          {ago(row.lastModified, now)}
        </span>
      );
  }
}

interface NumberCellProps {
  readonly className: string | undefined;
  readonly value: number;
  readonly one: string;
  readonly many: string;
}

function NumberCell({ className, value, one, many }: NumberCellProps) {
  return (
    <span className={className} title={count(value, one, many)}>
      {value}
      <span className={styles.unseen}> {value === 1 ? one : many}</span>
    </span>
  );
}
