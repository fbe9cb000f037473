import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { actionIds, actions } from '../../shared/bridge/actions.ts';
import { paymentsExport } from './files/payments.ts';
import { testOnStage } from './fixtures.ts';
import { documentScreen } from './screens/document.ts';
import { pane } from './screens/pane.ts';
import { reviewSheet } from './screens/review-sheet.ts';
import { connect, type Stage, showPanes } from './stage.ts';

const test = testOnStage(async (stage) => {
  await connect(stage, 'DEV');
  await connect(stage, 'PROD');
  await showPanes(stage);
});

const palette = ({ ferry: { window } }: Stage) => {
  const sheet = window.getByRole('dialog', { name: 'Command palette' });
  return {
    sheet,
    lines: sheet.getByRole('menuitem'),
    status: sheet.getByRole('status'),
    async open() {
      await window.keyboard.press('ControlOrMeta+k');
      await expect(sheet.getByRole('searchbox').or(sheet.getByRole('textbox'))).toBeFocused();
    },
  };
};

test('the palette finds a place by a few letters and shows it, by keyboard alone', async ({ stage }) => {
  const { window } = stage.ferry;
  const { open, sheet, lines, status } = palette(stage);
  await open();
  await expect(status).toHaveText(/^\d+ results/);
  await window.keyboard.type('prodplatright');
  await expect(lines.first()).toHaveAccessibleName(/PROD \/ platform.*Show in right pane/);
  await expect(status).toHaveText(/^1 result/);
  await window.keyboard.press('Enter');
  await expect(sheet).toBeHidden();
  await expect(pane(window, 'Target').place).toContainText('platform');
  await showPanes(stage);
});

test('the palette selects a profile and gives it the keyboard', async ({ stage }) => {
  const { window } = stage.ferry;
  await palette(stage).open();
  await window.keyboard.type('payments-stack left');
  await window.keyboard.press('Enter');
  const row = pane(window, 'Source').row('payments-stack');
  await expect(row).toHaveAttribute('aria-selected', 'true');
  await expect(pane(window, 'Source').details).toContainText('Masked values');
});

test('a line that cannot be done says why and does nothing', async ({ stage }) => {
  const { window } = stage.ferry;
  await window.keyboard.press('ControlOrMeta+2');
  const { open, lines } = palette(stage);
  await open();
  await window.keyboard.type('unlock');
  await expect(lines.first()).toContainText('does not show a production environment');
  await expect(lines.first()).toHaveAttribute('aria-disabled', 'true');
  await window.keyboard.press('Escape');
  await expect(palette(stage).sheet).toBeHidden();
  // The keyboard is back where it was.
  await expect(pane(window, 'Target').region.locator(':focus')).toBeVisible();
});

test('keys go to the panes, filter, select all, clear, and swap', async ({ stage }) => {
  const { window } = stage.ferry;
  const source = pane(window, 'Source');
  await window.keyboard.press('ControlOrMeta+1');
  await window.keyboard.press('ControlOrMeta+f');
  await expect(source.filter).toBeFocused();
  await window.keyboard.type('edge');
  await window.keyboard.press('ControlOrMeta+1');
  await window.keyboard.press('ControlOrMeta+a');
  await expect(source.region.getByRole('contentinfo').or(source.region.locator('footer'))).toContainText(
    /\d+ selected/,
  );
  await expect(source.details).toContainText('Select one alone to see its layers');
  await window.keyboard.press('Escape');
  await expect(source.region.locator('footer')).toContainText('Select profiles to copy them to PROD');
  await source.filter.clear();
  await window.keyboard.press('ControlOrMeta+u');
  await expect(source.place).toContainText('PROD');
  await window.keyboard.press('ControlOrMeta+u');
  await expect(source.place).toContainText('DEV');
});

test('a row has the same menu under the pointer and under the keyboard', async ({ stage }) => {
  const { window } = stage.ferry;
  const row = pane(window, 'Source').row('edge-base');
  await row.click({ button: 'right', position: { x: 60, y: 12 } });
  const items = window.getByRole('menu').getByRole('menuitem');
  const names = ['Copy to other pane', 'Export to a folder…', 'Show details', 'Show layers'];
  await expect(items).toHaveText(names.map((name) => new RegExp(`^${name}`)));
  await window.keyboard.press('Escape');
  await row.click({ position: { x: 60, y: 12 } });
  await window.keyboard.press('Shift+F10');
  await expect(items).toHaveText(names.map((name) => new RegExp(`^${name}`)));
  await window.keyboard.press('Escape');
  await expect(items).toHaveCount(0);
});

