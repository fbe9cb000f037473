import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { guardQuit } from '../../../electron/adapters/attention.ts';

/** Electron's quit as it is documented: `before-quit`, then each window is closed, each may refuse, then `will-quit`. */
const desktop = vi.hoisted(() => ({
  handlers: new Map<string, (event: Event) => void>(),
  quit: () => {},
  /** Which button the person presses, and how often they were asked. */
  answer: 0,
  asked: 0,
  messages: [] as string[],
}));

vi.mock('electron', () => ({
  app: {
    on: (name: string, handler: never) => desktop.handlers.set(name, handler),
    quit: () => desktop.quit(),
  },
  dialog: {
    showMessageBox: async ({ message }: { readonly message: string }) => {
      desktop.asked += 1;
      desktop.messages.push(message);
      return { response: desktop.answer };
    },
  },
}));

const preventable = (): Event => new Event('of Electron', { cancelable: true });

interface World {
  readonly underWay?: { readonly transfers: readonly string[]; readonly exports: readonly string[] };
  readonly writing?: () => Promise<unknown> | null;
}

/** One window on a page that may refuse to go, while something is under way: a transfer unless another is named. */
function setUp({ underWay = { transfers: ['edge-base 1.2.0'], exports: [] }, writing = () => null }: World = {}) {
  const did: string[] = [];
  const window = Object.assign(new EventEmitter(), { webContents: new EventEmitter(), close: () => close() });
  const page = { refuses: false, refused: 0 };
  let isClosed = false;
  const close = (): void => {
    if (isClosed) return;
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
    if (!isClosed) return;
    const last = preventable();
    desktop.handlers.get('will-quit')?.(last);
    if (!last.defaultPrevented) did.push('quit');
  };
  const guard = guardQuit({
    window: () => null,
    underWay: () => underWay,
    beforeLeaving: async () => {},
    stop: () => did.push('stop'),
    keeping: () => null,
    writing,
  });
  guard.watch(window as unknown as BrowserWindow);
  return { page, close, did, isClosed: () => isClosed };
}

describe('a quit while something is written', () => {
  beforeEach(() => {
    Object.assign(desktop, { answer: 0, asked: 0, messages: [] });
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

  test('is asked about exports as about transfers, and ends them only when no window is left', async () => {
    const { page, did } = setUp({ underWay: { transfers: [], exports: ['a 1.0.0', 'b 1.0.0'] } });
    desktop.answer = 1;
    page.refuses = true;
    desktop.quit();
    await expect.poll(() => page.refused).toBe(1);
    expect(desktop.messages).toEqual(['2 exports are under way']);
    expect(did).toEqual([]);
    page.refuses = false;
    desktop.quit();
    await expect.poll(() => did).toEqual(['stop', 'quit']);
  });

  test('waits until the file that is being written is whole', async () => {
    const write = Promise.withResolvers<void>();
    let isWriting = true;
    void write.promise.then(() => {
      isWriting = false;
    });
    const nothing = { transfers: [], exports: [] };
    const { did, isClosed } = setUp({ underWay: nothing, writing: () => (isWriting ? write.promise : null) });
    desktop.quit();
    expect(isClosed()).toBe(true);
    expect(did).toEqual(['stop']);
    write.resolve();
    await expect.poll(() => did).toEqual(['stop', 'quit']);
    expect(desktop.asked).toBe(0);
  });
});

describe('a window that the app outlives', () => {
  const { platform } = process;
  beforeEach(() => {
    Object.assign(desktop, { answer: 0, asked: 0, messages: [] });
    Object.defineProperty(process, 'platform', { value: 'darwin' });
  });
  afterEach(() => {
    Object.defineProperty(process, 'platform', { value: platform });
  });

  test('closes while a transfer is under way, and asks about exports, which would end with it', async () => {
    const transfer = setUp();
    transfer.close();
    expect(transfer.isClosed()).toBe(true);
    const exporting = setUp({ underWay: { transfers: ['edge-base 1.2.0'], exports: ['a 1.0.0'] } });
    exporting.close();
    await expect.poll(() => desktop.messages).toEqual(['An export is under way']);
    expect(exporting.isClosed()).toBe(false);
  });

  test('that the page kept open asks again the next time', async () => {
    const { page, close, isClosed, did } = setUp({ underWay: { transfers: [], exports: ['a 1.0.0'] } });
    desktop.answer = 1;
    page.refuses = true;
    close();
    await expect.poll(() => page.refused).toBe(1);
    page.refuses = false;
    close();
    await expect.poll(isClosed).toBe(true);
    expect(desktop.asked).toBe(2);
    expect(did).toEqual([]);
  });
});
