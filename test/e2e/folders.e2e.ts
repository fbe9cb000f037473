import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { stringify } from 'yaml';
import { expectAccessible } from './expect-accessible.ts';
import { paymentsExport } from './files/payments.ts';
import { testOnStage } from './fixtures.ts';
import { documentScreen } from './screens/document.ts';
import { exportSheet } from './screens/export-sheet.ts';
import { pane } from './screens/pane.ts';
import { reviewSheet } from './screens/review-sheet.ts';
import { topBar } from './screens/top-bar.ts';
import { connect, type Stage, showPanes } from './stage.ts';

const test = testOnStage(async (stage) => {
  await connect(stage, 'DEV');
  await connect(stage, 'PROD', { class: 'staging' });
  await showPanes(stage);
  await mkdir(exportsOf(stage));
});
test.describe.configure({ mode: 'serial' });

const values = [
  ['unseal.token', 'folder-unseal-token-31bc'],
  ['tls.key', 'folder-tls-key-90af'],
  ['grafanaAccess.adminPassword', 'folder-grafana-5e1d'],
  ['argocdServerAdminPassword', 'folder-argo-77c2'],
] as const;

const exportsOf = (stage: Stage) => join(stage.folder, 'exports');

test.afterEach(async ({ stage }) => {
  const { window } = stage.ferry;
  const review = reviewSheet(window);
  if (await review.sheet.isVisible()) await review.leave();
  const file = documentScreen(stage.ferry.app, window);
  await file.leave();
  const sheet = exportSheet(window);
  if (await sheet.sheet.isVisible()) await sheet.close.click();
  await pane(window, 'Source').filter.fill('');
});

test('an empty folder teaches what to do; its path can be read', async ({ stage }) => {
  const { app, window } = stage.ferry;
  await documentScreen(app, window).answerDialogs(exportsOf(stage));
  const target = pane(window, 'Target');
  await target.place.click();
  await window.getByRole('menuitem', { name: 'Choose a folder…' }).click();
  await expect(target.region).toContainText('No profile export in exports');
  await expect(target.place).toContainText(exportsOf(stage));
  await expectAccessible(window, 'empty folder');
});

test('two profiles are exported with F5, byte for byte as the server exports them, and are seen in the folder', async ({
  stage,
}) => {
  const { window } = stage.ferry;
  const [source, target] = [pane(window, 'Source'), pane(window, 'Target')];
  // With its details closed the whole list is in sight.
  await source.region.getByRole('button', { name: 'Hide details in Source' }).click();
  await source.row('observability').click();
  await source.row('payments-stack').click({ modifiers: ['ControlOrMeta'] });
  await expect(source.region).toContainText('2 selected, to exports');
  await expect(source.copy).toContainText('Export to other pane');
  await window.keyboard.press('F5');
  const sheet = exportSheet(window);
  await expect(sheet.items).toHaveCount(2);
  await expect(sheet.item('payments-stack')).toContainText('payments-stack-2.4.0.json');
  await expect(sheet.item('payments-stack')).toContainText('4 masked values');
  await expectAccessible(window, 'export sheet');
  expect(await readdir(exportsOf(stage))).toEqual([]);
  await sheet.leaveAny();
  await sheet.confirm.click();
  await expect(sheet.item('payments-stack')).toContainText('Written as payments-stack-2.4.0.json');
  await expectAccessible(window, 'exported');
  await sheet.done.click();

  await expect(target.row('payments-stack')).toContainText('same');
  await expect(source.row('payments-stack')).toContainText('same');
  expect((await readdir(exportsOf(stage))).toSorted()).toEqual([
    'observability-2.0.0.json',
    'payments-stack-2.4.0.json',
  ]);
  const written = await readFile(join(exportsOf(stage), 'payments-stack-2.4.0.json'), 'utf8');
  expect(written).toBe(await exportedBy(stage, 'payments-stack'));
  await topBar(window).transfers.click();
  const tray = window.getByRole('region', { name: 'Transfers' });
  await expect(tray.getByRole('listitem').filter({ hasText: 'payments-stack' })).toContainText(
    /DEV \/ Default → exports.*Written as payments-stack-2\.4\.0\.json/,
  );
  await expectAccessible(window, 'folder and tray');
  await topBar(window).transfers.click();
});

