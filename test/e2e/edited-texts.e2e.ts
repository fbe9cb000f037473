import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { documentText, exportDocument } from '../../electron/playground/model/export-document.ts';
import { leaksIn, leaksInFolder } from './canary.ts';
import { expectAccessible } from './expect-accessible.ts';
import { testOnStage } from './fixtures.ts';
import { documentScreen } from './screens/document.ts';
import { pane } from './screens/pane.ts';
import { reviewSheet } from './screens/review-sheet.ts';
import { valuesPart } from './screens/values-part.ts';
import { connect, type Stage, showPanes } from './stage.ts';

const typed = [{ what: 'a password typed into a text', value: 'Hq3-text-canary-word' }] as const;
const [secret] = typed;

const test = testOnStage(async (stage) => {
  await connect(stage, 'DEV');
  await connect(stage, 'PROD', { class: 'staging' });
  await showPanes(stage);
});

test.afterEach(async ({ stage }) => {
  const review = reviewSheet(stage.ferry.window);
  if (await review.sheet.isVisible()) await review.leave();
  await pane(stage.ferry.window, 'Source').filter.fill('');
});

async function open({ ferry: { window } }: Stage, profile: string) {
  const source = pane(window, 'Source');
  await source.filter.fill(profile);
  await source.row(profile).first().click();
  await window.keyboard.press('F5');
  const review = reviewSheet(window, new RegExp(`^Review transfer of ${profile} `));
  await expect(review.part('Values')).toBeEnabled();
  await review.discard.waitFor();
  return review;
}

/** The published values of a profile's layer, as the source or the target holds them. */
function layerIn(environment: Stage['dev'], project: string, profile: string, layer: string) {
  const scope = { kind: 'project', projectUid: environment.projectUid(project) } as const;
  const found = environment.tenant.profiles.inScope(scope).find(({ name }) => name === profile);
  const pack = found?.published?.packs.find(({ name }) => name === layer);
  if (pack === undefined) throw new Error(`No ${layer} in ${profile}`);
  return pack;
}

test('a profile without any masked value is edited, checked as it is typed, compared, imported and proven', async ({
  stage,
}) => {
  const { window } = stage.ferry;
  const review = await open(stage, 'observability');
  const values = valuesPart(window);
  await review.part('Values').click();
  await expect(values.panel).toContainText('No masked values');
  await values.pressed(values.text('prometheus-agent'));
  await expect(values.editor).toBeFocused();
  await expect(values.editor).toHaveAccessibleName('Values of prometheus-agent, 0 missing values');

  await window.keyboard.type('zone: "{{.spectro.macro.picked_zone}}\n');
  await expect(review.part('Values')).toContainText('1');
  await expect(values.found).toContainText('Line 1 in the values of prometheus-agent is not valid YAML');
  await expect(values.text('prometheus-agent')).toContainText('1 edit');
  await expect(values.text('prometheus-agent').getByLabel('stops the import')).toBeVisible();
  await expect(review.confirm).toBeDisabled();
  await expectAccessible(window, 'a text that is no YAML');

  await values.line(/^zone/).click();
  await window.keyboard.press('End');
  await window.keyboard.type('"');
  await expect(values.found).toHaveCount(0);
  await expect(review.part('Values')).not.toContainText('1');
  await expect(review.part('Checks')).toContainText('1');
  await review.createMacro('picked_zone', 'eu-1');

  await review.part('Values').click();
  await expect(values.text('prometheus-agent')).toHaveAttribute('aria-selected', 'true');
  await values.changes.click();
  await expect(values.now).toContainText('picked_zone');
  await expect(values.exported).not.toContainText('picked_zone');
  await expectAccessible(window, 'a text beside what was exported');

  await review.part('Confirm').click();
  await expect(review.panel('Confirm')).toContainText('Your edits in prometheus-agent go with it');
  await review.confirm.click();
  await expect(review.proof).toContainText('Identical');
  await expect(review.proof).toContainText('your edits in prometheus-agent included');
  const arrived = layerIn(stage.prod, 'payments', 'observability', 'prometheus-agent');
  expect(arrived.values.split('\n')[0]).toBe('zone: "{{.spectro.macro.picked_zone}}"');
});

