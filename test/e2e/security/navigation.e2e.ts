import { expect } from '@playwright/test';
import { testOnStage } from '../fixtures.ts';
import { type Listener, startListener } from '../servers.ts';
import { connect } from '../stage.ts';
import { addressOf, expectSamePage, freshPage, markPage } from './our-page.ts';

const test = testOnStage(async (stage) => {
  await connect(stage, 'DEV');
});

test.describe('the way out', () => {
  let outside: Listener;
  test.beforeAll(async () => {
    outside = await startListener();
  });
  test.afterAll(() => outside.close());

  const ways: readonly (readonly [string, (address: string) => void])[] = [
    [
      'location.href',
      (address) => {
        location.href = address;
      },
    ],
    ['location.assign', (address) => location.assign(address)],
    ['location.replace', (address) => location.replace(address)],
    ['window.open', (address) => void window.open(address)],
    ['window.open in place', (address) => void window.open(address, '_self')],
    ['a link', (address) => Object.assign(document.createElement('a'), { href: address }).click()],
    [
      'a link to a new window',
      (address) => {
        const link = document.createElement('a');
        Object.assign(link, { href: address, target: '_blank' });
        document.body.append(link);
        link.click();
      },
    ],
    [
      'a meta refresh',
      (address) => {
        const meta = document.createElement('meta');
        Object.assign(meta, { httpEquiv: 'refresh', content: `0;url=${address}` });
        document.head.append(meta);
      },
    ],
    [
      'a form',
      (address) => {
        const form = document.createElement('form');
        form.action = address;
        document.body.append(form);
        form.submit();
      },
    ],
    ['a download', (address) => Object.assign(document.createElement('a'), { href: address, download: 'x' }).click()],
  ];
  const opensWindow = ['window.open', 'a link to a new window'];
  const addresses = (origin: string) => [`${origin}/away`, 'file:///etc/passwd', 'data:text/html,away', 'about:blank'];

  for (const [way, leave] of ways) {
    test(`${way} leads nowhere: the page stays and no window opens`, async ({ stage }) => {
      const { app, window } = stage.ferry;
      const address = await addressOf(stage);
      const before = outside.requests.length;
      await markPage(window);
      for (const target of addresses(outside.origin)) {
        await window.evaluate(leave, target);
        await expectSamePage(stage, address);
      }
      expect(outside.requests.slice(before)).toEqual([]);
      expect(app.windows()).toHaveLength(1);
      await freshPage(window);
    });
  }

  test('and each of these ways leads somewhere where nobody stops it', async ({ stage }) => {
    const opened = stage.ferry.app.waitForEvent('window');
    const id = await stage.ferry.app.evaluate(({ BrowserWindow }, address) => {
      const window = new BrowserWindow({ show: false });
      void window.loadURL(address);
      return window.id;
    }, `${outside.origin}/start`);
    const control = await opened;
    for (const [at, [way, leave]] of ways.entries()) {
      // Chromium keeps windows back that no click asked for.
      if (opensWindow.includes(way)) continue;
      await expect(() => control.goto(`${outside.origin}/start`)).toPass();
      const target = `/led-by-${at}`;
      await control.evaluate(leave, `${outside.origin}${target}`).catch(() => undefined);
      await expect
        .poll(() => outside.requests.some((request) => request.startsWith(`GET ${target}`)), {
          message: way,
        })
        .toBe(true);
    }
    await stage.ferry.app.evaluate(({ BrowserWindow }, known) => BrowserWindow.fromId(known)?.destroy(), id);
  });

  test('a file or an address dropped on the window is not opened', async ({ stage }) => {
    const { window, app } = stage.ferry;
    const address = await addressOf(stage);
    const before = outside.requests.length;
    await markPage(window);
    const devTools = await app.context().newCDPSession(window);
    const items = [{ mimeType: 'text/uri-list', data: `${outside.origin}/dropped` }];
    for (const data of [
      { items, dragOperationsMask: 1 },
      { items: [], files: [`${stage.caFiles.dev}`], dragOperationsMask: 1 },
    ]) {
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
        await devTools.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
      }
      await expectSamePage(stage, address);
    }
    await devTools.detach();
    expect(outside.requests.slice(before)).toEqual([]);
  });

  test('our own addresses lead to known files alone', async ({ stage }) => {
    const loads = await stage.ferry.window.evaluate(async () => {
      const known = document.querySelector<HTMLLinkElement>('link[rel=stylesheet]')?.getAttribute('href') ?? '';
      const loaded = (href: string) =>
        new Promise<boolean>((done) => {
          const link = document.createElement('link');
          Object.assign(link, { rel: 'stylesheet', href });
          link.onload = () => done(true);
          link.onerror = () => done(false);
          document.head.append(link);
        });
      const strange = [
        '/../package.json',
        '/..%2fpackage.json',
        '/%2e%2e/%2e%2e/package.json',
        '/assets/..%5c..%5cpackage.json',
        '//etc/passwd',
        '/assets',
        '/index.html%00.css',
        '/.vite/build/main.cjs',
      ];
      return { known: await loaded(known), strange: await Promise.all(strange.map(loaded)) };
    });
    expect(loads.known).toBe(true);
    expect(loads.strange).toEqual(loads.strange.map(() => false));
    await freshPage(stage.ferry.window);
  });
});
