import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { testOnStage } from './fixtures.ts';
import { pane } from './screens/pane.ts';
import { connect, type Stage, showPanes } from './stage.ts';

const test = testOnStage(async (stage) => {
  await connect(stage, 'DEV');
  await connect(stage, 'PROD');
  await showPanes(stage);
});

async function openSettings({ ferry: { window } }: Stage) {
  await window.keyboard.press('ControlOrMeta+,');
  const sheet = window.getByRole('dialog', { name: 'Settings' });
  await expect(sheet).toBeVisible();
  return sheet;
}

const kept = async (stage: Stage) => JSON.parse(await readFile(join(stage.userData, 'settings.json'), 'utf8'));

test('theme, density, motion, unlock time, columns and their order outlive a restart', async ({ stage }) => {
  const { window } = stage.ferry;
  const sheet = await openSettings(stage);
  for (const [group, choice] of [
    ['Theme', 'Dark'],
    ['Density of lists', 'Compact'],
    ['Motion', 'Reduced'],
    [/locks itself again/, '5 minutes'],
  ] as const) {
    const radio = sheet.getByRole('radiogroup', { name: group }).getByRole('radio', { name: choice, exact: true });
    await radio.focus();
    await window.keyboard.press('Space');
    await expect(radio).toBeChecked();
  }
  expect((await new AxeBuilder({ page: window }).setLegacyMode().analyze()).violations).toEqual([]);
  await window.keyboard.press('Escape');
  await pane(window, 'Source').region.getByRole('button', { name: 'Choose columns of Source' }).focus();
  await window.keyboard.press('Enter');
  await window.getByRole('menuitemcheckbox', { name: 'Cloud' }).press('Space');
  await window.keyboard.press('Escape');
  await pane(window, 'Source').region.getByRole('button', { name: 'Sort by layers' }).press('Enter');
  await expect
    .poll(() => kept(stage))
    .toMatchObject({
      version: 2,
      view: {
        theme: 'dark',
        density: 'compact',
        motion: 'reduced',
        unlockMinutes: 5,
        columns: ['layers', 'changed'],
        leftOrder: { column: 'layers', descending: true },
        rightOrder: { column: 'name', descending: false },
      },
    });
  await stage.restart();
  const root = stage.ferry.window.locator('html');
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await expect(root).toHaveAttribute('data-density', 'compact');
  await expect(root).toHaveAttribute('data-motion', 'reduced');
  const heads = pane(stage.ferry.window, 'Source').region.getByRole('toolbar', { name: /Columns/ });
  await expect(heads.getByRole('button', { name: 'Sort by layers, now descending' })).toBeVisible();
  await expect(heads).not.toContainText('Cloud');
});

test('an environment is unlocked for the chosen time', async ({ stage }) => {
  const { window } = stage.ferry;
  await window.keyboard.press('ControlOrMeta+1');
  await window.keyboard.press('ControlOrMeta+Shift+l');
  await expect(pane(window, 'Target').region.getByRole('button', { name: /^4:\d\d left|^5:00 left/ })).toBeVisible();
  await window.keyboard.press('ControlOrMeta+Shift+l');
  await expect(pane(window, 'Target').region.getByRole('button', { name: 'Unlock PROD for 5 minutes' })).toBeVisible();
});

test('forgetting everything asks, and leaves an app as at its first start', async ({ stage }) => {
  const { window } = stage.ferry;
  const sheet = await openSettings(stage);
  await sheet.getByRole('button', { name: 'Forget everything…' }).press('Enter');
  const question = window.getByRole('alertdialog', { name: 'Forget everything?' });
  await expect(question.getByRole('button', { name: 'Keep' })).toBeFocused();
  await question.getByRole('button', { name: 'Forget everything' }).press('Enter');
  await expect(question.getByRole('status')).toContainText('Nothing of yours is kept');
  await question.getByRole('button', { name: 'Close' }).press('Enter');
  await window.keyboard.press('Escape');
  await expect(window.getByRole('button', { name: /^Add environment/ })).toBeVisible();
  expect(await kept(stage)).toMatchObject({
    environments: [],
    keysToForget: [],
    view: { left: null, recentPairs: [] },
  });
});
