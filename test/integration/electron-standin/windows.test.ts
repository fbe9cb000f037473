import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Fixture, launchFixture } from './launch-fixture.ts';

declare global {
  /** What the stand-in notes instead of doing; absent on the genuine binary. */
  var electronStandIn: { recorded: { name: string; parameters: unknown[] }[] };
}

let fixture: Fixture;
beforeAll(async () => {
  fixture = await launchFixture();
});
afterAll(() => fixture.close());

const recordedCalls = (name: string) =>
  fixture.app.evaluate(
    (_electron, wanted) =>
      globalThis.electronStandIn.recorded.filter((call) => call.name === wanted).map(({ parameters }) => parameters[0]),
    name,
  );

describe('a window', () => {
  it('gives its page the size it says', async () => {
    const inner = () => fixture.page.evaluate(() => [window.innerWidth, window.innerHeight]);
    await vi.waitFor(async () => expect(await inner()).toEqual([900, 600]));
    const bounds = await fixture.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.setMinimumSize(700, 500);
      window?.setSize(300, 520);
      return window?.getBounds();
    });
    expect(bounds).toMatchObject({ width: 700, height: 520 });
    await vi.waitFor(async () => expect(await inner()).toEqual([700, 520]));
  });

  it('tells its events in order and knows its state', async () => {
    const told = await fixture.app.evaluate(async ({ BrowserWindow }) => {
      const told: string[] = [];
      const window = new BrowserWindow({ show: false, width: 500, height: 400, title: 'Mine' });
      const note = (name: string) => () => told.push(name);
      window.on('ready-to-show', note('ready-to-show'));
      window.on('show', note('show'));
      window.on('focus', note('focus'));
      window.on('blur', note('blur'));
      window.on('resize', note('resize'));
      window.on('minimize', note('minimize'));
      window.on('restore', note('restore'));
      window.on('hide', note('hide'));
      window.on('close', note('close'));
      window.on('closed', note('closed'));
      const state = () => [window.isVisible(), window.isMinimized(), BrowserWindow.getFocusedWindow() === window];
      const states = [state()];
      await window.loadURL('app://ferry/two');
      window.show();
      states.push(state());
      window.setSize(600, 400);
      window.minimize();
      states.push(state());
      window.restore();
      window.hide();
      states.push(state());
      const title = window.getTitle();
      window.close();
      return { told, states, title, destroyed: [window.isDestroyed(), BrowserWindow.getAllWindows().length] };
    });
    expect(told.told.join()).toBe('ready-to-show,show,focus,resize,minimize,restore,blur,hide,close,closed');
    expect(told.states).toEqual([
      [false, false, false],
      [true, false, true],
      [false, true, true],
      [false, false, false],
    ]);
    expect(told.destroyed).toEqual([true, 1]);
  });

  it('stays when its close is prevented, also by app.quit', async () => {
    const open = await fixture.app.evaluate(({ app, BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      const stay = (event: { preventDefault(): void }) => event.preventDefault();
      window?.on('close', stay);
      window?.close();
      app.quit();
      window?.off('close', stay);
      return BrowserWindow.getAllWindows().length;
    });
    expect(open).toBe(1);
    expect(await fixture.page.evaluate(() => window.fixture.add(1, 1))).toBe(2);
  });

  it('tells that its page has crashed', async () => {
    const reason = await fixture.app.evaluate(async ({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false });
      await window.loadURL('app://ferry/two');
      const gone = new Promise((resolve) =>
        window.webContents.once('render-process-gone', (_event, details) => resolve(details.reason)),
      );
      window.loadURL('chrome://crash').catch(() => undefined);
      const reason = await gone;
      window.destroy();
      return reason;
    });
    expect(reason).toBe('crashed');
  });

  it('loads a page anew that was made to crash, its preload and its calls with it', async () => {
    const told = await fixture.app.evaluate(async () => {
      const window = globalThis.openWindow('/two') as Electron.BrowserWindow;
      const { webContents: contents } = window;
      const once = (event: 'did-finish-load' | 'did-start-loading') =>
        new Promise<void>((resolve) => contents.once(event as 'did-finish-load', resolve));
      await once('did-finish-load');
      const gone = new Promise((resolve) => contents.once('render-process-gone', resolve));
      contents.forcefullyCrashRenderer();
      await gone;
      const told: unknown[] = [contents.isCrashed()];
      const [begun, done] = [once('did-start-loading'), once('did-finish-load')];
      contents.reload();
      await Promise.all([begun, done]);
      told.push(contents.isCrashed(), contents.getURL());
      told.push(await contents.executeJavaScript("window.fixture.ask('ping', 'again')"));
      window.destroy();
      return told;
    });
    expect(told).toEqual([true, false, 'app://ferry/two', 'pong again']);
  });

  it('hands on what its page says in the console', async () => {
    const heard = await fixture.app.evaluate(async ({ BrowserWindow }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0] ?? {};
      const heard = new Promise((resolve) =>
        webContents?.once('console-message', ({ level, message }) => resolve([level, message])),
      );
      await webContents?.executeJavaScript('console.warn("mind", "the gap")');
      return heard;
    });
    expect(heard).toEqual(['warning', 'mind the gap']);
  });
});

