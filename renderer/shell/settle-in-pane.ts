import type { EnvironmentSummary } from '../../shared/environment.ts';
import { type EnvironmentPlace, environmentIdOf } from '../../shared/place.ts';
import { focusPlaceIfLost } from '../panes/find-in-pane.ts';
import { scopesOf } from '../state/environments-store.ts';
import type { Stores } from '../state/stores.ts';

/**
 * Shows a new environment in the first pane that has no place yet, at its first project; a pane that already shows it
 * is read again (its key or address may have changed). The keyboard goes to the pane's place when what held it is gone,
 * as the doors of a first start are.
 */
export async function settleInPane(
  stores: Stores,
  environment: EnvironmentSummary,
  takesKeyboard = true,
): Promise<void> {
  const sides = ['left', 'right'] as const;
  const showing = sides.filter((side) => environmentIdOf(stores.panes[side].getState().place) === environment.id);
  await stores.environments.getState().scopesAsked(environment.id);
  if (showing.length > 0) {
    await Promise.all(showing.map((side) => stores.panes[side].getState().refreshAsked()));
    return;
  }
  const empty = sides.find((side) => stores.panes[side].getState().place === null);
  if (empty === undefined) return;
  const scopes = scopesOf(stores.environments.getState(), environment.id);
  const project = scopes.projects.find((one) => one.name === 'Default') ?? scopes.projects[0];
  const place: EnvironmentPlace = {
    kind: 'environment',
    environmentId: environment.id,
    scope: project === undefined ? { kind: 'tenant' } : { kind: 'project', uid: project.uid, name: project.name },
  };
  stores.view.getState().changed({ [empty]: place });
  if (takesKeyboard) focusPlaceIfLost(empty);
  await stores.panes[empty].getState().placeChosen(place);
}
