import { createContext, useContext } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import { environmentIdOf, type Place, samePlace } from '../../shared/place.ts';
import { createDocumentsStore, type DocumentsStore } from './documents-store.ts';
import { createDraftsStore, type DraftsStore } from './drafts-store.ts';
import { createDragStore, type DragStore } from './drag-store.ts';
import { createEnvironmentsStore, type EnvironmentsStore } from './environments-store.ts';
import { createExportsStore, type ExportsStore } from './exports-store.ts';
import { createFoldersStore, type FoldersStore } from './folders-store.ts';
import { createHistoryStore, type HistoryStore } from './history-store.ts';
import { createNoticesStore, type NoticesStore } from './notices-store.ts';
import { createPaneStore, type PaneSide, type PaneStore } from './pane-store.ts';
import { createProfilesStore, type ProfilesStore } from './profiles-store.ts';
import { createRememberedStore, type RememberedStore } from './remembered-store.ts';
import { createTransfersStore, type TransfersStore } from './transfers-store.ts';
import { createViewStore, type ViewStore } from './view-store.ts';
import { watchFolders } from './watch-folders.ts';

export interface Stores {
  readonly view: ViewStore;
  readonly environments: EnvironmentsStore;
  readonly folders: FoldersStore;
  readonly panes: Readonly<Record<PaneSide, PaneStore>>;
  readonly transfers: TransfersStore;
  readonly exports: ExportsStore;
  readonly profiles: ProfilesStore;
  readonly remembered: RememberedStore;
  readonly history: HistoryStore;
  readonly drafts: DraftsStore;
  readonly documents: DocumentsStore;
  readonly notices: NoticesStore;
  readonly drag: DragStore;
}

/** Whether a pane on a place has rows of the other one: a project lists the profiles of its tenant as well. */
function lists(shown: Place, other: Place): boolean {
  const isTenant = other.kind === 'environment' && other.scope.kind === 'tenant';
  return samePlace(shown, other) || (isTenant && environmentIdOf(shown) === other.environmentId);
}

/** Makes every store of the window, each with its slice of the bridge. */
export function createStores(ferry: Ferry): Stores {
  const panes = {
    left: createPaneStore('left', ferry.places, ferry.events),
    right: createPaneStore('right', ferry.places, ferry.events),
  };
  const readAgain = (changed: Place): void => {
    for (const pane of [panes.left, panes.right]) {
      const { place: shown, refreshAsked } = pane.getState();
      if (shown !== null && lists(shown, changed)) void refreshAsked();
    }
  };
  watchFolders(ferry.folders, ferry.events, panes);
  return {
    view: createViewStore(ferry.view, ferry.app),
    environments: createEnvironmentsStore(ferry.environments, ferry.places, ferry.events),
    folders: createFoldersStore(ferry.folders),
    panes,
    transfers: createTransfersStore(ferry.transfers, ferry.events, readAgain),
    exports: createExportsStore(ferry.exports, readAgain),
    profiles: createProfilesStore(ferry.places),
    remembered: createRememberedStore(ferry.remembered),
    history: createHistoryStore(ferry.history, ferry.events),
    documents: createDocumentsStore(ferry.files, ferry.events),
    drafts: createDraftsStore(ferry.drafts),
    notices: createNoticesStore(ferry.events),
    drag: createDragStore(),
  };
}

/** Asks what the window begins with: what it remembers of itself, and which places and transfers there are. */
export async function askBeginning({ view, environments, folders, transfers }: Stores): Promise<void> {
  await Promise.all([
    view.getState().opened(),
    environments.getState().listAsked(),
    folders.getState().listAsked(),
    transfers.getState().listAsked(),
  ]);
}

/** Shows both panes where they were. Ends when their lists are read; null where there is nothing to read. */
export function openPanes({ view, environments, folders, panes }: Stores): Promise<unknown> | null {
  const { left, right } = view.getState().view;
  const known = new Set([...environments.getState().environments, ...folders.getState().folders].map(({ id }) => id));
  const isKnown = (place: Place | null): place is Place =>
    place !== null && known.has(place.kind === 'folder' ? place.folder : place.environmentId);
  const reading = [
    ...(isKnown(left) ? [panes.left.getState().placeChosen(left)] : []),
    ...(isKnown(right) ? [panes.right.getState().placeChosen(right)] : []),
  ];
  return reading.length === 0 ? null : Promise.all(reading);
}

/**
 * What the window asks for once it is on screen: it takes a process of its own, and a keychain that may be asking the
 * person something.
 */
export async function furnishWindow({ view, drafts, documents, notices }: Stores): Promise<void> {
  const [sheets, files] = await Promise.all([
    drafts.getState().listAsked(),
    documents.getState().draftsAsked(),
    view.getState().infoAsked(),
  ]);
  for (const answer of [sheets, files]) if (!answer.ok) notices.getState().told(answer.problem);
}

/**
 * Everything was forgotten on this computer: what the window still has of it goes. Reviews go first, for their answers
 * would be kept again.
 */
export async function leaveForgotten(stores: Stores): Promise<void> {
  const { panes, transfers, environments, folders, remembered, drafts, documents, history } = stores;
  for (const sheet of new Set(transfers.getState().transfers.map((transfer) => transfer.sheet))) {
    transfers.getState().discarded(sheet);
  }
  for (const pane of [panes.left, panes.right]) void pane.getState().placeChosen(null);
  await Promise.all([
    environments.getState().listAsked(),
    folders.getState().listAsked(),
    remembered.getState().listAsked(),
    drafts.getState().listAsked(),
    documents.getState().draftsAsked(),
    history.getState().listAsked(),
  ]);
}

const StoresContext = createContext<Stores | null>(null);

/** Gives the stores to everything below. */
export const StoresProvider = StoresContext.Provider;

/** The stores of this window. */
export function useStores(): Stores {
  const stores = useContext(StoresContext);
  if (stores === null) throw new Error('No stores above this view');
  return stores;
}

/** A part of one store, by selector. */
export function useFrom<S, T>(store: StoreApi<S>, select: (state: S) => T): T {
  return useStore(store, select);
}

/** The pane across. */
export function otherSide(side: PaneSide): PaneSide {
  return side === 'left' ? 'right' : 'left';
}
