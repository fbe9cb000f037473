import { type ActionId, shortcutOf, shortcutText } from '../../shared/bridge/actions.ts';

/** Whether keys are written and pressed as on macOS. */
export const isMac = navigator.platform.startsWith('Mac');

/** The key of an action as this platform writes it; undefined where it has none. */
export function hint(id: ActionId): string | undefined {
  const keys = shortcutOf(id, isMac);
  return keys === null ? undefined : shortcutText(keys, isMac);
}
