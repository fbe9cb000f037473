import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Fixture, launchFixture } from './launch-fixture.ts';

declare global {
  interface Window {
    popup: Window | null;
  }
}

let fixture: Fixture;
beforeAll(async () => {
  fixture = await launchFixture();
});
afterAll(() => fixture.close());

describe('the frame that asks', () => {
  it('is the main frame of its window at app://ferry', async () => {
    const who = await fixture.page.evaluate(() => window.fixture.ask('who'));
    expect(who).toEqual({
      window: 1,
      origin: 'app://ferry',
      url: 'app://ferry/',
      isTop: true,
      parent: null,
      isMain: true,
      detached: false,
    });
  });

  it('names the window that asks when there are two', async () => {
    const opened = fixture.app.waitForEvent('window');
    const id = await fixture.app.evaluate(() => globalThis.openWindow('/two').id);
    const second = await opened;
    await second.getByText('pong x').waitFor();
    expect(await second.evaluate(() => window.fixture.ask('who'))).toMatchObject({
      window: id,
      url: 'app://ferry/two',
    });
    const handle = await fixture.app.browserWindow(second);
    expect(await handle.evaluate((window) => [window.id, window.webContents.getURL()])).toEqual([
      id,
      'app://ferry/two',
    ]);
    await second.close();
    expect(fixture.app.windows()).toHaveLength(1);
  });

  it('knows sub-frames, their parent and their end; a preload does not run in them', async () => {
    const frames = await fixture.app.evaluate(async ({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false });
      await window.loadURL('app://ferry/framed');
      const { mainFrame } = window.webContents;
      const [inner] = mainFrame.frames;
      const inside = await inner?.executeJavaScript('typeof window.fixture');
      const before = [
        inner?.url,
        inner?.origin,
        inner?.name,
        inner?.parent === mainFrame,
        inner?.top === mainFrame,
        inside,
      ];
      const gone = new Promise((resolve) => setInterval(() => inner?.detached && resolve(true), 5));
      await window.webContents.executeJavaScript('document.querySelector("iframe").remove()');
      const detached = await gone;
      window.destroy();
      return { before, detached, mainDetached: mainFrame.detached };
    });
    expect(frames.before).toEqual(['app://ferry/inner', 'app://ferry', 'inner', true, true, 'undefined']);
    expect(frames).toMatchObject({ detached: true, mainDetached: true });
  });
});

