import { EventEmitter } from 'node:events';
import { onlyWhatIsThere } from '../not-implemented.ts';
import { app } from './app.ts';
import type { BrowserWindow } from './browser-window.ts';
import { record, registry } from './registry.ts';

type Click = (item: MenuItem, window: BrowserWindow | undefined, event: object) => void;

export interface ItemOptions {
  readonly id?: string;
  readonly label?: string;
  readonly sublabel?: string;
  readonly toolTip?: string;
  readonly role?: string;
  readonly type?: 'normal' | 'separator' | 'submenu' | 'checkbox' | 'radio';
  readonly accelerator?: string;
  readonly enabled?: boolean;
  readonly visible?: boolean;
  readonly checked?: boolean;
  readonly registerAccelerator?: boolean;
  readonly click?: Click;
  readonly submenu?: readonly ItemOptions[] | Menu;
}

type RoleAction = (window: BrowserWindow | undefined) => void;

/** Chromium does the editing roles itself when their keys are pressed; a click does them here. */
const editing = (command: string): RoleAction => {
  return (window) => void window?.webContents.executeJavaScript(`document.execCommand('${command}'); undefined`, true);
};

const ROLES: Record<string, { label: string; accelerator?: string; act?: RoleAction }> = {
  quit: { label: 'Quit', accelerator: 'CommandOrControl+Q', act: () => app.quit() },
  close: { label: 'Close Window', accelerator: 'CommandOrControl+W', act: (window) => window?.close() },
  minimize: { label: 'Minimize', accelerator: 'CommandOrControl+M', act: (window) => window?.minimize() },
  reload: { label: 'Reload', accelerator: 'CommandOrControl+R', act: (window) => window?.reload() },
  forcereload: { label: 'Force Reload', accelerator: 'Shift+CommandOrControl+R', act: (window) => window?.reload() },
  toggledevtools: { label: 'Toggle Developer Tools', act: (window) => window?.webContents.openDevTools() },
  togglefullscreen: { label: 'Toggle Full Screen', act: (window) => window?.setFullScreen(!window.isFullScreen()) },
  resetzoom: {
    label: 'Actual Size',
    accelerator: 'CommandOrControl+0',
    act: (window) => window?.webContents.setZoomLevel(0),
  },
  zoomin: { label: 'Zoom In', accelerator: 'CommandOrControl+Plus', act: zoomBy(0.5) },
  zoomout: { label: 'Zoom Out', accelerator: 'CommandOrControl+-', act: zoomBy(-0.5) },
  undo: { label: 'Undo', act: editing('undo') },
  redo: { label: 'Redo', act: editing('redo') },
  cut: { label: 'Cut', act: editing('cut') },
  copy: { label: 'Copy', act: editing('copy') },
  paste: { label: 'Paste', act: editing('paste') },
  pasteandmatchstyle: { label: 'Paste and Match Style', act: editing('paste') },
  delete: { label: 'Delete', act: editing('delete') },
  selectall: { label: 'Select All', act: editing('selectAll') },
  about: { label: 'About', act: () => record('app.showAboutPanel') },
  filemenu: { label: 'File' },
  editmenu: { label: 'Edit' },
  viewmenu: { label: 'View' },
  windowmenu: { label: 'Window' },
  appmenu: { label: 'App' },
  help: { label: 'Help' },
};

function zoomBy(step: number): RoleAction {
  return (window) => window?.webContents.setZoomLevel(window.webContents.getZoomLevel() + step);
}

export class MenuItem {
  readonly id: string;
  readonly type: string;
  readonly role: string | undefined;
  readonly accelerator: string | undefined;
  readonly submenu: Menu | undefined;
  readonly sublabel: string;
  readonly toolTip: string;
  readonly registerAccelerator: boolean;
  label: string;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  readonly click: (event?: object, window?: BrowserWindow) => void;

  constructor(options: ItemOptions) {
    const role = options.role === undefined ? undefined : ROLES[options.role.toLowerCase()];
    if (options.role !== undefined && role === undefined) record('Menu.unknownRole', options.role);
    const { submenu } = options;
    this.submenu = submenu === undefined || submenu instanceof Menu ? submenu : Menu.buildFromTemplate(submenu);
    this.id = options.id ?? '';
    this.role = options.role?.toLowerCase();
    this.type = options.type ?? (this.submenu === undefined ? 'normal' : 'submenu');
    this.label = options.label ?? role?.label ?? '';
    this.sublabel = options.sublabel ?? '';
    this.toolTip = options.toolTip ?? '';
    this.accelerator = options.accelerator ?? role?.accelerator;
    this.registerAccelerator = options.registerAccelerator ?? true;
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.click = (event = {}, window = registry.focused) => {
      if (!this.enabled) return;
      if (this.type === 'checkbox') this.checked = !this.checked;
      if (this.type === 'radio') this.checked = true;
      if (role?.act !== undefined) role.act(window);
      else options.click?.(this, window, event);
    };
  }
}

export class Menu extends EventEmitter {
  private static current: Menu | null = null;
  readonly items: MenuItem[] = [];

  static buildFromTemplate(template: readonly (ItemOptions | MenuItem)[]): Menu {
    const menu = new Menu();
    for (const entry of template) menu.append(entry instanceof MenuItem ? entry : new MenuItem(entry));
    return menu;
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.current = menu;
  }

  static getApplicationMenu(): Menu | null {
    return Menu.current;
  }

  append(item: MenuItem): void {
    this.items.push(item);
  }

  insert(position: number, item: MenuItem): void {
    this.items.splice(position, 0, item);
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }

  /** Drawn nowhere: a test finds the menu among the recorded calls and clicks its items. */
  popup(options: { callback?: () => void } = {}): void {
    record('Menu.popup', this, options);
    this.emit('menu-will-show', {});
  }

  closePopup(): void {
    record('Menu.closePopup', this);
    this.emit('menu-will-close', {});
  }
}

export const menuModule = onlyWhatIsThere('Menu', Menu);
