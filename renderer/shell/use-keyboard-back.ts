import { useEffect } from 'react';
import { focusPaneIfLost, isKeyboardLost } from '../panes/find-in-pane.ts';
import type { Stores } from '../state/stores.ts';

/**
 * Gives the keyboard to what comes to light when a file or a sheet goes and what it was opened from is gone too, such as
 * a dialog that led to it, or a drag by pointer.
 */
export function useKeyboardBack(stores: Stores): void {
  useEffect(() => {
    const hasGone = (now: unknown, before: unknown): void => {
      if (now !== null || before === null) return;
      // After the sheet has given it back where it can.
      requestAnimationFrame(() => requestAnimationFrame(() => goOn(stores)));
    };
    const stops = [
      stores.documents.subscribe((now, before) => hasGone(now.document, before.document)),
      stores.transfers.subscribe((now, before) => hasGone(now.sheet, before.sheet)),
      stores.exports.subscribe((now, before) => hasGone(now.sheet, before.sheet)),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [stores]);
}

function goOn(stores: Stores): void {
  if (!isKeyboardLost() || document.querySelector('[role$="dialog"]') !== null) return;
  if (stores.documents.getState().document === null) focusPaneIfLost(stores, stores.view.getState().active);
  else document.querySelector<HTMLElement>('main [role="option"][aria-selected="true"]')?.focus();
}