test('by the keyboard alone: values and texts in one history, masks whole, the next missing value still a key away', async ({
  stage,
}) => {
  const { window } = stage.ferry;
  const { keyboard } = window;
  await open(stage, 'payments-stack');
  const values = valuesPart(window);
  await expect(values.field).toBeFocused();
  await keyboard.type('first-value');
  await expect(values.rows.first()).toContainText('typed');

  await keyboard.press('Shift+Tab');
  await expect(values.rowAtHand).toBeFocused();
  await keyboard.press('Home');
  const [layer = ''] = ((await values.rowAtHand.textContent()) ?? '').split(/values|manifest/);
  await keyboard.press('Enter');
  await expect(values.editor).toBeFocused();
  await keyboard.press('ControlOrMeta+Home');
  await keyboard.type('addedByHand: ********\n');
  await expect(values.rows).toHaveCount(5);
  await expect(values.row('addedByHand')).toContainText('not filled');
  await expect(values.chip(`${layer} / addedByHand`)).toBeVisible();
  await expect(values.editor).toBeFocused();
  await expect(values.text(layer)).toContainText('1 edit');

  // A line break is a step of its own.
  await keyboard.press('ControlOrMeta+z');
  await expect(values.rows).toHaveCount(4);
  await keyboard.press('ControlOrMeta+z');
  await expect(values.edits).toHaveCount(0);
  await expect(values.editor).toBeFocused();
  await keyboard.press('ControlOrMeta+z');
  await expect(values.field).toBeFocused();
  await expect(values.rows.first()).toContainText('not filled');
  await keyboard.press('F8');
  await expect(values.field).toBeFocused();
  await values.editor.focus();
  await keyboard.press('ControlOrMeta+Shift+z');
  await expect(values.rows.first()).toContainText('typed');
  await values.editor.focus();
  await keyboard.press('ControlOrMeta+y');
  await keyboard.press('ControlOrMeta+y');
  await expect(values.rows).toHaveCount(5);
  await expect(values.editor).toBeFocused();

  // Out of the text to the list, and into it again.
  await keyboard.press('Escape');
  await expect(values.text(layer)).toBeFocused();
  await keyboard.press('Enter');
  await expect(values.editor).toBeFocused();

  // The mask is one thing: half of it cannot be deleted, all of it can.
  await values.chip(`${layer} / addedByHand`).focus();
  await keyboard.press('Enter');
  await expect(values.field).toHaveAccessibleName(`Value for addedByHand in ${layer}`);
  await keyboard.type('own');
  await expect(values.row('addedByHand')).toContainText('typed');
  await values.editor.focus();
  await keyboard.press('ControlOrMeta+Home');
  await keyboard.press('End');
  await keyboard.press('Backspace');
  await expect(values.rows).toHaveCount(4);
  await keyboard.press('ControlOrMeta+z');
  await expect(values.row('addedByHand')).toContainText('typed');
  await keyboard.press('F8');
  await expect(values.field).toBeFocused();
});

test('edits survive a killed app, encrypted, and are taken back as a whole', async ({ stage }) => {
  const review = await open(stage, 'observability');
  await review.part('Values').click();
  await valuesPart(stage.ferry.window).text('prometheus-agent').click();
  await expect(valuesPart(stage.ferry.window).editor).toBeFocused();
  // In one stroke: what is kept holds all of it or nothing.
  await stage.ferry.window.keyboard.insertText(`ownPassword: ${secret.value}\n`);
  await draftsKept(stage.ferry.window, 1);

  await stage.crash();
  const { window } = stage.ferry;
  expect(await leaksInFolder(stage.userData, typed)).toEqual([]);
  expect(leaksIn('the page', await window.content(), typed)).toEqual([]);
  expect(stage.output()).not.toContain(secret.value);
  await window.getByRole('button', { name: /^Continue the review of observability / }).click();
  const again = reviewSheet(window, /^Review transfer of observability /);
  const values = valuesPart(window);
  await again.part('Values').click();
  await expect(values.panel).toContainText('1 text edited');
  await values.pressed(values.text('prometheus-agent'));
  await expect(values.editor).toContainText(secret.value);

  // Closed to the tray and opened again, it is all there.
  await again.close.click();
  await window.getByRole('button', { name: /^Open observability/ }).click();
  await again.part('Values').click();
  await values.pressed(values.text('prometheus-agent'));
  await expect(values.editor).toContainText(secret.value);

  await values.backToExported.click();
  await expect(values.editor).not.toContainText('ownPassword');
  await expect(values.panel).not.toContainText('1 text edited');
  await draftsKept(window, 0);
  await values.undoStep.click();
  await expect(values.editor).toContainText('ownPassword');
  await values.backToExported.click();
  await draftsKept(window, 0);
});

