import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Locator } from '@playwright/test';
import { expectAccessible } from './expect-accessible.ts';
import { paymentsExport } from './files/payments.ts';
import { testOnStage } from './fixtures.ts';
import { documentScreen } from './screens/document.ts';
import { exportSheet } from './screens/export-sheet.ts';
import { pane } from './screens/pane.ts';
import { connect, type Stage, showPanes } from './stage.ts';

declare global {
  /** What the stand-in notes instead of doing. */
  var electronStandIn: { recorded: { name: string; parameters: unknown[] }[] };
}

const test = testOnStage(async (stage) => {
  await connect(stage, 'DEV');
  await connect(stage, 'PROD');
  await showPanes(stage);
});
test.skip(process.env.FERRY_GENUINE_ELECTRON === '1', "no test can hold the system's own drag");

/** The files that the desktop was given, drag by drag. */
const given = ({ ferry }: Stage): Promise<unknown[]> =>
  ferry.app.evaluate(() =>
    globalThis.electronStandIn.recorded
      .filter(({ name }) => name === 'webContents.startDrag')
      .map(({ parameters }) => (parameters[0] as { files: unknown }).files),
  );

async function dragAway({ ferry: { window } }: Stage, from: Locator): Promise<void> {
  await from.hover();
  await window.mouse.down();
  await window.mouse.move(640, 20, { steps: 6 });
  await window.mouse.up();
}

test('files are taken out of a folder with Alt, and without it they go to the other pane as ever', async ({
  stage,
}) => {
  const { app, window } = stage.ferry;
  const folder = join(stage.folder, 'exports');
  await mkdir(folder);
  for (const name of ['one', 'two'])
    await writeFile(join(folder, `${name}.json`), paymentsExport().replace('payments-stack', name));
  await documentScreen(app, window).answerDialogs(folder);
  const source = pane(window, 'Source');
  await source.place.click();
  await window.getByRole('menuitem', { name: 'Choose a folder…' }).click();
  await source.row('one').click();
  await source.row('two').click({ modifiers: ['Shift'] });
  await window.keyboard.down('Alt');
  await dragAway(stage, source.row('one'));
  await window.keyboard.up('Alt');
  await expect.poll(() => given(stage)).toEqual([[join(folder, 'one.json'), join(folder, 'two.json')]]);
  await dragAway(stage, source.row('one'));
  expect(await given(stage)).toHaveLength(1);
});

test('an open file is taken out by its picture once it is saved', async ({ stage }) => {
  const { app, window } = stage.ferry;
  const path = join(stage.folder, 'payments.json');
  await writeFile(path, paymentsExport());
  const before = (await given(stage)).length;
  const file = documentScreen(app, window);
  await file.openByKey(path);
  const handle = window.getByTitle(/to another program/);
  await file.member('Name').fill('payments-core');
  await expect(file.screen).toContainText('not saved');
  await dragAway(stage, handle);
  expect(await given(stage)).toHaveLength(before);
  await window.keyboard.press('ControlOrMeta+z');
  await expect(file.screen).not.toContainText('not saved');
  await dragAway(stage, handle);
  await expect.poll(async () => (await given(stage)).slice(before)).toEqual([[path]]);
  await file.close.click();
});

test('a profile of an environment has no file to take out: the window says how to get one, and exports it there', async ({
  stage,
}) => {
  const { app, window } = stage.ferry;
  const before = (await given(stage)).length;
  const folder = join(stage.folder, 'taken');
  await mkdir(folder);
  const source = pane(window, 'Source');
  await source.show('DEV', 'Default');
  const notice = window.getByRole('region', { name: 'Notices' });
  for (let drags = 0; drags < 2; drags += 1) {
    await window.keyboard.down('Alt');
    await dragAway(stage, source.row('edge-base'));
    await window.keyboard.up('Alt');
  }
  await expect(notice.getByText(/has no file to drag yet/)).toHaveCount(1);
  await expectAccessible(window, 'no file to drag');
  expect(await given(stage)).toHaveLength(before);
  await notice.getByRole('button', { name: 'Dismiss' }).click();

  await documentScreen(app, window).answerDialogs(folder);
  await source.row('edge-base').click({ button: 'right' });
  await window.getByRole('menuitem', { name: 'Export to a folder…' }).click();
  const sheet = exportSheet(window);
  await expect(sheet.item('edge-base')).toContainText('edge-base-1.2.0.json');
  await expect(sheet.sheet).toContainText('taken');
  await sheet.leaveAny();
  await sheet.confirm.click();
  await sheet.done.click();
  expect(await readdir(folder)).toEqual(['edge-base-1.2.0.json']);
  await expect(pane(window, 'Target').place).toContainText('PROD');

  // Into the folder that the files are in there is nothing to copy.
  await source.showFolder('taken');
  await source.row('edge-base').click();
  await window.keyboard.press('ControlOrMeta+Shift+e');
  await expect(notice).toContainText('taken is the folder that these files are in');
  await notice.getByRole('button', { name: 'Dismiss' }).click();
});
