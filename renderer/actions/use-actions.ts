import { useEffect, useMemo } from 'react';
import type { ActionId } from '../../shared/bridge/actions.ts';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import { useStores } from '../state/stores.ts';
import { createDoings, type Doing } from './doings.ts';
import { actionOf } from './keys.ts';
import { isMac } from './platform.ts';

const texts = 'input:not([type="radio"], [type="checkbox"], [type="button"]), textarea, [contenteditable="true"]';

/** Hears shortcuts and the system's menu, and does what they ask for. A sheet that is open has the keyboard to itself. */
export function useActions(events: Ferry['events']): Readonly<Record<ActionId, Doing>> {
  const stores = useStores();
  const doings = useMemo(() => createDoings(stores), [stores]);
  useEffect(() => {
    const isCovered = (): boolean => document.querySelector('[role$="dialog"]') !== null;
    const run = (id: ActionId): void => {
      const { run: act, refusal } = doings[id];
      if (!isCovered() && refusal() === null) act();
    };
    const asked = (event: KeyboardEvent): ActionId | null => {
      const inText = event.target instanceof Element && event.target.matches(texts);
      return actionOf(event, inText, isMac);
    };
    const pressed = (event: KeyboardEvent): void => {
      const id = isCovered() ? null : asked(event);
      if (id === null) return;
      // Also where it cannot be done: the runtime would reload, print or search the page instead.
      event.preventDefault();
      if (!event.repeat) run(id);
    };
    // A sheet's own parts come first, such as the editor's search; what they leave must not reach the runtime either.
    const leftOver = (event: KeyboardEvent): void => {
      if (isCovered() && asked(event) !== null) event.preventDefault();
    };
    document.addEventListener('keydown', leftOver);
    // Before any list or field sees it: their own keys are not in the table.
    document.addEventListener('keydown', pressed, true);
    const stop = events.subscribe((event) => {
      if (event.kind === 'action') run(event.id);
    });
    return () => {
      document.removeEventListener('keydown', pressed, true);
      document.removeEventListener('keydown', leftOver);
      stop();
    };
  }, [doings, events]);
  return doings;
}
