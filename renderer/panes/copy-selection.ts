import type { PaneSide } from '../state/pane-store.ts';
import { otherSide, type Stores } from '../state/stores.ts';
import { carry } from './carry.ts';
import { refsOf } from './copying.ts';

/** Copies rows of one pane to the place the other pane shows; opens the review sheet. Does nothing where it cannot. */
export function copySelection(stores: Stores, side: PaneSide, keys: ReadonlySet<string>): void {
  const { place, rows, versions } = stores.panes[side].getState();
  const target = stores.panes[otherSide(side)].getState().place;
  if (place !== null && target !== null) carry(stores, place, target, refsOf(rows, keys, versions));
}
