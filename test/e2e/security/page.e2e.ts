import { expect } from '@playwright/test';
import { callNames } from '../../../shared/bridge/call-names.ts';
import { testOnStage } from '../fixtures.ts';
import { connect } from '../stage.ts';

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
