import { type ActionId, actionIds, actions } from '../../shared/bridge/actions.ts';
import type { EnvironmentSummary } from '../../shared/environment.ts';
import { placeKey } from '../../shared/place.ts';
import { pickedVersion } from '../panes/copying.ts';
import { focusPane } from '../panes/find-in-pane.ts';
import { isKnownPlace, placesOf } from '../panes/known-places.ts';
import { showPair, showPlace } from '../panes/show-places.ts';
import { scopesOf } from '../state/environments-store.ts';
import { type PaneSide, rowKey } from '../state/pane-store.ts';
import type { Stores } from '../state/stores.ts';
import { placeName } from '../words/place-words.ts';
import { type Doing, setDetails, whyNoPanes } from './doings.ts';

export type PaletteKind = 'action' | 'place' | 'pair' | 'profile';

/** One line of the palette. */
export interface PaletteItem {
  readonly id: string;
  readonly kind: PaletteKind;
  readonly text: string;
  /** After the text, softly: what kind of thing it is and where. */
  readonly aside: string;
  readonly action: ActionId | null;
  readonly colour: string | null;
  readonly isProduction: boolean;
  /** Why it cannot be done now; null when it can. */
  readonly refusal: string | null;
  readonly run: () => void;
}

const sides: readonly (readonly [PaneSide, string])[] = [
  ['left', 'left pane'],
  ['right', 'right pane'],
];

/** All that the palette offers: actions first, then recent pairs, places, and the profiles of both panes. */
export function paletteItems(stores: Stores, doings: Readonly<Record<ActionId, Doing>>): readonly PaletteItem[] {
  const { environments } = stores.environments.getState();
  const refusal = whyNoPanes(stores);
  const inPanes = [
    ...pairItems(stores, environments),
    ...environments.flatMap((environment) => placeItems(stores, environment, environments)),
    ...folderItems(stores),
    ...sides.flatMap(([side, where]) => profileItems(stores, side, where)),
  ];
  return [
    ...actionIds.filter((id) => id !== 'palette').map((id) => actionItem(id, doings[id])),
    ...inPanes.map((item) => ({ ...item, refusal, aside: refusal ?? item.aside })),
  ];
}

function actionItem(id: ActionId, doing: Doing): PaletteItem {
  const { label, group } = actions[id];
  const refusal = doing.refusal();
  return {
    id: `action/${id}`,
    kind: 'action',
    text: label,
    aside: refusal ?? group,
    action: id,
    colour: null,
    isProduction: false,
    refusal,
    run: doing.run,
  };
}

function pairItems(stores: Stores, environments: readonly EnvironmentSummary[]): readonly PaletteItem[] {
  return stores.view
    .getState()
    .view.recentPairs.filter(({ left, right }) => isKnownPlace(stores, left) && isKnownPlace(stores, right))
    .map((pair) => ({
      id: `pair/${placeKey(pair.left)}/${placeKey(pair.right)}`,
      kind: 'pair',
      text: `${placeName(pair.left, environments)} → ${placeName(pair.right, environments)}`,
      aside: 'Both panes, recently',
      action: null,
      colour: null,
      isProduction: false,
      refusal: null,
      run: () => showPair(stores, pair),
    }));
}

function placeItems(
  stores: Stores,
  environment: EnvironmentSummary,
  environments: readonly EnvironmentSummary[],
): readonly PaletteItem[] {
  if (environment.key === 'missing') return [];
  const places = placesOf(environment, scopesOf(stores.environments.getState(), environment.id));
  return places.flatMap((place) =>
    sides.map(([side, where]) => ({
      id: `place/${side}/${placeKey(place)}`,
      kind: 'place' as const,
      text: placeName(place, environments),
      aside: `Show in ${where}`,
      action: null,
      colour: environment.colour,
      isProduction: environment.class === 'production',
      refusal: null,
      run: () => {
        showPlace(stores, side, place);
        focusPane(stores, side);
      },
    })),
  );
}

function folderItems(stores: Stores): readonly PaletteItem[] {
  return stores.folders.getState().folders.flatMap(({ id, name, path }) =>
    sides.map(([side, where]) => ({
      id: `folder/${side}/${id}`,
      kind: 'place' as const,
      text: name,
      aside: `${path}, show in ${where}`,
      action: null,
      colour: null,
      isProduction: false,
      refusal: null,
      run: () => {
        showPlace(stores, side, { kind: 'folder', folder: id, name, isRecursive: false });
        focusPane(stores, side);
      },
    })),
  );
}

function profileItems(stores: Stores, side: PaneSide, where: string): readonly PaletteItem[] {
  const { rows, versions } = stores.panes[side].getState();
  return rows.map((row) => ({
    id: `profile/${side}/${rowKey(row)}`,
    kind: 'profile',
    text: row.name,
    aside: `${pickedVersion(row, versions)?.version ?? ''} in ${where}`,
    action: null,
    colour: null,
    isProduction: false,
    refusal: null,
    run: () => {
      const pane = stores.panes[side].getState();
      pane.filtersCleared();
      pane.selectionChanged(new Set([rowKey(row)]));
      setDetails(stores, side, true);
      stores.view.getState().paneEntered(side);
      // The filters may have hidden the row until now.
      requestAnimationFrame(() => focusPane(stores, side));
    },
  }));
}