test('the source changed meanwhile: nothing is written, nothing is lost, and the edits are made again', async ({
  stage,
}) => {
  const { window } = stage.ferry;
  const review = await open(stage, 'gitops-core');
  const values = valuesPart(window);
  await review.part('Values').click();
  const row = values.list.getByRole('option').first();
  const [layer = ''] = ((await row.textContent()) ?? '').split(/values|manifest/);
  await row.click();
  await expect(values.editor).toBeFocused();
  await window.keyboard.type('addedByHand: true\n');
  await expect(values.text(layer)).toContainText('1 edit');
  const source = layerIn(stage.dev, 'Default', 'gitops-core', layer);
  const before = source.values;
  source.values = `changedMeanwhile: true\n${before}`;
  try {
    await review.part('Confirm').click();
    await review.confirm.click();
    await expect(review.sheet).toContainText('the source changed since it was reviewed');
    await expect(review.sheet).toContainText(`layers ▸ ${layer} ▸ values ▸ changedMeanwhile`);
    await expect(values.found).toContainText(`The source changed the values of ${layer} after you edited it`);
    await expect(values.editor).toHaveAttribute('aria-readonly', 'true');
    await expect(values.editor).toContainText('changedMeanwhile');
    await values.changes.click();
    await expect(values.panel.getByRole('textbox', { name: /what you made of it$/ })).toContainText('addedByHand');
    await expectAccessible(window, 'edits of another text');
    await values.panel.getByRole('button', { name: 'Make my edits again' }).click();
    await expect(values.found).toHaveCount(0);
    await expect(values.now).toContainText('addedByHand');
    await expect(values.now).toContainText('changedMeanwhile');
    await review.part('Confirm').click();
    await review.confirm.click();
    await expect(review.proof).toContainText('Identical');
    expect(layerIn(stage.prod, 'payments', 'gitops-core', layer).values).toMatch(
      /^changedMeanwhile: true\naddedByHand: true\n/,
    );
  } finally {
    source.values = before;
  }
});

test('a text of the review is searched and changed as a file’s is; Escape ends the search and not the sheet', async ({
  stage,
}) => {
  const { window } = stage.ferry;
  const { keyboard } = window;
  const review = await open(stage, 'observability');
  const values = valuesPart(window);
  await review.part('Values').click();
  await values.pressed(values.text('prometheus-agent'));
  await expect(values.editor).toBeFocused();
  await keyboard.insertText('one: made-up-1\ntwo: made-up-1\n');
  await keyboard.press('ControlOrMeta+f');
  await expect(values.findField).toBeFocused();
  await keyboard.type('made-up-1');
  await expect(values.searchStatus).toHaveText(/^\d of 2$/);
  await values.replaceField.fill('2');
  await expectAccessible(window, 'search in a text of the review');
  await values.replaceAll.click();
  await expect(values.searchStatus).toHaveText('2 matches replaced');
  await expect(values.line(/^two: 2$/)).toBeVisible();
  await keyboard.press('Escape');
  await expect(values.findField).toBeHidden();
  await expect(values.editor).toBeFocused();
  await expect(review.sheet).toBeVisible();
  // One step, undone before anything around the text followed it.
  await keyboard.press('ControlOrMeta+z');
  await expect(values.line(/^one: made-up-1$/)).toBeVisible();
  await expect(values.line(/^two: made-up-1$/)).toBeVisible();
  await keyboard.insertText('x');
  await keyboard.press('ControlOrMeta+z');
  await expect(values.line(/x/).filter({ hasText: /^(one|two)/ })).toHaveCount(0);
});

test('the texts of an open file are edited in the review as those of an environment are, and the file stays as it is', async ({
  stage,
}) => {
  const { app, window } = stage.ferry;
  const scope = { kind: 'project', projectUid: stage.dev.projectUid('Default') } as const;
  const profile = stage.dev.tenant.profiles.inScope(scope).find(({ name }) => name === 'hello-twice');
  if (profile === undefined) throw new Error('DEV has no hello-twice');
  const path = join(stage.folder, 'hello-twice.json');
  const content = documentText(exportDocument(stage.dev.tenant, profile), 'pretty');
  await writeFile(path, content);
  const file = documentScreen(app, window);
  await file.openByKey(path);
  await file.importing.click();
  await file.targets.getByRole('group', { name: 'PROD' }).getByRole('option', { name: 'payments' }).click();
  await file.targets.getByRole('button', { name: 'Review the import into PROD / payments' }).click();

  const review = reviewSheet(window, /^Review transfer of hello-twice /);
  const values = valuesPart(window);
  await review.part('Values').click();
  const row = values.list.getByRole('option').nth(1);
  const [layer = ''] = ((await row.textContent()) ?? '').split(/values|manifest/);
  await row.click();
  await expect(values.editor).toBeFocused();
  await window.keyboard.type('addedByHand: true\n');
  await expect(row).toContainText('1 edit');
  await review.part('Confirm').click();
  await review.confirm.click();
  await expect(review.proof).toContainText(`your edits in ${layer} included`);
  const arrived = layerIn(stage.prod, 'payments', 'hello-twice', layer);
  const texts = [arrived.values, ...arrived.manifests.map((one) => one.content)];
  expect(texts.some((text) => text.startsWith('addedByHand: true\n'))).toBe(true);
  await review.done.click();
  await file.close.click();
  expect(await readFile(path, 'utf8')).toBe(content);
});

