import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, launchFixture } from './launch-fixture.ts';

interface Bridge {
  ask(channel: string, ...values: unknown[]): Promise<unknown>;
  tell(text: string): void;
  add(a: number, b: number): number;
  echo(value: unknown): unknown;
  fail(): void;
  reject(): Promise<void>;
  callBack(callback: (word: string, again: (word: string) => string) => string): string;
  onTick(callback: (...values: unknown[]) => void): () => void;
  pathOf(file: File): string;
  list: { of: unknown[] };
  seenByPreload(): Record<string, unknown>;
}

declare global {
  interface Window {
    fixture: Bridge;
    fixtureAtStart: string;
    violations: string[];
    ticks: unknown[][];
    stopTicks: () => void;
  }
}

let fixture: Fixture;
beforeAll(async () => {
  fixture = await launchFixture();
});
afterAll(() => fixture.close());

describe('preload isolation', () => {
  it('gives the page nothing of Node and nothing of the preload', async () => {
    const seen = await fixture.page.evaluate(() =>
      ['require', 'process', 'Buffer', 'module', 'global', 'electron', 'ipcRenderer', 'onlyForThePreload'].filter(
        (name) => name in window,
      ),
    );
    expect(seen).toEqual([]);
  });

  it('leaves no name of its own in the page but the exposed one', async () => {
    const own = await fixture.page.evaluate(() =>
      Object.getOwnPropertyNames(window).filter((name) => /stand|bridge|electron/i.test(name)),
    );
    expect(own).toEqual([]);
  });

  it('has the bridge ready before the first script of the page', async () => {
    expect(await fixture.page.evaluate(() => window.fixtureAtStart)).toBe('object');
  });

  it('keeps the preload from the page’s variables and prototypes', async () => {
    const seen = await fixture.page.evaluate(() => {
      Object.defineProperty(Array.prototype, 'polluted', { value: true, configurable: true });
      return window.fixture.seenByPreload();
    });
    expect(seen).toEqual({ require: 'function', process: 'renderer', polluted: false, pageVariable: 'undefined' });
  });

  it('breaks no Content-Security-Policy: strict scripts, trusted types, no connections', async () => {
    expect(await fixture.page.evaluate(() => window.violations)).toEqual([]);
  });

  it('comes back after a reload', async () => {
    await fixture.page.reload();
    await fixture.page.getByText('pong x').waitFor();
    expect(await fixture.page.evaluate(() => window.fixture.add(1, 2))).toBe(3);
  });
});

describe('contextBridge', () => {
  it('exposes frozen proxies under a name that cannot be replaced', async () => {
    const outcome = await fixture.page.evaluate(() => {
      const { fixture } = window;
      const frozen = [fixture, fixture.add, fixture.list, fixture.list.of, fixture.list.of[1]].map(Object.isFrozen);
      const replaced = Reflect.set(window, 'fixture', {});
      return { frozen, replaced, deleted: Reflect.deleteProperty(window, 'fixture') };
    });
    expect(outcome).toEqual({ frozen: [true, true, true, true, true], replaced: false, deleted: false });
  });

  it('answers a synchronous function synchronously', async () => {
    expect(await fixture.page.evaluate(() => window.fixture.add(2, 3))).toBe(5);
  });

  it('carries structured values', async () => {
    const same = await fixture.page.evaluate(() => {
      const value = {
        date: new Date(5),
        map: new Map([['a', new Set([1])]]),
        bytes: new Uint8Array([1, 2]),
        none: undefined,
      };
      const back = window.fixture.echo(value) as typeof value;
      return [
        back !== value,
        back.date.getTime() === 5,
        back.map.get('a')?.has(1),
        back.bytes[1] === 2,
        'none' in back,
      ];
    });
    expect(same).toEqual([true, true, true, true, true]);
  });

  it('carries errors with their message, thrown or rejected', async () => {
    const messages = await fixture.page.evaluate(async () => {
      const message = (error: unknown) => (error instanceof Error ? error.message : 'not an Error');
      let thrown = '';
      try {
        window.fixture.fail();
      } catch (error) {
        thrown = message(error);
      }
      return [thrown, await window.fixture.reject().catch(message)];
    });
    expect(messages).toEqual(['out of range', 'not today']);
  });

  it('carries callbacks in both directions', async () => {
    const word = await fixture.page.evaluate(() => window.fixture.callBack((word, again) => again(`${word}, there`)));
    expect(word).toBe('from the preload, there and back');
  });

  it('refuses what cannot cross instead of losing it', async () => {
    const refusals = await fixture.page.evaluate(() => {
      const attempt = (value: unknown) => {
        try {
          window.fixture.echo(value);
          return 'crossed';
        } catch {
          return 'refused';
        }
      };
      const cycle: Record<string, unknown> = {};
      cycle.self = cycle;
      return [attempt(Symbol('x')), attempt(cycle), attempt(new Map([['f', () => 1]])), attempt(window)];
    });
    expect(refusals).toEqual(['refused', 'refused', 'refused', 'refused']);
  });

  it('takes data that looks like a reference as data', async () => {
    expect(await fixture.page.evaluate(() => window.fixture.echo({ t: 'f', id: 1 }))).toEqual({ t: 'f', id: 1 });
  });
});

