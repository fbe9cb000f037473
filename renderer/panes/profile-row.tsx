import { ChevronDown, GripVertical } from 'lucide-react';
import { Button, GridListItem } from 'react-aria-components';
import type { ColumnId, ProfileRow } from '../../shared/bridge/views.ts';
import { cx } from '../ui/cx.ts';
import { Float, Menu, MenuItem, MenuTrigger } from '../ui/menu.tsx';
import { Badge, type Tone } from '../ui/pieces.tsx';
import { ago, count, day } from '../words/phrases.ts';
import { type Comparison, comparisonSentence, comparisonWords } from './comparison.ts';
import styles from './profile-list.module.css';
import { type RowActions, RowMenu } from './row-menu.tsx';

export interface ProfileRowViewProps {
  /** See `rowKey`. */
  readonly id: string;
  readonly row: ProfileRow;
  readonly uid: string;
  readonly version: string;
  readonly comparison: Comparison | null;
  readonly otherName: string;
  readonly columns: readonly ColumnId[];
  /** Why the row cannot be copied across; null when it can. */
  readonly refusal: string | null;
  /** What copying across is called here. */
  readonly copyWords: string;
  readonly now: number;
  readonly actions: RowActions;
}

const tones: Readonly<Record<Comparison, Tone>> = {
  missing: 'note',
  same: 'quiet',
  older: 'warn',
  newer: 'good',
  differs: 'warn',
};

/** One profile as a row. */
export function ProfileRowView(props: ProfileRowViewProps) {
  const { id, row, uid, version, comparison, otherName, columns, refusal, copyWords, now, actions } = props;
  return (
    <GridListItem
      id={id}
      value={row}
      textValue={`${row.name} ${version}`}
      className={cx(styles.row)}
      onAction={() => actions.showDetails(row)}
    >
      <Button slot="drag" className={cx(styles.handle)}>
        <GripVertical size={14} aria-hidden />
      </Button>
      <span className={styles.name} title={nameTitle(row, uid)}>
        {row.name}
        {row.scope === 'tenant' ? <span className={styles.aside}> tenant</span> : null}
        {row.scope === 'system' ? <span className={styles.aside}> system</span> : null}
        {row.hasDraft && !row.isPublished ? <span className={styles.aside}> draft</span> : null}
      </span>
      <span className={styles.version}>
        {row.versions.length > 1 ? (
          <VersionMenu row={row} uid={uid} version={version} onPick={(picked) => actions.pickVersion(row, picked)} />
        ) : (
          <span title={version}>{version}</span>
        )}
      </span>
      <span className={styles.type}>{row.type}</span>
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
      <RowMenu row={row} version={version} refusal={refusal} copyWords={copyWords} actions={actions} />
    </GridListItem>
  );
}

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

interface VersionMenuProps {
  readonly row: ProfileRow;
  readonly uid: string;
  readonly version: string;
  readonly onPick: (uid: string) => void;
}

function VersionMenu({ row, uid, version, onPick }: VersionMenuProps) {
  return (
    <MenuTrigger>
      <Button className={cx(styles.versionButton)} aria-label={`Version ${version} of ${row.name}, choose another`}>
        {version}
        <ChevronDown size={12} aria-hidden />
      </Button>
      <Float placement="bottom start">
        <Menu
          aria-label={`Versions of ${row.name}`}
          selectionMode="single"
          selectedKeys={[uid]}
          disallowEmptySelection
          onSelectionChange={(keys) => {
            const [key] = keys === 'all' ? [] : [...keys];
            if (key !== undefined) onPick(String(key));
          }}
        >
          {row.versions.map((one, at) => (
            <MenuItem
              key={one.uid}
              id={one.uid}
              textValue={one.file === undefined ? one.version : `${one.version} ${one.file}`}
              hint={one.file ?? (at === 0 ? 'newest' : undefined)}
            >
              {one.version}
            </MenuItem>
          ))}
        </Menu>
      </Float>
    </MenuTrigger>
  );
}
