import {
  app,
  type BrowserWindow,
  dialog,
  type MessageBoxOptions,
  nativeTheme,
  screen,
  type WebContents,
} from 'electron';
import { eventChannel } from '../shared/bridge/call-names.ts';
import type { FerryEvent } from '../shared/bridge/events.ts';
import { bringBackLostPage } from './lost-page.ts';
import { openWindow } from './window.ts';
import { boundsFor, type RememberedWindows, withBounds } from './window-bounds.ts';

/** What the window is told once the services are there. */
export interface WindowFurniture {
  readonly remembered: () => RememberedWindows;
  /** Hears where the window was when it closes. */
  readonly onBounds: (windows: (before: RememberedWindows) => RememberedWindows) => void;
  /** Hears of every window, also of one that is open already. */
  readonly opened: (window: BrowserWindow) => void;
}

export interface MainWindow {
  readonly current: () => BrowserWindow | null;
  readonly contents: () => WebContents | null;
  /** Told before the page listens, an event waits for it. */
  readonly emit: (event: FerryEvent) => void;
  /** Opens the window or brings it to the front. */
  readonly show: () => void;
  /** Until then the window loads unseen; called once. */
  readonly furnish: (furniture: WindowFurniture) => void;
}

/** The one window of the app: loads at once, is put where it was last, and is seen when both are done. */
export function createMainWindow(preload: string): MainWindow {
  let window: BrowserWindow | null = null;
  let furniture: WindowFurniture | null = null;
  let isPainted = false;
  let isMaximized = false;
  /** Not from `isLoading`, which is still true when the page's scripts have run. */
  let isListening = false;
  const early: FerryEvent[] = [];

  const emit = (event: FerryEvent) => {
    if (window === null || window.isDestroyed() || !isListening) early.push(event);
    else window.webContents.send(eventChannel, event);
  };

  function place(opened: BrowserWindow, { remembered, opened: told }: WindowFurniture): void {
    const bounds = boundsFor(remembered(), screen.getAllDisplays());
    if (bounds !== null) {
      const { x, y, width, height } = bounds;
      opened.setBounds({ x, y, width, height });
    }
    isMaximized = bounds?.isMaximized === true;
    told(opened);
  }

  /** Not before it is painted, and nowhere but at its place. */
  function reveal(): void {
    if (window === null || furniture === null || !isPainted) return;
    if (isMaximized) window.maximize();
    window.show();
  }

  function remember(closing: BrowserWindow): void {
    if (furniture === null || closing.isMinimized()) return;
    const { x, y, width, height } = closing.getNormalBounds();
    const now = { x, y, width, height, isMaximized: closing.isMaximized() };
    furniture.onBounds((before) => withBounds(before, screen.getAllDisplays(), now));
  }

  /** In main's own words: there is no page that could say it. */
  async function askToTryAgain(): Promise<boolean> {
    const options: MessageBoxOptions = {
      type: 'error',
      message: 'The window cannot be shown',
      detail:
        'Its page ended again just after it was loaded anew. What you typed is kept, and offered when the window is back. ' +
        'Try again after closing other programs; if that does not help, quit and start Profile Ferry anew.',
      buttons: ['Try again', 'Quit'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    };
    const answer = await (window?.isVisible()
      ? dialog.showMessageBox(window, options)
      : dialog.showMessageBox(options));
    return answer.response === 0;
  }

  const pageGone = bringBackLostPage({
    now: () => performance.now(),
    // Not from within the event that tells of the end.
    reload: () =>
      void setImmediate(() => {
        if (window !== null && !window.isDestroyed()) window.webContents.reload();
      }),
    ask: askToTryAgain,
    quit: () => app.quit(),
  });

  function open(): void {
    const opened = openWindow({ preload, isDevelopment: !app.isPackaged, dark: nativeTheme.shouldUseDarkColors });
    window = opened;
    isPainted = false;
    opened.on('close', () => remember(opened));
    opened.once('ready-to-show', () => {
      isPainted = true;
      reveal();
    });
    opened.on('closed', () => {
      window = null;
      isListening = false;
    });
    opened.webContents.on('render-process-gone', (_event, { reason }) => {
      isListening = false;
      pageGone(reason);
    });
    opened.webContents.on('did-start-loading', () => {
      isListening = false;
    });
    opened.webContents.on('did-finish-load', () => {
      isListening = true;
      for (const event of early.splice(0)) emit(event);
    });
    if (furniture !== null) place(opened, furniture);
  }

  return {
    current: () => window,
    contents: () => window?.webContents ?? null,
    emit,
    show() {
      if (window === null) open();
      else if (window.isMinimized()) window.restore();
      else if (!window.isVisible() && furniture !== null) window.show();
      window?.focus();
    },
    furnish(given) {
      furniture = given;
      if (window !== null) place(window, given);
      reveal();
    },
  };
}
