import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Page } from '@playwright/test';
import { startPlayground } from '../../electron/playground/playground.ts';
import { readEditedText } from '../../shared/transfer/text-reading.ts';
import { documentScreen } from '../e2e/screens/document.ts';
import { reviewSheet } from '../e2e/screens/review-sheet.ts';
import { valuesPart } from '../e2e/screens/values-part.ts';
import { type BenchRow, median } from './row.ts';
import { layerText, MASKS, profileOf } from './typing.ts';
import { openFerry, signIn } from './window-app.ts';

const ROUNDS = 7;
/** Tasks that are shorter are felt by nobody, and the window does not tell of them. */
const LIMIT_MS = 75;

/**
 * A layer of 1 MB is edited in a review: for how long the window answers no key while, after a pause, it is read and
 * planned again. The reference is what reading it takes.
 */
export async function reviewingBench(): Promise<BenchRow[]> {
  const text = layerText();
  const folder = await mkdtemp(join(tmpdir(), 'ferry-reviewing-'));
  const path = join(folder, 'large.json');
  await writeFile(path, JSON.stringify(profileOf(text)));
  const playground = await startPlayground({ rateLimits: false });
  const ferry = await openFerry();
  try {
    const { page } = ferry;
    await signIn(page, playground.environment('PROD'));
    const file = documentScreen(ferry.app, page);
    await file.openByKey(path);
    await file.importing.click();
    await file.targets.getByRole('group', { name: 'PROD' }).getByRole('option', { name: 'payments' }).click();
    await file.targets.getByRole('button', { name: 'Review the import into PROD / payments' }).click();
    await reviewSheet(page).part('Values').click();
    const values = valuesPart(page);
    await values.chip('large / service0.password').waitFor();
    await watchLongTasks(page);
    const blocked: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      await values.editor.focus();
      await page.keyboard.press('ControlOrMeta+Home');
      await longestTask(page);
      await page.keyboard.type(`added${round}: ********\n`);
      // Asked for by its role a row would take the page longer to find than what is measured.
      await page.waitForFunction(
        (before) => document.querySelectorAll('[role="option"][data-state]').length > before,
        MASKS + round,
      );
      // The first round warms the processes up.
      if (round > 0) blocked.push(await longestTask(page));
    }
    return [
      {
        name: 'review of 1 MB after a pause in typing, longest task of the window; reading it',
        measured: median(blocked),
        reference: median(Array.from({ length: 3 }, () => readingOf(text))),
        unit: 'ms',
        limits: { measured: LIMIT_MS },
      },
    ];
  } finally {
    await ferry.close();
    await playground.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function readingOf(before: string): number {
  const start = performance.now();
  readEditedText({ before, now: `added: ********\n${before}`, required: [] });
  return performance.now() - start;
}

async function watchLongTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const tasks: number[] = [];
    const taken = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)));
    taken.observe({ type: 'longtask' });
    Object.assign(window, { longTasks: tasks });
  });
}

/** The longest task since the last question, in milliseconds; 0: none took 50. */
function longestTask(page: Page): Promise<number> {
  return page.evaluate(async () => {
    // What the last task draws counts too, and is told after it.
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))));
    const { longTasks } = window as unknown as { longTasks: number[] };
    return Math.max(0, ...longTasks.splice(0));
  });
}
