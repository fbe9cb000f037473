import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { testOnStage } from '../fixtures.ts';
import { closesWindow, launchFerry } from '../launch.ts';
import { documentScreen } from '../screens/document.ts';
import { paymentsExport } from './payments.ts';

const test = testOnStage();
const secret = 's.Vt7-by-hand-canary';

test.beforeEach(async ({ stage }) => {
  await writeFile(join(stage.folder, 'payments.json'), paymentsExport());
});

test.afterEach(async ({ stage: { ferry } }) => {
  const file = documentScreen(ferry.app, ferry.window);
  await file.leave();
});

test('a layer is edited by hand beside its mask, by keyboard alone; undo leads past the save', async ({ stage }) => {
  const { app, window } = stage.ferry;
  const { keyboard } = window;
  const path = join(stage.folder, 'payments.json');
  const file = documentScreen(app, window);
  await file.openByKey(path);
  await expect(file.tab('Masked values')).toContainText('3 open');

  // F8 leads to the first masked value and its layer; from its field the keyboard goes on to the text.
  await keyboard.press('F8');
  await expect(file.field).toBeFocused();
  await keyboard.type(secret);
  await expect(file.chip('vault / charts.vault.unseal.token, typed')).toBeVisible();
  await tabTo(window, file.editor);
  await keyboard.press('ControlOrMeta+End');
  await keyboard.press('ArrowUp');
  await keyboard.press('End');
  await keyboard.type('5');
  await keyboard.press('ControlOrMeta+Home');
  await keyboard.type('# checked');
  await keyboard.press('Enter');
  for (let line = 0; line < 7; line += 1) await keyboard.press('ArrowDown');
  await keyboard.press('ControlOrMeta+/');
  await expect(file.editor).toContainText('# address:');
  await expect(file.editor).toContainText('replicas: 35');
  await expect(file.chip('vault / charts.vault.unseal.token, typed')).toBeVisible();
  expect(await window.content()).not.toContain(secret);
  const edited = paymentsExport()
    .replace('# presets: ha', '# checked\\n# presets: ha')
    .replace("'********'", `'${secret}'`)
    .replace('    address:', '    # address:')
    .replace('replicas: 3\\n"', 'replicas: 35\\n"');

  await file.changes.press('Enter');
  await expect(file.changed).toHaveText(['vault · Values']);
  await expect(file.compared('the file as opened')).toContainText("token: '********'");
  await expect(file.compared('now')).toContainText("token: '[filled]'");
  await expect(file.compared('now')).toContainText('# checked');
  expect(await window.content()).not.toContain(secret);
  await expectAccessible(window, 'changes');
  await file.changes.press('Enter');

  await keyboard.press('ControlOrMeta+s');
  await file.leaveAll.press('Enter');
  await file.guardSave.press('Enter');
  await expect(file.screen).not.toContainText('not saved');
  expect(await readFile(path, 'utf8')).toBe(edited);

  await file.editor.focus();
  await keyboard.press('ControlOrMeta+z');
  await expect(file.editor).not.toContainText('# address:');
  await expect(file.screen).toContainText('not saved');
  await expect(file.editor).toBeFocused();
  await keyboard.press('ControlOrMeta+s');
  await expect(file.screen).not.toContainText('not saved');
  expect(await readFile(path, 'utf8')).toBe(edited.replace('    # address:', '    address:'));

  while (await file.undo.isEnabled()) await file.undo.press('Enter');
  await expect(file.chip('vault / charts.vault.unseal.token, not filled')).toBeVisible();
  await keyboard.press('ControlOrMeta+s');
  await expect(file.screen).not.toContainText('not saved');
  expect(await readFile(path, 'utf8')).toBe(paymentsExport());
  while (await file.redo.isEnabled()) await file.redo.press('Enter');
  await expect(file.editor).toContainText('# address:');
});

test('pasted masks become chips; a deleted chip comes back with its value; problems follow the text', async ({
  stage,
}) => {
  const { app, window } = stage.ferry;
  const { keyboard } = window;
  const file = documentScreen(app, window);
  await file.openByKey(join(stage.folder, 'payments.json'));
  await file.layer('vault').click();
  await file.editor.focus();
  await keyboard.press('ControlOrMeta+End');
  await keyboard.insertText('extra:\n  - password: ********\n    other: [1\n');
  await expect(file.chip('vault / extra\\[0\\].password, not filled')).toBeVisible();
  await expect(file.tab('Masked values')).toContainText('4 open');
  await expect(file.rows('Problems').filter({ hasText: 'not valid YAML' })).not.toHaveCount(0);
  await expect(file.screen.locator('.cm-lint-marker-error')).not.toHaveCount(0);
  await file.chip('vault / extra\\[0\\].password').click();
  await keyboard.type(secret);
  await file.editor.focus();

  await keyboard.press('ControlOrMeta+End');
  await keyboard.press('ArrowUp');
  await keyboard.press('ArrowUp');
  await keyboard.press('End');
  await keyboard.press('Backspace');
  await expect(file.chip('vault / extra\\[0\\].password')).toHaveCount(0);
  await expect(file.tab('Masked values')).toContainText('3 open');
  await keyboard.press('ControlOrMeta+z');
  await expect(file.chip('vault / extra\\[0\\].password, typed')).toBeVisible();
  expect(await window.content()).not.toContain(secret);

  await keyboard.press('ControlOrMeta+f');
  await keyboard.type('********');
  await file.replaceField.fill('x');
  await expectAccessible(window, 'search');
  await file.textFindField.fill('**');
  await expect(file.searchStatus).toHaveText('No match');
  await file.replaceAll.click();
  await expect(file.searchStatus).toHaveText('Nothing to replace');
  await expect(file.chip('vault / extra\\[0\\].password, typed')).toBeVisible();
  await keyboard.press('Escape');
  await expect(file.screen).toBeVisible();
});

