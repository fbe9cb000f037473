import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { testOnStage } from './fixtures.ts';
import { manager } from './screens/manager.ts';
import { pane } from './screens/pane.ts';
import { reviewSheet } from './screens/review-sheet.ts';
import { signInSheet } from './screens/sign-in-sheet.ts';
import { connect, type Stage, showPanes } from './stage.ts';

const test = testOnStage(async (stage) => {
  await connect(stage, 'DEV');
  await connect(stage, 'PROD');
});

async function openManager({ ferry: { window } }: Stage) {
  await window.keyboard.press('ControlOrMeta+e');
  const screen = manager(window);
  await expect(screen.sheet).toBeVisible();
  return screen;
}

/** Answers both file dialogs of the system with this path. */
async function answerDialogs({ ferry: { app } }: Stage, path: string): Promise<void> {
  await app.evaluate(({ dialog }, file) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] });
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: file });
  }, path);
}

test('environments are put in order by keyboard, and the keyboard stays where it was', async ({ stage }) => {
  const { window } = stage.ferry;
  const { sheet } = await openManager(stage);
  const names = sheet.getByRole('list', { name: 'Environments' }).getByRole('listitem');
  await expect(names).toContainText(['DEV', 'PROD']);
  const edit = sheet.getByRole('button', { name: 'Edit PROD' });
  await edit.focus();
  await window.keyboard.press('Alt+ArrowUp');
  await expect(names).toContainText(['PROD', 'DEV']);
  await expect(edit).toBeFocused();
  await expect(sheet.getByRole('status')).toHaveText('PROD is now 1 of 2');
  await sheet.getByRole('button', { name: 'Move PROD down' }).press('Enter');
  await expect(names).toContainText(['DEV', 'PROD']);
  await window.keyboard.press('Escape');
});

test('what is typed while the server is asked stays, and an answer about another connection is not shown', async ({
  stage,
}) => {
  const { app, window } = stage.ferry;
  const { dev, caFiles } = stage;
  const { sheet, close } = await openManager(stage);
  await sheet.getByRole('button', { name: 'Add environment' }).press('Enter');
  const add = signInSheet(app, window);
  const hold = () => dev.faults.arm({ route: 'GET /v1/users/info', fault: { kind: 'hold' } });
  const typed = { address: dev.url, apiKey: dev.apiKeys.admin, name: '', caFile: caFiles.dev } as const;
  await add.fill({ ...typed, colour: 'teal', class: 'Development' });
  const first = hold();
  await add.test.press('Enter');
  await first.struck;
  const changed = { ...typed, name: 'LIVE', colour: 'purple', class: 'Production' } as const;
  await add.name.fill(changed.name);
  for (const { group, name } of [
    { group: 'Class', name: changed.class },
    { group: 'Colour', name: changed.colour },
  ]) {
    await add.sheet.getByRole('radiogroup', { name: group }).getByRole('radio', { name }).check({ force: true });
  }
  first.release();
  await expect(add.report).toBeVisible();
  await add.expectTyped(changed);

  // Another address: the test of the old one is over, and tells nothing.
  const second = hold();
  await add.test.press('Enter');
  await second.struck;
  await add.address.fill('https://palette.invalid');
  await expect(add.test).toBeEnabled();
  await expect(add.report).toBeHidden();
  await expect(add.problem).toBeHidden();
  await expect(add.address).toBeFocused();
  second.release();

  // On its way to the keychain nothing can be changed any more, but it can be stopped.
  await add.address.fill(typed.address);
  const third = hold();
  await add.submit.press('Enter');
  await third.struck;
  await add.name.focus();
  await window.keyboard.type(' of another');
  await add.expectTyped(changed);
  await expect(add.sheet.getByRole('button', { name: 'Saving…' })).toBeDisabled();
  await add.cancel.press('Enter');
  await expect(add.sheet).toBeHidden();
  third.release();
  await expect(sheet.getByRole('list', { name: 'Environments' }).getByRole('listitem')).toHaveCount(2);
  await close.press('Enter');
  await expect(sheet).toBeHidden();
});

