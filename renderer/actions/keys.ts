import { type ActionId, actionIds, actions, shortcutOf } from '../../shared/bridge/actions.ts';

/** What is looked at of a pressed key. */
export type PressedKey = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

function matches(keys: string, pressed: PressedKey, isMac: boolean): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const mod = isMac ? pressed.metaKey : pressed.ctrlKey;
  const otherMod = isMac ? pressed.ctrlKey : pressed.metaKey;
  // Signs such as "?" need Shift on some keyboards and none on others.
  const isSign = key.length === 1 && !/[a-z0-9]/i.test(key);
  return (
    pressed.key.toLowerCase() === key.toLowerCase() &&
    mod === parts.includes('Mod') &&
    !otherMod &&
    pressed.altKey === parts.includes('Alt') &&
    (isSign || pressed.shiftKey === parts.includes('Shift'))
  );
}

/** The action that the window itself hears in a key press; null where there is none. */
export function actionOf(pressed: PressedKey, inText: boolean, isMac: boolean): ActionId | null {
  const found = actionIds.find((id) => {
    const { heard, also } = actions[id];
    if (heard === 'in-the-list') return false;
    const keys = shortcutOf(id, isMac);
    // A function key writes nothing, so a text field leaves it to the window.
    const free = heard === 'everywhere' || !inText || /^F\d+$/.test(pressed.key);
    if (!free) return false;
    return (keys !== null && matches(keys, pressed, isMac)) || (also !== undefined && matches(also, pressed, isMac));
  });
  return found ?? null;
}