describe('ipcRenderer', () => {
  it('clones structured values to the main process and back', async () => {
    const back = await fixture.page.evaluate(async () => {
      const sent = [new Date(7), new Map([[1, 'a']]), [undefined, -0, 10n], { nested: new Uint8Array([9]) }];
      const [date, map, list, bytes] = (await window.fixture.ask('echo', ...sent)) as [
        Date,
        Map<number, string>,
        unknown[],
        { nested: Uint8Array },
      ];
      return [
        date.getTime(),
        map.get(1),
        list[0] === undefined,
        Object.is(list[1], -0),
        String(list[2]),
        bytes.nested[0],
      ];
    });
    expect(back).toEqual([7, 'a', true, true, '10', 9]);
  });

  it('tells a handler’s failure and a missing handler as Electron does', async () => {
    const failure = (channel: string) =>
      fixture.page.evaluate((name) => window.fixture.ask(name).catch((error: Error) => error.message), channel);
    expect(await failure('fail')).toBe("Error invoking remote method 'fail': TypeError: no such place");
    expect(await failure('nobody')).toBe(
      "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
    );
  });

  it('delivers messages of the main process until the page unsubscribes', async () => {
    const { app, page } = fixture;
    await page.evaluate(() => {
      window.ticks = [];
      window.stopTicks = window.fixture.onTick((...values) => window.ticks.push(values));
    });
    const tick = (value: number) =>
      app.evaluate(
        ({ BrowserWindow }, n) => BrowserWindow.getAllWindows()[0]?.webContents.send('tick', n, new Date(n)),
        value,
      );
    await tick(1);
    await page.waitForFunction(() => window.ticks.length === 1);
    expect(await page.evaluate(() => window.ticks[0]?.[1] instanceof Date)).toBe(true);
    await page.evaluate(() => window.stopTicks());
    await tick(2);
    await page.evaluate(() => window.fixture.ask('ping', 'after'));
    expect(await page.evaluate(() => window.ticks.length)).toBe(1);
  });

  it('knows the path of a file that a person chose', async () => {
    const file = path.join(fixture.folder, 'chosen.txt');
    writeFileSync(file, 'text');
    await fixture.page.evaluate(() => {
      const input = document.querySelector('input');
      input?.addEventListener('change', () => {
        const [chosen] = input.files ?? [];
        if (chosen !== undefined) document.title = window.fixture.pathOf(chosen);
      });
    });
    await fixture.page.locator('input').setInputFiles(file);
    await fixture.page.waitForFunction((expected) => document.title === expected, file);
  });
});
