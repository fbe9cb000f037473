import { FolderOpen, Hourglass, MapPin, PackageOpen, SearchX } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useMemo, useRef } from 'react';
import type { ColumnId, ProfileRow, SortOrder } from '../../shared/bridge/views.ts';
import { environmentIdOf } from '../../shared/place.ts';
import { useWait } from '../environments/use-wait.ts';
import { isAsking } from '../state/fetch-state.ts';
import { type PaneSide, type PaneState, rowKey } from '../state/pane-store.ts';
import { otherSide, useFrom, useStores } from '../state/stores.ts';
import { Button } from '../ui/button.tsx';
import { SearchField } from '../ui/field.tsx';
import { EmptyState, SkeletonRows } from '../ui/pieces.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useWidth } from '../ui/use-width.ts';
import { ago, amount, count } from '../words/phrases.ts';
import { placeName, scopeName } from '../words/place-words.ts';
import { columnsFor } from './columns.ts';
import { byName } from './comparison.ts';
import { copySelection } from './copy-selection.ts';
import { dropWords, paneNames, pickedVersion, whyNot, whyNotBetween } from './copying.ts';
import { Details } from './details.tsx';
import { DropShelf } from './drop-shelf.tsx';
import { askedWords, chosenOf } from './facets.ts';
import { filterRows, sortRows } from './filter.ts';
import { FilterMenus } from './filter-menus.tsx';
import { focusDetails, focusFilter } from './find-in-pane.ts';
import { exportSelection, openFolder, toggleBelow } from './folder-doings.ts';
import { FolderNotesView } from './folder-notes.tsx';
import { ListHeads } from './list-heads.tsx';
import styles from './pane.module.css';
import { PaneHeader } from './pane-header.tsx';
import { ProfileList } from './profile-list.tsx';
import type { RowActions } from './row-menu.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { useNow } from './use-now.ts';

