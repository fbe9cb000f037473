import { expect, type Page } from '@playwright/test';
import { callNames } from '../../shared/bridge/call-names.ts';
import { testOnStage } from './fixtures.ts';
import { type Listener, startListener } from './servers.ts';
import { connect, type Stage } from './stage.ts';
import { type Bait, type Vector, vectors } from './vectors.ts';

const isGenuine = process.env.FERRY_GENUINE_ELECTRON === '1';

const test = testOnStage(async (stage) => {
  await connect(stage, 'DEV');
});

test.describe('what the page finds', () => {
  test('neither Node nor Electron', async ({ stage }) => {
    const found = await stage.ferry.window.evaluate(() =>
      [
        'require',
        'process',
        'Buffer',
        'module',
        'exports',
        'global',
        '__dirname',
        'setImmediate',
        'ipcRenderer',
        'electron',
      ].filter((name) => name in globalThis),
    );
    expect(found).toEqual([]);
  });

  test('one frozen object with exactly the names of the contract', async ({ stage }) => {
    const found = await stage.ferry.window.evaluate(() => {
      const described = Object.getOwnPropertyDescriptor(window, 'ferry');
      const groups = Object.entries(window.ferry).map(([group, calls]) => [group, Object.keys(calls).sort()]);
      const frozen = Object.values(window.ferry).every((calls) => Object.isFrozen(calls));
      return {
        names: Object.fromEntries(groups),
        frozen: frozen && Object.isFrozen(window.ferry),
        fixed: described?.writable === false && described.configurable === false,
        functions: Object.values(window.ferry).every((calls) =>
          Object.values(calls).every((call) => typeof call === 'function'),
        ),
      };
    });
    const agreed = Object.entries(callNames).map(([group, names]) => [group, Object.keys(names).sort()]);
    expect(found).toEqual({
      names: { ...Object.fromEntries(agreed), events: ['subscribe'] },
      frozen: true,
      fixed: true,
      functions: true,
    });
  });

  test('a listener hears events alone, never who sent them', async ({ stage }) => {
    const heard = stage.ferry.window.evaluate(
      () =>
        new Promise<{ count: number; kind: string }>((done) => {
          const stop = window.ferry.events.subscribe((...told: unknown[]) => {
            stop();
            const [event] = told;
            const kind = typeof event === 'object' && event !== null && 'kind' in event ? String(event.kind) : '';
            done({ count: told.length, kind });
          });
          void window.ferry.environments.list().then((listed) => {
            const [first] = listed.ok ? listed.value : [];
            if (first !== undefined) void window.ferry.environments.lock({ environmentId: first.id });
          });
        }),
    );
    expect(await heard).toEqual({ count: 1, kind: 'environments-changed' });
  });
});

