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

const ROUNDS = 5;

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
    const measured = async (
      where: 'Home' | 'End',
      keys: () => Promise<void>,
      isPlanned: () => Promise<unknown>,
    ): Promise<number> => {
      await values.editor.focus();
      await page.keyboard.press(`ControlOrMeta+${where}`);
      await longestTask(page);
      await keys();
      await isPlanned();
      return longestTask(page);
    };
    const inLine: number[] = [];
    const newLine: number[] = [];
    // The first round warms the processes up.
    for (let round = 0; round <= ROUNDS; round += 1) {
      // Asked for by their roles these rows would take the page longer to find than what is measured.
      const isFound = (wanted: boolean) => () =>
        page.waitForFunction(
          (now) => (document.querySelector('[aria-label="Found in this text"]') !== null) === now,
          wanted,
        );
      const broken = await measured('End', () => page.keyboard.type('"'), isFound(true));
      const mended = await measured('End', () => page.keyboard.press('Backspace'), isFound(false));
      const line = await measured(
        'Home',
        () => page.keyboard.type(`added${round}: ********\n`),
        () =>
          page.waitForFunction(
            (before) => document.querySelectorAll('[role="option"][data-state]').length > before,
            MASKS + round,
          ),
      );
      if (round > 0) {
        inLine.push(broken, mended);
        newLine.push(line);
      }
    }
    const reference = median(Array.from({ length: 3 }, () => readingOf(text)));
    const row = (what: string, tasks: readonly number[], ratio: number): BenchRow => {
      const name = `review of 1 MB after ${what}, the window's longest task; reading it`;
      return { name, measured: median(tasks), reference, unit: 'ms', limits: { ratio } };
    };
    return [row('a letter', inLine, 0.15), row(`a line, which moves ${MASKS} masks`, newLine, 0.35)];
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

/** The longest task since the last question, in milliseconds; 0: none took 50, and the window tells of no shorter one. */
function longestTask(page: Page): Promise<number> {
  return page.evaluate(async () => {
    // What the last task draws counts too, and is told after it.
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))));
    const { longTasks } = window as unknown as { longTasks: number[] };
    return Math.max(0, ...longTasks.splice(0));
  });
}
