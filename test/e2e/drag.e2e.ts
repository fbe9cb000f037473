import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator } from '@playwright/test';
import { testOnStage } from './fixtures.ts';
import { documentScreen } from './screens/document.ts';
import { exportSheet } from './screens/export-sheet.ts';
import { pane, type Side } from './screens/pane.ts';
import { reviewSheet } from './screens/review-sheet.ts';
import { connect, type Stage, showPanes } from './stage.ts';

const profile = 'edge-base';
const version = '1.2.0';

const test = testOnStage(async (stage) => {
  await connect(stage, 'DEV');
  await connect(stage, 'PROD');
  await showPanes(stage);
});

test.afterEach(async ({ stage }) => {
  const review = reviewSheet(stage.ferry.window);
  if (await review.sheet.isVisible()) await review.leave();
  await showPanes(stage);
});

const shelf = ({ ferry: { window } }: Stage, side: Side) => {
  const region = window.getByRole('region', { name: `Places to drop onto in ${side}` });
  return { region, place: (name: string) => region.getByText(name, { exact: true }) };
};

const told = ({ ferry: { window } }: Stage) => window.locator('[role="status"][data-live-announcer]');

test('held over the place of the other pane, the places open; dropped onto one, it goes there', async ({ stage }) => {
  const { window } = stage.ferry;
  await lift(stage);
  await holdOver(stage, pane(window, 'Target').place);
  const { region, place } = shelf(stage, 'Target');
  await expect(region).toContainText('Drop onto a place');
  await expect(region.getByText('comes from here')).toHaveCount(1);
  for (const known of ['edge-lab', 'platform']) await expect(place(known)).toBeVisible();
  await holdOver(stage, place('platform'));
  await expect(region).toContainText(`Drop to import ${profile} ${version} into PROD / platform`);
  await window.mouse.up();
  await expect(region).toBeHidden();
  const review = reviewSheet(window, `${profile} ${version}`);
  await expect(review.sheet).toContainText('PROD / platform');
  // The panes stay where they were.
  await review.leave();
  await expect(pane(window, 'Target').place).toContainText('payments');
});

test('the place of its own pane opens them too: another project beside the one it is in', async ({ stage }) => {
  const { window } = stage.ferry;
  await lift(stage);
  await holdOver(stage, pane(window, 'Source').place);
  const { region, place } = shelf(stage, 'Source');
  await holdOver(stage, place('acme-dev'));
  await expect(region).toContainText(`Drop to clone ${profile} ${version} into DEV / tenant`);
  await window.mouse.up();
  await expect(reviewSheet(window, `${profile} ${version}`).sheet).toContainText('DEV / tenant');
});

test('a folder is among the places; dropped onto its line, the profile is exported into it', async ({ stage }) => {
  const { app, window } = stage.ferry;
  const folder = join(stage.folder, 'dropped exports');
  await mkdir(folder);
  const target = pane(window, 'Target');
  await documentScreen(app, window).answerDialogs(folder);
  await target.place.click();
  await window.getByRole('menuitem', { name: 'Choose a folder…' }).click();
  await expect(target.place).toContainText('dropped exports');
  await showPanes(stage);

  await lift(stage);
  await holdOver(stage, target.place);
  const { region, place } = shelf(stage, 'Target');
  await expect(region).toContainText('On this computer');
  await holdOver(stage, place('dropped exports'));
  await expect(region).toContainText(`Drop to export ${profile} ${version} into dropped exports`);
  await window.mouse.up();
  await expect(region).toBeHidden();
  const sheet = exportSheet(window);
  await expect(sheet.item(profile)).toContainText(`${profile}-${version}.json`);
  expect(await readdir(folder)).toEqual([]);
  await sheet.confirm.click();
  await expect(sheet.item(profile)).toContainText(`Written as ${profile}-${version}.json`);
  await sheet.done.click();
  expect(await readdir(folder)).toEqual([`${profile}-${version}.json`]);
  // The panes stay where they were.
  await expect(target.place).toContainText('payments');
});

test('taken elsewhere, the places close again; let go over none, nothing happens', async ({ stage }) => {
  const { window } = stage.ferry;
  await lift(stage);
  await holdOver(stage, pane(window, 'Target').place);
  const { region, place } = shelf(stage, 'Target');
  await holdOver(stage, place('platform'));
  await holdOver(stage, pane(window, 'Source').filter);
  await expect(region).toBeHidden();
  await window.mouse.up();
  await expect(reviewSheet(window).sheet).toBeHidden();
  await expect(told(stage)).toHaveText(`${profile} ${version} put back. Nothing was copied.`);
});