test('a drag into a folder says that it will export; closing the sheet writes nothing', async ({ stage }) => {
  const { window } = stage.ferry;
  const [source, target] = [pane(window, 'Source'), pane(window, 'Target')];
  const before = await readdir(exportsOf(stage));
  await source.row('aws-base').hover();
  await window.mouse.down();
  await target.grid.hover();
  await expect(target.region).toContainText('Drop to export aws-base 1.0.0 into exports');
  await target.grid.hover({ position: { x: 60, y: 200 } });
  await window.mouse.up();
  const sheet = exportSheet(window);
  await expect(sheet.item('aws-base')).toContainText('aws-base-1.0.0.json');
  await window.keyboard.press('Escape');
  await expect(sheet.sheet).toBeHidden();
  expect(await readdir(exportsOf(stage))).toEqual(before);
});

test('a name that is taken is asked about: both are kept, or the file is replaced', async ({ stage }) => {
  const { window } = stage.ferry;
  const [source, target] = [pane(window, 'Source'), pane(window, 'Target')];
  const path = join(exportsOf(stage), 'observability-2.0.0.json');
  const before = await readFile(path, 'utf8');
  const sheet = exportSheet(window);

  await source.row('observability').click();
  await source.copy.click();
  await expect(sheet.item('observability')).toContainText('observability-2.0.0.json is there already');
  await expect(sheet.confirm).toBeDisabled();
  await expectAccessible(window, 'taken');
  await sheet.choose('observability-2.0.0.json', /^Keep both/);
  await sheet.leaveAny();
  await sheet.confirm.click();
  await expect(sheet.item('observability')).toContainText('Written as observability-2.0.0 (2).json');
  await sheet.done.click();
  // Two files of one name and version: two versions of one row, told apart by their files.
  await target
    .row('observability')
    .getByRole('button', { name: /^Version 2\.0\.0/ })
    .click();
  await expect(window.getByRole('menuitemradio')).toHaveCount(2);
  await window.keyboard.press('Escape');

  await writeFile(path, before.replace(/\n?$/, ' \n'));
  await source.row('observability').click();
  await source.copy.click();
  await sheet.choose('observability-2.0.0.json', /^Replace/);
  await sheet.leaveAny();
  await sheet.confirm.click();
  await expect(sheet.item('observability')).toContainText('Replaced observability-2.0.0.json');
  await sheet.done.click();
  expect(await readFile(path, 'utf8')).toBe(before);
});

test('many names that are taken get one answer, and one of them its own', async ({ stage }) => {
  const { window } = stage.ferry;
  const source = pane(window, 'Source');
  const sheet = exportSheet(window);
  const path = (name: string) => join(exportsOf(stage), name);
  const before = await readFile(path('observability-2.0.0.json'), 'utf8');
  await rm(path('observability-2.0.0 (2).json'), { force: true });
  await writeFile(path('payments-stack-2.4.0.json'), '{}');
  await source.row('observability').click();
  for (const name of ['payments-stack', 'aws-base']) await source.row(name).click({ modifiers: ['ControlOrMeta'] });
  await source.copy.click();
  await expect(sheet.sheet).toContainText('2 of these files are there already.');
  await sheet.answerForAll.click();
  await window.getByRole('option', { name: 'Skip those' }).click();
  await expect(sheet.confirm).toHaveText('Export 1 of 3');
  await sheet.answerForAll.click();
  await window.getByRole('option', { name: 'Keep both, numbered' }).click();
  await sheet.choose('payments-stack-2.4.0.json', /^Replace/);
  await expect(sheet.answerForAll).toContainText('Each its own');
  await expectAccessible(window, 'several names taken');
  await sheet.choose('observability-2.0.0.json', /^Skip/);
  await sheet.leaveAny();
  await sheet.confirm.click();
  await expect(sheet.item('observability')).toContainText('Skipped: observability-2.0.0.json stays as it is');
  await expect(sheet.item('payments-stack')).toContainText('Replaced payments-stack-2.4.0.json');
  await expect(sheet.item('aws-base')).toContainText('Written as aws-base-1.0.0.json');
  await expect(sheet.sheet).toContainText('2 files written, 1 skipped');
  await sheet.done.click();
  expect(await readFile(path('observability-2.0.0.json'), 'utf8')).toBe(before);
  expect(await readFile(path('payments-stack-2.4.0.json'), 'utf8')).toBe(await exportedBy(stage, 'payments-stack'));
  await rm(path('aws-base-1.0.0.json'));
});

