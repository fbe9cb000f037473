/** What a person can do in the window, wherever they are in it. */
export type ActionId =
  | 'open-file'
  | 'open-folder'
  | 'find-in-layers'
  | 'copy'
  | 'export'
  | 'show-details'
  | 'show-layers'
  | 'select-all'
  | 'clear-selection'
  | 'focus-left'
  | 'focus-right'
  | 'filter'
  | 'refresh'
  | 'refresh-both'
  | 'swap'
  | 'toggle-lock'
  | 'add-environment'
  | 'environments'
  | 'remembered'
  | 'transfers'
  | 'history'
  | 'theme'
  | 'settings'
  | 'log-folder'
  | 'palette'
  | 'shortcuts';

export type ActionGroup = 'Files' | 'Profiles' | 'Panes' | 'Environments' | 'View' | 'App';

/** A key as `Mod+Shift+R`: `Mod` is ⌘ on macOS and Ctrl elsewhere. */
export interface Shortcut {
  readonly mac: string;
  readonly other: string;
}

export interface Action {
  /** As a menu and the palette say it; three dots where it opens a screen. */
  readonly label: string;
  readonly group: ActionGroup;
  readonly shortcut: Shortcut | null;
  /** A second key for the same, on every platform. */
  readonly also?: string;
  /**
   * Who listens for the shortcut: the window everywhere, the window but in a text field, or the list of profiles
   * alone, where the key means something else outside of it.
   */
  readonly heard: 'everywhere' | 'outside-texts' | 'in-the-list';
}

const same = (keys: string): Shortcut => ({ mac: keys, other: keys });

/** The one table behind the menu, the shortcuts, the hints on buttons, the command palette and the shortcut sheet. */
export const actions: Readonly<Record<ActionId, Action>> = {
  'open-file': { label: 'Open export file…', group: 'Files', shortcut: same('Mod+O'), heard: 'everywhere' },
  'find-in-layers': {
    label: 'Find in all layers…',
    group: 'Files',
    shortcut: same('Mod+Shift+F'),
    heard: 'everywhere',
  },
  'open-folder': { label: 'Open folder…', group: 'Files', shortcut: same('Mod+Shift+O'), heard: 'everywhere' },
  copy: { label: 'Copy to other pane', group: 'Profiles', shortcut: same('F5'), heard: 'everywhere' },
  export: { label: 'Export to a folder…', group: 'Profiles', shortcut: same('Mod+Shift+E'), heard: 'everywhere' },
  'show-details': { label: 'Show or hide details', group: 'Profiles', shortcut: same('Mod+I'), heard: 'everywhere' },
  'show-layers': { label: 'Show layers', group: 'Profiles', shortcut: same('Mod+L'), heard: 'everywhere' },
  'select-all': { label: 'Select all profiles', group: 'Profiles', shortcut: same('Mod+A'), heard: 'in-the-list' },
  'clear-selection': { label: 'Clear selection', group: 'Profiles', shortcut: same('Escape'), heard: 'in-the-list' },
  'focus-left': { label: 'Go to left pane', group: 'Panes', shortcut: same('Mod+1'), heard: 'everywhere' },
  'focus-right': { label: 'Go to right pane', group: 'Panes', shortcut: same('Mod+2'), heard: 'everywhere' },
  filter: { label: 'Filter this pane', group: 'Panes', shortcut: same('Mod+F'), heard: 'everywhere' },
  refresh: { label: 'Refresh this pane', group: 'Panes', shortcut: same('Mod+R'), heard: 'everywhere' },
  'refresh-both': { label: 'Refresh both panes', group: 'Panes', shortcut: same('Mod+Shift+R'), heard: 'everywhere' },
  swap: { label: 'Swap panes', group: 'Panes', shortcut: same('Mod+U'), heard: 'everywhere' },
  'toggle-lock': {
    label: 'Unlock or lock target',
    group: 'Environments',
    shortcut: same('Mod+Shift+L'),
    heard: 'everywhere',
  },
  'add-environment': { label: 'Add environment…', group: 'Environments', shortcut: same('Mod+N'), heard: 'everywhere' },
  environments: { label: 'Environments…', group: 'Environments', shortcut: same('Mod+E'), heard: 'everywhere' },
  remembered: { label: 'Remembered answers…', group: 'Environments', shortcut: null, heard: 'everywhere' },
  transfers: { label: 'Show or hide transfers', group: 'View', shortcut: same('Mod+J'), heard: 'everywhere' },
  history: { label: 'History…', group: 'View', shortcut: same('Mod+Shift+H'), heard: 'everywhere' },
  theme: { label: 'Switch theme', group: 'View', shortcut: same('Mod+Shift+D'), heard: 'everywhere' },
  settings: { label: 'Settings…', group: 'App', shortcut: same('Mod+,'), heard: 'everywhere' },
  'log-folder': { label: 'Open log folder', group: 'App', shortcut: null, heard: 'everywhere' },
  palette: { label: 'Command palette…', group: 'App', shortcut: same('Mod+K'), heard: 'everywhere' },
  shortcuts: { label: 'Keyboard shortcuts…', group: 'App', shortcut: same('F1'), also: '?', heard: 'outside-texts' },
};

/** Every action in the order of the table. */
export const actionIds = Object.keys(actions) as readonly ActionId[];

export const actionGroups: readonly ActionGroup[] = ['Files', 'Profiles', 'Panes', 'Environments', 'View', 'App'];

/** The key of an action on a platform; null where it has none. */
export function shortcutOf(id: ActionId, isMac: boolean): string | null {
  const { shortcut } = actions[id];
  return shortcut === null ? null : isMac ? shortcut.mac : shortcut.other;
}

const macSigns: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Escape: 'Esc' };
const otherSigns: Readonly<Record<string, string>> = { Mod: 'Ctrl', Escape: 'Esc' };

/** "⌘K" or "Ctrl+K", as the platform writes its keys. */
export function shortcutText(keys: string, isMac: boolean): string {
  const signs = isMac ? macSigns : otherSigns;
  return keys
    .split('+')
    .map((key) => signs[key] ?? key)
    .join(isMac ? '' : '+');
}

/** As Electron's menu and `aria-keyshortcuts` spell it. */
export function spelled(keys: string, mod: string): string {
  return keys.replace('Mod', mod);
}
