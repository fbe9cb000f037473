import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import { expectAccessible } from './expect-accessible.ts';
import { paymentsExport } from './files/payments.ts';
import { testOnStage } from './fixtures.ts';
import { documentScreen } from './screens/document.ts';
import { firstStart } from './screens/first-start.ts';
import { pane } from './screens/pane.ts';
import type { Stage } from './stage.ts';

const many = 3_000;
const folderOf = (stage: Stage) => join(stage.folder, 'archive');
const exportOf = (name: string) => paymentsExport().replace('payments-stack', name);
const smallExportOf = (name: string) =>
  JSON.stringify({
    metadata: { name },
    spec: { version: '1.0.0', template: { packs: [{ name: 'a', values: 'b: 1' }] } },
  });

const silent = fileURLToPath(new URL('silent-folders.cjs', import.meta.url));

const test = testOnStage(
  async (stage) => {
    await mkdir(folderOf(stage));
    await Promise.all(
      Array.from({ length: many }, (_, index) => {
        const name = `stack-${String(index).padStart(4, '0')}`;
        return writeFile(join(folderOf(stage), `${name}.json`), (index === 0 ? exportOf : smallExportOf)(name));
      }),
    );
  },
  { switches: ['-r', silent] },
);
test.describe.configure({ mode: 'serial' });

test('rows of a large folder are there while the rest is read; it is left at once, and goes on where it was', async ({
  stage,
}) => {
  const { app, window } = stage.ferry;
  const [source, target] = [pane(window, 'Source'), pane(window, 'Target')];
  await documentScreen(app, window).answerDialogs(folderOf(stage));
  await firstStart(window).openFolder.click();
  await expect(source.region).toContainText(/\d of 3,000 files read/);
  await source.row('stack-0000').click();
  await expect(source.details).toContainText('3 values to fill in');
  await expectAccessible(window, 'a folder that is being read');

  // Another folder is there at once, whatever was left unread.
  const small = join(stage.folder, 'small');
  await mkdir(small);
  await writeFile(join(small, 'one.json'), exportOf('one'));
  await documentScreen(app, window).answerDialogs(small);
  await source.place.click();
  await window.getByRole('menuitem', { name: 'Choose a folder…' }).click();
  await expect(source.row('one')).toBeVisible();
  await expect(source.region).toContainText('1 profile');

  await source.showFolder('archive');
  await target.showFolder('archive');
  for (const { region } of [source, target]) await expect(region).toContainText('3,000 profiles', { timeout: 60_000 });
});

test('what came into a folder that tells of no change is there when the window comes back; the list stays as it was', async ({
  stage,
}) => {
  const { app, window } = stage.ferry;
  const source = pane(window, 'Source');
  await source.row('stack-0005').click();
  await expect(source.row('stack-0005')).toBeFocused();
  // The very elements stay: a list drawn anew would lose the mark.
  await source.row('stack-0005').evaluate((row) => row.setAttribute('data-was-here', ''));
  const scrolled = await source.grid.evaluate((grid) => grid.scrollTop);
  await writeFile(join(folderOf(stage), 'late.json'), exportOf('aaa-late'));
  await rm(join(folderOf(stage), 'stack-0002.json'));
  await expect(source.region).toContainText('3,000 profiles');

  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.emit('focus'));
  await expect(source.row('aaa-late')).toBeVisible();
  await expect(source.row('stack-0002')).toBeHidden();
  await expect(source.row('stack-0005')).toBeFocused();
  await expect(source.row('stack-0005')).toHaveAttribute('data-was-here');
  expect(await source.grid.evaluate((grid) => grid.scrollTop)).toBe(scrolled);
});
