import type { BrowserWindow } from './browser-window.ts';
import { Menu, type MenuItem } from './menu.ts';

const ALIASES: Record<string, string> = {
  cmdorctrl: process.platform === 'darwin' ? 'meta' : 'control',
  commandorcontrol: process.platform === 'darwin' ? 'meta' : 'control',
  ctrl: 'control',
  command: 'meta',
  cmd: 'meta',
  super: 'meta',
  option: 'alt',
  altgr: 'alt',
  return: 'enter',
  esc: 'escape',
  plus: '+',
  space: ' ',
  up: 'arrowup',
  down: 'arrowdown',
  left: 'arrowleft',
  right: 'arrowright',
};
const MODIFIERS = ['alt', 'control', 'meta', 'shift'];

/** `CmdOrCtrl+Shift+P` and the keys a page reports, in one form: modifiers in order, then the key. */
export function normalised(accelerator: string): string {
  const parts = accelerator
    .replace(/\+\+$/, '+plus')
    .split('+')
    .map((part) => ALIASES[part.toLowerCase()] ?? part.toLowerCase());
  const modifiers = MODIFIERS.filter((modifier) => parts.includes(modifier));
  return [...modifiers, ...parts.filter((part) => !MODIFIERS.includes(part))].join(' ');
}

function find(menu: Menu | undefined, keys: string): MenuItem | undefined {
  for (const item of menu?.items ?? []) {
    const { accelerator, enabled, registerAccelerator } = item;
    if (accelerator !== undefined && enabled && registerAccelerator && normalised(accelerator) === keys) return item;
    const inner = find(item.submenu, keys);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** A key that the page left alone: the application menu's item with that accelerator is clicked. */
export function pressed(window: BrowserWindow, keys: string): void {
  const item = find(Menu.getApplicationMenu() ?? undefined, normalised(keys));
  item?.click({ triggeredByAccelerator: true }, window);
}
