import { app } from './api/app.ts';
import { BrowserWindow } from './api/browser-window.ts';
import { dialog } from './api/dialog.ts';
import { ipcMain } from './api/ipc-main.ts';
import { nativeTheme } from './api/native-theme.ts';
import { protocol } from './api/protocol.ts';
import { session } from './api/session.ts';
import { webContents } from './api/web-contents.ts';
import { missingModule } from './not-implemented.ts';

const present = { app, BrowserWindow, dialog, ipcMain, nativeTheme, protocol, session, webContents };

/** The `electron` module: what is there, and for every other name something that throws when it is used. */
export const electron: Record<string, unknown> = new Proxy(present, {
  get: (known, name) => Reflect.get(known, name) ?? missingModule(String(name)),
});
