import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type ElectronApplication, expect, type Page } from '@playwright/test';
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
  await file.leave();
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
  const masked = paymentsExport().replace('hunter2-plain-Word9', "'********'");
  await expect.poll(() => readFile(path, 'utf8')).toBe(masked);
  // It was a step like any other.
  await file.undo.click();
  await expect(file.rows('Masked values')).toHaveCount(3);
  await expect(file.screen).toContainText('not saved');
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

test('what is not saved can be saved on the way out; a change of mind about it keeps the file open', async ({
  stage,
}) => {
  const { app, window } = stage.ferry;
  const path = join(stage.folder, 'payments.json');
  const file = documentScreen(app, window);
  await file.openByKey(path);
  await file.tab('Masked values').click();
  await file.rows('Masked values').filter({ hasText: 'licence' }).click();
  await window.keyboard.type('L-1');
  await file.close.click();
  await expect(file.saveFirst).toBeFocused();
  await window.keyboard.press('Enter');
  await file.guardCancel.click();
  await expect(file.guard).toBeHidden();
  await expect(file.field).toHaveValue('L-1');
  await expect(file.question).toBeHidden();

  await file.close.click();
  await file.saveFirst.click();
  await file.leaveAll.click();
  await file.guardSave.click();
  await expect(file.screen).toBeHidden();
  expect(await readFile(path, 'utf8')).toContain('L-1');
});

test('a file that is gone is written again by saving, without a second question', async ({ stage }) => {
  const { app, window } = stage.ferry;
  const path = join(stage.folder, 'payments.json');
  const file = documentScreen(app, window);
  await file.openByKey(path);
  await file.member('Version').fill('0.9.9');
  await rm(path);
  await expect(file.screen).toContainText('payments.json is not there any more');
  await window.keyboard.press('ControlOrMeta+s');
  await file.leaveAll.click();
  await file.guardSave.click();
  await expect(file.screen).not.toContainText('payments.json is not there any more');
  expect(await readFile(path, 'utf8')).toBe(paymentsExport().replace('0.9.1', '0.9.9'));
});

test('a secret in plain text is masked in the clipboard, unless the person insists', async ({ stage }) => {
  const { app, window: page } = stage.ferry;
  const file = documentScreen(app, page);
  await file.openByKey(join(stage.folder, 'payments.json'));
  await file.layer('prometheus-operator').click();
  await file.editor.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+c');
  await expect(file.screen).toContainText('1 value was masked in what you copied');
  await expect(file.screen).toContainText('adminPassword of prometheus-operator');
  await expect.poll(() => clipboard(page)).toContain('adminUser: admin');
  expect(await clipboard(page)).not.toContain('hunter2');
  await expectAccessible(page, 'copied');
  await file.screen.getByRole('button', { name: 'Copy as it is' }).click();
  await expect(file.screen).not.toContainText('masked in what you copied');
  await expect.poll(() => clipboard(page)).toContain('hunter2-plain-Word9');
  await file.layer('kubernetes').click();
  await file.editor.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+c');
  await expect.poll(() => clipboard(page)).toContain('audit: true');
  await expect(file.screen).not.toContainText('masked in what you copied');
});

const profile = (values: string) =>
  JSON.stringify({ metadata: { name: 'a' }, spec: { template: { packs: [{ name: 'p', values }] } } });
const bomb = Array.from({ length: 40 }, (_, at) => `a${at + 1}: &a${at + 1} [${Array(9).fill(`*a${at}`).join(', ')}]`);
const keys = Array.from({ length: 50_000 }, (_, at) => `k${at}: 1`).join('\n');