describe('navigation that the app prevents', () => {
  it.each([
    ['a script', () => window.location.assign('https://elsewhere.example/')],
    ['a link', () => Object.assign(document.createElement('a'), { href: 'https://elsewhere.example/' }).click()],
    ['an empty page', () => window.location.assign('about:blank')],
    ['a blob', () => window.location.assign(URL.createObjectURL(new Blob(['x'], { type: 'text/html' })))],
    ['a custom scheme', () => window.location.assign('app://ferry/two')],
    ['its own origin', () => window.location.assign('/two')],
  ])('by %s leaves the page where it is', async (_name, leave) => {
    const before = fixture.notes().length;
    await fixture.page.evaluate(leave);
    await vi.waitFor(() => expect(fixture.notes().slice(before).join()).toMatch('will-navigate'));
    expect(await fixture.page.evaluate(() => window.fixture.add(1, 1))).toBe(2);
    expect(fixture.page.url()).toMatch(/\/$/);
    await fixture.app.evaluate(async ({ BrowserWindow }) => {
      if (BrowserWindow.getAllWindows()[0]?.webContents.getURL() !== 'app://ferry/') throw new Error('It has left.');
    });
  });

  it('announces app:// addresses, and lets our own loads pass unannounced', async () => {
    const before = fixture.notes().length;
    await fixture.page.evaluate(() => window.location.assign('/two'));
    await vi.waitFor(() => expect(fixture.notes().slice(before)).toEqual(['will-navigate app://ferry/two']));
    await fixture.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.loadURL('app://ferry/'));
    await fixture.page.getByText('pong x').waitFor();
    await fixture.page.reload();
    await fixture.page.getByText('pong x').waitFor();
    expect(fixture.notes().slice(before)).toHaveLength(1);
  });

  it('goes where the page wants when nobody prevents it, and tells redirects and frames', async () => {
    const told = await fixture.app.evaluate(async ({ BrowserWindow, session }) => {
      const told: string[] = [];
      const window = new BrowserWindow({ show: false });
      const { webContents } = window;
      webContents.on('will-frame-navigate', ({ url, isMainFrame }) => told.push(`frame ${url} ${isMainFrame}`));
      webContents.on('will-navigate', ({ url }) => told.push(`navigate ${url}`));
      webContents.on('will-redirect', (event) => {
        told.push(`redirect ${event.url}`);
        event.preventDefault();
      });
      await window.loadURL('app://ferry/');
      const arrived = new Promise<void>((resolve) => webContents.once('did-finish-load', () => resolve()));
      await webContents.executeJavaScript('location.assign("/framed"); undefined');
      await arrived;
      const { webRequest } = session.defaultSession;
      webRequest.onBeforeRequest((details, answer) =>
        answer(details.url.endsWith('/two') ? { redirectURL: 'app://ferry/inner' } : {}),
      );
      const redirected = new Promise((resolve) => webContents.once('will-redirect', resolve));
      await webContents.executeJavaScript('location.assign("/two"); undefined');
      await redirected;
      webRequest.onBeforeRequest(null);
      const url = await webContents.executeJavaScript('location.pathname');
      window.destroy();
      return [...told, url];
    });
    expect(told).toEqual([
      'frame app://ferry/framed true',
      'navigate app://ferry/framed',
      'frame app://ferry/inner false',
      'frame app://ferry/two true',
      'navigate app://ferry/two',
      'redirect app://ferry/inner',
      '/framed',
    ]);
  });

  it('closes a denied window before it asks for anything', async () => {
    const before = fixture.notes().length;
    await fixture.app.evaluate(() => globalThis.asked.splice(0));
    const requests: string[] = [];
    const server = createServer((request, response) => {
      requests.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const outside = `http://127.0.0.1:${(server.address() as AddressInfo).port}/popup`;
    await fixture.page.evaluate((address) => {
      window.popup = window.open(address);
      Object.assign(document.createElement('a'), { href: '/two', target: '_blank' }).click();
    }, outside);
    const denied = [`window-open ${outside}`, 'window-open app://ferry/two'];
    await vi.waitFor(() => expect(fixture.notes().slice(before)).toEqual(denied));
    // Only a closed popup can no longer ask for anything.
    await fixture.page.waitForFunction(() => window.popup?.closed === true, undefined, { timeout: 5000 });
    const count = () => fixture.app.evaluate(({ webContents }) => webContents.getAllWebContents().length);
    expect(await count()).toBe(1);
    await vi.waitFor(() => expect(fixture.app.windows()).toHaveLength(1));
    expect(await fixture.app.evaluate(() => globalThis.asked)).toEqual([]);
    server.close();
    expect(requests).toEqual([]);
  });
});

describe('permissions', () => {
  it('are Chromium’s policy as the handlers answer', async () => {
    const states = await fixture.page.evaluate(async () => {
      const names = [
        'geolocation',
        'notifications',
        'camera',
        'microphone',
        'clipboard-read',
        'clipboard-write',
        'midi',
        'local-fonts',
      ];
      const state = async (name: string) => (await navigator.permissions.query({ name: name as PermissionName })).state;
      return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await state(name)] as const)));
    });
    expect(states).toEqual({
      geolocation: 'denied',
      notifications: 'denied',
      camera: 'denied',
      microphone: 'denied',
      'clipboard-read': 'denied',
      'clipboard-write': 'granted',
      midi: 'denied',
      'local-fonts': 'denied',
    });
    const place = () =>
      new Promise((resolve) => navigator.geolocation.getCurrentPosition(resolve, (error) => resolve(error.code)));
    expect(await fixture.page.evaluate(place)).toBe(1);
  });
});
