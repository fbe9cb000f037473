/**
 * Compile-time only: what the stand-in offers has the shape that electron's typings give it. Events are left out, because
 * their overloads name hundreds of payloads; the tests look at those that the app listens to.
 */
import type * as Electron from 'electron';
import type { app } from './api/app.ts';
import type { BrowserWindow } from './api/browser-window.ts';
import type * as desktop from './api/desktop.ts';
import type { dialog } from './api/dialog.ts';
import type { IpcMain } from './api/ipc-main.ts';
import type { MenuItem } from './api/menu.ts';
import type { nativeTheme } from './api/native-theme.ts';
import type { protocol } from './api/protocol.ts';
import type { Session } from './api/session.ts';
import type { WebContents } from './api/web-contents.ts';
import type { webContents } from './api/web-contents-module.ts';
import type { WebFrameMain } from './api/web-frame-main.ts';

/** Fails to compile unless `Ours` can stand where `Theirs` is expected. */
type StandsFor<Theirs, Ours extends Theirs> = Ours;

export type Checked = [
  StandsFor<
    Pick<
      Electron.App,
      | 'name'
      | 'getName'
      | 'setName'
      | 'getVersion'
      | 'getPath'
      | 'setPath'
      | 'getAppPath'
      | 'isPackaged'
      | 'isReady'
      | 'whenReady'
      | 'quit'
      | 'exit'
      | 'focus'
      | 'requestSingleInstanceLock'
      | 'hasSingleInstanceLock'
      | 'releaseSingleInstanceLock'
      | 'enableSandbox'
      | 'commandLine'
      | 'setBadgeCount'
      | 'setAboutPanelOptions'
      | 'setAppUserModelId'
      | 'getLocale'
      | 'relaunch'
    >,
    typeof app
  >,
  StandsFor<
    Pick<
      Electron.BrowserWindow,
      | 'id'
      | 'loadURL'
      | 'show'
      | 'hide'
      | 'focus'
      | 'blur'
      | 'close'
      | 'destroy'
      | 'isDestroyed'
      | 'isVisible'
      | 'isFocused'
      | 'minimize'
      | 'maximize'
      | 'unmaximize'
      | 'restore'
      | 'isMinimized'
      | 'isMaximized'
      | 'getBounds'
      | 'setBounds'
      | 'getContentBounds'
      | 'getSize'
      | 'setSize'
      | 'setTitle'
      | 'getTitle'
      | 'setMenuBarVisibility'
      | 'setRepresentedFilename'
      | 'setDocumentEdited'
    >,
    BrowserWindow
  >,
  StandsFor<
    Pick<
      Electron.WebContents,
      | 'id'
      | 'send'
      | 'loadURL'
      | 'getURL'
      | 'getTitle'
      | 'isDestroyed'
      | 'isLoading'
      | 'reload'
      | 'isCrashed'
      | 'forcefullyCrashRenderer'
      | 'openDevTools'
      | 'executeJavaScript'
      | 'setZoomFactor'
      | 'getZoomFactor'
      | 'setZoomLevel'
      | 'getZoomLevel'
      | 'startDrag'
      | 'close'
    >,
    WebContents
  >,
  StandsFor<
    Pick<Electron.WebFrameMain, 'url' | 'origin' | 'name' | 'detached' | 'send' | 'executeJavaScript' | 'routingId'>,
    WebFrameMain
  >,
  StandsFor<Pick<Electron.IpcMain, 'removeHandler'>, IpcMain>,
  StandsFor<Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'isProtocolHandled' | 'unhandle'>, typeof protocol>,
  StandsFor<Pick<Electron.Session, 'clearStorageData' | 'clearCache'>, Session>,
  StandsFor<
    Pick<Electron.Dialog, 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox' | 'showErrorBox'>,
    typeof dialog
  >,
  StandsFor<
    Pick<Electron.MenuItem, 'id' | 'label' | 'enabled' | 'visible' | 'checked' | 'registerAccelerator'>,
    MenuItem
  >,
  StandsFor<Pick<Electron.NativeTheme, 'shouldUseDarkColors' | 'themeSource'>, typeof nativeTheme>,
  StandsFor<
    Pick<Electron.Shell, 'openExternal' | 'openPath' | 'showItemInFolder' | 'trashItem' | 'beep'>,
    typeof desktop.shell
  >,
  StandsFor<Pick<Electron.Clipboard, 'readText' | 'writeText' | 'clear'>, typeof desktop.clipboard>,
  StandsFor<
    Pick<Electron.SafeStorage, 'isEncryptionAvailable' | 'getSelectedStorageBackend'>,
    typeof desktop.safeStorage
  >,
  StandsFor<Pick<Electron.CrashReporter, 'start'>, typeof desktop.crashReporter>,
  StandsFor<Pick<Electron.PowerMonitor, 'isOnBatteryPower' | 'getSystemIdleTime'>, typeof desktop.powerMonitor>,
  keyof Pick<typeof Electron.webContents, keyof typeof webContents>,
];
