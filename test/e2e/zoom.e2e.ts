import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { paymentsExport } from './files/payments.ts';
import { testOnStage } from './fixtures.ts';
import { documentScreen } from './screens/document.ts';
import { firstStart } from './screens/first-start.ts';
import { manager } from './screens/manager.ts';
import { pane } from './screens/pane.ts';
import { reviewSheet } from './screens/review-sheet.ts';
import { signInSheet } from './screens/sign-in-sheet.ts';
import { connect, showPanes } from './stage.ts';

/** A window of 1280×800 at 200 %. */
const zoomed = { width: 640, height: 400 };

// In the order in which a person meets them: each test goes on where the one before it stopped.
const test = testOnStage();
test.describe.configure({ mode: 'serial' });
test.beforeEach(({ stage }) => stage.ferry.window.setViewportSize(zoomed));

test('first start: every door can be reached', async ({ stage }) => {
  const { window } = stage.ferry;
  const doors = firstStart(window);
  await expectUsable(window, [doors.addEnvironment, doors.samples, doors.openFile]);
});

test('sign-in: every field and both buttons', async ({ stage }) => {
  const { app, window } = stage.ferry;
  await firstStart(window).addEnvironment.click();
  const sheet = signInSheet(app, window);
  await sheet.address.fill(stage.prod.url);
  await sheet.apiKey.fill(stage.prod.apiKeys.admin);
  await sheet.name.fill('PROD');
  await sheet.sheet.getByRole('radio', { name: 'Production' }).press('Space');
  await sheet.chooseCertificate(stage.caFiles.prod);
  await sheet.test.click();
  await expect(sheet.sheet).toContainText('Connected to');
  const last = sheet.sheet.getByText('Certificates', { exact: true });
  await expectUsable(window, [sheet.address, sheet.apiKey, sheet.name, last, sheet.test, sheet.submit, sheet.cancel]);
  await sheet.cancel.click();
});

test('a file: its layers, its values, its buttons', async ({ stage }) => {
  const { app, window } = stage.ferry;
  await writeFile(join(stage.folder, 'payments.json'), paymentsExport());
  const file = documentScreen(app, window);
  await file.openByKey(join(stage.folder, 'payments.json'));
  await expect(file.layers).toHaveCount(6);
  await expectUsable(window, [file.layers.first(), file.layers.last(), file.saveAs, file.close]);
  await file.layer('vault').click();
  await file.tab('Masked values').click();
  const value = file.rows('Masked values').filter({ hasText: 'token' });
  await value.click();
  await expectUsable(window, [value, file.field, file.saveAs, file.close]);
  await file.close.click();
});

test('panes: place, filter, rows, details, copy and unlock of both', async ({ stage }) => {
  const { window } = stage.ferry;
  await connect(stage, 'DEV');
  await connect(stage, 'PROD');
  await showPanes(stage);
  const source = pane(window, 'Source');
  const target = pane(window, 'Target');
  // A list draws the rows that are in sight; the panes stand one above the other here.
  await source.grid.scrollIntoViewIfNeeded();
  await source.row('aws-base').click({ position: { x: 60, y: 12 } });
  await expect(source.layers).not.toHaveCount(0);
  for (const { place, filter, refresh, copy } of [source, target])
    await expectUsable(window, [place, filter, refresh, copy]);
  await expectUsable(window, [
    source.layers.first(),
    source.layers.last(),
    target.region.getByRole('button', { name: /^Unlock PROD/ }),
  ]);
  await target.grid.scrollIntoViewIfNeeded();
  await expectUsable(window, [target.row('web-platform')]);
  const bar = window.getByRole('banner').getByRole('button');
  expect(await bar.count()).toBeGreaterThanOrEqual(7);
  for (const button of await bar.all()) await expectUsable(window, [button]);
});

test('at 900×600 the panes fill the window wherever the bar between them stands, and nothing in the head collides', async ({
  stage,
}) => {
  const { window } = stage.ferry;
  await window.setViewportSize({ width: 900, height: 600 });
  const separator = window.getByRole('separator', { name: 'Width of the panes' });
  const left = pane(window, 'Source').region;
  const right = pane(window, 'Target').region;
  for (const key of ['Home', 'End']) {
    await separator.press(key);
    const [first, second] = [await left.boundingBox(), await right.boundingBox()];
    expect(first?.x, key).toBe(8);
    expect((second?.x ?? 0) + (second?.width ?? 0), key).toBe(892);
    expect(Math.min(first?.width ?? 0, second?.width ?? 0), key).toBe(340);
  }
  await separator.dblclick();
  const parts = [
    window.getByRole('heading', { level: 1 }),
    ...(await window.getByRole('banner').getByRole('button').all()),
  ];
  const boxes = await Promise.all(parts.map((part) => part.boundingBox()));
  for (const [at, box] of boxes.entries()) {
    const before = boxes[at - 1];
    if (before != null) expect(box?.x).toBeGreaterThanOrEqual(before.x + before.width);
  }
  expect(Math.max(...boxes.map((box) => (box?.x ?? 0) + (box?.width ?? 0)))).toBeLessThanOrEqual(900);
});

