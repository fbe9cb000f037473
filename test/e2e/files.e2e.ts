import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ElectronApplication, expect } from '@playwright/test';
import { expectAccessible } from './files/accessible.ts';
import { paymentsExport } from './files/payments.ts';
import { testOnStage } from './fixtures.ts';
import { documentScreen } from './screens/document.ts';
import { firstStart } from './screens/first-start.ts';

const networkLog = join(tmpdir(), `ferry-network-${randomUUID()}.txt`);
const guard = fileURLToPath(new URL('refuse-network.cjs', import.meta.url));
const test = testOnStage(undefined, { env: { FERRY_NETWORK_LOG: networkLog }, switches: ['-r', guard] });
const typed = 's.Vt7-file-canary';

test.beforeEach(async ({ stage }) => {
  await writeFile(join(stage.folder, 'payments.json'), paymentsExport());
});

test.afterAll(() => rm(networkLog, { force: true }));

test.afterEach(async ({ stage: { ferry } }) => {
  const file = documentScreen(ferry.app, ferry.window);
  if (await file.guard.isVisible()) await file.guardCancel.click();
  if (await file.screen.isVisible()) await file.close.click();
  if (await file.question.isVisible()) await file.drop.click();
});

test('a file is opened, filled and saved elsewhere without one attempt to reach a network', async ({ stage }) => {
  const { app, window } = stage.ferry;
  const file = documentScreen(app, window);
  await refuseRequests(app);
  await file.answerDialogs(join(stage.folder, 'payments.json'));
  await firstStart(window).openFile.click();
  await expect(file.layers).toHaveText([/^Profile/, /^prometheus/, /^vault/, /^cni-calico/, /^kubernetes/, /^ubuntu/]);
  await expect(file.table('vault')).toContainText(/Add-on.*0\.29\.1.*spectro.*Public Repo.*registry-login/);
  await expect(file.table('replicas')).toContainText('number');
  await expect(file.rows('Problems')).toHaveCount(7);
  await expectAccessible(window, 'profile');

  await file.tab('References').click();
  await expect(file.rows('References')).toHaveText([
    /VAULT_HOST.*custom macro.*vault · line 8/,
    /registry.*system macro.*vault · line 9/,
    /replicas.*profile variable.*line 4/,
    /domain.*profile variable.*line 5/,
  ]);
  await file.tab('Problems').click();
  await file.rows('Problems').filter({ hasText: 'domain is used but not defined' }).click();
  await expect(file.layer('prometheus-operator')).toHaveAttribute('aria-selected', 'true');
  await expect(file.editor.locator('.asked-line')).toContainText('domain:');

  await file.tab('Masked values').click();
  await file.rows('Masked values').filter({ hasText: 'token' }).click();
  await expect(file.field).toBeFocused();
  await window.keyboard.type(typed);
  await expect(file.chip('vault / charts.vault.unseal.token, typed')).toBeVisible();
  await expect(file.screen).toContainText('not saved');
  await expectAccessible(window, 'layer');

  const copy = join(stage.folder, 'copy.json');
  await file.answerDialogs(copy);
  await file.saveAs.click();
  await expect(file.guard).toContainText('charts.vault.unseal.token');
  await expect(file.guard).toContainText('grafana.adminPassword');
  await expect(file.guardSave).toBeDisabled();
  await expectAccessible(window, 'guard');
  await file.leaveAll.click();
  await file.guardSave.click();
  await expect(file.screen).toHaveAccessibleName('File copy.json');
  await expect(file.screen).not.toContainText('not saved');
  expect(await readFile(copy, 'utf8')).toBe(paymentsExport().replace("'********'", `'${typed}'`));
  expect(await readFile(join(stage.folder, 'payments.json'), 'utf8')).toBe(paymentsExport());

  await file.close.click();
  await expect(firstStart(window).openFile).toBeVisible();
  await file.openByKey(copy);
  await expect(file.layers).toHaveCount(6);
  await file.tab('Masked values').click();
  await expect(file.rows('Masked values')).toHaveCount(2);
  expect(await app.evaluate(() => Reflect.get(globalThis, 'requestAttempts'))).toEqual([]);
  const notes = await networkNotes();
  expect(notes.filter(({ what }) => what === 'attempt')).toEqual([]);
  for (const program of [/keychain-broker\.cjs/, /analyser\.cjs/, /user-data-dir/]) {
    expect(notes.map((note) => note.program)).toContainEqual(expect.stringMatching(program));
  }
  expect(stage.output()).not.toContain(typed);
});