test('a layer that brings no values is given its own: in the file, where undo takes them back to the byte, and in the review', async ({
  stage,
}) => {
  const { app, window } = stage.ferry;
  const { keyboard } = window;
  const scope = { kind: 'project', projectUid: stage.dev.projectUid('Default') } as const;
  const profile = stage.dev.tenant.profiles.inScope(scope).find(({ name }) => name === 'observability');
  if (profile === undefined) throw new Error('DEV has no observability');
  const document = exportDocument(stage.dev.tenant, profile);
  document.metadata.name = 'observability-bare';
  const layers = document.spec.template.packs.map(({ name }) => name);
  expect(layers).toContain('prometheus-agent');
  const content = JSON.stringify(document, (key, value: unknown) => (key === 'values' ? undefined : value), 2);
  expect(content).not.toContain('"values"');
  const path = join(stage.folder, 'observability-bare.json');
  await writeFile(path, content);
  const file = documentScreen(app, window);
  await file.openByKey(path);

  await file.layer('prometheus-agent').click();
  await expect(file.editor).toHaveAttribute('aria-placeholder', /^No values of its own: the defaults/);
  await expect(file.editor).toContainText('What you write here takes their place.');
  await expectAccessible(window, 'a layer without values in a file');
  await file.editor.click();
  // One step to undo, however slowly it comes: letters typed apart are steps of their own.
  await keyboard.insertText('replicas: 3');
  await expect(file.editor).not.toContainText('No values of its own');
  const own = async (): Promise<string[]> => {
    const { spec }: typeof document = JSON.parse(await readFile(path, 'utf8'));
    return spec.template.packs.flatMap(({ name, values }) => (values === undefined ? [] : [`${name}: ${values}`]));
  };
  await file.save.click();
  await expect.poll(own).toEqual(['prometheus-agent: replicas: 3']);
  await file.undo.click();
  await expect(file.editor).toContainText('No values of its own');
  await file.save.click();
  await expect.poll(() => readFile(path, 'utf8')).toBe(content);

  await file.importing.click();
  await file.targets.getByRole('group', { name: 'PROD' }).getByRole('option', { name: 'payments' }).click();
  await file.targets.getByRole('button', { name: 'Review the import into PROD / payments' }).click();
  const review = reviewSheet(window, /^Review transfer of observability-bare /);
  const values = valuesPart(window);
  await review.part('Values').click();
  for (const layer of layers) await expect(values.text(layer)).toContainText('values · none');
  await values.pressed(values.text('prometheus-agent'));
  await expect(values.editor).toBeFocused();
  await expect(values.editor).toContainText('No values of its own');
  await expectAccessible(window, 'a layer without values in the review');
  await keyboard.insertText('replicas: 5');
  await expect(values.text('prometheus-agent')).toContainText('1 edit');
  await expect(values.text('prometheus-agent')).not.toContainText('none');
  await keyboard.press('ControlOrMeta+z');
  await expect(values.edits).toHaveCount(0);
  await expect(values.text('prometheus-agent')).toContainText('values · none');
  await expect(values.editor).toBeFocused();
  await keyboard.type('replicas: 7');
  await expect(values.text('prometheus-agent')).toContainText('1 edit');
  await review.part('Confirm').click();
  await expect(review.panel('Confirm')).toContainText('Your edits in prometheus-agent go with it');
  await review.confirm.click();
  await expect(review.proof).toContainText('your edits in prometheus-agent included');
  expect(layerIn(stage.prod, 'payments', 'observability-bare', 'prometheus-agent').values).toBe('replicas: 7');
  await review.done.click();
  await file.close.click();
  expect(await readFile(path, 'utf8')).toBe(content);
});

/** How many answers and edits are kept. */
async function draftsKept(page: Page, answers: number): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const drafts = await window.ferry.drafts.list();
        if (!drafts.ok) return drafts.problem.kind;
        return drafts.value.flatMap(({ transfers }) => transfers).reduce((sum, one) => sum + one.answers, 0);
      }),
    )
    .toBe(answers);
}
