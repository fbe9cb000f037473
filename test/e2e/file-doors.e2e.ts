import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import { paymentsExport } from './files/payments.ts';
import { testOnStage } from './fixtures.ts';
import { launchFerry } from './launch.ts';
import { documentScreen } from './screens/document.ts';
import { firstStart } from './screens/first-start.ts';
import { pane } from './screens/pane.ts';
import type { Stage } from './stage.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const test = testOnStage();

test.beforeEach(async ({ stage }) => {
  for (const [name, version] of files) {
    await writeFile(join(stage.folder, name), paymentsExport().replace('0.9.1', version));
  }
});

test.afterEach(async ({ stage: { ferry } }) => {
  const file = documentScreen(ferry.app, ferry.window);
  if (await file.waiting.isVisible()) await file.waiting.getByRole('button', { name: 'Leave them' }).click();
  await file.leave();
});

const files = [
  ['one.json', '1.0.0'],
  ['two.json', '2.0.0'],
  ['three.json', '3.0.0'],
] as const;

test('a file is dropped on the window and opens, with the keyboard in its layers', async ({ stage }) => {
  const { app, window } = stage.ferry;
  const file = documentScreen(app, window);
  await file.dropFiles(join(stage.folder, 'one.json'));
  await expect(file.screen).toHaveAccessibleName('File one.json');
  await expect(file.screen).toContainText('payments-stack 1.0.0');
  await expect(file.layer('Profile')).toBeFocused();
  await window.keyboard.press('ArrowDown');
  await expect(file.layer('prometheus-operator')).toHaveAttribute('aria-selected', 'true');
});

test('of several files the first opens, and the others follow as it is closed', async ({ stage }) => {
  const { app, window } = stage.ferry;
  const file = documentScreen(app, window);
  await file.dropFiles(...files.map(([name]) => join(stage.folder, name)));
  await expect(file.screen).toHaveAccessibleName('File one.json');
  await expect(file.waiting).toContainText('two.json and three.json wait');
  await file.waiting.getByRole('button', { name: 'Open two.json' }).click();
  await expect(file.screen).toHaveAccessibleName('File two.json');
  await expect(file.waiting).toContainText('three.json waits');
  await file.close.click();
  await expect(file.screen).toHaveAccessibleName('File three.json');
  await expect(file.waiting).toBeHidden();
  await file.close.click();
  await expect(firstStart(window).openFile).toBeVisible();
});

test('what was typed is not lost to a file that comes; it is asked first', async ({ stage }) => {
  const { app, window } = stage.ferry;
  const file = documentScreen(app, window);
  await file.dropFiles(join(stage.folder, 'one.json'));
  await file.tab('Masked values').click();
  await file.rows('Masked values').filter({ hasText: 'licence' }).click();
  await window.keyboard.type('L-1');
  await file.dropFiles(join(stage.folder, 'two.json'));
  await expect(file.question).toContainText('one.json is not saved');
  await file.keepWorking.click();
  await expect(file.field).toHaveValue('L-1');
  await expect(file.waiting).toContainText('two.json waits');
  await file.waiting.getByRole('button', { name: 'Open two.json' }).click();
  await file.drop.click();
  await expect(file.screen).toHaveAccessibleName('File two.json');
});

test('a broken file says so, and the next one is at hand', async ({ stage }) => {
  const { app, window } = stage.ferry;
  const file = documentScreen(app, window);
  await writeFile(join(stage.folder, 'broken.json'), '{');
  await file.dropFiles(join(stage.folder, 'broken.json'), join(stage.folder, 'one.json'));
  await expect(file.notOpened).toContainText('broken.json is not a profile export');
  await file.waiting.getByRole('button', { name: 'Open one.json' }).click();
  await expect(file.screen).toHaveAccessibleName('File one.json');
});

test('the page can neither name a path nor make a file that has one', async ({ stage }) => {
  const { app, window: page } = stage.ferry;
  const file = documentScreen(app, page);
  const path = join(stage.folder, 'one.json');
  expect(await page.evaluate(() => Object.keys(window.ferry.files))).not.toContain('dropped');
  await page.evaluate((name) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['{}'], name));
    const made = dataTransfer.files[0];
    if (made !== undefined) Object.assign(made, { path: name });
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, path);
  const answer = await page.evaluate(
    (id) => window.ferry.files.openOffered({ id }),
    '00000000-0000-4000-8000-000000000001',
  );
  expect(answer).toMatchObject({ ok: false, problem: { kind: 'request-malformed' } });
  // What comes after it is there: nothing was told of the made file before.
  await file.dropFiles(join(stage.folder, 'two.json'));
  await expect(file.screen).toHaveAccessibleName('File two.json');
  await expect(file.waiting).toBeHidden();
});

test('a second start hands its file to the first, from its own working directory', async ({ stage }) => {
  const { app, window } = stage.ferry;
  const file = documentScreen(app, window);
  expect(await startAgain(stage, stage.folder, 'three.json')).toEqual([0, null]);
  await expect(file.screen).toHaveAccessibleName('File three.json');
  await file.close.click();
  expect(await startAgain(stage, stage.folder, join('.', 'nowhere.json'))).toEqual([0, null]);
  await expect(file.notOpened).toContainText('nowhere.json');
});

test('the desktop of macOS hands over a file by an event', async ({ stage }) => {
  const { app, window } = stage.ferry;
  const file = documentScreen(app, window);
  await app.evaluate(
    ({ app: running }, path) => {
      running.emit('open-file', { preventDefault: () => undefined }, path);
    },
    join(stage.folder, 'one.json'),
  );
  await expect(file.screen).toHaveAccessibleName('File one.json');
});

test('a dropped folder is a place from then on', async ({ stage }) => {
  const { app, window } = stage.ferry;
  const file = documentScreen(app, window);
  await mkdir(join(stage.folder, 'exports'), { recursive: true });
  await writeFile(join(stage.folder, 'exports', 'payments.json'), paymentsExport());
  await file.dropFiles(join(stage.folder, 'exports'));
  await expect(pane(window, 'Source').place).toContainText('exports');
  await expect(pane(window, 'Source').row('payments-stack')).toBeVisible();
});

test('a file on the command line is on screen at the first start', async ({ stage }) => {
  const userData = join(stage.folder, 'another');
  const path = relative(root, join(stage.folder, 'two.json'));
  const ferry = await launchFerry({ userData, env: stage.env, files: [path] });
  try {
    const file = documentScreen(ferry.app, ferry.window);
    await expect(file.screen).toHaveAccessibleName('File two.json');
    await expect(file.layer('Profile')).toBeFocused();
  } finally {
    await ferry.close();
  }
});

/** Starts the app once more from a folder, as a shell or a desktop does, and waits for its end. */
async function startAgain({ userData, env }: Stage, cwd: string, file: string): Promise<readonly unknown[]> {
  // Required from Node, the package answers with the path of its executable.
  const executable: unknown = createRequire(import.meta.url)('electron');
  if (typeof executable !== 'string') throw new Error('The electron package names no executable');
  const second = spawn(executable, [root, `--user-data-dir=${userData}`, file], {
    cwd,
    env: { ...process.env, ...env },
    stdio: 'ignore',
  });
  return once(second, 'exit');
}
