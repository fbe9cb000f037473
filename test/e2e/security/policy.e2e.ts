import { expect, type Page } from '@playwright/test';
import { testOnStage } from '../fixtures.ts';
import { type Listener, startListener } from '../servers.ts';
import { connect } from '../stage.ts';
import { freshPage } from './our-page.ts';
import { type Bait, type Vector, vectors } from './vectors.ts';

const test = testOnStage(async (stage) => {
  await connect(stage, 'DEV');
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
