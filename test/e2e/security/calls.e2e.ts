import { expect } from '@playwright/test';
import { callNames } from '../../../shared/bridge/call-names.ts';
import { testOnStage } from '../fixtures.ts';
import { connect } from '../stage.ts';

const test = testOnStage(async (stage) => {
  await connect(stage, 'DEV');
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
          { transfer: { id: uuid }, decisions: [], reviewed: { mark: '', remembered: [] }, typedName: null },
          { transfer: { id: uuid }, decisions: [], reviewed: { mark: 'm', remembered: [{ hole: 'h', entry: path }] } },
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