test('the place picker shows its first and last line', async ({ stage }) => {
  const { window } = stage.ferry;
  await pane(window, 'Target').place.click();
  const places = window.getByRole('menu').getByRole('menuitemradio');
  await expect(places.filter({ hasText: 'platform' })).toBeVisible();
  await expectUsable(window, [places.first(), window.getByRole('menuitem', { name: 'Manage environments…' })]);
  await window.keyboard.press('Escape');
});

test('manager, settings, shortcuts and palette', async ({ stage }) => {
  const { window } = stage.ferry;
  const environments = await manager(window).open();
  await expectUsable(window, [environments.remove('PROD'), environments.add, environments.close]);
  await environments.close.click();

  await window.keyboard.press('ControlOrMeta+,');
  const settings = window.getByRole('dialog', { name: 'Settings' });
  await expectUsable(window, [
    settings.getByText('Compact', { exact: true }),
    settings.getByText('60 minutes', { exact: true }),
    settings.getByRole('button', { name: 'Forget everything…' }),
    settings.getByRole('button', { name: 'Close' }),
  ]);
  await window.keyboard.press('Escape');

  await window.keyboard.press('F1');
  const shortcuts = window.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expectUsable(window, [shortcuts.locator('dt').first(), shortcuts.locator('dt').last()]);
  await window.keyboard.press('Escape');

  await window.keyboard.press('ControlOrMeta+k');
  const palette = window.getByRole('dialog', { name: 'Command palette' });
  await expectUsable(window, [palette.getByRole('menuitem').first(), palette.getByRole('status')]);
  await window.keyboard.press('Escape');
});

test('review sheet: each part, and what confirms or discards it', async ({ stage }) => {
  const { window } = stage.ferry;
  const source = pane(window, 'Source');
  await source.filter.fill('payments-stack');
  await source.grid.scrollIntoViewIfNeeded();
  await source.row('payments-stack').click({ position: { x: 60, y: 12 } });
  await window.keyboard.press('F5');
  const review = reviewSheet(window);
  for (const part of ['Values', 'Checks', 'Repositories', 'Confirm'] as const) {
    await review.part(part).click();
    await expect(review.panel(part)).toBeVisible();
    await expectUsable(window, [
      review.part('Values'),
      review.part('Confirm'),
      review.discard,
      review.confirm,
      review.close,
    ]);
  }
  await review.part('Values').click();
  await expectUsable(window, [review.panel('Values').getByRole('textbox', { name: /^Value for / })]);
  await review.discard.click();

  await source.filter.fill('edge-base');
  await source.grid.scrollIntoViewIfNeeded();
  await source.row('edge-base').click({ position: { x: 60, y: 12 } });
  await window.keyboard.press('F5');
  await expect(review.sheet).toContainText('Nothing stands in the way');
  await expectUsable(window, [review.unlock]);
  await review.unlock.click();
  await expectUsable(window, [review.typedName, review.confirm]);
  await review.discard.click();
});

/** Nothing is cut off sideways, and each of these can be brought under the pointer. */
async function expectUsable(window: Page, parts: readonly Locator[]): Promise<void> {
  for (const part of parts) {
    await part.scrollIntoViewIfNeeded();
    const found = await part.evaluate((element) => {
      const box = element.getBoundingClientRect();
      const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 12)];
      const top = document.elementFromPoint(x, y);
      return {
        isInside: box.left >= -1 && box.right <= innerWidth + 1 && y > 0 && y < innerHeight,
        isOnTop: top !== null && (element.contains(top) || top.contains(element)),
      };
    });
    expect.soft(found, String(part)).toEqual({ isInside: true, isOnTop: true });
  }
  const cutOff = await window.evaluate(() => {
    const scrolls = (element: Element): boolean => {
      for (let one: Element | null = element; one !== null; one = one.parentElement) {
        if (one.scrollWidth > one.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(one).overflowX)) return true;
      }
      return false;
    };
    return [...document.querySelectorAll('button, input, textarea, h1, h2, h3, [role="tab"]')]
      .filter((element) => {
        const { left, right, width, height } = element.getBoundingClientRect();
        return width > 1 && height > 1 && (left < -1 || right > innerWidth + 1) && !scrolls(element);
      })
      .map((element) => element.outerHTML.slice(0, 120));
  });
  expect.soft(cutOff).toEqual([]);
}
