import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ElectronApplication } from '@playwright/test';
import { expect } from '@playwright/test';
import { watchDesktop } from './desktop.ts';
import { testOnStage } from './fixtures.ts';
import { documentScreen } from './screens/document.ts';
import { exportSheet } from './screens/export-sheet.ts';
import { pane } from './screens/pane.ts';
import { connect, type Stage, showPanes } from './stage.ts';

const exportRoute = 'GET /v1/clusterprofiles/*/export';
const gate = join(tmpdir(), `ferry-held-writes-${process.pid}`);
const holdWrites = fileURLToPath(new URL('hold-writes.cjs', import.meta.url));
const exportsOf = (stage: Stage) => join(stage.folder, 'exports');

const test = testOnStage(
  async (stage) => {
    await connect(stage, 'DEV');
    await connect(stage, 'PROD');
    await showPanes(stage);
    // With its details closed the whole list is in sight.
    await pane(stage.ferry.window, 'Source').region.getByRole('button', { name: 'Hide details in Source' }).click();
    await mkdir(exportsOf(stage));
    await documentScreen(stage.ferry.app, stage.ferry.window).answerDialogs(exportsOf(stage));
    await pane(stage.ferry.window, 'Target').place.click();
    await stage.ferry.window.getByRole('menuitem', { name: 'Choose a folder…' }).click();
    await expect(pane(stage.ferry.window, 'Target').region).toContainText('No profile export in exports');
  },
  { switches: ['-r', holdWrites], env: { FERRY_HOLD_WRITES: gate } },
);

test.afterEach(async ({ stage }) => {
  stage.dev.faults.clear();
  await rm(gate, { force: true });
  await stage.restart();
});

test('a quit while profiles are exported asks, counts those that wait, and leaves nothing half done', async ({
  stage,
}) => {
  const { app } = stage.ferry;
  const desktop = await watchDesktop(app);
  const sheet = await readyToExport(stage, ['observability', 'payments-stack']);
  const held = stage.dev.faults.arm({ route: exportRoute, fault: { kind: 'hold' } });
  await sheet.confirm.click();
  await held.struck;
  await app.evaluate(({ app: electronApp }) => electronApp.quit());
  await expect.poll(async () => (await desktop.record()).questions).toHaveLength(1);
  const [question] = (await desktop.record()).questions;
  expect(question).toMatchObject({ message: '2 exports are under way', buttons: ['Keep running', 'Quit anyway'] });
  expect(question?.detail).toMatch(/^observability .*\npayments-stack .*\n\n/);
  expect(question?.detail).toContain('the others are not written');

  await desktop.answerWith(1);
  const ended = exitOf(app);
  await app.evaluate(({ app: electronApp }) => electronApp.quit()).catch(() => undefined);
  expect(await ended).toBe(0);
  held.release();
  expect(await readdir(exportsOf(stage))).toEqual([]);
});

test('a file that is being written when the app is left gets whole first', async ({ stage }) => {
  const { app } = stage.ferry;
  const desktop = await watchDesktop(app);
  const sheet = await readyToExport(stage, ['observability', 'payments-stack']);
  await writeFile(gate, '');
  await sheet.confirm.click();
  await expect.poll(() => readdir(exportsOf(stage))).toEqual([expect.stringMatching(/\.json\.tmp-/)]);
  await desktop.answerWith(1);
  const ended = exitOf(app);
  await app.evaluate(({ app: electronApp }) => electronApp.quit()).catch(() => undefined);
  await expect.poll(() => app.windows().length).toBe(0);
  await rm(gate);
  expect(await ended).toBe(0);
  const names = await readdir(exportsOf(stage));
  expect(names).toEqual([expect.stringMatching(/^observability-.*\.json$/)]);
  const written = JSON.parse(await readFile(join(exportsOf(stage), names[0] ?? ''), 'utf8'));
  expect(written).toMatchObject({ metadata: { name: 'observability' } });
  await rm(join(exportsOf(stage), names[0] ?? ''));
});

test('where the app outlives its window, exports that wait are asked about, and closing drops them', async ({
  stage,
}) => {
  const { app } = stage.ferry;
  const desktop = await watchDesktop(app);
  const sheet = await readyToExport(stage, ['observability', 'payments-stack']);
  const held = stage.dev.faults.arm({ route: exportRoute, fault: { kind: 'hold' } });
  await sheet.confirm.click();
  await held.struck;
  await app.evaluate(({ BrowserWindow }) => {
    Object.defineProperty(process, 'platform', { value: 'darwin' });
    BrowserWindow.getAllWindows()[0]?.close();
  });
  await expect.poll(async () => (await desktop.record()).questions).toHaveLength(1);
  expect((await desktop.record()).questions[0]).toMatchObject({ buttons: ['Keep running', 'Close anyway'] });
  expect(app.windows()).toHaveLength(1);
  await desktop.answerWith(1);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(() => app.windows().length).toBe(0);
  held.release();
  await expect.poll(() => readdir(exportsOf(stage))).toEqual([expect.stringMatching(/^observability-.*\.json$/)]);
});

async function readyToExport({ ferry: { window } }: Stage, profiles: readonly string[]) {
  const source = pane(window, 'Source');
  const [first = '', ...others] = profiles;
  await source.row(first).click();
  for (const other of others) await source.row(other).click({ modifiers: ['ControlOrMeta'] });
  await expect(source.region).toContainText(`${profiles.length} selected, to exports`);
  await window.keyboard.press('F5');
  const sheet = exportSheet(window);
  await expect(sheet.items).toHaveCount(profiles.length);
  await sheet.leaveAny();
  await expect(sheet.confirm).toBeEnabled();
  return sheet;
}

function exitOf(app: ElectronApplication): Promise<number | null> {
  return new Promise((done) => app.process().once('exit', (code) => done(code)));
}