/** One pane: head, filter, list, what can be done with the selection, details. */
export function Pane({ side }: { readonly side: PaneSide }) {
  const stores = useStores();
  const store = stores.panes[side];
  const pane = useFrom(store, (state) => state);
  const isActive = useFrom(stores.view, (state) => state.active === side);
  const detailsKey = side === 'left' ? 'leftDetails' : 'rightDetails';
  const detailsOpen = useFrom(stores.view, (state) => state.view[detailsKey]);
  const environments = useFrom(stores.environments, (state) => state.environments);
  const environment = environments.find((one) => one.id === environmentIdOf(pane.place));
  const acrossPlace = useFrom(stores.panes[otherSide(side)], (state) => state.place);
  const across =
    acrossPlace?.kind === 'folder'
      ? acrossPlace.name
      : acrossPlace !== null && environmentIdOf(acrossPlace) === environment?.id
        ? scopeName(acrossPlace)
        : environments.find((one) => one.id === environmentIdOf(acrossPlace))?.name;
  const orderKey = side === 'left' ? 'leftOrder' : 'rightOrder';
  const order = useFrom(stores.view, (state) => state.view[orderKey]);
  const setOrder = useCallback(
    (chosen: SortOrder): void => stores.view.getState().changed({ [orderKey]: chosen }),
    [stores, orderKey],
  );
  const acrossRows = useFrom(stores.panes[otherSide(side)], (state) => (state.readAt === null ? null : state.rows));
  const others = useMemo(
    () => (acrossRows === null || whyNot(pane.place, acrossPlace) !== null ? null : byName(acrossRows)),
    [acrossRows, pane.place, acrossPlace],
  );
  // Only a list sorted by it changes its order with the other pane.
  const sortedBy = order.column === 'compared' ? others : null;
  const sorted = useMemo(() => sortRows(pane.rows, order, sortedBy), [pane.rows, order, sortedBy]);
  const rows = useMemo(() => filterRows(sorted, pane.filter, pane.choices), [sorted, pane.filter, pane.choices]);
  const setDetailsOpen = useCallback(
    (open: boolean): void => stores.view.getState().changed({ [detailsKey]: open }),
    [stores, detailsKey],
  );
  const showDetails = useCallback(() => setDetailsOpen(true), [setDetailsOpen]);
  const frame = useRef<HTMLElement>(null);
  const width = useWidth(frame);
  const chosen = useFrom(stores.view, (state) => state.view.columns);
  const columns = useMemo(() => columnsFor(chosen, width), [chosen, width]);
  const several = useMemo(
    () => (pane.selected.size > 1 ? pane.rows.filter((row) => pane.selected.has(rowKey(row))) : []),
    [pane.rows, pane.selected],
  );
  // A number, so that the bar is not drawn with every letter of the filter.
  const hidden = useMemo(
    () => (pane.selected.size === 0 ? 0 : hiddenOf(pane.selected, pane.rows, rows)),
    [pane.selected, pane.rows, rows],
  );
  useShownDetails(side, detailsOpen);

  const folderPlace = pane.place?.kind === 'folder' ? pane.place : null;
  const actions: RowActions = {
    copySelected: () => copySelection(stores, side, store.getState().selected),
    exportSelected: () => void exportSelection(stores, side, store.getState().selected),
    openFile:
      folderPlace === null
        ? null
        : (row) => {
            const version = pickedVersion(row, pane.versions);
            if (version !== undefined) void stores.documents.getState().rowAsked(folderPlace, version.uid);
          },
    showDetails: (row) => {
      pane.selectionChanged(new Set([rowKey(row)]));
      setDetailsOpen(true);
    },
    showLayers: (row) => {
      pane.selectionChanged(new Set([rowKey(row)]));
      setDetailsOpen(true);
      focusDetails(side);
    },
    pickVersion: (row, uid) => pane.versionChosen(rowKey(row), uid),
  };

  return (
    <section
      ref={frame}
      className={styles.pane}
      data-pane={side}
      aria-label={paneNames[side]}
      data-env={environment?.colour}
      data-pane-active={isActive || undefined}
      onFocusCapture={() => stores.view.getState().paneEntered(side)}
      onPointerDownCapture={() => stores.view.getState().paneEntered(side)}
    >
      <div className={styles.edge} aria-hidden />
      <PaneHeader side={side} paneName={paneNames[side]} />
      <DropShelf side={side} paneName={paneNames[side]} />
      {pane.place === null ? (
        <EmptyState
          icon={<MapPin size={24} />}
          title="No place chosen"
          actions={<Button onPress={() => void openFolder(stores, side)}>Choose a folder…</Button>}
        >
          Choose an environment and one of its projects above, or a folder of exported files; the cluster profiles are
          listed here.
        </EmptyState>
      ) : (
        <>
          <div className={styles.tools}>
            <SearchField
              label={`Filter ${paneNames[side]}`}
              placeholder="Filter by name, tag or pack"
              value={pane.filter}
              onChange={pane.filterTyped}
            />
            <FilterMenus side={side} paneName={paneNames[side]} width={width} />
            <span className={styles.total}>{totalWords(pane, rows.length)}</span>
          </div>
          <ListHeads
            order={order}
            onOrder={setOrder}
            paneName={paneNames[side]}
            across={across ?? ''}
            columns={columns}
          />
          <ListArea side={side} rows={rows} columns={columns} actions={actions} />
          {pane.notes === null ? null : <FolderNotesView notes={pane.notes} paneName={paneNames[side]} />}
          <SelectionBar
            side={side}
            rows={pane.rows}
            hidden={hidden}
            detailsOpen={detailsOpen}
            onShowDetails={showDetails}
          />
          {detailsOpen ? (
            <Details
              shown={pane.shown}
              several={several}
              others={others}
              otherName={acrossPlace === null ? 'the other pane' : placeName(acrossPlace, environments)}
              versions={versionsOf(pane.rows, pane.shown?.uid)}
              paneName={paneNames[side]}
              onRetry={() => {
                if (pane.shown !== null) void pane.detailsAsked(pane.shown.uid);
              }}
              onClose={() => setDetailsOpen(false)}
            />
          ) : null}
        </>
      )}
    </section>
  );
}

/** How many rows there are and how many of them match, or how far the reading of a large folder has come. */
function totalWords({ reading, rows, expected, filter, choices }: PaneState, matching: number): string {
  if (reading !== null) return `${amount(reading.read)} of ${count(reading.files, 'file', 'files')} read`;
  if (rows.length === 0) return '';
  return filter === '' && chosenOf(choices) === 0
    ? count(expected ?? rows.length, 'profile', 'profiles')
    : `${matching} of ${rows.length}`;
}

function versionsOf(rows: readonly ProfileRow[], uid: string | undefined): readonly string[] {
  const row = rows.find(({ versions }) => versions.some((one) => one.uid === uid));
  return row?.versions.map(({ version }) => version) ?? [];
}

/** Reads the details of the one selected row, a moment after the selection came to rest. */
function useShownDetails(side: PaneSide, open: boolean): void {
  const store = useStores().panes[side];
  const uid = useFrom(store, (pane) => {
    const [key] = pane.selected;
    const row = pane.selected.size === 1 ? pane.rows.find((one) => rowKey(one) === key) : undefined;
    return row === undefined ? null : (pickedVersion(row, pane.versions)?.uid ?? null);
  });
  const hasSeveral = useFrom(store, (pane) => pane.selected.size > 1);
  useEffect(() => {
    // Details of one of several would pass for those of all.
    if (hasSeveral && store.getState().shown !== null) store.getState().detailsLeft();
  }, [hasSeveral, store]);
  useEffect(() => {
    if (!open || uid === null) return;
    const timer = setTimeout(() => {
      if (store.getState().shown?.uid !== uid) void store.getState().detailsAsked(uid);
    }, 120);
    return () => clearTimeout(timer);
  }, [open, uid, store]);
}

