import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { leaksIn, leaksInFolder } from './canary.ts';
import { paymentsExport } from './files/payments.ts';
import { testOnStage } from './fixtures.ts';
import { documentScreen } from './screens/document.ts';
import { firstStart } from './screens/first-start.ts';
import type { Stage } from './stage.ts';

const test = testOnStage();
const token = 's.Vt7-draft-canary';
const secrets = [{ what: 'the value typed into the file', value: token }];

test.beforeEach(async ({ stage }) => {
  await writeFile(join(stage.folder, 'payments.json'), paymentsExport());
});

test.afterEach(async ({ stage: { ferry } }) => {
  const file = documentScreen(ferry.app, ferry.window);
  await file.leave();
  await draftsKept(ferry.window, 0);
});

test('what was typed into a file survives a killed app, and is saved from there', async ({ stage }) => {
  await typeToken(stage);
  await stage.crash();
  const { app, window } = stage.ferry;
  const file = documentScreen(app, window);
  expect(await leaksInFolder(stage.userData, secrets)).toEqual([]);
  await expect(file.notices).toContainText('Go on with payments.json?');
  await expect(file.notices).toContainText('1 change not saved');
  await expect(file.notices).toContainText('The file is as it was.');
  expect(leaksIn('the page', await window.content(), secrets)).toEqual([]);
  await file.openDraft('payments.json').click();
  await expect(file.screen).toContainText('not saved');
  await expect(file.notices).toBeHidden();
  await file.tab('Masked values').click();
  await file.rows('Masked values').filter({ hasText: 'token' }).click();
  await expect(file.field).toHaveValue(token);
  await file.save.click();
  await file.leaveAll.click();
  await file.guardSave.click();
  await expect(file.screen).not.toContainText('not saved');
  const written = await readFile(join(stage.folder, 'payments.json'), 'utf8');
  expect(written).toBe(paymentsExport().replace("'********'", `'${token}'`));
  await draftsKept(window, 0);
  expect(stage.output()).not.toContain(token);
});

test('the file changed while the app was down: it opens as it was, and says so before anything is saved', async ({
  stage,
}) => {
  const path = join(stage.folder, 'payments.json');
  const theirs = paymentsExport().replace('0.9.1', '7.0.0');
  await typeToken(stage);
  await stage.crash(() => writeFile(path, theirs));
  const { app, window } = stage.ferry;
  const file = documentScreen(app, window);
  await expect(file.notices).toContainText('changed by another program since');
  await file.openDraft('payments.json').click();
  await expect(file.screen).toContainText('payments-stack 0.9.1');
  await expect(file.screen).toContainText('payments.json was changed by another program');
  // Saving does not write over it: it leads to what there is to decide, also a second time.
  const saveMine = file.screen.getByRole('button', { name: 'Save mine' });
  await window.keyboard.press('ControlOrMeta+s');
  await file.leaveAll.click();
  await file.guardSave.click();
  await expect(saveMine).toBeFocused();
  await file.reload.focus();
  await window.keyboard.press('ControlOrMeta+s');
  await expect(saveMine).toBeFocused();
  expect(await readFile(path, 'utf8')).toBe(theirs);
  await file.reload.click();
  await expect(file.screen).toContainText('payments-stack 7.0.0');
  await draftsKept(window, 0);
  expect(await readFile(path, 'utf8')).toBe(theirs);
});

test('the file is gone: its changes are not, and saving writes it again', async ({ stage }) => {
  const path = join(stage.folder, 'payments.json');
  await typeToken(stage);
  await stage.crash(() => rm(path));
  const { app, window } = stage.ferry;
  const file = documentScreen(app, window);
  await expect(file.notices).toContainText('not there any more');
  await file.openDraft('payments.json').click();
  await file.screen.getByRole('button', { name: 'Save mine' }).click();
  await file.leaveAll.click();
  await file.guardSave.click();
  await expect(file.screen).not.toContainText('not saved');
  expect(await readFile(path, 'utf8')).toContain(token);
});

test('a pasted profile comes back, and what nobody wants is discarded', async ({ stage }) => {
  const { window } = stage.ferry;
  const typing = documentScreen(stage.ferry.app, window);
  await expect(firstStart(window).openFile).toBeVisible();
  await window.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, paymentsExport());
  await typing.tab('Masked values').click();
  await typing.rows('Masked values').filter({ hasText: 'licence' }).click();
  await window.keyboard.insertText('L-1');
  await draftsKept(window, 1);
  await stage.crash();
  const file = documentScreen(stage.ferry.app, stage.ferry.window);
  await expect(file.notices).toContainText('Go on with the pasted profile?');
  await file.openDraft('the pasted profile').click();
  await expect(file.screen).toHaveAccessibleName('File Pasted profile');
  await file.tab('Masked values').click();
  await file.rows('Masked values').filter({ hasText: 'licence' }).click();
  await expect(file.field).toHaveValue('L-1');

  await stage.crash();
  const again = documentScreen(stage.ferry.app, stage.ferry.window);
  await again.discardDraft('the pasted profile').click();
  await expect(again.notices).toBeHidden();
  await draftsKept(stage.ferry.window, 0);
});

test('a file is saved with its masks, and what was filled in is kept beside it', async ({ stage }) => {
  const path = join(stage.folder, 'payments.json');
  await typeToken(stage);
  const file = documentScreen(stage.ferry.app, stage.ferry.window);
  await file.layer('prometheus-operator').click();
  await file.editor.click();
  await stage.ferry.window.keyboard.press('ControlOrMeta+End');
  await stage.ferry.window.keyboard.insertText('# seen');
  await file.save.click();
  await file.guardMasks.click();
  // The plain password of the file itself is asked for as ever.
  await expect(file.guard).toContainText('adminPassword');
  await expect(file.guard).not.toContainText('unseal.token');
  await file.guard.getByRole('button', { name: 'Mask all' }).click();
  await file.guardSave.click();
  const masked = paymentsExport().replace('hunter2-plain-Word9', "'********'");
  await expect.poll(() => readFile(path, 'utf8')).toBe(masked.replace('.domain}}\\"\\n', '.domain}}\\"\\n# seen'));
  await expect(file.screen).toContainText('not saved');
  await draftsKept(stage.ferry.window, 1);
  await stage.crash();
  const again = documentScreen(stage.ferry.app, stage.ferry.window);
  await again.openDraft('payments.json').click();
  await again.tab('Masked values').click();
  await again.rows('Masked values').filter({ hasText: 'token' }).click();
  await expect(again.field).toHaveValue(token);
});

test('a window closed on purpose leaves nothing behind', async ({ stage }) => {
  await typeToken(stage);
  const { app, window } = stage.ferry;
  const file = documentScreen(app, window);
  await file.close.click();
  await file.drop.click();
  await draftsKept(window, 0);
  await stage.crash();
  await expect(firstStart(stage.ferry.window).openFile).toBeVisible();
  await draftsKept(stage.ferry.window, 0);
});

async function typeToken({ ferry: { app, window }, folder }: Stage): Promise<void> {
  const file = documentScreen(app, window);
  await file.openByKey(join(folder, 'payments.json'));
  await file.tab('Masked values').click();
  await file.rows('Masked values').filter({ hasText: 'token' }).click();
  // In one stroke: what is kept holds all of it or nothing.
  await window.keyboard.insertText(token);
  await draftsKept(window, 1);
}

/** Waits until the machine holds that many drafts. */
async function draftsKept(page: Page, drafts: number): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const listed = await window.ferry.files.drafts();
        return listed.ok ? listed.value.length : listed.problem.kind;
      }),
    )
    .toBe(drafts);
}
