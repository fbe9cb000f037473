import type { PaneSide } from '../state/pane-store.ts';
import type { Stores } from '../state/stores.ts';

function inPane(side: PaneSide, what: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-pane="${side}"] ${what}`);
}

/** Puts the keyboard into a pane's list, on what is selected there; where there is no list yet, on its place. */
export function focusPane(stores: Stores, side: PaneSide): void {
  const { selected, selectionChanged } = stores.panes[side].getState();
  const row = inPane(side, '[role="row"][aria-selected="true"]');
  (row ?? inPane(side, '[role="grid"]') ?? inPane(side, 'button'))?.focus();
  // A list that gets the keyboard selects its first row; what was selected is worth more.
  if (selected.size > 0) selectionChanged(selected);
}

/** Puts the keyboard on a pane's place when nothing holds it: what did is gone from the window. */
export function focusPlaceIfLost(side: PaneSide): void {
  if (isKeyboardLost()) inPane(side, 'button')?.focus();
}

/** The same into its list; what is selected there stays so, also if that is nothing. */
export function focusPaneIfLost(stores: Stores, side: PaneSide): void {
  if (!isKeyboardLost()) return;
  const { selected, selectionChanged } = stores.panes[side].getState();
  focusPane(stores, side);
  selectionChanged(selected);
}

/** Whether nothing in the window has the keyboard. */
export function isKeyboardLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

export function focusFilter(side: PaneSide): void {
  const field = inPane(side, 'input');
  field?.focus();
  if (field instanceof HTMLInputElement) field.select();
}

/** Once they are drawn. */
export function focusDetails(side: PaneSide): void {
  requestAnimationFrame(() => inPane(side, '[data-details]')?.focus());
}
