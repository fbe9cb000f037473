import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { testOnStage } from '../fixtures.ts';
import { documentScreen } from '../screens/document.ts';
import { expectAccessible } from './accessible.ts';
import { paymentsExport } from './payments.ts';

const test = testOnStage();

test.afterEach(async ({ stage: { ferry } }) => {
  const file = documentScreen(ferry.app, ferry.window);
  if (await file.screen.isVisible()) await file.close.click();
  if (await file.question.isVisible()) await file.drop.click();
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
