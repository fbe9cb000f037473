import type { Locator, Page } from '@playwright/test';
import { clicked, confirm, fillSignIn, type Picture, part, press, review, row, select } from './steps.ts';

const pane = (page: Page, name: 'Source' | 'Target'): Locator => page.getByRole('region', { name, exact: true });
const sheet = (page: Page): Locator => page.getByRole('dialog');

/** The pieces that screens are made of, each alone and in a state that tells most. */
export const partPictures: readonly Picture[] = [
  { name: 'part-top-bar', scene: 'panes', part: (page) => page.getByRole('banner').first() },
  {
    name: 'part-pane-header',
    scene: 'unlocked',
    part: (page) => pane(page, 'Target').locator('header').first(),
  },
  {
    name: 'part-pane-header-locked',
    scene: 'expiring',
    part: (page) => pane(page, 'Target').locator('header').first(),
  },
  {
    name: 'part-rows',
    scene: 'panes',
    act: async (page) => {
      await press(page, 'payments-stack');
      await row(page, 'Source', 'gpu-workers').hover();
    },
    part: (page) => pane(page, 'Source').getByRole('grid'),
  },
  {
    name: 'part-rows-keyboard',
    scene: 'panes',
    act: async (page) => {
      await press(page, 'edge-base');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Shift+ArrowDown');
    },
    part: (page) => pane(page, 'Source').getByRole('grid'),
  },
  {
    name: 'part-layer-stack',
    scene: 'panes',
    act: (page) => select(page, 'edge-base'),
    part: (page) => page.getByRole('list', { name: 'Layers, from top to bottom' }),
  },
  {
    name: 'part-selection-bar',
    scene: 'panes',
    act: async (page) => {
      await press(page, 'edge-base');
      await press(page, 'payments-stack', true);
    },
    part: (page) => pane(page, 'Source').locator('footer'),
  },
  {
    name: 'part-sheet-head',
    scene: 'unlocked',
    act: (page) => review(page, 'payments-stack'),
    part: (page) => sheet(page).locator('header').first(),
  },
  {
    name: 'part-value-rows',
    scene: 'remembered',
    act: async (page) => {
      await review(page, 'payments-stack');
      await page.getByRole('option', { name: /certificate/ }).click();
    },
    part: (page) => sheet(page).getByRole('listbox').getByRole('option'),
  },
  {
    name: 'part-value-chips',
    scene: 'remembered',
    act: (page) => review(page, 'payments-stack'),
    part: (page) => sheet(page).locator('.cm-line'),
  },
  {
    name: 'part-check',
    scene: 'unlocked',
    act: async (page) => {
      await review(page, 'ingress-only');
      await part(page, 'Checks');
    },
    part: (page) => page.getByRole('list', { name: 'Open checks' }),
  },
  {
    name: 'part-repositories',
    scene: 'unlocked',
    act: async (page) => {
      await review(page, 'observability');
      await part(page, 'Repositories');
    },
    part: (page) => sheet(page).getByRole('table'),
  },
  {
    name: 'part-sheet-foot',
    scene: 'unlocked',
    act: async (page) => {
      await review(page, 'gpu-workers');
      await part(page, 'Confirm');
    },
    part: (page) => sheet(page).locator('footer').last(),
  },
  {
    name: 'part-tray-row',
    scene: 'unlocked',
    act: async (page) => {
      await review(page, 'gpu-workers');
      await confirm(page);
      await page.getByText('Identical', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Done' }).click();
    },
    part: (page) => page.getByRole('list', { name: 'Transfers of this run' }),
  },
  {
    name: 'part-fields',
    scene: 'nothing',
    act: async (page) => {
      await fillSignIn(page);
      await page.getByRole('textbox', { name: 'Name' }).focus();
    },
    part: (page) => page.locator('form'),
  },
  {
    name: 'part-manager-row',
    scene: 'panes',
    act: (page) => clicked(page, 'Environments'),
    part: (page) => sheet(page).getByRole('listitem').last(),
  },
];
