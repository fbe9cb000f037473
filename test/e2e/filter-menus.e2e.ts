import { expect, type Locator, type Page } from '@playwright/test';
import { expectAccessible } from './expect-accessible.ts';
import { testOnStage } from './fixtures.ts';
import { pane } from './screens/pane.ts';
import { connect, showPanes } from './stage.ts';

const test = testOnStage(async (stage) => {
  await connect(stage, 'DEV');
  await connect(stage, 'PROD');
  await showPanes(stage);
});

/** As a hand does it: once the menu, whose lines are measured after it has opened, rests beneath the pointer. */
async function picked(line: Locator): Promise<void> {
  await line.hover();
  await line.click();
}

const option = (window: Page, name: RegExp) => window.getByRole('menuitemcheckbox', { name });

test('a list is narrowed by type and tag, together with the text, goes along in a swap, and is whole again at once', async ({
  stage,
}) => {
  const { window } = stage.ferry;
  const [source, target] = [pane(window, 'Source'), pane(window, 'Target')];
  const { type, tag } = source.filterMenus;
  await expect(target.row('web-platform')).toBeVisible();
  await window.keyboard.press('ControlOrMeta+1');
  await window.keyboard.press('ControlOrMeta+a');

  const footer = source.region.locator('footer');
  await expect(footer).toContainText(/^\d+ selected, /);
  await type.click();
  await expect(option(window, /^Any type$/)).toBeChecked();
  await expect(option(window, /^system, 1 profile$/)).not.toBeChecked();
  await picked(option(window, /^system,/));
  await expect(footer).toContainText(/^\d+ selected \(\d+ hidden by the filter\)/);
  await expect(option(window, /^Any type$/)).not.toBeChecked();
  await expectAccessible(window, 'a menu of types');
  await window.keyboard.press('Escape');
  await expect(type).toHaveAccessibleName('Filter Source by type: system');
  await expect(type).toHaveText('Type: system');
  await expect(source.row('edge-bootstrap')).toBeVisible();
  await expect(source.row('payments-stack')).toHaveCount(0);

  await type.click();
  await picked(option(window, /^infra,/));
  await window.keyboard.press('Escape');
  await expect(type).toHaveText('Types: 2');
  await expect(source.row('aws-base')).toBeVisible();
  await tag.click();
  await picked(option(window, /^team:edge, 1 profile$/));
  await window.keyboard.press('Escape');
  await expect(source.grid.getByRole('row')).toHaveCount(1);
  await expect(source.row('edge-base')).toBeVisible();

  await window.keyboard.press('ControlOrMeta+1');
  await window.keyboard.press('ControlOrMeta+u');
  await expect(target.filterMenus.tag).toHaveText('Tag: team:edge');
  await expect(target.row('edge-base')).toBeVisible();
  await expect(type).toHaveText('Type');
  await window.keyboard.press('ControlOrMeta+u');

  await source.filter.fill('kafka');
  await expect(source.grid).toContainText('Nothing matches all filters');
  await expect(source.grid).toContainText('type system or infra, tag team:edge and “kafka”');
  await expectAccessible(window, 'nothing matches');
  await source.grid.getByRole('button', { name: 'Clear filters' }).click();
  await expect(source.filter).toBeFocused();
  await expect(source.filter).toHaveValue('');
  await expect(tag).toHaveText('Tag');
  await expect(source.row('payments-stack')).toBeVisible();
});

test('in a small window one menu holds them all; by keyboard alone, until another place is chosen', async ({
  stage,
}) => {
  const { window } = stage.ferry;
  const source = pane(window, 'Source');
  const { all, type, tag } = source.filterMenus;
  // The keyboard stays in the menus as three become one, and one three.
  await tag.focus();
  await window.setViewportSize({ width: 900, height: 600 });
  await expect(all).toBeFocused();
  await window.setViewportSize({ width: 1280, height: 800 });
  await expect(type).toBeFocused();
  await window.setViewportSize({ width: 900, height: 600 });
  await expect(all).toBeFocused();
  await source.filter.focus();
  await window.keyboard.press('Tab');
  await expect(all).toBeFocused();
  await expect(all).toHaveAccessibleName('Filter Source by type, cloud and tag');
  await window.keyboard.press('ArrowDown');
  await expect(option(window, /^Any type$/)).toBeFocused();
  await expectAccessible(window, 'one menu of all');
  // Space leaves the menu open for more, Enter closes it.
  await window.keyboard.press('ArrowDown');
  await window.keyboard.press('Space');
  await expect(option(window, /^add-on,/)).toBeChecked();
  await window.keyboard.type('team:pay');
  await expect(option(window, /^team:payments,/)).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(all).toBeFocused();
  await expect(all).toHaveAccessibleName('Filter Source by type, cloud and tag: type add-on and tag team:payments');
  await expect(source.grid.getByRole('row')).toHaveCount(1);

  // Everything that can be seen is selected, and nothing else.
  await window.keyboard.press('ControlOrMeta+1');
  await window.keyboard.press('Escape');
  await expect(source.region.locator('footer')).toContainText('Select profiles');
  await window.keyboard.press('ControlOrMeta+a');
  await expect(source.region.locator('footer')).toContainText(/^1 selected, /);

  await all.focus();
  await window.keyboard.press('Enter');
  await expect(option(window, /^Any type$/)).toBeFocused();
  await window.keyboard.press('Space');
  await expect(option(window, /^Any type$/)).toBeChecked();
  await window.keyboard.type('any ta');
  await expect(option(window, /^Any tag$/)).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(all).toHaveAccessibleName('Filter Source by type, cloud and tag');
  await expect(source.row('edge-base')).toBeVisible();

  await all.click();
  await picked(option(window, /^add-on,/));
  await window.keyboard.press('Escape');
  await source.show('DEV', 'payments');
  await expect(all).toHaveAccessibleName('Filter Source by type, cloud and tag');
});