test('a server that asks to wait is named with the time left, and the wait can be stopped', async ({ stage }) => {
  const { window, app } = stage.ferry;
  const { sheet, close } = await openManager(stage);
  await sheet.getByRole('button', { name: 'Edit PROD' }).press('Enter');
  const edit = signInSheet(app, window, 'Edit PROD');
  const fault = stage.prod.faults.arm({
    route: 'GET /v1/users/info',
    fault: { kind: 'too-many-requests', retryAfterSeconds: 15 },
  });
  const { host } = new URL(stage.prod.url);
  await edit.test.press('Enter');
  // Heard once; the time that is left is only seen, for it changes every second.
  await expect(edit.sheet.getByRole('status')).toHaveText(`${host} asked to wait.`);
  await expect(edit.sheet).toContainText(/asked to wait\. It goes on in 0:1\d\./);
  expect(fault.hits).toBe(1);
  stage.prod.clearRequests();
  await edit.sheet.getByRole('button', { name: 'Stop waiting' }).press('Enter');
  await expect(edit.test).toBeEnabled();
  await expect(edit.test).toBeFocused();
  await expect(edit.problem).toBeHidden();

  // The next one waits for what is left of it, and says so from the beginning; closing the sheet ends it.
  await edit.test.press('Enter');
  await expect(edit.sheet.getByRole('status')).toContainText('asked to wait');
  await edit.cancel.press('Enter');
  await expect(edit.sheet).toBeHidden();
  expect(stage.prod.requests).toEqual([]);
  await close.press('Enter');
  await expect(sheet).toBeHidden();
});

test('a server that wants more time than anybody waits is said to; the next attempt says what it waits for', async ({
  stage,
}) => {
  const { window, app } = stage.ferry;
  const { sheet, close } = await openManager(stage);
  await sheet.getByRole('button', { name: 'Edit DEV' }).press('Enter');
  const edit = signInSheet(app, window, 'Edit DEV');
  stage.dev.faults.arm({
    route: 'GET /v1/users/info',
    fault: { kind: 'too-many-requests', retryAfterSeconds: 90 },
  });
  await edit.test.press('Enter');
  await expect(edit.problem).toContainText('asks to slow down');
  await edit.test.press('Enter');
  await expect(edit.sheet.getByRole('button', { name: 'Testing…' })).toBeDisabled();
  await expect(edit.sheet).toContainText(/asked to wait\. It goes on in 0:[12]\d\./);
  await edit.sheet.getByRole('button', { name: 'Stop waiting' }).press('Enter');
  await expect(edit.test).toBeFocused();
  await edit.cancel.press('Enter');
  await expect(edit.sheet).toBeHidden();
  await close.press('Enter');
  await expect(sheet).toBeHidden();
});

test('an environment that a pane shows is removed: its pane is empty, and the keyboard is still in the sheet', async ({
  stage,
}) => {
  const { window } = stage.ferry;
  await showPanes(stage);
  const target = pane(window, 'Target');
  await expect(target.row('web-platform')).toBeVisible();
  const source = pane(window, 'Source');
  await source.filter.fill('payments-stack');
  await source.row('payments-stack').click();
  await window.keyboard.press('F5');
  await expect(reviewSheet(window).value('unseal.token')).toBeFocused();
  await window.keyboard.type('half of an answer');
  await reviewSheet(window).close.click();
  await source.filter.clear();
  const { sheet, remove, close } = await openManager(stage);
  await remove('PROD').press('Enter');
  await expect(window.getByRole('alertdialog')).toContainText('1 review in Transfers needs it');
  await window.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).press('Enter');
  await expect(remove('PROD')).toHaveCount(0);
  await expect(remove('DEV')).toBeFocused();
  await close.press('Enter');
  await expect(sheet).toBeHidden();
  await expect(target.region).toContainText('No place chosen');
  await expect(target.grid).toHaveCount(0);
  await expect(source.row('aws-base')).toBeVisible();
  await expect(window.getByRole('region', { name: 'Transfers' })).toContainText(
    'The environment it was meant for is removed. Nothing was written.',
  );
  await window.getByRole('button', { name: 'Remove payments-stack 2.4.0 from this list' }).click();
  await connect(stage, 'PROD');
});

