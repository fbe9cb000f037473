import { BrowserWindow, session } from 'electron';

export interface WindowOptions {
  readonly preload: string;
  readonly isDevelopment: boolean;
  readonly dark: boolean;
}

const ownPage = 'app://ferry/';

/** Loads our own page in a window that is not shown yet, with everything closed that the page does not need. */
export function openWindow(options: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'Profile Ferry',
    backgroundColor: options.dark ? '#1b1d21' : '#f6f7f9',
    webPreferences: {
      preload: options.preload,
      // SECURITY: literals, in the only place that makes a window.
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: options.isDevelopment,
    },
  });

  const contents = window.webContents;
  // SECURITY: a CSP stops neither `location.href = …` nor `window.open`.
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));

  void window.loadURL(ownPage);
  return window;
}

/** Denies the page every permission but writing sanitized text to the clipboard. */
export function denyPermissions(): void {
  const allowed = 'clipboard-sanitized-write';
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(permission === allowed && details.isMainFrame && details.requestingUrl.startsWith(ownPage)),
  );
  session.defaultSession.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === allowed && `${origin}/`.startsWith(ownPage),
  );
  session.defaultSession.setDevicePermissionHandler(() => false);
}
