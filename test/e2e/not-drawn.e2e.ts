import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { paymentsExport } from './files/payments.ts';
import { testOnStage } from './fixtures.ts';
import { documentScreen } from './screens/document.ts';
import { pane } from './screens/pane.ts';
import { connect, showPanes } from './stage.ts';

const test = testOnStage(async (stage) => {
  await connect(stage, 'DEV');
  await connect(stage, 'PROD');
  await showPanes(stage);
});

test('a fault while drawing empties nothing: it is said with a reference, and everything comes back', async ({
  stage,
}) => {
  const { window, app } = stage.ferry;
  const source = pane(window, 'Source');
  await source.filter.fill('edge');
  await expect(source.row('edge-base')).toBeVisible();
  const typed = 'a-word-that-is-typed';
  await window.evaluate(() => {
    const { every } = Array.prototype;
    // What `filterRows` asks of each row: the next letter draws a list that cannot be drawn.
    Array.prototype.every = function (this: unknown[], ...args: Parameters<typeof every>) {
      const [word] = this;
      if (typeof word === 'string' && word.startsWith('a-word')) throw new TypeError(`cannot draw ${word}`);
      return every.apply(this, args);
    } as typeof every;
    globalThis.addEventListener('mended', () => {
      Array.prototype.every = every;
    });
  });
  await source.filter.fill(typed);

  const stopped = window.getByRole('alert');
  await expect(stopped).toContainText('This window could not be drawn');
  await expect(stopped).toContainText(/The log has it under [0-9A-F]{8}\./);
  await expect(window.getByRole('button', { name: 'Draw it again' })).toBeFocused();
  expect((await new AxeBuilder({ page: window }).setLegacyMode().analyze()).violations).toEqual([]);
  const [reference = ''] = /[0-9A-F]{8}/.exec((await stopped.textContent()) ?? '') ?? [];
  await expect.poll(() => stage.output()).toContain(reference);
  const lines = stage.output().split('\n');
  const logged = lines.filter((line) => line.includes(reference)).join('\n');
  expect(logged).toContain('TypeError');
  expect(logged).toContain('/assets/');
  expect(logged).not.toContain(typed);

  await window.evaluate(() => globalThis.dispatchEvent(new Event('mended')));
  await window.keyboard.press('Enter');
  await expect(source.filter).toHaveValue(typed);
  await source.filter.fill('edge');
  await expect(source.row('edge-base')).toBeVisible();
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('what was typed into a file is there when it is drawn again', async ({ stage }) => {
  const { app, window } = stage.ferry;
  const path = join(stage.folder, 'payments.json');
  await writeFile(path, paymentsExport());
  const file = documentScreen(app, window);
  await file.openByKey(path);
  await file.member('Name').fill('payments-renamed');
  await expect(file.screen).toContainText('payments-renamed');
  await window.evaluate(() => {
    const { reverse } = Array.prototype;
    // The list of layers is drawn from top to bottom.
    Array.prototype.reverse = () => {
      throw new TypeError('cannot draw');
    };
    globalThis.addEventListener('mended again', () => {
      Array.prototype.reverse = reverse;
    });
  });
  await window.getByRole('button', { name: /Next minor/ }).click();
  await expect(window.getByRole('alert')).toContainText('This window could not be drawn');
  await window.evaluate(() => globalThis.dispatchEvent(new Event('mended again')));
  await window.getByRole('button', { name: 'Draw it again' }).click();
  await expect(file.member('Name')).toHaveValue('payments-renamed');
  await expect(file.member('Version')).toHaveValue('0.10.0');
  await window.keyboard.press('ControlOrMeta+z');
  await expect(file.member('Version')).toHaveValue('0.9.1');
});
