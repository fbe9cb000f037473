import type { Place } from '../../shared/place.ts';
import type { Stores } from '../state/stores.ts';

/** Whether a place that is remembered can still be shown: its environment or folder is on the list. */
export function isKnownPlace(stores: Pick<Stores, 'environments' | 'folders'>, place: Place): boolean {
  if (place.kind === 'folder') return stores.folders.getState().folders.some(({ id }) => id === place.folder);
  return stores.environments.getState().environments.some(({ id }) => id === place.environmentId);
}
