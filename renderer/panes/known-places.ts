import type { EnvironmentSummary } from '../../shared/environment.ts';
import type { EnvironmentPlace, Place } from '../../shared/place.ts';
import type { KnownScopes } from '../state/environments-store.ts';
import type { Stores } from '../state/stores.ts';

/** How many folders a list of places shows; the others are a choice in the system's dialog away. */
export const mostFolders = 8;

/** Whether a place that is remembered can still be shown: its environment or folder is on the list. */
export function isKnownPlace(stores: Pick<Stores, 'environments' | 'folders'>, place: Place): boolean {
  if (place.kind === 'folder') return stores.folders.getState().folders.some(({ id }) => id === place.folder);
  return stores.environments.getState().environments.some(({ id }) => id === place.environmentId);
}

/** The tenant of an environment and the projects that are known of it. */
export function placesOf({ id }: EnvironmentSummary, scopes: KnownScopes): readonly EnvironmentPlace[] {
  const place = (scope: EnvironmentPlace['scope']): EnvironmentPlace => ({
    kind: 'environment',
    environmentId: id,
    scope,
  });
  return [place({ kind: 'tenant' }), ...scopes.projects.map(({ uid, name }) => place({ kind: 'project', uid, name }))];
}
