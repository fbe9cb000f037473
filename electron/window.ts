import { BrowserWindow, screen, session } from 'electron';
import { boundsFor, type RememberedWindows, withBounds } from './window-bounds.ts';

export interface WindowOptions {
  readonly preload: string;
  readonly remembered: RememberedWindows;
  /** Hears where the window was when it closes. */
  readonly onBounds: (windows: (before: RememberedWindows) => RememberedWindows) => void;
  readonly isDevelopment: boolean;
  readonly dark: boolean;
}

const ownPage = 'app://ferry/';

/** Opens the one window of the app on our own page, with everything closed that the page does not need. */
export function openWindow(options: WindowOptions): BrowserWindow {
  const bounds = boundsFor(options.remembered, screen.getAllDisplays());
  const window = new BrowserWindow({
    width: bounds?.width ?? 1280,
    height: bounds?.height ?? 800,
    ...(bounds === null ? {} : { x: bounds.x, y: bounds.y }),
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

  const remember = () => {
    if (window.isMinimized()) return;
    const { x, y, width, height } = window.getNormalBounds();
    const now = { x, y, width, height, isMaximized: window.isMaximized() };
    options.onBounds((before) => withBounds(before, screen.getAllDisplays(), now));
  };
  window.on('close', remember);

  window.once('ready-to-show', () => {
    if (bounds?.isMaximized === true) window.maximize();
    window.show();
  });
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