const broken: readonly (readonly [name: string, content: string | Uint8Array, sentence: RegExp])[] = [
  ['empty.json', '', /empty\.json is not.*The file is empty/],
  ['words.json', '{\n  "metadata": nothing\n}', /not JSON \(line 2, column 15\)\./],
  ['login.json', '<!doctype html><title>Sign in</title>', /web page, probably a saved login page/],
  ['cut.json', paymentsExport().slice(0, 400), /ends in the middle.*\(line 20, column 5\)/],
  ['wide.json', Buffer.from(`\uFEFF${paymentsExport()}`, 'utf16le'), /UTF-16/],
  ['latin.json', Uint8Array.of(0x7b, 0x0a, 0x22, 0xe4, 0x22, 0x7d), /not UTF-8 text.*\(line 2, column 2\)/],
  ['twice.json', '{"metadata": {\n"name": "a", "name": "b"}}', /One key occurs twice.*name.*\(line 2, column 14\)/],
  ['proto.json', '{"__proto__": {}}', /never part of a profile.*__proto__.*\(line 1, column 2\)/],
  ['deep.json', '['.repeat(100_000), /nested deeper than any profile/],
  [
    'deep.yaml',
    `metadata:\n  name: ${'['.repeat(100_000)}`,
    /More than 200 levels are not read \(line 2, column 209\)/,
  ],
  ['large.json', Buffer.alloc(40 * 1024 * 1024, ' '), /larger than any profile\. More than 32 MB are not read/],
  ['profile.tgz.json', gzipSync('metadata'), /an archive, not the export of a profile/],
  ['list.yaml', '- metadata: {name: a}\n  spec: {template: {}}\n', /list of several things/],
  ['main.yaml', 'resource:\n  spectrocloud_cluster_profile:\n    a: {}\n', /Terraform/],
  ['listed.json', '{"items": [{"metadata": {"name": "a"}}], "listmeta": {"count": 1}}', /answer of the Palette API/],
  ['list.json', `[${paymentsExport()}]`, /list of several things/],
  ['main.tf', 'resource "spectrocloud_cluster_profile" "p" {\n  name = "p"\n}\n', /Terraform/],
  [
    'api.json',
    '{"metadata": {"name": "a", "uid": "u"}, "spec": {"published": {"packs": []}}}',
    /answer of the Palette API/,
  ],
  [
    'resource.json',
    '{"apiVersion": "v1", "kind": "ClusterProfile", "metadata": {}, "spec": {}}',
    /Kubernetes resource/,
  ],
  ['app.json', '{"kind": "AppProfile", "metadata": {"name": "a"}, "spec": {"template": {}}}', /app profile/],
  ['broken.yaml', 'metadata:\n  name: "a\nspec: [\n', /not valid YAML.*\(line 4/],
  ['bomb.yaml', `metadata: {name: a}\nspec: {}\na0: &a0 [x]\n${bomb.join('\n')}`, /repeats a whole list.*\(line 4/],
  ['keys.yaml', `metadata: {name: a}\nspec: {}\n${keys}`, /larger than any profile/],
  [
    'other.json',
    '{"hello": "world"}',
    /does not look like a cluster profile\. What a profile has at “metadata” is missing/,
  ],
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
  if (process.platform !== 'win32') {
    execFileSync('mkfifo', [join(stage.folder, 'pipe.json')]);
    await file.openByKey(join(stage.folder, 'pipe.json'));
    await expect(file.notOpened).toContainText('pipe.json cannot be read');
  }
  await expectAccessible(window, 'not opened');
  await file.openByKey(join(stage.folder, 'payments.json'));
  await expect(file.layers).toHaveCount(6);
  await expect(file.notOpened).toBeHidden();
  expect(stage.output()).not.toMatch(/spectrocloud_cluster_profile|hunter2/);
});

test('a broken file, opened over one that is not saved, takes nothing of it away', async ({ stage }) => {
  const { app, window } = stage.ferry;
  const file = documentScreen(app, window);
  const path = join(stage.folder, 'payments.json');
  await file.openByKey(path);
  await file.layer('Profile').click();
  await file.member('Name').fill('not-saved-yet');
  await writeFile(join(stage.folder, 'cut.json'), paymentsExport().slice(0, 400));
  await file.openByKey(join(stage.folder, 'cut.json'));
  // The person agrees to leave what is open; there is nothing to go to.
  await file.drop.click();
  await expect(file.notOpened).toContainText('cut.json is not a profile export that can be read');
  await expect(file.member('Name')).toHaveValue('not-saved-yet');
  await expect(file.screen).toContainText('not saved');

  // What vanishes while it is open stays open, and is put back by saving it.
  await rm(path);
  await expect(file.screen).toContainText('payments.json is not there any more');
  await expect(file.member('Name')).toHaveValue('not-saved-yet');
  await expectAccessible(window, 'vanished');
  await file.screen.getByRole('button', { name: 'Save mine' }).click();
  await file.leaveAll.click();
  await file.guardSave.click();
  await expect(file.screen).not.toContainText('not there any more');
  await expect.poll(() => readFile(path, 'utf8')).toContain('"name": "not-saved-yet"');
});

test('the machine can tell what reading a file costs, so that a busy computer gives no file up', async ({ stage }) => {
  test.skip(process.platform !== 'linux', 'the stand-in counts for Linux alone');
  const { app, window } = stage.ferry;
  const path = join(stage.folder, 'to-be-read.json');
  await writeFile(path, paymentsExport());
  await documentScreen(app, window).openByKey(path);
  await expect(documentScreen(app, window).layers).toHaveCount(6);
  const seconds = await app.evaluate(({ app: running }) =>
    running.getAppMetrics().flatMap(({ type, cpu }) => (type === 'Utility' ? [cpu.cumulativeCPUUsage ?? 0] : [])),
  );
  expect(Math.max(0, ...seconds)).toBeGreaterThan(0);
});

test('a strange but sound file opens: marked, YAML, with 50,000 keys or a YAML bomb in a layer', async ({ stage }) => {
  const { app, window } = stage.ferry;
  const file = documentScreen(app, window);
  const strange: readonly (readonly [name: string, content: string, layers: number])[] = [
    ['marked.json', `\uFEFF${paymentsExport()}`, 6],
    [
      'export.yaml',
      'metadata:\n  name: a\nspec:\n  template:\n    packs:\n      - name: p\n        values: "a: 1"\n',
      2,
    ],
    ['keys.json', profile(keys), 2],
    ['bomb.json', profile(`a0: &a0 [x]\n${bomb.join('\n')}\n`), 2],
  ];
  for (const [name, content, layers] of strange) {
    await writeFile(join(stage.folder, name), content);
    await file.openByKey(join(stage.folder, name));
    await expect(file.screen).toHaveAccessibleName(`File ${name}`);
    await expect(file.layers).toHaveCount(layers);
    await expect(file.tab('Problems'), name).not.toContainText('…');
  }
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

/** What pasting puts into a field outside of the file's screen. */
async function clipboard(page: Page): Promise<string> {
  await page.evaluate(() => {
    const probe = document.createElement('textarea');
    probe.id = 'clipboard-probe';
    document.body.append(probe);
    probe.focus();
  });
  await page.keyboard.press('ControlOrMeta+v');
  return page.evaluate(() => {
    const probe = document.querySelector<HTMLTextAreaElement>('#clipboard-probe');
    const text = probe?.value ?? '';
    probe?.remove();
    return text;
  });
}