test('what changes on disk is seen; a file that is none is listed with its reason', async ({ stage }) => {
  const { window } = stage.ferry;
  const target = pane(window, 'Target');
  await writeFile(join(exportsOf(stage), 'shop.json'), paymentsExport().replace('payments-stack', 'shop'));
  await expect(target.row('shop')).toBeVisible();
  await writeFile(join(exportsOf(stage), 'broken.json'), '{\n  "metadata": nothing\n}');
  await expect(target.notShown).toHaveText('1 file is not shown');
  await target.notShown.click();
  await expect(target.notShownFiles).toHaveText([/^broken\.json.*not JSON.*line 2, column 15/]);
  await expectAccessible(window, 'unreadable');
  await rm(join(exportsOf(stage), 'shop.json'));
  await expect(target.row('shop')).toBeHidden();
  await writeFile(join(exportsOf(stage), 'broken.json'), paymentsExport().replace('payments-stack', 'mended'));
  await expect(target.row('mended')).toBeVisible();
  await expect(target.notShown).toBeHidden();
});

test('a file is dragged from the folder into PROD: masked values filled, imported, proven', async ({ stage }) => {
  const { window } = stage.ferry;
  const [source, target] = [pane(window, 'Source'), pane(window, 'Target')];
  await source.showFolder('exports');
  await target.show('PROD', 'payments');
  await source.row('payments-stack').dragTo(target.grid);
  const review = reviewSheet(window, 'payments-stack 2.4.0');
  await expect(review.sheet).toContainText('exports');
  for (const [path, value] of values) {
    await expect(review.value(path)).toBeFocused();
    await window.keyboard.type(value);
    await window.keyboard.press('F8');
  }
  await review.part('Checks').click();
  await review.fix('Import as 2.4.1').click();
  await review.createMacro('payments_alert_channel', 'ops-alerts');
  await review.createMacro('payments_db_host', 'db.payments.internal');
  await review.part('Repositories').click();
  await review.fix('Use acme-mirror for all packs from acme-platform').click();
  await review.part('Confirm').click();
  await review.confirm.click();
  await expect(review.proof).toContainText('Identical except 4 masked values');
  await expectAccessible(window, 'proof of a file');
  await review.done.click();
  await expect(target.row('payments-stack')).toContainText('2.4.1');
});

test('an open file is imported with what was typed into it', async ({ stage }) => {
  const { app, window } = stage.ferry;
  const file = documentScreen(app, window);
  await pane(window, 'Source').row('payments-stack').click({ button: 'right' });
  await window.getByRole('menuitem', { name: 'Open file' }).click();
  await file.tab('Masked values').click();
  await file.rows('Masked values').filter({ hasText: 'unseal.token' }).click();
  await window.keyboard.type('typed-into-the-file');
  await file.importing.click();
  await expect(file.targets).toContainText('PROD');
  await expectAccessible(window, 'choose a target');
  await file.targets.getByRole('group', { name: 'PROD' }).getByRole('option', { name: 'payments' }).click();
  await file.targets.getByRole('button', { name: 'Review the import into PROD / payments' }).click();
  const review = reviewSheet(window, 'payments-stack 2.4.0');
  await review.part('Values').click();
  await expect(review.panel('Values')).toContainText('4 of 4 answered');
  await review.value('unseal.token').focus();
  await expect(review.value('unseal.token')).toHaveValue('typed-into-the-file');
  await review.part('Checks').click();
  await review.fix('Import as 2.4.2').click();
  await review.part('Confirm').click();
  await review.confirm.click();
  await expect(review.proof).toContainText('Identical except 4 masked values');
  await review.done.click();
  await expect(file.screen).toContainText('not saved');
  await file.close.click();
  await file.drop.click();
});

