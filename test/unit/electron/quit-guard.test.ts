import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { guardQuit } from '../../../electron/adapters/attention.ts';

/** Electron's quit as it is documented: `before-quit`, then each window is closed, and each may refuse. */
const desktop = vi.hoisted(() => ({
  handlers: new Map<string, (event: Event) => void>(),
  quit: () => {},
  /** Which button the person presses, and how often they were asked. */
  answer: 0,
  asked: 0,
}));

vi.mock('electron', () => ({
  app: {
    on: (name: string, handler: never) => desktop.handlers.set(name, handler),
    quit: () => desktop.quit(),
  },
  dialog: {
    showMessageBox: async () => {
      desktop.asked += 1;
      return { response: desktop.answer };
    },
  },
}));

const preventable = (): Event => new Event('of Electron', { cancelable: true });

/** One window on a page that may refuse to go, while a transfer is under way. */
function setUp() {
  const window = Object.assign(new EventEmitter(), { webContents: new EventEmitter() });
  const page = { refuses: false, refused: 0 };
  let isClosed = false;
  const close = (): void => {
    const event = preventable();
    window.emit('close', event);
    if (event.defaultPrevented) return;
    isClosed = !page.refuses;
    if (isClosed) return;
    page.refused += 1;
    window.webContents.emit('will-prevent-unload', preventable());
  };
  desktop.quit = () => {
    const event = preventable();
    desktop.handlers.get('before-quit')?.(event);
    if (!event.defaultPrevented) close();
  };
  const guard = guardQuit({
    window: () => null,
    underWay: () => ['edge-base 1.2.0'],
    beforeLeaving: async () => {},
    keeping: () => null,
  });
  guard.watch(window as unknown as BrowserWindow);
  return { page, close, isClosed: () => isClosed };
}

describe('a quit while something is written', () => {
  beforeEach(() => {
    Object.assign(desktop, { answer: 0, asked: 0 });
  });

  test('goes on once the person agreed', async () => {
    const { close, isClosed } = setUp();
    desktop.answer = 1;
    close();
    await expect.poll(isClosed).toBe(true);
    expect(desktop.asked).toBe(1);
  });

  test('that the page refused was agreed to for that time alone: the next one asks again', async () => {
    const { page, close, isClosed } = setUp();
    desktop.answer = 1;
    page.refuses = true;
    desktop.quit();
    await expect.poll(() => page.refused).toBe(1);
    // Nothing is left to be saved by now, and the person would rather wait.
    page.refuses = false;
    desktop.answer = 0;
    close();
    await expect.poll(() => desktop.asked).toBe(2);
    expect(isClosed()).toBe(false);
    desktop.quit();
    await expect.poll(() => desktop.asked).toBe(3);
    expect(isClosed()).toBe(false);
  });
});