test('a sheet that lost the keyboard to the page hears Escape all the same', async ({ stage }) => {
  const { window } = stage.ferry;
  const { sheet } = await openManager(stage);
  const button = sheet.getByRole('button', { name: 'Export list…' });
  await button.focus();
  // What cannot be pressed any more gives the keyboard away.
  await button.evaluate((one) => one.setAttribute('disabled', ''));
  await expect(window.locator('body:focus, :focus')).toHaveCount(0);
  await window.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
});

test('the list travels as a file without keys, and nothing known is overwritten', async ({ stage }) => {
  const { window } = stage.ferry;
  const path = join(stage.folder, 'environments.json');
  await answerDialogs(stage, path);
  const { sheet } = await openManager(stage);
  await sheet.getByRole('button', { name: 'Export list…' }).press('Enter');
  await expect(sheet.getByRole('status').first()).toContainText('2 environments saved as environments.json');
  const text = await readFile(path, 'utf8');
  for (const { value } of stage.secrets) expect(text).not.toContain(value);

  const list = JSON.parse(text);
  list.environments.push({ ...list.environments[0], name: 'STAGE', address: 'https://stage.example.test' });
  await writeFile(path, JSON.stringify(list));
  await sheet.getByRole('button', { name: 'Import list…' }).press('Enter');
  await expect(sheet.getByRole('status').first()).toContainText('1 environment added');
  await expect(sheet.getByRole('status').first()).toContainText('DEV and PROD were here already');
  await expect(manager(window).row('STAGE')).toContainText('API key missing');
  expect((await new AxeBuilder({ page: window }).setLegacyMode().analyze()).violations).toEqual([]);
  const add = manager(window).row('STAGE').getByRole('button', { name: 'Add key of STAGE' });
  await add.press('Enter');
  await expect(window.getByRole('dialog', { name: 'Add the API key of STAGE' })).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(add).toBeFocused();
  await window.keyboard.press('Escape');
});

test('an imported environment asks for its key where it stands, and the keyboard comes back to its row', async ({
  stage,
}) => {
  const { app, window } = stage.ferry;
  const path = join(stage.folder, 'colleague.json');
  await answerDialogs(stage, path);
  const { sheet, remove, row } = await openManager(stage);
  await sheet.getByRole('button', { name: 'Export list…' }).press('Enter');
  await expect(sheet.getByRole('status').first()).toContainText('saved as colleague.json');
  await remove('PROD').press('Enter');
  await window.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).press('Enter');
  await expect(window.getByRole('alertdialog')).toBeHidden();
  await expect(row('PROD')).toHaveCount(0);
  await sheet.getByRole('button', { name: 'Import list…' }).press('Enter');
  await expect(row('PROD')).toContainText('API key missing');

  await row('PROD').getByRole('button', { name: 'Add key of PROD' }).press('Enter');
  const signIn = signInSheet(app, window, 'Add the API key of PROD');
  await expect(signIn.apiKey).toBeFocused();
  await window.keyboard.type(stage.prod.apiKeys.admin);
  await window.keyboard.press('Enter');
  await expect(signIn.sheet).toBeHidden();
  await expect(row('PROD')).toContainText('API key in the keychain');
  await expect(row('PROD').getByRole('button', { name: 'Edit PROD' })).toBeFocused();
  await window.keyboard.press('Escape');
});

test('a file that could carry a key is refused as a whole', async ({ stage }) => {
  const { window } = stage.ferry;
  const path = join(stage.folder, 'with-key.json');
  const bad = {
    name: 'X',
    address: 'https://x.example.test',
    colour: 'blue',
    class: 'staging',
    caPem: null,
    apiKey: 'k',
  };
  await writeFile(path, JSON.stringify({ format: 'profile-ferry-environments', version: 1, environments: [bad] }));
  await answerDialogs(stage, path);
  const { sheet } = await openManager(stage);
  await sheet.getByRole('button', { name: 'Import list…' }).press('Enter');
  await expect(sheet.getByRole('alert')).toContainText('with-key.json cannot be read');
  await expect(sheet.getByRole('button', { name: 'Edit X' })).toHaveCount(0);
  await window.keyboard.press('Escape');
});