describe('the application menu', () => {
  it('does what its items say when clicked', async () => {
    const before = fixture.notes().length;
    await fixture.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('find')?.click());
    expect(fixture.notes().slice(before)).toEqual(['menu clicked']);
  });

  it('hears its accelerators in the window, unless the page has claimed the keys', async () => {
    const before = fixture.notes().length;
    await fixture.page.keyboard.press('Control+Shift+F');
    await vi.waitFor(() => expect(fixture.notes().slice(before)).toEqual(['menu clicked']));
    await fixture.page.evaluate(() => {
      window.addEventListener('keydown', (event) => event.preventDefault());
    });
    await fixture.page.keyboard.press('Control+Shift+F');
    await fixture.page.evaluate(() => window.fixture.tell('after the keys'));
    await vi.waitFor(() => expect(fixture.notes().at(-1)).toBe('app://ferry after the keys'));
    expect(fixture.notes().slice(before)).toHaveLength(2);
  });
});

describe('what surrounds the app', () => {
  it('draws no dialogs: answers as Escape does, and a test may answer instead', async () => {
    const answers = await fixture.app.evaluate(async ({ BrowserWindow, dialog }) => {
      const [window] = BrowserWindow.getAllWindows();
      const box = { message: 'Sure?', buttons: ['Delete', 'Cancel'] };
      const opened = await dialog.showOpenDialog({});
      const answers = [
        opened.canceled,
        (await dialog.showSaveDialog({})).canceled,
        (await dialog.showMessageBox(box)).response,
        window === undefined ? undefined : (await dialog.showMessageBox(window, { ...box, cancelId: 0 })).response,
      ];
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: ['chosen.json'] });
      return [...answers, (await dialog.showOpenDialog({})).filePaths];
    });
    expect(answers).toEqual([true, true, 1, 0, ['chosen.json']]);
    expect(await recordedCalls('dialog.showOpenDialog')).toHaveLength(1);
  });

  it('records what would leave the app', async () => {
    await fixture.app.evaluate(async ({ Notification, shell }) => {
      await shell.openExternal('https://docs.example/');
      shell.showItemInFolder('/somewhere');
      new Notification({ title: 'Done', body: 'All of it' }).show();
    });
    expect(await recordedCalls('shell.openExternal')).toEqual(['https://docs.example/']);
    expect(await recordedCalls('Notification.show')).toEqual([{ title: 'Done', body: 'All of it' }]);
  });

  it('switches the pages’ colour scheme with the theme', async () => {
    const isDark = () => fixture.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
    expect(await isDark()).toBe(false);
    const dark = await fixture.app.evaluate(async ({ nativeTheme }) => {
      const updated = new Promise<void>((resolve) => nativeTheme.once('updated', () => resolve()));
      nativeTheme.themeSource = 'dark';
      await updated;
      return nativeTheme.shouldUseDarkColors;
    });
    expect(dark).toBe(true);
    await vi.waitFor(async () => expect(await isDark()).toBe(true));
  });

  it('is honest about storage, and keeps the clipboard to itself', async () => {
    const seen = await fixture.app.evaluate(async ({ app, clipboard, safeStorage, screen }) => {
      await clipboard.writeText('copied');
      return [
        safeStorage.isEncryptionAvailable(),
        await clipboard.readText(),
        screen.getPrimaryDisplay().workArea.width > 0,
        [app.getName(), app.getVersion(), app.isPackaged, app.name],
      ];
    });
    expect(seen).toEqual([false, 'copied', true, ['Stand-in Fixture', '1.2.3', false, 'Stand-in Fixture']]);
  });

  it('throws, with the name, at what it does not have', async () => {
    const failures = await fixture.app.evaluate(({ app, globalShortcut, Tray }) => {
      const attempt = (work: () => unknown) => {
        try {
          work();
          return 'worked';
        } catch (error) {
          return (error as Error).message;
        }
      };
      return [
        attempt(() => app.startAccessingSecurityScopedResource('x')),
        attempt(() => globalShortcut.register('F1', () => undefined)),
        attempt(() => new Tray('icon.png')),
      ];
    });
    expect(failures).toEqual([
      'not implemented in the stand-in: app.startAccessingSecurityScopedResource',
      'not implemented in the stand-in: globalShortcut.register',
      'not implemented in the stand-in: Tray',
    ]);
  });
});
