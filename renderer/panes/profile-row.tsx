import { ChevronDown, Ellipsis, GripVertical, Lock } from 'lucide-react';
import { Button, GridListItem } from 'react-aria-components';
import type { ProfileRow } from '../../shared/bridge/views.ts';
import { cx } from '../ui/cx.ts';
import { Float, Menu, MenuItem, MenuTrigger } from '../ui/menu.tsx';
import { Badge, type Tone } from '../ui/pieces.tsx';
import { ago, count, day } from '../words/phrases.ts';
import { type Comparison, comparisonSentence, comparisonWords } from './comparison.ts';
import styles from './profile-list.module.css';

export interface RowActions {
  readonly copy: (row: ProfileRow) => void;
  readonly showDetails: (row: ProfileRow) => void;
  readonly pickVersion: (row: ProfileRow, uid: string) => void;
}

export interface ProfileRowViewProps {
  /** See `rowKey`. */
  readonly id: string;
  readonly row: ProfileRow;
  readonly uid: string;
  readonly version: string;
  readonly comparison: Comparison | null;
  readonly otherName: string;
  /** Why the row cannot be copied across; null when it can. */
  readonly refusal: string | null;
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
  const { id, row, uid, version, comparison, otherName, refusal, now, actions } = props;
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
      <span className={styles.name} title={row.name}>
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
      <span className={styles.cloud} title={row.cloudType}>
        {row.cloudType}
      </span>
      <span className={styles.layers} title={count(row.layers.length, 'layer', 'layers')}>
        {row.layers.length}
        <span className={styles.unseen}> {row.layers.length === 1 ? 'layer' : 'layers'}</span>
      </span>
      <span className={styles.changed} title={row.lastModified === null ? undefined : day(row.lastModified)}>
        {ago(row.lastModified, now)}
      </span>
      <span className={styles.badge}>
        {comparison === null ? null : (
          <span title={comparisonSentence(comparison, otherName)}>
            <Badge tone={tones[comparison]}>{comparisonWords[comparison]}</Badge>
          </span>
        )}
      </span>
      <RowMenu row={row} version={version} refusal={refusal} actions={actions} />
    </GridListItem>
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
            <MenuItem key={one.uid} id={one.uid} textValue={one.version} hint={at === 0 ? 'newest' : undefined}>
              {one.version}
            </MenuItem>
          ))}
        </Menu>
      </Float>
    </MenuTrigger>
  );
}

type RowMenuProps = Pick<ProfileRowViewProps, 'row' | 'version' | 'refusal' | 'actions'>;

function RowMenu({ row, version, refusal, actions }: RowMenuProps) {
  return (
    <MenuTrigger>
      <Button className={cx(styles.menuButton)} aria-label={`Actions for ${row.name}`}>
        <Ellipsis size={14} aria-hidden />
      </Button>
      <Float placement="bottom end">
        <Menu
          aria-label={`Actions for ${row.name} ${version}`}
          disabledKeys={refusal === null ? [] : ['copy']}
          onAction={(key) => {
            if (key === 'copy') actions.copy(row);
            if (key === 'details') actions.showDetails(row);
          }}
        >
          <MenuItem
            id="copy"
            textValue="Copy to other pane"
            hint={refusal === null ? 'F5' : undefined}
            icon={refusal === null ? undefined : <Lock size={14} aria-hidden />}
          >
            {refusal === null ? 'Copy to other pane' : `Copy to other pane: ${refusal}`}
          </MenuItem>
          <MenuItem id="details" textValue="Show details" hint="Enter">
            Show details
          </MenuItem>
        </Menu>
      </Float>
    </MenuTrigger>
  );
}
