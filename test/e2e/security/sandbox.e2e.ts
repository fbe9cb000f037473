import { expect } from '@playwright/test';
import { testOnStage } from '../fixtures.ts';
import { connect } from '../stage.ts';

const isGenuine = process.env.FERRY_GENUINE_ELECTRON === '1';

const test = testOnStage(async (stage) => {
  await connect(stage, 'DEV');
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
