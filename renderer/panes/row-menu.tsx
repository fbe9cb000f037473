import { Lock } from 'lucide-react';
import { createContext, type ReactNode, type RefObject, type SyntheticEvent, useContext, useRef } from 'react';
import type { ProfileRow } from '../../shared/bridge/views.ts';
import { hint } from '../actions/platform.ts';
import { Float, Menu, MenuItem } from '../ui/menu.tsx';
import styles from './profile-list.module.css';

export interface RowActions {
  readonly copySelected: () => void;
  readonly exportSelected: () => void;
  /** Of a folder's rows alone: shows the file. */
  readonly openFile: ((row: ProfileRow) => void) | null;
  readonly showDetails: (row: ProfileRow) => void;
  readonly showLayers: (row: ProfileRow) => void;
  readonly pickVersion: (row: ProfileRow, uid: string) => void;
}

/** A row has two: what can be done with it, and its versions. */
export type RowMenuKind = 'actions' | 'versions';

/** A menu that was asked for on a row: beside a button of it, or at a point of the window. */
export interface MenuPlace {
  readonly kind: RowMenuKind;
  /** See `rowKey`. */
  readonly key: string;
  readonly at: HTMLElement | { readonly x: number; readonly y: number };
  /** Asked for with the keyboard: the first line has it from the start. */
  readonly byKeyboard: boolean;
}

/** The list's one open menu, as the buttons of its rows see it. */
export interface RowMenus {
  readonly open: MenuPlace | null;
  readonly ask: (menu: MenuPlace) => void;
}

const RowMenusContext = createContext<RowMenus>({ open: null, ask: () => undefined });
export const RowMenusProvider = RowMenusContext.Provider;

export interface RowMenuButtonProps {
  readonly kind: RowMenuKind;
  readonly id: string;
  readonly label: string;
  readonly className: string | undefined;
  readonly children: ReactNode;
}

const keepFromRow = (event: SyntheticEvent): void => event.stopPropagation();

/**
 * The button of a row's menu. A plain one, and the menus are the list's: a list that is filtered makes whole screens
 * of rows with every letter.
 */
export function RowMenuButton({ kind, id, label, className, children }: RowMenuButtonProps) {
  const { open, ask } = useContext(RowMenusContext);
  const isOpen = open !== null && open.kind === kind && open.key === id && open.at instanceof HTMLElement;
  return (
    <button
      type="button"
      className={className}
      aria-label={label}
      aria-haspopup="menu"
      aria-expanded={isOpen}
      // What is pressed here is not pressed on the row.
      onPointerDown={keepFromRow}
      onMouseDown={keepFromRow}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') event.stopPropagation();
      }}
      onClick={(event) => {
        event.stopPropagation();
        ask({ kind, key: id, at: event.currentTarget, byKeyboard: event.detail === 0 });
      }}
    >
      {children}
    </button>
  );
}

/** Where a context menu that a pointer or the keyboard asks for belongs; null beside the rows. */
export function menuPlaceOf(target: EventTarget, pointer: { x: number; y: number } | null): MenuPlace | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[role="row"][data-key]') : null;
  const key = row?.dataset.key;
  if (row === null || key === undefined) return null;
  const box = row.getBoundingClientRect();
  const at = pointer ?? { x: box.left + 24, y: box.bottom - 4 };
  return { kind: 'actions', key, at, byKeyboard: pointer === null };
}

export interface OpenRowMenuProps {
  readonly menu: MenuPlace;
  readonly onClose: () => void;
  readonly row: ProfileRow;
  /** Of the version that would travel. */
  readonly picked: { readonly uid: string; readonly version: string } | undefined;
  /** "3 profiles" where the row is one of several that are selected: the menu is about all of them. */
  readonly several: string;
  /** Why they cannot be copied across; null when they can. */
  readonly refusal: string | null;
  /** What copying across is called here. */
  readonly copyWords: string;
  readonly actions: RowActions;
}

/** The menu of a row, or of all that are selected where it is one of them. */
export function OpenRowMenu(props: OpenRowMenuProps) {
  const { menu, onClose, row, picked, several, refusal, copyWords, actions } = props;
  const point = useRef<HTMLElement>(null);
  const { kind, at, byKeyboard } = menu;
  const isAtButton = at instanceof HTMLElement;
  const autoFocus = byKeyboard ? 'first' : true;
  if (isAtButton) point.current = at;
  const exportWords = `${actions.openFile === null ? 'Export' : 'Copy'}${several === '' ? '' : ` ${several}`} to a folder…`;
  return (
    <>
      {isAtButton ? null : (
        <span
          ref={point as RefObject<HTMLSpanElement | null>}
          className={styles.point}
          style={{ left: at.x, top: at.y }}
        />
      )}
      <Float
        triggerRef={point}
        isOpen
        aria-label={kind === 'actions' ? `Actions for ${several || row.name}` : `Versions of ${row.name}`}
        onOpenChange={onClose}
        placement={isAtButton && kind === 'actions' ? 'bottom end' : 'bottom start'}
        offset={isAtButton ? 4 : 0}
      >
        {kind === 'actions' ? (
          <Menu
            aria-label={`Actions for ${several || `${row.name} ${picked?.version ?? ''}`}`}
            autoFocus={autoFocus}
            disabledKeys={refusal === null ? [] : ['copy']}
            onClose={onClose}
            onAction={(key) => {
              if (key === 'copy') actions.copySelected();
              if (key === 'export') actions.exportSelected();
              if (key === 'file') actions.openFile?.(row);
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
            <MenuItem id="export" textValue={exportWords} hint={hint('export')}>
              {exportWords}
            </MenuItem>
            {several === '' && actions.openFile !== null ? (
              <MenuItem id="file" textValue="Open file">
                Open file
              </MenuItem>
            ) : null}
            {several === '' ? (
              <MenuItem id="details" textValue="Show details" hint="Enter">
                Show details
              </MenuItem>
            ) : null}
            {several === '' ? (
              <MenuItem id="layers" textValue="Show layers" hint={hint('show-layers')}>
                Show layers
              </MenuItem>
            ) : null}
          </Menu>
        ) : (
          <Menu
            aria-label={`Versions of ${row.name}`}
            autoFocus={autoFocus}
            selectionMode="single"
            selectedKeys={picked === undefined ? [] : [picked.uid]}
            disallowEmptySelection
            onClose={onClose}
            onSelectionChange={(keys) => {
              const [key] = keys === 'all' ? [] : [...keys];
              if (key !== undefined) actions.pickVersion(row, String(key));
            }}
          >
            {row.versions.map((one, place) => (
              <MenuItem
                key={one.uid}
                id={one.uid}
                textValue={one.file === undefined ? one.version : `${one.version} ${one.file}`}
                hint={one.file ?? (place === 0 ? 'newest' : undefined)}
              >
                {one.version}
              </MenuItem>
            ))}
          </Menu>
        )}
      </Float>
    </>
  );
}