test.describe('the policy', () => {
  let bait: Listener;
  test.beforeAll(async () => {
    bait = await startListener({
      answer: (request, response) => {
        const path = request.url ?? '/';
        const name = path.slice(1).replace(/\.js$/, '');
        const isScript = path.endsWith('.js');
        response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
        response.end(isScript ? `globalThis.ran?.push(${JSON.stringify(name)})` : '<!doctype html><title>Bait</title>');
      },
    });
  });
  test.afterAll(() => bait.close());
  test.afterEach(({ stage }) => freshPage(stage.ferry.window));

  for (const vector of vectors) {
    test(`stops ${vector.name}`, async ({ stage }) => {
      const { window } = stage.ferry;
      const before = bait.requests.length;
      const told = await tried(window, vector, { origin: bait.origin, name: vector.name });
      expect(told).not.toEqual([]);
      // The page's demand for trusted types comes first. What stands behind it is seen once it lets everything pass.
      if (told.includes(trustedTypes)) {
        await freshPage(window);
        await window.evaluate(trustEverything);
        const behind = await tried(window, vector, { origin: bait.origin, name: vector.name });
        expect(behind.filter((directive) => directive !== trustedTypes)).not.toEqual([]);
      }
      expect(await tookEffect(window, vector, bait)).toBe(false);
      expect(bait.requests.slice(before)).toEqual([]);
    });
  }

  test('and every one of these ways is open without it', async ({ stage }) => {
    const opened = stage.ferry.app.waitForEvent('window');
    await stage.ferry.app.evaluate(({ BrowserWindow }, address) => {
      const control = new BrowserWindow({ show: false });
      void control.loadURL(address);
    }, `${bait.origin}/control`);
    const control = await opened;
    await control.waitForURL(`${bait.origin}/control`);
    const closed: string[] = [];
    for (const vector of vectors) {
      await tried(control, vector, { origin: bait.origin, name: vector.name }, 0);
      const open = await expect
        .poll(() => tookEffect(control, vector, bait), { timeout: 3000 })
        .toBe(true)
        .then(
          () => true,
          () => false,
        );
      if (!open) closed.push(vector.name);
    }
    await control.close();
    expect(closed).toEqual([]);
  });
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

test.describe('permissions', () => {
  const names = [
    'accelerometer',
    'ambient-light-sensor',
    'background-fetch',
    'background-sync',
    'camera',
    'clipboard-read',
    'display-capture',
    'geolocation',
    'gyroscope',
    'idle-detection',
    'keyboard-lock',
    'local-fonts',
    'local-network-access',
    'magnetometer',
    'microphone',
    'midi',
    'nfc',
    'notifications',
    'payment-handler',
    'periodic-background-sync',
    'persistent-storage',
    'pointer-lock',
    'push',
    'screen-wake-lock',
    'speaker-selection',
    'top-level-storage-access',
    'window-management',
  ];

  for (const name of names) {
    test(`${name} is denied`, async ({ stage }) => {
      const state = await stage.ferry.window.evaluate(async (asked) => {
        // Each name has members of its own; those that need none ignore them.
        const question = { name: asked, sysex: true, userVisibleOnly: true } as unknown as PermissionDescriptor;
        return navigator.permissions.query(question).then(
          ({ state }) => state,
          // A name that this Chromium does not know cannot be granted either.
          (error: unknown) => (error instanceof TypeError ? 'unknown' : String(error)),
        );
      }, name);
      expect(['denied', 'unknown']).toContain(state);
    });
  }

  test('and one alone is given: to put text on the clipboard', async ({ stage }) => {
    const state = await stage.ferry.window.evaluate(async () => {
      const question = { name: 'clipboard-write' } as unknown as PermissionDescriptor;
      return (await navigator.permissions.query(question)).state;
    });
    expect(state).toBe('granted');
  });

  // Chromium does not tell a page whether these are denied; it must not hear that they are granted.
  for (const name of ['captured-surface-control', 'storage-access']) {
    test(`${name} is not granted`, async ({ stage }) => {
      const state = await stage.ferry.window.evaluate(
        (asked) =>
          navigator.permissions.query({ name: asked } as unknown as PermissionDescriptor).then(
            (answer) => answer.state,
            () => 'unknown',
          ),
        name,
      );
      expect(state).not.toBe('granted');
    });
  }

  const requests: Readonly<Record<string, () => Promise<unknown>>> = {
    notifications: () => Notification.requestPermission().then((state) => state === 'granted' || Promise.reject(state)),
    geolocation: () =>
      new Promise((granted, denied) => {
        navigator.geolocation.getCurrentPosition(granted, denied);
      }),
    camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
    microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
    screen: () => navigator.mediaDevices.getDisplayMedia(),
    midi: () => navigator.requestMIDIAccess({ sysex: true }),
    clipboard: () => navigator.clipboard.readText(),
    persistence: () => navigator.storage.persist().then((kept) => kept || Promise.reject(kept)),
  };
  for (const [name, ask] of Object.entries(requests)) {
    test(`a request for ${name} is refused, without a question to the person`, async ({ stage }) => {
      test.skip(
        name === 'screen' && !isGenuine,
        'the Chromium of the stand-in brings a chooser of its own; Electron has none unless the app makes one',
      );
      const answer = await stage.ferry.window.evaluate(`(${ask.toString()})().then(() => 'granted', () => 'refused')`);
      expect(answer).toBe('refused');
    });
  }
});

test.describe('what the page asks of the machine', () => {
  test('is refused in every call when it has another shape, and nothing changes', async ({ stage }) => {
    const { window } = stage.ferry;
    const before = await window.evaluate(() => globalThis.window.ferry.environments.list());
    const accepted = await window.evaluate(
      async (groups) => {
        const deep = () => {
          let nested: unknown = 'x';
          for (let depth = 0; depth < 5000; depth += 1) nested = [nested];
          return nested;
        };
        const cyclic: Record<string, unknown> = {};
        cyclic.self = cyclic;
        const path = '../../../../etc/passwd';
        const huge = 'x'.repeat(1_000_000);
        const place = (id: string, uid: string) => ({
          kind: 'environment',
          environmentId: id,
          scope: { kind: 'project', uid, name: 'x' },
        });
        const uuid = '00000000-0000-4000-8000-000000000000';
        const profile = { uid: 'a', name: 'a', version: '1' };
        const hostile: readonly unknown[] = [
          null,
          0,
          Number.NaN,
          true,
          '',
          path,
          huge,
          [],
          {},
          [[]],
          deep(),
          cyclic,
          new Date(),
          new Map([['environmentId', 'x']]),
          new Uint8Array(8),
          new Error('x'),
          Object.create({ environmentId: 'inherited' }),
          JSON.parse('{"__proto__":{"environmentId":"x"}}'),
          JSON.parse('{"constructor":{"prototype":{"environmentId":"x"}}}'),
          { environmentId: path },
          { environmentId: huge },
          { environmentId: 'A' },
          { environmentId: ['a'] },
          { environmentId: { toString: 'a' } },
          { environmentId: 'a', more: 1 },
          { environmentId: 'a/../b' },
          { environmentId: 'a\u0000' },
          { id: path },
          { id: uuid, more: 1 },
          { listing: uuid, place: place(path, 'a') },
          { listing: uuid, place: place('a', path) },
          { listing: 'x', place: place('a', 'a') },
          { place: place('a', 'a'), uid: path },
          { place: place('a', 'a?x=1'), uid: 'a' },
          { id: uuid, source: place('a', 'a'), target: place('b', path), profile },
          { id: uuid, source: place('a', 'a'), target: place('b', 'b'), profile: { ...profile, uid: path } },
          { transfer: { id: uuid }, decisions: [], typedName: null },
          { transfer: {}, decisions: [{ kind: 'write', document: {} }], typedName: null },
          { left: null, right: null, theme: 'dark', split: 99, leftDetails: true, rightDetails: true },
          { id: null, name: huge, address: 'https://a', apiKey: 'x', colour: 'blue', class: 'staging', caPem: null },
          { id: path, name: 'x', address: 'https://a', apiKey: 'x', colour: 'blue', class: 'staging', caPem: null },
          { id: null, name: 'x', address: 'https://a', apiKey: 'x', colour: 'url(x)', class: 'staging', caPem: null },
          'https://example.com/',
          'javascript:alert(1)',
          'file:///etc/passwd',
        ];
        const taken: string[] = [];
        for (const [group, names] of Object.entries(groups)) {
          const calls: Record<string, (request: unknown) => Promise<unknown>> = Reflect.get(
            globalThis.window.ferry,
            group,
          );
          for (const name of names) {
            for (const [at, request] of hostile.entries()) {
              let told: unknown;
              try {
                told = await calls[name]?.(request);
              } catch {
                // What cannot be copied to another process is refused before it leaves the page.
                continue;
              }
              const kind = JSON.stringify(told);
              if (!kind.includes('"request-malformed"')) taken.push(`${group}.${name} #${at}: ${kind.slice(0, 200)}`);
            }
          }
        }
        return taken;
      },
      Object.fromEntries(Object.entries(callNames).map(([group, names]) => [group, Object.keys(names)])),
    );
    expect(accepted).toEqual([]);
    expect(await window.evaluate(() => globalThis.window.ferry.environments.list())).toEqual(before);
  });

  test('is refused for another window, even with our page and our preload in it', async ({ stage }) => {
    const { app } = stage.ferry;
    const opened = app.waitForEvent('window');
    await app.evaluate(({ app: running, BrowserWindow }) => {
      const preload = `${running.getAppPath()}/.vite/build/preload.cjs`;
      const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      void stranger.loadURL('app://ferry/');
    });
    const stranger = await opened;
    await stranger.waitForFunction(() => 'ferry' in window);
    const answers = await stranger.evaluate(async () => [
      await window.ferry.environments.list(),
      await window.ferry.view.load(),
      await window.ferry.app.info(),
    ]);
    await stranger.close();
    expect(answers.map((answer) => answer.ok)).toEqual([false, false, false]);
    expect(JSON.stringify(answers)).not.toContain(stage.dev.url);
    expect((await stage.ferry.window.evaluate(() => globalThis.window.ferry.environments.list())).ok).toBe(true);
  });
});

test.describe('the genuine binary alone', () => {
  test.skip(!isGenuine, 'only the genuine Electron binary has a sandbox and preferences of its own to look at');

  test('runs the page in the sandbox, with every door of the window closed', async ({ stage }) => {
    const facts = await stage.ferry.app.evaluate(({ app: running, BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const preferences: unknown =
        contents === undefined ? null : Reflect.apply(Reflect.get(contents, 'getLastWebPreferences'), contents, []);
      const pages = running.getAppMetrics().filter(({ type }) => type === 'Tab');
      return { preferences, sandboxed: pages.map((page) => page.sandboxed) };
    });
    expect(facts.preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
    });
    if (process.platform !== 'linux') expect(facts.sandboxed).toEqual([true]);
  });
});

/** Loads our page anew; a navigation that is still being refused may take the first load with it. */
async function freshPage(page: Page): Promise<void> {
  await expect(async () => {
    await page.reload();
    await page.locator('[data-app-state="ready"]').waitFor();
  }).toPass();
}

/** Marks the page that is there now: another one would not have it. */
async function markPage(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.documentElement.dataset.marked = 'yes';
  });
}

