import type { FolderPlace } from '../../shared/place.ts';
import type { PaneSide } from '../state/pane-store.ts';
import type { Stores } from '../state/stores.ts';
import { carry } from './carry.ts';
import { refsOf, whyNot } from './copying.ts';
import { leavePlaces, showPlace } from './show-places.ts';

/** Asks for a folder and shows it in a pane. */
export async function openFolder(stores: Stores, side: PaneSide): Promise<void> {
  const answer = await stores.folders.getState().chooseAsked();
  if (!answer.ok) stores.notices.getState().told(answer.problem);
  else if (answer.value !== null) {
    const { id, name } = answer.value;
    showPlace(stores, side, { kind: 'folder', folder: id, name, isRecursive: false });
  }
}

/** Asks for a folder and exports rows of a pane into it, whatever the other pane shows. */
export async function exportSelection(stores: Stores, side: PaneSide, keys: ReadonlySet<string>): Promise<void> {
  const { place, rows, versions } = stores.panes[side].getState();
  const profiles = refsOf(rows, keys, versions);
  if (place === null || profiles.length === 0) return;
  const answer = await stores.folders.getState().chooseAsked();
  if (!answer.ok) stores.notices.getState().told(answer.problem);
  if (!answer.ok || answer.value === null) return;
  const { id, name } = answer.value;
  const target: FolderPlace = { kind: 'folder', folder: id, name, isRecursive: false };
  if (whyNot(place, target) === null) carry(stores, place, target, profiles);
  else stores.notices.getState().noted(`${name} is the folder that these files are in. Choose another one.`);
}

/** Looks into the folders below as well, or no longer. */
export function toggleBelow(stores: Stores, side: PaneSide, place: FolderPlace): void {
  showPlace(stores, side, { ...place, isRecursive: !place.isRecursive });
}

/** Takes a folder off the list and out of the panes; the folder itself stays. */
export async function forgetFolder(stores: Stores, folder: string): Promise<void> {
  const answer = await stores.folders.getState().forgetChosen(folder);
  if (!answer.ok) stores.notices.getState().told(answer.problem);
  else leavePlaces(stores, (place) => place.kind === 'folder' && place.folder === folder);
}
