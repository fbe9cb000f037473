import { type DragEvent, type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { GridList, ListLayout, useDragAndDrop, Virtualizer } from 'react-aria-components';
import type { ColumnId, ProfileRow } from '../../shared/bridge/views.ts';
import type { EnvironmentSummary } from '../../shared/environment.ts';
import { environmentIdOf, type FolderPlace, type Place, placeKey } from '../../shared/place.ts';
import type { ProfileRef } from '../../shared/transfer/request.ts';
import { type PaneSide, rowKey } from '../state/pane-store.ts';
import { otherSide, useFrom, useStores } from '../state/stores.ts';
import { cx } from '../ui/cx.ts';
import { placeName } from '../words/place-words.ts';
import { carry } from './carry.ts';
import { byName } from './comparison.ts';
import { copyWords, pickedVersion, refsName, refsOf, whyNot, whyNotBetween } from './copying.ts';
import styles from './profile-list.module.css';
import { ProfileRowView } from './profile-row.tsx';
import { type MenuPlace, menuPlaceOf, OpenRowMenu, type RowActions, RowMenusProvider } from './row-menu.tsx';
import { useNow } from './use-now.ts';

/** The one kind of thing a pane accepts. Its text carries ids only. */
const dragType = 'application/x-profile-ferry';

const exportFirst =
  'A profile of an environment has no file to drag yet. Use “Export to a folder…” in its menu: it asks about secrets before it writes, and the file can be dragged from there.';

/** As the style sheet has them. */
const rowHeights = { comfortable: 32, compact: 28 } as const;

export interface ProfileListProps {
  readonly side: PaneSide;
  readonly place: Place;
  readonly rows: readonly ProfileRow[];
  readonly empty: ReactNode;
  readonly columns: readonly ColumnId[];
  readonly actions: RowActions;
}

/** The profiles of a place as a virtualised grid list that can be dragged from and dropped onto. */
export function ProfileList({ side, place, rows, empty, columns, actions }: ProfileListProps) {
  const stores = useStores();
  const across = otherSide(side);
  const { selected, versions } = useFrom(stores.panes[side], (pane) => pane);
  const otherPlace = useFrom(stores.panes[across], (pane) => pane.place);
  const problem = useFrom(stores.panes[side], (pane) => pane.problem);
  const otherProblem = useFrom(stores.panes[across], (pane) => pane.problem);
  const otherRows = useFrom(stores.panes[across], (pane) => pane.rows);
  const otherReadAt = useFrom(stores.panes[across], (pane) => pane.readAt);
  const environments = useFrom(stores.environments, (state) => state.environments);
  const density = useFrom(stores.view, (state) => state.view.density);
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const now = useNow(60_000);

  const others = useMemo(() => (otherReadAt === null ? null : byName(otherRows)), [otherRows, otherReadAt]);
  const refusal = whyNotBetween({ place, problem }, { place: otherPlace, problem: otherProblem });
  const otherName = otherPlace === null ? 'The other pane' : placeName(otherPlace, environments);
  const { dragAndDropHooks, nativeBegan } = useProfileDrag(side, place, rows, environments);

  const compared = whyNot(place, otherPlace) === null ? others : null;
  const menuRow = menu === null ? undefined : rows.find((row) => rowKey(row) === menu.key);
  const several = selected.size > 1 ? refsName(refsOf(rows, selected, versions)) : '';
  /** A row outside the selection becomes the selection, as everywhere else: the menu speaks of what is selected. */
  const openMenu = useCallback(
    (asked: MenuPlace | null): void => {
      if (asked === null) return;
      const { selected: chosen, selectionChanged } = stores.panes[side].getState();
      // The versions of a profile are its own, whatever else is selected.
      if (asked.kind === 'actions' && !chosen.has(asked.key)) selectionChanged(new Set([asked.key]));
      setMenu(asked);
    },
    [stores, side],
  );
  const menus = useMemo(() => ({ open: menu, ask: openMenu }), [menu, openMenu]);

  /** The files themselves, for other programs: the desktop takes the drag over. */
  const draggedOut = (event: DragEvent, folder: FolderPlace): void => {
    event.preventDefault();
    event.stopPropagation();
    const key = menuPlaceOf(event.target, null)?.key;
    if (key === undefined) return;
    const uids = refsOf(rows, selected.has(key) ? selected : new Set([key]), versions).map(({ uid }) => uid);
    void stores.documents
      .getState()
      .draggedOut({ kind: 'rows', place: folder, uids })
      .then((answer) => {
        if (!answer.ok) stores.notices.getState().told(answer.problem);
      });
  };

  /**
   * SECURITY: another program takes a file by its path when the drag begins. What an environment exports would have to be
   * written somewhere by then, before anybody was asked about the secrets in it.
   */
  const notDraggedOut = (event: DragEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    stores.notices.getState().noted(exportFirst);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the rows below are what is pressed; the list hears them once for all
    <div
      className={styles.listBox}
      onDragStartCapture={(event) => {
        if (!event.altKey) nativeBegan();
        else if (place.kind === 'folder') draggedOut(event, place);
        else notDraggedOut(event);
      }}
      onContextMenu={(event) => {
        event.preventDefault();
        // The keyboard's own event has no button; its key was answered already.
        if (event.button === 2) openMenu(menuPlaceOf(event.target, { x: event.clientX, y: event.clientY }));
      }}
      onKeyDownCapture={(event) => {
        if (event.key !== 'ContextMenu' && !(event.key === 'F10' && event.shiftKey)) return;
        event.preventDefault();
        event.stopPropagation();
        openMenu(menuPlaceOf(event.target, null));
      }}
    >
      <RowMenusProvider value={menus}>
        <Virtualizer layout={ListLayout} layoutOptions={{ rowSize: rowHeights[density] }}>
          <GridList
            aria-label={`Profiles in ${placeName(place, environments)}`}
            className={cx(styles.list)}
            items={rows}
            dependencies={[versions, compared, otherName, now, columns]}
            selectionMode="multiple"
            selectionBehavior="replace"
            selectedKeys={selected}
            onSelectionChange={(keys) => {
              const chosen = keys === 'all' ? rows.map(rowKey) : [...keys].map(String);
              stores.panes[side].getState().selectionChanged(new Set(chosen));
            }}
            dragAndDropHooks={dragAndDropHooks}
            renderEmptyState={() => empty}
          >
            {(row) => {
              const picked = pickedVersion(row, versions);
              return (
                <ProfileRowView
                  // React Aria keys a row by this element's own id; without one a refresh would hand a row another's state.
                  id={rowKey(row)}
                  row={row}
                  uid={picked?.uid ?? ''}
                  version={picked?.version ?? ''}
                  others={compared}
                  otherName={otherName}
                  columns={columns}
                  now={now}
                  onAction={actions.showDetails}
                />
              );
            }}
          </GridList>
        </Virtualizer>
      </RowMenusProvider>
      {menu === null || menuRow === undefined ? null : (
        <OpenRowMenu
          menu={menu}
          onClose={() => setMenu(null)}
          row={menuRow}
          picked={pickedVersion(menuRow, versions)}
          several={several}
          refusal={refusal}
          copyWords={copyWords(place, otherPlace, several)}
          actions={actions}
        />
      )}
    </div>
  );
}

function useProfileDrag(
  side: PaneSide,
  place: Place,
  rows: readonly ProfileRow[],
  environments: readonly EnvironmentSummary[],
) {
  const stores = useStores();
  const drag = stores.drag;
  const here = placeKey(place);
  /** The browser's own drag, by pointer; a drag by keyboard has none. */
  const native = useRef(false);

  const { dragAndDropHooks } = useDragAndDrop<ProfileRow>({
    getItems: (keys) => {
      const { versions } = stores.panes[side].getState();
      return refsOf(rows, new Set([...keys].map(String)), versions).map((profile) => ({
        [dragType]: JSON.stringify({ place: here, ...profile }),
        'text/plain': `${profile.name} ${profile.version}`,
      }));
    },
    getAllowedDropOperations: () => ['copy'],
    renderDragPreview: (items) => (
      <DragPreview items={items} from={environments.find((one) => one.id === environmentIdOf(place))} />
    ),
    onDragStart: ({ keys }) => {
      const { versions } = stores.panes[side].getState();
      const profiles = refsOf(rows, new Set([...keys].map(String)), versions);
      drag.getState().liftedUp({ from: side, place, profiles }, !native.current);
    },
    onDragEnd: () => {
      native.current = false;
      drag.getState().letGo();
    },
    acceptedDragTypes: [dragType],
    getDropOperation: (target) => {
      const { lifted } = drag.getState();
      if (target.type !== 'root' || lifted === null || lifted.from === side) return 'cancel';
      const from = stores.panes[lifted.from].getState();
      return whyNotBetween(from, stores.panes[side].getState()) === null ? 'copy' : 'cancel';
    },
    onRootDrop: () => {
      const { lifted } = drag.getState();
      if (lifted === null) return;
      drag.getState().droppedOn(place);
      carry(stores, lifted.place, place, lifted.profiles);
    },
  });
  const nativeBegan = (): void => {
    native.current = true;
  };
  return { dragAndDropHooks, nativeBegan };
}

function DragPreview({
  items,
  from,
}: {
  items: readonly Record<string, string>[];
  from: EnvironmentSummary | undefined;
}) {
  const profiles = items.flatMap((item) => {
    const text = item[dragType];
    return text === undefined ? [] : [JSON.parse(text) as ProfileRef];
  });
  return (
    <div className={styles.preview} data-env={from?.colour}>
      <span className={styles.previewEdge} />
      {refsName(profiles)}
    </div>
  );
}
