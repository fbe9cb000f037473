import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import { testOnStage } from './fixtures.ts';
import type { Stage } from './stage.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const test = testOnStage();

test('a second start brings the first window back and ends by itself', async ({ stage }) => {
  const { app, window } = stage.ferry;
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  await expect.poll(() => stateOf(stage)).toMatchObject({ minimized: true });
  await window.evaluate(() => {
    document.title = 'still the same page';
  });

  expect(await startAgain(stage)).toEqual({ code: 0, signal: null });

  await expect.poll(() => stateOf(stage)).toEqual({ windows: 1, minimized: false, focused: true });
  expect(app.windows()).toHaveLength(1);
  expect(await window.title()).toBe('still the same page');
});

test('and so does a third one; settings and keys have one owner', async ({ stage }) => {
  const both = await Promise.all([startAgain(stage), startAgain(stage)]);
  expect(both).toEqual([
    { code: 0, signal: null },
    { code: 0, signal: null },
  ]);
  expect(await stateOf(stage)).toMatchObject({ windows: 1 });
  const answer = await stage.ferry.window.evaluate(() => window.ferry.environments.list());
  expect(answer).toEqual({ ok: true, value: [] });
});

function stateOf({ ferry }: Stage) {
  return ferry.app.evaluate(({ BrowserWindow }) => {
    const windows = BrowserWindow.getAllWindows();
    const [first] = windows;
    return { windows: windows.length, minimized: first?.isMinimized(), focused: first?.isFocused() };
  });
}

/** Starts the app once more as a person does, with the same folder, and waits for its end. */
async function startAgain({ userData, env }: Stage): Promise<{ code: number | null; signal: string | null }> {
  // Required from Node, the package answers with the path of its executable.
  const executable: unknown = createRequire(import.meta.url)('electron');
  if (typeof executable !== 'string') throw new Error('The electron package names no executable');
  const second = spawn(executable, ['.', `--user-data-dir=${userData}`], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: 'ignore',
  });
  const [code, signal] = await once(second, 'exit');
  return { code, signal };
}
