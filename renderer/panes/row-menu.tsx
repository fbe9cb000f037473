import { Ellipsis, Lock } from 'lucide-react';
import { type RefObject, useRef } from 'react';
import { Button } from 'react-aria-components';
import type { ProfileRow } from '../../shared/bridge/views.ts';
import { hint } from '../actions/platform.ts';
import { cx } from '../ui/cx.ts';
import { Float, Menu, MenuItem, MenuTrigger } from '../ui/menu.tsx';
import styles from './profile-list.module.css';

export interface RowActions {
  readonly copy: (row: ProfileRow) => void;
  readonly showDetails: (row: ProfileRow) => void;
  readonly showLayers: (row: ProfileRow) => void;
  readonly pickVersion: (row: ProfileRow, uid: string) => void;
}

export interface RowMenuProps {
  readonly row: ProfileRow;
  readonly version: string;
  /** Why the row cannot be copied across; null when it can. */
  readonly refusal: string | null;
  /** What copying across is called here. */
  readonly copyWords: string;
  readonly actions: RowActions;
}

/** What can be done with a row; the same behind its button and under the pointer. */
function RowMenuItems({ row, version, refusal, copyWords, actions }: RowMenuProps) {
  return (
    <Menu
      aria-label={`Actions for ${row.name} ${version}`}
      disabledKeys={refusal === null ? [] : ['copy']}
      onAction={(key) => {
        if (key === 'copy') actions.copy(row);
        if (key === 'details') actions.showDetails(row);
        if (key === 'layers') actions.showLayers(row);
      }}
    >
      <MenuItem
        id="copy"
        textValue={copyWords}
        hint={refusal === null ? hint('copy') : undefined}
        icon={refusal === null ? undefined : <Lock size={14} aria-hidden />}
      >
        {refusal === null ? copyWords : `${copyWords}: ${refusal}`}
      </MenuItem>
      <MenuItem id="details" textValue="Show details" hint="Enter">
        Show details
      </MenuItem>
      <MenuItem id="layers" textValue="Show layers" hint={hint('show-layers')}>
        Show layers
      </MenuItem>
    </Menu>
  );
}

/** The button at the end of a row with its menu. */
export function RowMenu(props: RowMenuProps) {
  return (
    <MenuTrigger>
      <Button className={cx(styles.menuButton)} aria-label={`Actions for ${props.row.name}`}>
        <Ellipsis size={14} aria-hidden />
      </Button>
      <Float placement="bottom end">
        <RowMenuItems {...props} />
      </Float>
    </MenuTrigger>
  );
}

/** Where a context menu was asked for. */
export interface MenuPlace {
  readonly key: string;
  readonly x: number;
  readonly y: number;
}

/** The place of a context menu that a pointer or the keyboard asks for on a row; null beside the rows. */
export function menuPlaceOf(target: EventTarget, pointer: { x: number; y: number } | null): MenuPlace | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[role="row"][data-key]') : null;
  const key = row?.dataset.key;
  if (row === null || key === undefined) return null;
  const box = row.getBoundingClientRect();
  return pointer === null ? { key, x: box.left + 24, y: box.bottom - 4 } : { key, ...pointer };
}

/** The row's menu at a point of the window. */
export function ContextMenu({ place, onClose, ...menu }: RowMenuProps & { place: MenuPlace; onClose: () => void }) {
  const point = useRef<HTMLSpanElement>(null);
  return (
    <>
      <span ref={point} className={styles.point} style={{ left: place.x, top: place.y }} />
      <Float
        triggerRef={point as RefObject<Element | null>}
        isOpen
        aria-label={`Actions for ${menu.row.name}`}
        onOpenChange={onClose}
        placement="bottom start"
        offset={0}
      >
        <RowMenuItems {...menu} />
      </Float>
    </>
  );
}