test('the review of a file goes on after a restart, with what was typed into it', async ({ stage }) => {
  const { app, window } = stage.ferry;
  const file = documentScreen(app, window);
  await file.openByKey(join(exportsOf(stage), 'broken.json'));
  await file.importing.click();
  await file.targets.getByRole('group', { name: 'PROD' }).getByRole('option', { name: 'payments' }).click();
  await file.targets.getByRole('button', { name: /^Review the import into PROD/ }).click();
  const review = reviewSheet(window, 'mended 0.9.1');
  await review.part('Values').click();
  await review.value('unseal.token').fill('typed-before-the-restart');
  await window.keyboard.press('Escape');
  await expect(review.sheet).toBeHidden();
  await file.close.click();
  await rm(join(exportsOf(stage), 'broken.json'));
  await stage.restart();

  const again = stage.ferry.window;
  await again.getByRole('button', { name: 'Continue the review of mended 0.9.1' }).click();
  const continued = reviewSheet(again, 'mended 0.9.1');
  await continued.part('Values').click();
  await expect(continued.panel('Values')).toContainText('1 of 3 answered');
  await continued
    .panel('Values')
    .getByRole('option', { name: /unseal\.token/ })
    .click();
  await expect(continued.value('unseal.token')).toHaveValue('typed-before-the-restart');
  await continued.discard.click();
  await writeFile(join(exportsOf(stage), 'broken.json'), paymentsExport().replace('payments-stack', 'mended'));
  await expect(pane(again, 'Source').row('mended')).toBeVisible();
});

test('the secret guard stands before a copy into another folder; the file it came from stays as it is', async ({
  stage,
}) => {
  const { app, window } = stage.ferry;
  const others = join(stage.folder, 'others');
  await mkdir(others);
  await documentScreen(app, window).answerDialogs(others);
  const [source, target] = [pane(window, 'Source'), pane(window, 'Target')];
  await target.place.click();
  await window.getByRole('menuitem', { name: 'Choose a folder…' }).click();
  await source.row('mended').click();
  await source.copy.click();
  const sheet = exportSheet(window);
  await expect(sheet.item('mended')).toContainText('grafana.adminPassword');
  await expect(sheet.item('mended')).not.toContainText('hunter2');
  await expect(sheet.confirm).toBeDisabled();
  await expectAccessible(window, 'guard before a copy');
  await sheet.choose('grafana.adminPassword', /^Mask it/);
  await sheet.confirm.click();
  await expect(sheet.item('mended')).toContainText('Written as broken.json');
  await sheet.done.click();
  const from = await readFile(join(exportsOf(stage), 'broken.json'), 'utf8');
  expect(await readFile(join(others, 'broken.json'), 'utf8')).toBe(from.replace('hunter2-plain-Word9', "'********'"));
  await expect(target.row('mended')).toContainText('same');
});

test('with the keyboard alone: a folder is opened, a profile exported as YAML', async ({ stage }) => {
  const { app, window } = stage.ferry;
  const yaml = join(stage.folder, 'yaml');
  await mkdir(yaml);
  await documentScreen(app, window).answerDialogs(yaml);
  await window.keyboard.press('ControlOrMeta+2');
  await window.keyboard.press('ControlOrMeta+Shift+o');
  await expect(pane(window, 'Target').region).toContainText('No profile export in yaml');
  await pane(window, 'Source').show('DEV', 'Default');
  await window.keyboard.press('ControlOrMeta+1');
  await window.keyboard.press('ControlOrMeta+f');
  await window.keyboard.type('edge-base');
  await window.keyboard.press('ControlOrMeta+1');
  await window.keyboard.press('ControlOrMeta+a');
  await window.keyboard.press('F5');
  const sheet = exportSheet(window);
  await expect(sheet.item('edge-base')).toContainText('edge-base-1.2.0.json');
  await expect(sheet.form('JSON')).toBeFocused();
  await window.keyboard.press('ArrowRight');
  await expect(sheet.item('edge-base')).toContainText('edge-base-1.2.0.yaml');
  await sheet.leaveAny((leaveAll) => leaveAll.press('Enter'));
  await sheet.confirm.focus();
  await window.keyboard.press('Enter');
  await expect(sheet.done).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(sheet.sheet).toBeHidden();
  const written = await readFile(join(yaml, 'edge-base-1.2.0.yaml'), 'utf8');
  expect(written).toBe(stringify(await documentOf(stage, 'edge-base', '1.2.0')));
  expect(written).toMatch(/^metadata:\n {2}name: edge-base\n/);
  await expect(pane(window, 'Target').row('edge-base')).toContainText('same');
});

