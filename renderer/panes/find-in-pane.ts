import type { PaneSide } from '../state/pane-store.ts';

function inPane(side: PaneSide, what: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-pane="${side}"] ${what}`);
}

/** Puts the keyboard into a pane's list; where it has none yet, on its place. */
export function focusPane(side: PaneSide): void {
  (inPane(side, '[role="grid"]') ?? inPane(side, 'button'))?.focus();
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