test('the menu of a row among several that are selected is about all of them', async ({ stage }) => {
  const { window } = stage.ferry;
  const source = pane(window, 'Source');
  const items = window.getByRole('menu', { name: 'Actions for 2 profiles' }).getByRole('menuitem');
  await source.row('aws-base').click({ position: { x: 60, y: 12 } });
  await source.row('edge-base').click({ position: { x: 60, y: 12 }, modifiers: ['ControlOrMeta'] });
  await source.row('edge-base').click({ button: 'right', position: { x: 60, y: 12 } });
  await expect(items).toHaveText([/^Copy 2 profiles to other pane/, /^Export 2 profiles to a folder…/]);
  await items.first().click();
  const review = reviewSheet(window, '2 profiles');
  await expect(review.profile('aws-base')).toBeVisible();
  await expect(review.profile('edge-base')).toBeVisible();
  await review.leave();
  // Beside them, it is about the row alone, which is selected then.
  await source.row('gitops-core').click({ button: 'right', position: { x: 60, y: 12 } });
  await expect(window.getByRole('menu', { name: 'Actions for gitops-core 1.0.0' })).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(source.grid.getByRole('row', { selected: true })).toHaveCount(1);
});

test('what the other pane lacks comes first where it is asked for, also after a file was looked into', async ({
  stage,
}) => {
  const { app, window } = stage.ferry;
  const source = pane(window, 'Source');
  const path = join(stage.folder, 'payments.json');
  await writeFile(path, paymentsExport());
  const first = source.grid.getByRole('row').first();
  const sortBy = (name: string | RegExp) => source.region.getByRole('button', { name });
  await sortBy('Sort by vs PROD').click();
  await sortBy('Sort by vs PROD, now ascending').click();
  await expect(first).toContainText('same');
  // One stop of the keyboard, with the arrows within, between the menus of the filter and the list.
  await source.filterMenus.tag.focus();
  await window.keyboard.press('Tab');
  await window.keyboard.press('Tab');
  await expect(source.grid.locator(':focus')).toHaveCount(1);

  await source.row('web-platform').click();
  const file = documentScreen(app, window);
  await file.openByKey(path);
  await expect(file.screen).toBeVisible();
  await file.close.press('Enter');
  await expect(source.row('web-platform')).toBeFocused();
  await expect(first).toContainText('same');

  // Nothing was selected: nothing is.
  await window.keyboard.press('Escape');
  await expect(source.grid.getByRole('row', { selected: true })).toHaveCount(0);
  await file.openByKey(path);
  await file.importing.press('Enter');
  await file.targets.getByRole('option', { name: 'edge-lab' }).click();
  await file.targets.getByRole('button', { name: 'Review the import' }).press('Enter');
  const review = reviewSheet(window);
  await expect(review.part('Values')).toBeVisible();
  await review.leave();
  await expect(file.layer('Profile')).toBeFocused();
  await file.close.press('Enter');
  await expect(source.grid.locator(':focus')).toHaveCount(1);
  await expect(source.grid.getByRole('row', { selected: true })).toHaveCount(0);
  await sortBy('Sort by name').click();
});

test('a list that is refreshed leaves the keyboard where it was pressed', async ({ stage }) => {
  const source = pane(stage.ferry.window, 'Source');
  await source.refresh.press('Enter');
  await expect(source.row('aws-base')).toBeVisible();
  await expect(source.refresh).toBeFocused();
});

test('the shortcut sheet and the menu know every action', async ({ stage }) => {
  const { app, window } = stage.ferry;
  await window.keyboard.press('F1');
  const sheet = window.getByRole('dialog', { name: 'Keyboard shortcuts' });
  for (const id of actionIds) {
    const { label, shortcut } = actions[id];
    if (shortcut !== null)
      await expect(sheet.locator('dt', { hasText: new RegExp(`^${label.replace('…', '')}$`) })).toBeVisible();
  }
  expect((await new AxeBuilder({ page: window }).setLegacyMode().analyze()).violations).toEqual([]);
  await window.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  const inMenu = await app.evaluate(
    ({ Menu }, ids) => ids.filter((id) => Menu.getApplicationMenu()?.getMenuItemById(id) != null),
    [...actionIds],
  );
  expect(inMenu).toEqual([...actionIds]);
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('settings')?.click());
  await expect(window.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  await window.keyboard.press('Escape');
});

test('the menu of places begins where the pane is, and offers the pairs shown before', async ({ stage }) => {
  const { window } = stage.ferry;
  const target = pane(window, 'Target');
  await target.show('PROD', 'platform');
  await target.place.focus();
  await window.keyboard.press('Enter');
  await expect(window.getByRole('menuitemradio', { name: /platform/, checked: true })).toBeFocused();
  await window.getByRole('menuitem', { name: 'DEV / Default → PROD / payments' }).click();
  await expect(target.place).toContainText('payments');
});

test('the palette is sound for assistive technology', async ({ stage }) => {
  await palette(stage).open();
  expect((await new AxeBuilder({ page: stage.ferry.window }).setLegacyMode().analyze()).violations).toEqual([]);
  await stage.ferry.window.keyboard.press('Escape');
});