test('a file that comes while an export is under review opens once its sheet is gone', async ({ stage }) => {
  const { app, window } = stage.ferry;
  const file = documentScreen(app, window);
  const offered = join(stage.folder, 'offered.json');
  await writeFile(offered, paymentsExport());
  await pane(window, 'Source').row('aws-base').click();
  await window.keyboard.press('F5');
  const sheet = exportSheet(window);
  await expect(sheet.item('aws-base')).toContainText(/aws-base-.*\.json/);
  await file.dropFiles(offered);
  await sheet.leaveAny();
  await sheet.confirm.click();
  await expect(sheet.item('aws-base')).toContainText('Written as aws-base-');
  await expect(sheet.done).toBeFocused();
  await expect(file.screen).toHaveCount(0);
  await window.keyboard.press('Enter');
  await expect(sheet.sheet).toBeHidden();
  await expect(file.screen).toHaveAccessibleName('File offered.json');
});

test('a pane finds its folder after a restart; a folder that vanished says so and can be taken off the list', async ({
  stage,
}) => {
  await stage.restart();
  const { window } = stage.ferry;
  const target = pane(window, 'Target');
  await target.row('edge-base').click({ position: { x: 60, y: 12 } });
  await expect(target.copy).toBeEnabled();
  await rm(join(stage.folder, 'yaml'), { recursive: true });
  await target.refresh.click();
  await expect(target.region.getByRole('alert')).toContainText('The folder yaml cannot be read');
  await expect(target.region.getByRole('alert')).toContainText('not there any more');
  // The last list stays to be read; nothing can go from there or to there.
  await expect(target.row('edge-base')).toBeVisible();
  await expect(target.copy).toBeDisabled();
  await expect(target.region.locator('footer')).toContainText('The folder yaml cannot be read.');
  await target.row('edge-base').click({ button: 'right', position: { x: 60, y: 12 } });
  await expect(window.getByRole('menuitem', { name: /cannot be read/ })).toBeDisabled();
  await window.keyboard.press('Escape');
  await pane(window, 'Source')
    .row('edge-base')
    .click({ position: { x: 60, y: 12 } });
  await expect(pane(window, 'Source').copy).toBeDisabled();
  await expectAccessible(window, 'vanished folder');
  await target.place.click();
  await window.getByRole('menuitem', { name: 'Take yaml off this list' }).click();
  await expect(target.region).toContainText('No place chosen');
  await expectAccessible(window, 'no place');
});

/** What the server itself answers an export of the newest version in DEV / Default with. */
async function exportedBy(stage: Stage, name: string): Promise<string> {
  const { documentText } = await import('../../electron/playground/model/export-document.ts');
  return documentText(await documentOf(stage, name), stage.dev.tenant.switches.exportLayout);
}

async function documentOf({ dev }: Stage, name: string, version?: string) {
  const scope = { kind: 'project', projectUid: dev.projectUid('Default') } as const;
  const [profile] = dev.tenant.profiles
    .inScope(scope)
    .filter((one) => one.name === name && (version ?? one.version) === one.version);
  if (profile === undefined) throw new Error(`DEV has no ${name}`);
  const { exportDocument } = await import('../../electron/playground/model/export-document.ts');
  return exportDocument(dev.tenant, profile);
}
