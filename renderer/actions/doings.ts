import { type ActionId, actions } from '../../shared/bridge/actions.ts';
import type { ViewState } from '../../shared/bridge/views.ts';
import { environmentIdOf } from '../../shared/place.ts';
import { findInFile, findInLayers } from '../documents/find-in-file.ts';
import { copySelection } from '../panes/copy-selection.ts';
import { whyNotBetween } from '../panes/copying.ts';
import { filterRows } from '../panes/filter.ts';
import { focusDetails, focusFilter, focusPane } from '../panes/find-in-pane.ts';
import { exportSelection, openFolder } from '../panes/folder-doings.ts';
import { swapPanes } from '../panes/show-places.ts';
import { isUnlocked } from '../panes/unlock-button.tsx';
import { type PaneSide, rowKey } from '../state/pane-store.ts';
import { otherSide, type Stores } from '../state/stores.ts';

/** What an action does, and why it cannot be done right now. */
export interface Doing {
  readonly run: () => void;
  /** A sentence; null when it can be done. */
  readonly refusal: () => string | null;
}

const nextTheme: Readonly<Record<ViewState['theme'], ViewState['theme']>> = {
  system: 'light',
  light: 'dark',
  dark: 'system',
};

/** From the system's theme to light, to dark, and round again. */
export function switchTheme(stores: Stores): void {
  const { view, changed } = stores.view.getState();
  changed({ theme: nextTheme[view.theme] });
}

/** Shows or hides the details of a pane. */
export function setDetails(stores: Stores, side: PaneSide, open: boolean): void {
  stores.view.getState().changed(side === 'left' ? { leftDetails: open } : { rightDetails: open });
}

/** Every action of the table over the stores of the window. A forgotten one does not compile. */
export function createDoings(stores: Stores): Readonly<Record<ActionId, Doing>> {
  const view = () => stores.view.getState();
  const active = () => view().active;
  const pane = () => stores.panes[active()].getState();
  const always = (run: () => void): Doing => ({ run, refusal: () => null });
  const noPlace = () => (pane().place === null ? 'Choose a place in this pane first.' : null);
  const noRows = () => noPlace() ?? (pane().rows.length === 0 ? 'This pane lists no profiles.' : null);
  const noSelection = () => noPlace() ?? (pane().selected.size === 0 ? 'Select a profile first.' : null);
  const detailsOpen = (side: PaneSide) => (side === 'left' ? view().view.leftDetails : view().view.rightDetails);
  const target = () => {
    const place = stores.panes[otherSide(active())].getState().place;
    return stores.environments.getState().environments.find((one) => one.id === environmentIdOf(place));
  };

  const doings: Readonly<Record<ActionId, Doing>> = {
    'open-file': always(() => void stores.documents.getState().chooseAsked()),
    'find-in-layers': {
      run: findInLayers,
      refusal: () => (stores.documents.getState().document === null ? 'Open a file first.' : null),
    },
    'open-folder': {
      run: () => void openFolder(stores, active()),
      refusal: () => whyNoPanes(stores),
    },
    copy: {
      run: () => copySelection(stores, active(), pane().selected),
      refusal: () => noSelection() ?? whyNotBetween(pane(), stores.panes[otherSide(active())].getState()),
    },
    export: { run: () => void exportSelection(stores, active(), pane().selected), refusal: noSelection },
    'show-details': { run: () => setDetails(stores, active(), !detailsOpen(active())), refusal: noPlace },
    'show-layers': {
      run: () => {
        setDetails(stores, active(), true);
        focusDetails(active());
      },
      refusal: noSelection,
    },
    'select-all': {
      run: () => {
        const { rows, filter, choices, selectionChanged } = pane();
        selectionChanged(new Set(filterRows(rows, filter, choices).map(rowKey)));
        focusPane(stores, active());
      },
      refusal: noRows,
    },
    'clear-selection': { run: () => pane().selectionChanged(new Set()), refusal: noSelection },
    'focus-left': always(() => focusPane(stores, 'left')),
    'focus-right': always(() => focusPane(stores, 'right')),
    filter: { run: () => focusFilter(active()), refusal: noPlace },
    refresh: { run: () => void pane().refreshAsked(), refusal: noPlace },
    'refresh-both': always(() => {
      for (const side of ['left', 'right'] as const) void stores.panes[side].getState().refreshAsked();
    }),
    swap: {
      run: () => swapPanes(stores),
      refusal: () =>
        stores.panes.left.getState().place === null && stores.panes.right.getState().place === null
          ? 'Choose a place first.'
          : null,
    },
    'toggle-lock': {
      run: async () => {
        const environment = target();
        if (environment === undefined) return;
        const { lockChosen, unlockChosen } = stores.environments.getState();
        const turn = isUnlocked(environment, Date.now()) ? lockChosen : unlockChosen;
        const answer = await turn(environment.id);
        if (!answer.ok) stores.notices.getState().told(answer.problem);
      },
      refusal: () =>
        target()?.class === 'production' ? null : 'The other pane does not show a production environment.',
    },
    'add-environment': always(() => view().signInOpened({ id: null })),
    environments: always(() => view().screenOpened('environments')),
    remembered: always(() => view().screenOpened('remembered')),
    history: always(() => view().screenOpened('history')),
    transfers: always(() => view().trayToggled()),
    theme: always(() => switchTheme(stores)),
    settings: always(() => view().screenOpened('settings')),
    'log-folder': always(async () => {
      const answer = await view().logFolderAsked();
      if (!answer.ok) stores.notices.getState().told(answer.problem);
    }),
    palette: always(() => view().screenOpened('palette')),
    shortcuts: always(() => view().screenOpened('shortcuts')),
  };
  return withFile(stores, doings);
}

/** Why the panes cannot be used; null when they can. */
export function whyNoPanes(stores: Stores): string | null {
  return stores.documents.getState().document === null ? null : 'Close the file first.';
}

/** While a file is open the panes are out of sight: nothing is done to them, and Find looks into the file. */
function withFile(stores: Stores, doings: Readonly<Record<ActionId, Doing>>): Readonly<Record<ActionId, Doing>> {
  const isOpen = () => stores.documents.getState().document !== null;
  const guarded = Object.entries(doings).map(([id, doing]): [string, Doing] => {
    const { group } = actions[id as ActionId];
    if (group !== 'Profiles' && group !== 'Panes') return [id, doing];
    return [id, { ...doing, refusal: () => whyNoPanes(stores) ?? doing.refusal() }];
  });
  const { filter } = doings;
  return {
    ...(Object.fromEntries(guarded) as Record<ActionId, Doing>),
    filter: {
      run: () => (isOpen() ? findInFile() : filter.run()),
      refusal: () => (isOpen() ? null : filter.refusal()),
    },
  };
}