test('by keyboard every place is a stop; what is lifted, where it may go and what came of it is told', async ({
  stage,
}) => {
  const { window } = stage.ferry;
  await liftByKeyboard(stage);
  await expect(told(stage)).toContainText(`Lifted ${profile} ${version} from DEV / Default.`);
  await expect(told(stage)).toContainText('Target takes it into PROD / payments. Tab goes on to every other place');
  await expect(pane(window, 'Target').grid).toHaveAttribute('data-drop-target', 'true');
  const { region } = shelf(stage, 'Target');
  await expect(region).toBeVisible();
  const words = region.getByText(/^Drop /);
  const wanted = `Drop to import ${profile} ${version} into PROD / platform`;
  const held = window.locator(':focus');
  const isThere = async () => /PROD \/ platform/.test((await held.getAttribute('aria-label')) ?? '');
  for (let stops = 0; stops < 12 && !(await isThere()); stops += 1) await window.keyboard.press('Tab');
  await expect(words).toHaveText(wanted);
  await expect(held).toHaveAccessibleName(/PROD \/ platform/);
  await window.keyboard.press('Enter');
  await expect(reviewSheet(window, `${profile} ${version}`).sheet).toContainText('PROD / platform');
  await expect(told(stage)).toHaveText(
    `${profile} ${version} dropped onto PROD / platform. Its review opens; nothing is written yet.`,
  );
});

test('a pane that refuses says why, by keyboard too; Escape puts back and returns the keyboard', async ({ stage }) => {
  const { window } = stage.ferry;
  await pane(window, 'Target').show('DEV', 'Default');
  await liftByKeyboard(stage);
  await expect(told(stage)).toContainText('Target refuses: Both panes show the same place.');
  await expect(pane(window, 'Target').region).toContainText('Both panes show the same place.');
  await window.keyboard.press('Escape');
  await expect(told(stage)).toHaveText(`${profile} ${version} put back. Nothing was copied.`);
  await expect(handle(stage)).toBeFocused();
  await expect(reviewSheet(window).sheet).toBeHidden();
});

test('a click right after the wheel selects the row that is under the pointer', async ({ stage }) => {
  const { window } = stage.ferry;
  const source = pane(window, 'Source');
  const box = await source.grid.boundingBox();
  if (box === null) throw new Error('No list');
  await window.mouse.move(box.x + 80, box.y + box.height / 2);
  await window.mouse.wheel(0, 96);
  await expect.poll(() => source.grid.evaluate((list) => list.scrollTop)).toBeGreaterThan(0);
  await window.mouse.down();
  await window.mouse.up();
  await expect(source.grid.locator('[aria-selected="true"]')).toHaveCount(1);
});

test('the open places are sound for assistive technology', async ({ stage }) => {
  const { window } = stage.ferry;
  await liftByKeyboard(stage);
  await expect(shelf(stage, 'Target').region).toBeVisible();
  // The rest of the page is hidden from it meanwhile, its headings too.
  const axe = new AxeBuilder({ page: window }).setLegacyMode().include('[aria-label="Places to drop onto in Target"]');
  expect((await axe.analyze()).violations).toEqual([]);
  await window.keyboard.press('Escape');
});

const handle = ({ ferry: { window } }: Stage): Locator =>
  pane(window, 'Source')
    .row(profile)
    .getByRole('button', { name: `Drag ${profile} ${version}` });

/** As a person reaches it: the row, then the handle in it. */
async function liftByKeyboard(stage: Stage): Promise<void> {
  const { window } = stage.ferry;
  await pane(window, 'Source')
    .row(profile)
    .click({ position: { x: 60, y: 12 } });
  await window.keyboard.press('ArrowRight');
  await expect(handle(stage)).toBeFocused();
  await window.keyboard.press('Enter');
}

async function lift({ ferry: { window } }: Stage): Promise<void> {
  await pane(window, 'Source')
    .row(profile)
    .hover({ position: { x: 60, y: 12 } });
  await window.mouse.down();
}

/** Moves the pointer there in steps: a drag begins, and is noticed, by its moves. */
async function holdOver({ ferry: { window } }: Stage, there: Locator): Promise<void> {
  const box = await there.boundingBox();
  if (box === null) throw new Error('Nothing to hold over');
  await window.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 8 });
}
