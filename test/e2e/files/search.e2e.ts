import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { testOnStage } from '../fixtures.ts';
import { documentScreen } from '../screens/document.ts';
import { expectAccessible } from './accessible.ts';
import { paymentsExport } from './payments.ts';

const test = testOnStage();

test.afterEach(async ({ stage: { ferry } }) => {
  const file = documentScreen(ferry.app, ferry.window);
  await file.leave();
});

/** The payments profile with other values in its layer vault. */
function withValues(values: string): string {
  const profile = JSON.parse(paymentsExport());
  const vault = profile.spec.template.packs.find(({ name }: { name: string }) => name === 'vault');
  vault.values = values;
  return JSON.stringify(profile, null, 2);
}

/** Goes on with Tab until a button has the keyboard. */
async function tabTo(window: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 12; presses += 1) {
    await window.keyboard.press('Tab');
    const at = await window.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    if (at === name) return;
  }
  throw new Error(`Tab does not lead to ${name}`);
}

// First of all: once the editor has come, it is there at once for every other text.
test('a search asked for while the editor is still on its way begins as soon as it is there', async ({ stage }) => {
  const { app, window } = stage.ferry;
  const way = Promise.withResolvers<void>();
  await window.route(/\/mounted-editor[^/]*\.js$/, async (route) => {
    await way.promise;
    await route.continue();
  });
  const path = join(stage.folder, 'slow.json');
  await writeFile(path, paymentsExport());
  const file = documentScreen(app, window);
  await file.openByKey(path);
  await file.layer('vault').click();
  await file.screen.getByRole('button', { name: 'Find in this text' }).press('Enter');
  await expect(file.screen.getByLabel('Loading the editor')).toBeVisible();
  way.resolve();
  await expect(file.textFindField).toBeFocused();
  await window.keyboard.type('unseal');
  await expect(file.searchStatus).toHaveText('1 of 1');
});

test('a layer is searched and changed by keyboard alone; what was replaced at once comes back at once', async ({
  stage,
}) => {
  const { app, window } = stage.ferry;
  const { keyboard } = window;
  const path = join(stage.folder, 'ports.json');
  const values = 'Port: 1\nport: 80\nports: [80, 8080]\ntoken: ********\nport: 443\n';
  await writeFile(path, withValues(values));
  const file = documentScreen(app, window);
  await file.openByKey(path);
  await file.layer('vault').click();
  await file.editor.focus();
  const selected = file.editor.locator('.cm-searchMatch-selected');

  await keyboard.press('ControlOrMeta+f');
  await expect(file.textFindField).toBeFocused();
  await keyboard.type('port');
  await expect(file.searchStatus).toHaveText('1 of 4');
  await keyboard.press('Enter');
  await expect(file.searchStatus).toHaveText('2 of 4');
  await keyboard.press('F3');
  await keyboard.press('F3');
  await expect(file.searchStatus).toHaveText('4 of 4');
  await keyboard.press('Enter');
  await expect(file.searchStatus).toHaveText('1 of 4');
  await keyboard.press('Shift+Enter');
  await expect(file.searchStatus).toHaveText('4 of 4');
  await expectAccessible(window, 'search and replace in a layer');

  await tabTo(window, 'Match case');
  await keyboard.press('Space');
  await expect(file.searchStatus).toHaveText('3 of 3');
  await tabTo(window, 'Whole word');
  await keyboard.press('Space');
  await expect(file.searchStatus).toHaveText('2 of 2');
  await keyboard.press('F3');
  await expect(file.searchStatus).toHaveText('1 of 2');

  await tabTo(window, 'Replace with');
  await keyboard.type('listen');
  await keyboard.press('Enter');
  await expect(file.editor.locator('.cm-line').nth(1)).toHaveText('listen: 80');
  await expect(file.searchStatus).toHaveText('1 of 1');
  await expect(selected).toHaveText('port');
  await expect(file.replaceField).toBeFocused();
  await keyboard.press('Escape');
  await expect(file.textFindField).toBeHidden();
  await expect(file.screen).toBeVisible();
  await expect(file.editor).toBeFocused();
  await expect(file.editor.locator('.cm-searchMatch')).toHaveCount(0);
  await keyboard.press('ControlOrMeta+z');
  await expect(file.editor.locator('.cm-line').nth(1)).toHaveText('port: 80');

  // By a pattern, with what it matched; the mask beside stays whole.
  await keyboard.press('ControlOrMeta+f');
  await file.searchWay('Pattern (RE2)').click();
  await file.searchWay('Whole word').click();
  await file.textFindField.fill('^([a-z]+): ');
  await expect(file.searchStatus).toHaveText(/of 4$/);
  await file.replaceField.fill('my-$1: ');
  await file.replaceAll.click();
  await expect(file.searchStatus).toHaveText('4 matches replaced');
  const lines = file.editor.locator('.cm-line');
  await expect(lines.nth(1)).toHaveText('my-port: 80');
  await expect(lines.nth(4)).toHaveText('my-port: 443');
  await expect(file.chip('vault / my-token, not filled')).toBeVisible();
  await file.textFindField.fill('\\*+');
  await expect(file.searchStatus).toHaveText('1 of 1');
  await file.textFindField.fill('\\*{3}');
  await expect(file.searchStatus).toHaveText('No match');
  await file.replaceAll.click();
  await expect(file.searchStatus).toHaveText('Nothing to replace');
  // The button still has the keyboard.
  await keyboard.press('Escape');
  await expect(file.textFindField).toBeHidden();
  await keyboard.press('ControlOrMeta+z');
  await expect(lines.nth(1)).toHaveText('port: 80');
  await expect(lines.nth(4)).toHaveText('port: 443');
  await expect(file.chip('vault / token, not filled')).toBeVisible();
});

