import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { testOnStage } from '../fixtures.ts';
import { documentScreen } from '../screens/document.ts';
import { expectAccessible } from './accessible.ts';
import { paymentsExport } from './payments.ts';

const test = testOnStage();

test.beforeEach(async ({ stage }) => {
  await writeFile(join(stage.folder, 'payments.json'), paymentsExport());
});

test.afterEach(async ({ stage: { ferry } }) => {
  const file = documentScreen(ferry.app, ferry.window);
  await file.leave();
});

test('a profile is renamed, gets its next version, a label and a rule for a variable; all of it undone and done again', async ({
  stage,
}) => {
  const { app, window } = stage.ferry;
  const path = join(stage.folder, 'payments.json');
  const file = documentScreen(app, window);
  await file.openByKey(path);
  await expect(file.layers).toHaveCount(6);
  await expectAccessible(window, 'profile');

  await file.member('Name').fill('payments-core');
  await file.member('Version').fill('1.');
  await expect(file.screen).toContainText('Palette takes three numbers');
  await window.keyboard.press('ControlOrMeta+z');
  await expect(file.member('Version')).toHaveValue('0.9.1');
  await expect(file.member('Name')).toHaveValue('payments-core');
  await window.getByRole('button', { name: 'Next minor: 0.10.0' }).click();
  await expect(file.member('Version')).toHaveValue('0.10.0');
  await file.addLabel.click();
  await window.keyboard.type('tier');
  await window.keyboard.press('Tab');
  await window.keyboard.type('gold');
  await expectAccessible(window, 'label');
  await window.keyboard.press('Enter');
  await expect(file.addLabel).toBeFocused();
  await expect(file.label('tier: gold')).toBeVisible();

  await file.variable('licence').click();
  const form = file.variableForm('licence');
  await form.getByRole('textbox', { name: 'Pattern (RE2)' }).fill('^[A-Z]-[0-9');
  await expect(form).toContainText('not a valid pattern');
  await form.getByRole('textbox', { name: 'Pattern (RE2)' }).fill('^[A-Z]-[0-9]+$');
  await expect(form).not.toContainText('not a valid pattern');
  await form.getByText('Read-only').click();
  await expectAccessible(window, 'variable');
  await expect(file.screen).toContainText('payments-core 0.10.0');

  const edited = paymentsExport()
    .replace('"name": "payments-stack"', '"name": "payments-core"')
    .replace('"version": "0.9.1"', '"version": "0.10.0"')
    .replace('"reviewed": "spectro__tag"', '"reviewed": "spectro__tag",\n      "tier": "gold"')
    .replace(
      '"isSensitive": true',
      '"isSensitive": true,\n        "regex": "^[A-Z]-[0-9]+$",\n        "immutable": true',
    );
  for (let steps = 0; steps < 5; steps += 1) await file.undo.click();
  await expect(file.screen).not.toContainText('not saved');
  await expect(file.undo).toBeDisabled();
  await expect(file.label('tier: gold')).toBeHidden();
  for (let steps = 0; steps < 5; steps += 1) await file.redo.click();
  await expect(file.screen).toContainText('payments-core 0.10.0');
  await window.keyboard.press('ControlOrMeta+s');
  await file.leaveAll.click();
  await file.guardSave.click();
  await expect(file.screen).not.toContainText('not saved');
  expect(await readFile(path, 'utf8')).toBe(edited);
});

test('undo in a field takes back its own letters before anything else; saving takes over the name that is typed', async ({
  stage,
}) => {
  const { app, window } = stage.ferry;
  const path = join(stage.folder, 'payments.json');
  const file = documentScreen(app, window);
  await file.openByKey(path);
  await expect(file.layers).toHaveCount(6);
  await window.getByRole('button', { name: 'Next minor: 0.10.0' }).click();
  await expect(file.member('Version')).toHaveValue('0.10.0');

  await file.addLabel.click();
  const key = window.getByRole('textbox', { name: 'Key', exact: true });
  await expect(key).toBeFocused();
  await window.keyboard.type('tier');
  await window.keyboard.press('ControlOrMeta+z');
  await expect(key).toHaveValue('');
  await expect(file.member('Version')).toHaveValue('0.10.0');
  await window.keyboard.press('Escape');

  await file.variable('licence').click();
  const name = file.variableForm('licence').getByRole('textbox', { name: 'Name', exact: true });
  await name.click();
  await window.keyboard.press('End');
  await window.keyboard.type('_key');
  await window.keyboard.press('ControlOrMeta+z');
  await expect(name).not.toHaveValue('licence_key');
  await expect(file.member('Version')).toHaveValue('0.10.0');
  await name.fill('licence_no');
  await window.keyboard.press('ControlOrMeta+s');
  await file.leaveAll.click();
  await file.guardSave.click();
  await expect(file.screen).not.toContainText('not saved');
  expect(await readFile(path, 'utf8')).toContain('"name": "licence_no"');
});

