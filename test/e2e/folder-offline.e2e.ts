import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import { expectAccessible } from './expect-accessible.ts';
import { paymentsExport } from './files/payments.ts';
import { testOnStage } from './fixtures.ts';
import { documentScreen } from './screens/document.ts';
import { firstStart } from './screens/first-start.ts';
import { pane } from './screens/pane.ts';

const networkLog = join(tmpdir(), `ferry-network-${randomUUID()}.txt`);
const guard = fileURLToPath(new URL('refuse-network.cjs', import.meta.url));
const test = testOnStage(undefined, { env: { FERRY_NETWORK_LOG: networkLog }, switches: ['-r', guard] });

test.afterAll(() => rm(networkLog, { force: true }));

test('a folder is of use without any environment, and no process tries to reach a network', async ({ stage }) => {
  const { app, window } = stage.ferry;
  const folder = join(stage.folder, 'exports');
  await mkdir(join(folder, 'older'), { recursive: true });
  await writeFile(join(folder, 'payments.json'), paymentsExport());
  await writeFile(join(folder, 'older', 'payments.json'), paymentsExport().replace('0.9.1', '0.9.0'));
  const file = documentScreen(app, window);
  await file.answerDialogs(folder);
  await expectAccessible(window, 'doors');
  await firstStart(window).openFolder.click();

  const source = pane(window, 'Source');
  await source.row('payments-stack').click();
  await expect(source.layers).toHaveCount(5);
  await expect(source.details).toContainText('3 values to fill in');
  await expectAccessible(window, 'a folder alone');

  await source.place.click();
  await window.getByRole('menuitem', { name: 'Show the folders below exports too' }).click();
  await source
    .row('payments-stack')
    .getByRole('button', { name: /^Version 0\.9\.1/ })
    .click();
  await window.getByRole('menuitemradio', { name: 'older/payments.json' }).click();
  await source.row('payments-stack').click({ button: 'right' });
  await window.getByRole('menuitem', { name: 'Open file' }).click();
  await expect(file.screen).toContainText('payments-stack 0.9.0');
  await file.importing.click();
  await expect(file.targets).toContainText('No environment to import into');
  await expectAccessible(window, 'no target');
  await file.targets.getByRole('button', { name: 'Cancel' }).click();
  await file.close.click();
  await expect(source.row('payments-stack')).toBeVisible();

  await source.place.click();
  await window.getByRole('menuitem', { name: 'Take exports off this list' }).click();
  await expect(firstStart(window).openFolder).toBeVisible();
  const log = await readFile(networkLog, 'utf8');
  expect(log).toContain('"started"');
  expect(log).not.toContain('"attempt"');
});