test('undo leads back across a save; the file has its own bytes again', async ({ stage }) => {
  const { app, window } = stage.ferry;
  const path = join(stage.folder, 'payments.json');
  const file = documentScreen(app, window);
  await file.openByKey(path);
  await file.tab('Masked values').click();
  await file.rows('Masked values').filter({ hasText: 'data.password' }).click();
  await window.keyboard.type('inner');
  await window.keyboard.press('ControlOrMeta+s');
  await file.leaveAll.click();
  await file.guardSave.click();
  await expect(file.screen).not.toContainText('not saved');
  expect(await readFile(path, 'utf8')).toContain(`password: ${Buffer.from('inner').toString('base64')}`);
  await file.undo.click();
  await file.save.click();
  await expect(file.screen).not.toContainText('not saved');
  expect(await readFile(path, 'utf8')).toBe(paymentsExport());
});

test('a plain secret is masked on the way out, and the file is shown as it is then', async ({ stage }) => {
  const { app, window } = stage.ferry;
  const path = join(stage.folder, 'payments.json');
  const file = documentScreen(app, window);
  await file.openByKey(path);
  await file.saveAs.click();
  await file.guardAnswer('grafana.adminPassword').click();
  await window.getByRole('option', { name: 'Mask it' }).click();
  await file.guardSave.click();
  await file.tab('Masked values').click();
  await expect(file.rows('Masked values')).toHaveCount(4);
  expect(await readFile(path, 'utf8')).toBe(paymentsExport().replace('hunter2-plain-Word9', "'********'"));
});

test('closing asks while something is not saved; a change on disk is told', async ({ stage }) => {
  const { app, window } = stage.ferry;
  const path = join(stage.folder, 'payments.json');
  const file = documentScreen(app, window);
  await file.openByKey(path);
  await file.tab('Masked values').click();
  await file.rows('Masked values').filter({ hasText: 'licence' }).click();
  await window.keyboard.type('L-1');
  await file.close.click();
  await expect(file.question).toContainText('payments.json is not saved');
  await expectAccessible(window, 'question');
  await file.keepWorking.click();
  await expect(file.field).toHaveValue('L-1');

  await writeFile(path, paymentsExport().replace('0.9.1', '0.9.2'));
  await expect(file.reload).toBeVisible();
  await expectAccessible(window, 'changed on disk');
  await file.reload.click();
  await expect(file.screen).toContainText('payments-stack 0.9.2');
  await expect(file.screen).not.toContainText('not saved');
});

const broken: readonly (readonly [name: string, content: string | Uint8Array, sentence: RegExp])[] = [
  ['empty.json', '', /The file is empty/],
  ['login.json', '<!doctype html><title>Sign in</title>', /web page, probably a saved login page/],
  ['cut.json', paymentsExport().slice(0, 400), /not JSON/],
  ['latin.json', Uint8Array.of(0x7b, 0x22, 0xe4, 0x22, 0x7d), /not UTF-8/],
  ['twice.json', '{"metadata": {"name": "a", "name": "b"}}', /One key occurs twice/],
  ['list.json', '[]', /list of several things/],
  ['main.tf', 'resource "spectrocloud_cluster_profile" "p" {\n  name = "p"\n}\n', /Terraform/],
  ['other.json', '{"hello": "world"}', /does not look like a cluster profile/],
];

test('a broken or wrong file gets its own sentence, and the app goes on', async ({ stage }) => {
  const { app, window } = stage.ferry;
  const file = documentScreen(app, window);
  for (const [name, content, sentence] of broken) {
    await writeFile(join(stage.folder, name), content);
    await file.openByKey(join(stage.folder, name));
    await expect(file.notOpened, name).toContainText(sentence);
  }
  await file.openByKey(stage.folder);
  await expect(file.notOpened).toContainText('a folder or a device');
  await file.openByKey(join(stage.folder, 'nowhere.json'));
  await expect(file.notOpened).toContainText('not there any more');
  await expectAccessible(window, 'not opened');
  await file.openByKey(join(stage.folder, 'payments.json'));
  await expect(file.layers).toHaveCount(6);
  await expect(file.notOpened).toBeHidden();
});

/** Refuses every request of the page, and keeps what was tried. The app's own processes are guarded from their start. */
async function refuseRequests(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ session }) => {
    const attempts: string[] = [];
    Object.assign(globalThis, { requestAttempts: attempts });
    session.defaultSession.webRequest.onBeforeRequest((details, answer) => {
      const isOwn = details.url.startsWith('app://') || details.url.startsWith('data:');
      if (!isOwn) attempts.push(details.url);
      answer({ cancel: !isOwn });
    });
  });
}

/** What every process of the app has told of itself: that it is guarded, and what it was refused. */
async function networkNotes(): Promise<readonly { what: string; detail: string; program: string }[]> {
  const lines = (await readFile(networkLog, 'utf8')).trim().split('\n');
  return lines.map((line) => {
    const { what, detail, argv } = JSON.parse(line) as { what: string; detail: string; argv: readonly string[] };
    return { what, detail, program: argv.join(' ') };
  });
}