test('a variable is added, renamed with its uses, given options, and taken away again', async ({ stage }) => {
  const { app, window } = stage.ferry;
  const path = join(stage.folder, 'payments.json');
  const file = documentScreen(app, window);
  await file.openByKey(path);
  await file.variable('replicas').click();
  const name = file.variableForm('replicas').getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('licence');
  await expect(file.variableForm('replicas')).toContainText('Another variable is called licence');
  await name.fill('copies');
  await window.keyboard.press('Enter');
  const form = file.variableForm('copies');
  await form.getByRole('button', { name: 'Entered as' }).click();
  await window.getByRole('option', { name: 'One of a list' }).click();
  await expect(form).toContainText('A list needs at least one option');
  await form.getByRole('button', { name: 'Add option' }).click();
  await expect(form.getByRole('textbox', { name: 'Value of option 1' })).toBeFocused();
  await window.keyboard.type('3');
  await expect(form).not.toContainText('The default is not one of the options');
  await expectAccessible(window, 'options');

  await file.addVariable.click();
  await expect(file.variableForm('variable').getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
  await file.variableForm('variable').getByRole('button', { name: 'Remove variable' }).click();
  await expect(file.addVariable).toBeFocused();
  await window.keyboard.press('ControlOrMeta+s');
  await file.leaveAll.click();
  await file.guardSave.click();
  await expect(file.screen).not.toContainText('not saved');
  const saved = await readFile(path, 'utf8');
  expect(saved).toBe(
    paymentsExport()
      .replace('"name": "replicas"', '"name": "copies"')
      .replace('spectro.var.replicas', 'spectro.var.copies')
      .replace(
        '"defaultValue": "3",\n        "required": true',
        '"defaultValue": "3",\n        "required": true,\n        "inputType": "dropdown",\n        "options": [\n          {\n            "value": "3"\n          }\n        ]',
      ),
  );
});

test('whether a value is required is switched by its word; the file says so, and nothing else of it changes', async ({
  stage,
}) => {
  const { app, window } = stage.ferry;
  const path = join(stage.folder, 'payments.json');
  const file = documentScreen(app, window);
  await file.openByKey(path);
  await file.variable('replicas').click();
  const form = file.variableForm('replicas');
  const required = form.getByRole('checkbox', { name: 'Required' });
  await expect(required).toBeChecked();
  await form.getByText('Required', { exact: true }).click();
  await expect(required).not.toBeChecked();
  await expect(file.table('replicas')).not.toContainText('required');
  await file.undo.click();
  await expect(required).toBeChecked();
  await expect(file.table('replicas')).toContainText('required');
  await required.focus();
  await window.keyboard.press('Space');
  await expect(required).not.toBeChecked();
  await window.keyboard.press('ControlOrMeta+s');
  await file.leaveAll.click();
  await file.guardSave.click();
  await expect(file.screen).not.toContainText('not saved');
  expect(await readFile(path, 'utf8')).toBe(
    paymentsExport().replace(
      '"defaultValue": "3",\n        "required": true',
      '"defaultValue": "3",\n        "required": false',
    ),
  );
});

test('the default of a sensitive variable never stands in the page', async ({ stage }) => {
  const { app, window } = stage.ferry;
  const path = join(stage.folder, 'payments.json');
  const canary = 'L-7-default-canary';
  await writeFile(path, paymentsExport().replace('"defaultValue": "********"', `"defaultValue": "${canary}"`));
  const file = documentScreen(app, window);
  await file.openByKey(path);
  await expect(file.layers).toHaveCount(6);
  await file.variable('licence').click();
  const field = file.variableForm('licence').getByRole('textbox', { name: 'Default of licence' });
  await expect(field).toHaveValue(canary);
  await window.keyboard.press('ControlOrMeta+Shift+f');
  await window.keyboard.type('default-can');
  await expect(file.found).toHaveText([/^Profile/, /^•••/]);
  expect(await window.content()).not.toContain(canary);
  await file.variableForm('licence').getByText('Mask value').click();
  await expect(file.variableForm('licence').getByRole('textbox', { name: 'Default', exact: true })).toHaveValue(canary);
});

test('a text is found in the third layer and gone to by keyboard alone', async ({ stage }) => {
  const { app, window } = stage.ferry;
  const file = documentScreen(app, window);
  await file.openByKey(join(stage.folder, 'payments.json'));
  await expect(file.layers).toHaveCount(6);
  await window.keyboard.press('ControlOrMeta+Shift+f');
  await expect(file.findField).toBeFocused();
  await window.keyboard.type('MTU');
  await expect(file.found).toHaveText([/^cni-calico/, /mtu: 1440/]);
  await expectAccessible(window, 'found');
  await window.keyboard.press('F3');
  await expect(file.layer('cni-calico')).toHaveAttribute('aria-selected', 'true');
  await expect(file.findField).toBeFocused();
  // Past the switches and the two arrows, into the list.
  for (let tabs = 0; tabs < 6; tabs += 1) await window.keyboard.press('Tab');
  await window.keyboard.press('Enter');
  await expect(file.textOf('cni-calico')).toBeFocused();
  await expect.poll(() => window.evaluate(() => getSelection()?.toString())).toBe('mtu');

  await window.keyboard.press('ControlOrMeta+Shift+f');
  await window.keyboard.type('hunter2');
  await expect(file.found).toHaveText([/^prometheus-operator/, /adminPassword: •••/]);
  await window.keyboard.press('ControlOrMeta+a');
  await window.keyboard.type('a(');
  await expect(file.screen).toContainText('No match');
  await window.getByRole('button', { name: 'Pattern (RE2)' }).click();
  await expect(file.screen).toContainText('A parenthesis is left open.');
});
