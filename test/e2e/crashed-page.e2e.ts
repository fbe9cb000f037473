import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { leaksIn } from './canary.ts';
import { watchDesktop } from './desktop.ts';
import { paymentsExport } from './files/payments.ts';
import { testOnStage } from './fixtures.ts';
import { documentScreen } from './screens/document.ts';
import { firstStart } from './screens/first-start.ts';

const test = testOnStage();
const token = 's.Vt7-lost-page-canary';

test.afterEach(({ stage }) => stage.crash());

test('a page that crashes comes back by itself and offers what was typed into a file', async ({ stage }) => {
  const { app, window } = stage.ferry;
  await writeFile(join(stage.folder, 'payments.json'), paymentsExport());
  const file = documentScreen(app, window);
  await file.openByKey(join(stage.folder, 'payments.json'));
  await file.tab('Masked values').click();
  await file.rows('Masked values').filter({ hasText: 'token' }).click();
  await window.keyboard.insertText(token);
  await expect
    .poll(() => window.evaluate(() => globalThis.window.ferry.files.drafts()))
    .toMatchObject({ ok: true, value: [{ name: 'payments.json' }] });

  await crash(app, window);
  await expect.poll(() => textOf(app)).toContain('Go on with payments.json?');
  expect(await textOf(app)).toContain('1 change not saved');
  expect(leaksIn('the page', await textOf(app), [{ what: 'what was typed', value: token }])).toEqual([]);

  // What the machine tells reaches the new page, and it opens the file as it was.
  await inPage(app, `document.querySelector('[aria-label="Open with the changes to payments.json"]').click()`);
  await expect.poll(() => textOf(app)).toContain('not saved');
  await expect.poll(() => textOf(app)).not.toContain('Go on with payments.json?');
});

test('a page that crashes again at once asks, in words of the system, and stays away until the answer', async ({
  stage,
}) => {
  const { app, window } = stage.ferry;
  const desktop = await watchDesktop(app);
  await expect(firstStart(window).openFile).toBeVisible();
  await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    let loads = 0;
    contents?.on('did-finish-load', () => {
      loads += 1;
      // Twice anew, the second time after somebody has been asked.
      if (loads <= 2) contents.forcefullyCrashRenderer();
    });
    contents?.forcefullyCrashRenderer();
  });
  await expect.poll(async () => (await desktop.record()).questions).toHaveLength(2);
  const [question] = (await desktop.record()).questions;
  expect(question).toMatchObject({ message: 'The window cannot be shown', buttons: ['Try again', 'Quit'] });
  expect(question?.detail).toContain('What you typed is kept');
  await expect.poll(() => textOf(app)).toContain('Open file');
});

/** The process of the page ends; the test's own view of that page ends with it. */
async function crash(app: ElectronApplication, window: Page): Promise<void> {
  const crashed = window.waitForEvent('crash');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
  await crashed;
}

/** Asked of the machine, because the driver has given the page up; '' while there is none. */
function inPage(app: ElectronApplication, expression: string): Promise<unknown> {
  return app.evaluate(
    ({ BrowserWindow }, asked) =>
      BrowserWindow.getAllWindows()[0]
        ?.webContents.executeJavaScript(asked)
        .catch(() => ''),
    expression,
  );
}

const textOf = async (app: ElectronApplication) => String(await inPage(app, 'document.body.innerText'));