interface ListAreaProps {
  readonly side: PaneSide;
  readonly rows: readonly ProfileRow[];
  readonly columns: readonly ColumnId[];
  readonly actions: RowActions;
}

function ListArea({ side, rows, columns, actions }: ListAreaProps) {
  const stores = useStores();
  const pane = useFrom(stores.panes[side], (state) => state);
  const environments = useFrom(stores.environments, (state) => state.environments);
  const lifted = useFrom(stores.drag, (state) => state.lifted);
  const otherProblem = useFrom(stores.panes[otherSide(side)], (state) => state.problem);
  const now = useNow(60_000);
  const asked = environments.find((one) => one.id === environmentIdOf(pane.place))?.address;
  const wait = useWait(isAsking(pane.fetch) && asked !== undefined ? [asked] : []);
  if (pane.place === null) return null;
  const place = placeName(pane.place, environments);
  const retry = <Button onPress={() => void pane.refreshAsked()}>Try again</Button>;

  let empty: ReactNode = (
    <EmptyState icon={<PackageOpen size={24} />} title={`No cluster profiles in ${place}`}>
      Drag one here from the other pane, or select it there and press F5.
    </EmptyState>
  );
  const folder = pane.place.kind === 'folder' ? pane.place : null;
  if (folder !== null) {
    empty = (
      <EmptyState
        icon={<FolderOpen size={24} />}
        title={`No profile export in ${place}`}
        actions={
          folder.isRecursive ? undefined : (
            <Button onPress={() => toggleBelow(stores, side, folder)}>Look into the folders below</Button>
          )
        }
      >
        Drag a profile here from the other pane, or select it there and press F5: it is written here as a file.
      </EmptyState>
    );
  }
  const isNarrowed = chosenOf(pane.choices) > 0;
  if ((pane.filter !== '' || isNarrowed) && pane.rows.length > 0) {
    empty = (
      <EmptyState
        icon={<SearchX size={24} />}
        title={isNarrowed ? 'Nothing matches all filters' : `Nothing matches “${pane.filter}”`}
        actions={
          <Button
            onPress={() => {
              pane.filtersCleared();
              // This button is gone with them.
              focusFilter(side);
            }}
          >
            {isNarrowed ? 'Clear filters' : 'Clear filter'}
          </Button>
        }
      >
        {isNarrowed
          ? `No profile here has ${askedWords(pane.filter, pane.choices)}.`
          : 'Every word must occur in the name, a tag, the cloud, the type or a pack.'}
      </EmptyState>
    );
  }
  const refusal = lifted === null ? null : whyNotBetween({ place: lifted.place, problem: otherProblem }, pane);
  return (
    <div className={styles.listArea}>
      {pane.problem === null ? null : (
        <div className={styles.problem}>
          <ProblemNotice
            problem={pane.problem}
            note={pane.readAt === null ? undefined : `The list below was read ${ago(pane.readAt, now)}.`}
            actions={retry}
          />
        </div>
      )}
      <p className={styles.wait} data-idle={wait === null || undefined}>
        <Hourglass size={14} aria-hidden />
        <span>
          <span role="status">{wait?.asked}</span> {wait?.goesOn}
        </span>
      </p>
      {pane.fetch === 'LOADING' && pane.rows.length === 0 ? (
        <SkeletonRows rows={9} label={`Reading the profiles of ${place}`} />
      ) : pane.fetch === 'FAILED' && pane.rows.length === 0 ? null : (
        <ProfileList side={side} place={pane.place} rows={rows} empty={empty} columns={columns} actions={actions} />
      )}
      {lifted !== null && lifted.from !== side ? (
        <p className={styles.dropWords} data-refused={refusal === null ? undefined : true} role="status">
          {refusal ?? dropWords(lifted.profiles, lifted.place, pane.place, environments)}
        </p>
      ) : null}
    </div>
  );
}

/** How many of what is selected the filter hides. */
function hiddenOf(selected: ReadonlySet<string>, all: readonly ProfileRow[], inSight: readonly ProfileRow[]): number {
  const amount = (rows: readonly ProfileRow[]) => rows.filter((row) => selected.has(rowKey(row))).length;
  return amount(all) - amount(inSight);
}