test('several carets type at once, as one step; a reference stays one mark whatever is marked in it', async ({
  stage,
}) => {
  const { app, window } = stage.ferry;
  const { keyboard } = window;
  const file = documentScreen(app, window);
  await file.openByKey(join(stage.folder, 'payments.json'));
  await file.layer('vault').click();
  await file.editor.focus();
  await keyboard.press('ControlOrMeta+End');
  await keyboard.type('again: {{.spectro.macro.VAULT_HOST}}');
  const marks = file.editor.locator('.reference');
  await expect(marks).toHaveCount(3);
  await keyboard.press('ControlOrMeta+f');
  await keyboard.type('HOST');
  await expect(file.editor.locator('.cm-searchMatch')).toHaveCount(2);
  await expect(marks).toHaveCount(3);
  await keyboard.press('Escape');
  await keyboard.press('ControlOrMeta+End');
  await expect(file.editor.locator('.cm-matchingBracket')).toHaveCount(2);
  for (let letter = 0; letter < 4; letter += 1) await keyboard.press('ArrowLeft');
  await expect(file.drawnCarets).toHaveCount(0);
  await keyboard.press('ControlOrMeta+d');
  await keyboard.press('ControlOrMeta+d');
  await expect(file.drawnCarets).toHaveCount(2);
  await keyboard.type('ADDRESS');
  await expect(file.editor.getByTitle('Macro ADDRESS: must exist in the target')).toHaveCount(2);
  await expect(marks).toHaveCount(3);
  await file.tab('References').click();
  await expect(file.rows('References').filter({ hasText: 'ADDRESS' })).toHaveCount(2);
  await file.editor.focus();
  await keyboard.press('ControlOrMeta+z');
  await expect(file.editor.getByTitle('Macro VAULT_HOST: must exist in the target')).toHaveCount(2);
});

test('what is undone at once, before anything around the text followed it, is gone from the text too', async ({
  stage,
}) => {
  const { app, window } = stage.ferry;
  const { keyboard } = window;
  const file = documentScreen(app, window);
  await file.openByKey(join(stage.folder, 'payments.json'));
  await file.layer('vault').click();
  await file.editor.focus();
  await keyboard.press('ControlOrMeta+End');
  for (const letters of ['a', 'b', 'c']) {
    await keyboard.insertText(`${letters}: 1`);
    await keyboard.press('ControlOrMeta+z');
  }
  await expect(file.undo).toBeDisabled();
  await expect(file.editor).toContainText('replicas: 3');
  await expect(file.editor).not.toContainText(/[abc]: 1/);
});

test('a window with an edited text asks before it closes, and closes when told to', async ({ stage }) => {
  const { app, window, close } = await launchFerry({
    userData: join(stage.folder, 'another'),
    env: stage.env,
    files: [join(stage.folder, 'payments.json')],
  });
  try {
    const file = documentScreen(app, window);
    await file.layer('vault').click();
    await file.editor.focus();
    await window.keyboard.type('# by hand');
    await expect(file.screen).toContainText('not saved');
    // What the system's close button does to a page first: it is asked, and may say no.
    const mayClose = () => window.evaluate(() => dispatchEvent(new Event('beforeunload', { cancelable: true })));
    expect(await mayClose()).toBe(false);
    await expect(file.question).toContainText('What you changed in payments.json is not saved');
    await file.keepWorking.click();
    await expect(file.editor).toContainText('# by hand');
    expect(await mayClose()).toBe(false);
    await closesWindow(window, () => file.drop.click());
    expect(await readFile(join(stage.folder, 'payments.json'), 'utf8')).toBe(paymentsExport());
  } finally {
    await close();
  }
});

test('the window is closed over what is not saved: it is saved first where that is asked for', async ({ stage }) => {
  const { app, window, close } = await launchFerry({
    userData: join(stage.folder, 'another'),
    env: stage.env,
    files: [join(stage.folder, 'payments.json')],
  });
  try {
    const file = documentScreen(app, window);
    await file.layer('vault').click();
    await file.editor.focus();
    await window.keyboard.type('# by hand');
    await expect(file.screen).toContainText('not saved');
    // What the system's close button does to a page first: it is asked, and may say no.
    const mayClose = () => window.evaluate(() => dispatchEvent(new Event('beforeunload', { cancelable: true })));
    expect(await mayClose()).toBe(false);
    await file.saveFirst.click();
    await file.leaveAll.click();
    await closesWindow(window, () => file.guardSave.click());
    expect(await readFile(join(stage.folder, 'payments.json'), 'utf8')).toContain('# by hand');
  } finally {
    await close();
  }
});

async function tabTo(window: Page, target: ReturnType<Page['locator']>): Promise<void> {
  for (let presses = 0; presses < 20; presses += 1) {
    await window.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error('The keyboard does not come there');
}

async function expectAccessible(window: Page, state: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await window.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page: window }).setLegacyMode(true).analyze();
    const told = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    expect.soft(told, `${state} ${colorScheme}`).toEqual([]);
  }
}