test('every match is selected for as many carets; a pattern that RE2 does not take is told at its field', async ({
  stage,
}) => {
  const { app, window } = stage.ferry;
  const { keyboard } = window;
  const path = join(stage.folder, 'carets.json');
  await writeFile(path, withValues('host: a\nhost: b\nhost: c\n'));
  const file = documentScreen(app, window);
  await file.openByKey(path);
  await file.layer('vault').click();
  await file.editor.focus();
  await keyboard.press('ControlOrMeta+f');
  await keyboard.type('host');
  await expect(file.searchStatus).toHaveText('1 of 3');
  await keyboard.press('Alt+Enter');
  await expect(file.editor).toBeFocused();
  await keyboard.type('node');
  await expect(file.editor.locator('.cm-line').filter({ hasText: /^node: / })).toHaveCount(3);
  await expect(file.searchStatus).toHaveText('No match');

  await keyboard.press('ControlOrMeta+f');
  await file.searchWay('Pattern (RE2)').click();
  for (const [words, told] of [
    ['(?=node)', 'RE2 does not take (?= in a pattern.'],
    ['(node)\\1', 'RE2 does not take \\1 in a pattern.'],
    ['[a-z', 'A bracket is left open.'],
    ['(?:a?){500}a{500}', 'Too large to search with; look for less, or repeat less often.'],
  ] as const) {
    await file.textFindField.fill(words);
    await expect(file.searchStatus).toHaveText(told);
    await expect(file.textFindField).toHaveAttribute('aria-invalid', 'true');
    await expect(file.textFindField).toHaveAccessibleDescription(told);
  }
  await expectAccessible(window, 'a pattern that is none');
  await file.textFindField.fill('nod.');
  await expect(file.searchStatus).toHaveText(/of 3$/);
});

test('no pattern holds the window up, in a line of a megabyte that no engine likes', async ({ stage }) => {
  const { app, window } = stage.ferry;
  const { keyboard } = window;
  const path = join(stage.folder, 'hostile.json');
  await writeFile(path, withValues(`key: ${'a'.repeat(1_000_000)}!\nport: 80\n`));
  const file = documentScreen(app, window);
  await file.openByKey(path);
  await file.layer('vault').click();
  await file.editor.focus();
  await keyboard.press('ControlOrMeta+f');
  await file.searchWay('Pattern (RE2)').click();
  for (const hostile of ['(a+)+$', '(a|aa)+$', '(?:a?){120}a{120}x', 'a.*x|aa']) {
    await file.textFindField.fill(hostile);
    await expect(file.searchStatus).toHaveText(/earching…$|match|^1 of/);
    await file.replaceField.fill('b');
    await file.textFindField.fill('port');
    await expect(file.searchStatus).toHaveText('1 of 1');
  }

  // All that was asked to be replaced is, while the window goes on.
  await file.searchWay('Pattern (RE2)').click();
  await file.textFindField.fill('a');
  await expect(file.searchStatus).toHaveText(/^1 of the first 10,000/);
  await file.replaceAll.click();
  // Done in slices between which the window goes on: a busy computer takes its time.
  await expect(file.searchStatus).toHaveText('1,000,000 matches replaced', { timeout: 60_000 });
  await file.textFindField.fill('b!');
  await expect(file.searchStatus).toHaveText('1 of 1');
  await keyboard.press('Escape');
  await keyboard.press('ControlOrMeta+z');
  await keyboard.press('ControlOrMeta+f');
  await file.textFindField.fill('a!');
  await expect(file.searchStatus).toHaveText('1 of 1');
});
