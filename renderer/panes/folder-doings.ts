import type { FolderPlace } from '../../shared/place.ts';
import type { PaneSide } from '../state/pane-store.ts';
import type { Stores } from '../state/stores.ts';
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