function addressOf({ ferry }: Stage): Promise<string> {
  return ferry.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL() ?? '');
}

/** Sees that the window still holds the marked page, and that it still answers a person. */
async function expectSamePage(stage: Stage, address: string): Promise<void> {
  const { window } = stage.ferry;
  // A navigation that had begun would end before this frame is drawn or destroy the page that is asked for it.
  await window.evaluate(
    () =>
      new Promise<void>((done) => {
        requestAnimationFrame(() => setTimeout(done, 0));
      }),
  );
  expect(await addressOf(stage)).toBe(address);
  expect(await window.evaluate(() => document.documentElement.dataset.marked)).toBe('yes');
  expect((await window.evaluate(() => globalThis.window.ferry.view.load())).ok).toBe(true);
  await expect
    .poll(() => stage.ferry.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length))
    .toBe(1);
}

const trustedTypes = 'require-trusted-types-for';

/** What an intruder would do first: a default policy that lets every text through. */
function trustEverything(): void {
  const types: unknown = Reflect.get(window, 'trustedTypes');
  if (typeof types !== 'object' || types === null || !('createPolicy' in types)) return;
  if (typeof types.createPolicy !== 'function') return;
  const same = (text: string) => text;
  try {
    types.createPolicy('default', { createHTML: same, createScript: same, createScriptURL: same });
  } catch {
    // Even better: the page may not make one.
  }
}

