import type { PaneSide } from '../state/pane-store.ts';
import { otherSide, type Stores } from '../state/stores.ts';
import { carry } from './carry.ts';
import { refsOf, whyNotBetween } from './copying.ts';

/** Copies rows of one pane to the place the other pane shows; opens the review sheet. Does nothing where it cannot. */
export function copySelection(stores: Stores, side: PaneSide, keys: ReadonlySet<string>): void {
  const source = stores.panes[side].getState();
  const target = stores.panes[otherSide(side)].getState();
  if (source.place === null || target.place === null || whyNotBetween(source, target) !== null) return;
  carry(stores, source.place, target.place, refsOf(source.rows, keys, source.versions));
}
