import { mostPairs, type PlacePair } from '../../shared/bridge/views.ts';
import { type Place, samePlace } from '../../shared/place.ts';
import { type PaneSide, swapLists } from '../state/pane-store.ts';
import { otherSide, type Stores } from '../state/stores.ts';

/** Shows a place in a pane, and remembers it together with what the other pane shows. */
export function showPlace(stores: Stores, side: PaneSide, place: Place): void {
  const across = stores.panes[otherSide(side)].getState().place;
  if (across === null) {
    stores.view.getState().changed({ [side]: place });
    void stores.panes[side].getState().placeChosen(place);
  } else {
    showPair(stores, side === 'left' ? { left: place, right: across } : { left: across, right: place });
  }
}

/** Shows a place on each side. */
export function showPair(stores: Stores, pair: PlacePair): void {
  const { view, changed } = stores.view.getState();
  const { left, right } = pair;
  const recentPairs = samePlace(left, right) ? view.recentPairs : withPair(view.recentPairs, pair);
  changed({ left, right, recentPairs: [...recentPairs] });
  for (const side of ['left', 'right'] as const) {
    const pane = stores.panes[side].getState();
    // A pane that stays where it is keeps its list, also one that could not be read.
    if (pane.place === null || !samePlace(pane.place, pair[side])) void pane.placeChosen(pair[side]);
  }
}

/** Empties the panes of places that are gone, and forgets the pairs with them. */
export function leavePlaces(stores: Stores, isGone: (place: Place) => boolean): void {
  const { view, changed } = stores.view.getState();
  const { left, right, recentPairs } = view;
  changed({
    left: left !== null && isGone(left) ? null : left,
    right: right !== null && isGone(right) ? null : right,
    recentPairs: recentPairs.filter((pair) => !isGone(pair.left) && !isGone(pair.right)),
  });
  for (const side of ['left', 'right'] as const) {
    const { place, placeChosen } = stores.panes[side].getState();
    if (place !== null && isGone(place)) void placeChosen(null);
  }
}

/** Source becomes target and the other way round. */
export function swapPanes(stores: Stores): void {
  const left = stores.panes.left.getState().place;
  const right = stores.panes.right.getState().place;
  if (!swapLists(stores.panes.left, stores.panes.right)) {
    void stores.panes.left.getState().placeChosen(right);
    void stores.panes.right.getState().placeChosen(left);
  }
  stores.view.getState().changed({ left: right, right: left });
}

/** The pairs with this one first, once. */
export function withPair(pairs: readonly PlacePair[], pair: PlacePair): readonly PlacePair[] {
  const others = pairs.filter((one) => !(samePlace(one.left, pair.left) && samePlace(one.right, pair.right)));
  return [pair, ...others].slice(0, mostPairs);
}
