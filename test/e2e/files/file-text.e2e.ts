import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { bigProfile } from '../../bench/big-profile.ts';
import { testOnStage } from '../fixtures.ts';
import { documentScreen } from '../screens/document.ts';
import { expectAccessible } from './accessible.ts';
import { paymentsExport } from './payments.ts';

const test = testOnStage();

test.afterEach(async ({ stage: { ferry } }) => {
  const file = documentScreen(ferry.app, ferry.window);
  await file.leave();
});

test('the file’s own text is read, folded and searched; it follows what is changed and shows no secret that was typed', async ({
  stage,
}) => {
  const { app, window } = stage.ferry;
  const path = join(stage.folder, 'payments.json');
  const typed = 's.Vt7-text-canary';
  await writeFile(path, paymentsExport());
  const file = documentScreen(app, window);
  await file.openByKey(path);
  await expect(file.layers).toHaveCount(6);
  await file.tab('Masked values').click();
  await file.rows('Masked values').filter({ hasText: 'token' }).click();
  await window.keyboard.type(typed);
  await file.layer('Profile').click();
  await file.member('Name').fill('payments-core');

  await file.fileText.click();
  await expect(file.rawText).toContainText('"name": "payments-core"');
  await expectAccessible(window, 'file text');
  await window.keyboard.press('ControlOrMeta+f');
  await window.keyboard.type('unseal');
  await window.keyboard.press('Enter');
  await expect(file.rawText.locator('.cm-searchMatch-selected')).toHaveText('unseal');
  await expect(file.rawText).toContainText("token: '********'");
  await window.keyboard.press('Escape');
  await file.foldAll.click();
  await expect(file.rawText).not.toContainText('payments-core');
  await expect(file.rawText).toContainText('"metadata": {');
  await expect(file.rawText).toContainText('"spec": {');
  await file.unfoldAll.click();
  await file.undo.click();
  await file.fileText.click();
  await expect(file.rawText).toContainText('"name": "payments-stack"');
  expect(await window.content()).not.toContain(typed);
});

test('a file of one line is laid out; a sensitive default in plain text is in neither text nor page', async ({
  stage,
}) => {
  const { app, window } = stage.ferry;
  const path = join(stage.folder, 'line.json');
  const canary = 'L-7-line-canary';
  const document = JSON.parse(paymentsExport());
  document.spec.variables[1].defaultValue = canary;
  await writeFile(path, JSON.stringify(document));
  const file = documentScreen(app, window);
  await file.openByKey(path);
  await expect(file.layers).toHaveCount(6);
  await file.fileText.click();
  await expect(file.rawText).toContainText('"metadata": {');
  await expect(file.screen).toContainText('One line in the file');
  await window.keyboard.press('ControlOrMeta+f');
  await window.keyboard.type('hidden)');
  await window.keyboard.press('Enter');
  await expect(file.rawText.locator('.cm-searchMatch-selected')).toBeVisible();
  await expect(file.rawText).toContainText('"defaultValue": "(hidden)"');
  expect(await window.content()).not.toContain(canary);
});

test('a long text is searched by words and by pattern, from match to match; Escape ends the search alone', async ({
  stage,
}) => {
  const { app, window } = stage.ferry;
  const { keyboard } = window;
  const path = join(stage.folder, 'large.json');
  await writeFile(path, bigProfile(4, 300_000, 2));
  const file = documentScreen(app, window);
  await file.openByKey(path);
  await expect(file.layers).toHaveCount(5);
  await file.fileText.click();
  await expect(file.rawText).toContainText('"name": "big"');
  await keyboard.press('ControlOrMeta+f');
  const field = file.screen.getByRole('textbox', { name: 'Find in this text' });
  const selected = file.rawText.locator('.cm-searchMatch-selected');
  await expect(field).toBeFocused();
  await keyboard.type('"pack-');
  // The first one is in sight without another key, and counted while the search goes on.
  await expect(selected).toHaveText('"pack-');
  await expect(file.screen).toContainText('1 of 4');
  await keyboard.press('Enter');
  await expect(file.screen).toContainText('2 of 4');
  await keyboard.press('F3');
  await keyboard.press('F3');
  await expect(file.rawText).toContainText('"pack-3"');
  await keyboard.press('Shift+F3');
  await expect(file.screen).toContainText('3 of 4');
  await expect(file.replaceField).toBeHidden();
  await expectAccessible(window, 'search in the file text');

  await keyboard.press('ControlOrMeta+f');
  await keyboard.type('nowhere-in-it');
  await expect(file.screen).toContainText('No match');
  await expect(selected).toBeHidden();
  await file.screen.getByRole('button', { name: 'Pattern (RE2)' }).click();
  await field.fill('(s+e+)+rvice-1[0-9]{3}x');
  await expect(file.screen).toContainText('No match');
  await field.fill('pack-[12]"');
  await expect(file.screen).toContainText('of 2');
  await field.fill('(');
  await expect(file.searchStatus).toHaveText('A parenthesis is left open.');
  await keyboard.press('Escape');
  await expect(field).toBeHidden();
  await expect(file.rawText).toBeFocused();
  await expect(file.rawText.locator('.cm-searchMatch')).toHaveCount(0);
  await expect(file.screen).toBeVisible();
});
