import { app } from './api/app.ts';
import { BrowserWindow } from './api/browser-window.ts';
import * as desktop from './api/desktop.ts';
import { dialog } from './api/dialog.ts';
import { ipcMain } from './api/ipc-main.ts';
import { MenuItem, menuModule } from './api/menu.ts';
import { nativeTheme } from './api/native-theme.ts';
import { protocol } from './api/protocol.ts';
import { recorded } from './api/registry.ts';
import { session } from './api/session.ts';
import { utilityProcess } from './api/utility-process.ts';
import { webContents } from './api/web-contents-module.ts';
import { missingModule, onlyWhatIsThere } from './not-implemented.ts';

const present: Readonly<Record<string, object>> = {
  app,
  BrowserWindow: onlyWhatIsThere('BrowserWindow', BrowserWindow),
  dialog,
  ipcMain,
  Menu: menuModule,
  MenuItem,
  nativeTheme,
  protocol,
  session,
  utilityProcess,
  webContents: onlyWhatIsThere('webContents', webContents),
  ...desktop,
};

/** The `electron` module: what is there, and for every other name something that throws when it is used. */
export const electron: Readonly<Record<string, object>> = new Proxy(present, {
  get: (known, name) => known[String(name)] ?? missingModule(String(name)),
});

// Where tests read what the app would have asked of the desktop: `globalThis.electronStandIn.recorded`.
Object.defineProperty(globalThis, 'electronStandIn', { value: { recorded } });
