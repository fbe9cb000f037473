import { expect, type Page } from '@playwright/test';
import type { Stage } from '../stage.ts';

/** Loads our page anew; a navigation that is still being refused may take the first load with it. */
export async function freshPage(page: Page): Promise<void> {
  await expect(async () => {
    await page.reload();
    await page.locator('[data-app-state="ready"]').waitFor();
  }).toPass();
}

/** Marks the page that is there now: another one would not have it. */
export async function markPage(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.documentElement.dataset.marked = 'yes';
  });
}

export function addressOf({ ferry }: Stage): Promise<string> {
  return ferry.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL() ?? '');
}

/** Sees that the window still holds the marked page, and that it still answers a person. */
export async function expectSamePage(stage: Stage, address: string): Promise<void> {
  const { window } = stage.ferry;
  // A navigation that had begun would end before this frame is drawn or destroy the page that is asked for it.
  await window.evaluate(
    () =>
      new Promise<void>((done) => {
        requestAnimationFrame(() => setTimeout(done, 0));
      }),
  );
  expect(await addressOf(stage)).toBe(address);
  expect(await window.evaluate(() => document.documentElement.dataset.marked)).toBe('yes');
  expect((await window.evaluate(() => globalThis.window.ferry.view.load())).ok).toBe(true);
  await expect
    .poll(() => stage.ferry.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length))
    .toBe(1);
}