/**
 * Runs a vector in a page and hears which directives of the page's policy it breaks. From a timer: what a driver
 * evaluates directly is exempt from a part of the policy.
 */
async function tried(page: Page, vector: Vector, bait: Bait, patience = 1000): Promise<readonly string[]> {
  return page.evaluate(`new Promise((done) => {
    const run = ${vector.run.toString()};
    window.ran ??= [];
    const broken = [];
    const settle = () => setTimeout(() => done(broken), 0);
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      broken.push(effectiveDirective);
      settle();
    });
    setTimeout(() => {
      try {
        run(${JSON.stringify(bait)});
      } catch {
        // How it is refused does not matter, that it is told does.
      }
      setTimeout(settle, ${patience});
    }, 0);
  })`);
}

async function tookEffect(page: Page, vector: Vector, bait: Listener): Promise<boolean> {
  const { name, success } = vector;
  switch (success) {
    case 'ran':
      return page.evaluate((sought) => window.ran.includes(sought), name);
    case 'asked':
      return bait.requests.some((request) => request.endsWith(`/${name}`) || request.endsWith(`/${name}.js`));
    case 'styled':
      return page.evaluate(
        (sought) => getComputedStyle(document.documentElement).getPropertyValue(`--${sought}`) !== '',
        name,
      );
  }
}
