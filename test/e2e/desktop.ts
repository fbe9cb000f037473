import type { ElectronApplication } from '@playwright/test';

/** What the app has asked of the desktop around its window. */
export interface DesktopRecord {
  readonly questions: readonly { readonly message: string; readonly detail: string; readonly buttons: string[] }[];
  readonly notifications: readonly { readonly title: string; readonly body: string }[];
  /** The number on the app's icon, each time it was set. */
  readonly badges: readonly number[];
}

interface Watched extends DesktopRecord {
  answer: number | null;
  readonly clicks: (() => void)[];
}

declare global {
  /** In the main process of a watched app. */
  var desktopOfTest: Watched | undefined;
}

/**
 * Takes the place of the desktop, which no test can see or click: it writes down what the app asks of Electron and
 * answers as the person would.
 */
export async function watchDesktop(app: ElectronApplication) {
  await app.evaluate(({ app: electronApp, dialog, Notification }) => {
    const seen: Watched = { questions: [], notifications: [], badges: [], clicks: [], answer: null };
    globalThis.desktopOfTest = seen;
    const push = <T>(list: readonly T[], one: T): void => void (list as T[]).push(one);
    dialog.showMessageBox = async (...parameters: unknown[]) => {
      const { message, detail = '', buttons = [], cancelId = 0 } = parameters.at(-1) as Electron.MessageBoxOptions;
      push(seen.questions, { message, detail, buttons });
      return { response: seen.answer ?? cancelId, checkboxChecked: false };
    };
    electronApp.setBadgeCount = (count = 0) => {
      push(seen.badges, count);
      return true;
    };
    Notification.prototype.show = function show(this: Electron.Notification) {
      push(seen.notifications, { title: this.title, body: this.body });
      seen.clicks.push(() => this.emit('click', {}));
    };
  });
  return {
    record: (): Promise<DesktopRecord> =>
      app.evaluate(() => {
        const { questions = [], notifications = [], badges = [] } = globalThis.desktopOfTest ?? {};
        return { questions, notifications, badges };
      }),
    /** From now on the person presses this button of every question; Escape before. */
    answerWith: (button: number): Promise<void> =>
      app.evaluate((_electron, chosen) => {
        if (globalThis.desktopOfTest !== undefined) globalThis.desktopOfTest.answer = chosen;
      }, button),
    clickLastNotification: (): Promise<void> => app.evaluate(() => globalThis.desktopOfTest?.clicks.at(-1)?.()),
  };
}
