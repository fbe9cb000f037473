import { app, type BrowserWindow, dialog, type MessageBoxOptions, Notification } from 'electron';
import type { RunEnd } from '../ports/attention.ts';
import { leavingWords, type UnderWayNames } from './leaving-words.ts';

// SECURITY: a notification shows on a locked screen and stays in a list; it names no profile and no environment.
const words: Readonly<Record<RunEnd, string>> = {
  ended: 'A transfer has ended.',
  'needs-answer': 'A transfer needs an answer.',
};

/**
 * Tells of transfers while nobody looks: a number on the app's icon and a notification without content. `follow` hears
 * which transfer the person wants to see.
 */
export function createAttention(window: () => BrowserWindow | null, follow: (transfer: string) => void) {
  let unseen = 0;
  const shown = new Set<Notification>();
  return {
    cameBack(transfer: string, end: RunEnd): void {
      const open = window();
      if (open?.isVisible() && open.isFocused()) return;
      unseen += 1;
      app.setBadgeCount(unseen);
      if (!Notification.isSupported()) return;
      const notification = new Notification({ title: 'Profile Ferry', body: words[end] });
      // Held until it is answered: a collected notification cannot be clicked any more.
      shown.add(notification);
      notification.on('click', () => follow(transfer));
      notification.on('close', () => shown.delete(notification));
      notification.show();
    },
    seen(): void {
      if (unseen === 0) return;
      unseen = 0;
      app.setBadgeCount(0);
    },
  };
}

export interface QuitGuardOptions {
  readonly window: () => BrowserWindow | null;
  /** What is being written right now. */
  readonly underWay: () => UnderWayNames;
  /** Also before a quit that the page then refuses. */
  readonly beforeLeaving: () => Promise<void>;
  /** No window is left: ends what need not be waited for. */
  readonly stop: () => void;
  /** What is being kept on this computer right now; null when nothing is. */
  readonly keeping: () => Promise<unknown> | null;
  /** Files of the person's own that are being written right now; null when none are. */
  readonly writing: () => Promise<unknown> | null;
}

/** Milliseconds that quitting waits for what is being kept: a keychain that asks its person may never answer. */
const longestKeeping = 3_000;
/** The same for a file that is being written: a network drive may take its time, and may be gone. */
const longestWriting = 30_000;

function within(milliseconds: number, work: Promise<unknown> | null): Promise<unknown> | null {
  return work === null ? null : Promise.race([work, new Promise((done) => setTimeout(done, milliseconds))]);
}

/**
 * Asks before the app, or the window that keeps it alive, is closed while something is being written, and lets what is
 * being kept on this computer reach the disk.
 */
export function guardQuit({ window, underWay, beforeLeaving, stop, keeping, writing }: QuitGuardOptions) {
  let isAgreed = false;
  let hasWaited = false;
  let isAsking = false;
  /** The window that may close while the app stays. */
  let closing: BrowserWindow | null = null;

  async function ask(names: UnderWayNames, button: string, leave: () => void): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    const options: MessageBoxOptions = {
      type: 'warning',
      ...leavingWords(names),
      buttons: ['Keep running', button],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    };
    const parent = window();
    const answer = await (parent === null
      ? dialog.showMessageBox(options)
      : dialog.showMessageBox(parent, options)
    ).finally(() => {
      isAsking = false;
    });
    if (answer.response === 1) leave();
  }

  const hold = (event: { preventDefault(): void }): void => {
    const names = underWay();
    if (isAgreed || names.transfers.length + names.exports.length === 0) return;
    event.preventDefault();
    void ask(names, 'Quit anyway', () => {
      isAgreed = true;
      app.quit();
    });
  };
  /** The app outlives its window, and so does a transfer; exports that wait for others do not. */
  const holdWindow = (opened: BrowserWindow, event: { preventDefault(): void }): void => {
    const { exports } = underWay();
    if (isAgreed || closing === opened || exports.length === 0) return;
    event.preventDefault();
    void ask({ transfers: [], exports }, 'Close anyway', () => {
      closing = opened;
      opened.close();
    });
  };
  app.on('before-quit', (event) => {
    hold(event);
    if (!event.defaultPrevented) void beforeLeaving();
  });
  app.on('will-quit', (event) => {
    if (!hasWaited) stop();
    if (hasWaited || (keeping() === null && writing() === null)) return;
    event.preventDefault();
    hasWaited = true;
    // In this order: what is kept may end in a file that is written.
    void (async () => {
      await within(longestKeeping, keeping());
      await within(longestWriting, writing());
      app.quit();
    })();
  });
  return {
    watch(opened: BrowserWindow): void {
      opened.on('close', (event) => (process.platform === 'darwin' ? holdWindow(opened, event) : hold(event)));
      // The page asks about something of its own first: nothing is quit, and what runs by the next time is another question.
      opened.webContents.on('will-prevent-unload', () => {
        isAgreed = false;
        closing = null;
      });
    },
  };
}
