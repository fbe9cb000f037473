import { app, type BrowserWindow, dialog, type MessageBoxOptions, Notification } from 'electron';
import type { RunEnd } from '../ports/attention.ts';

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
  readonly underWay: () => readonly string[];
  readonly beforeLeaving: () => Promise<void>;
  /** What is being kept on this computer right now; null when nothing is. */
  readonly keeping: () => Promise<unknown> | null;
}

/** Milliseconds that quitting waits for what is being kept: a keychain that asks its person may never answer. */
const longestKeeping = 3_000;

/**
 * Asks before the app, or the window that keeps it alive, is closed while something is being written, and lets what is
 * being kept on this computer reach the disk.
 */
export function guardQuit({ window, underWay, beforeLeaving, keeping }: QuitGuardOptions) {
  let isAgreed = false;
  let hasWaited = false;
  let isAsking = false;

  async function ask(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    const names = underWay();
    const options: MessageBoxOptions = {
      type: 'warning',
      message: names.length === 1 ? 'A transfer is under way' : `${names.length} transfers are under way`,
      detail: `${names.join('\n')}\n\nWhat was written stays in the target. At the next start the app looks what became of it.`,
      buttons: ['Keep running', 'Quit anyway'],
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
    if (answer.response !== 1) return;
    isAgreed = true;
    app.quit();
  }

  const hold = (event: { preventDefault(): void }): void => {
    if (isAgreed || underWay().length === 0) return;
    event.preventDefault();
    void ask();
  };
  app.on('before-quit', (event) => {
    hold(event);
    if (!event.defaultPrevented) void beforeLeaving();
  });
  app.on('will-quit', (event) => {
    const kept = hasWaited ? null : keeping();
    if (kept === null) return;
    event.preventDefault();
    hasWaited = true;
    void Promise.race([kept, new Promise((done) => setTimeout(done, longestKeeping))]).then(() => app.quit());
  });
  return {
    /** On macOS the app outlives its window, and so does the transfer. */
    watch(opened: BrowserWindow): void {
      opened.on('close', (event) => {
        if (process.platform !== 'darwin') hold(event);
      });
      // The page asks about something of its own first: nothing is quit, and what runs by the next time is another question.
      opened.webContents.on('will-prevent-unload', () => {
        isAgreed = false;
      });
    },
  };
}
