import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
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
/** Counts what was read. */
const script = fileURLToPath(new URL('../e2e/hold-readings.cjs', import.meta.url));

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
  const ferry = await openFerry({ scripts: [script] });
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
    const read = () => ferry.app.evaluate(() => globalThis.readings.asked);
    const measured = async (where: 'Home' | 'End', keys: () => Promise<void>): Promise<number> => {
      await values.editor.focus();
      await page.keyboard.press(`ControlOrMeta+${where}`);
      const before = await read();
      await longestTask(page);
      await keys();
      for (let wait = 0; (await read()) === before; wait += 1) {
        if (wait === 600) throw new Error('The text was not read elsewhere');
        await page.waitForTimeout(50);
      }
      return longestTask(page);
    };
    const letters: number[] = [];
    const lines: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      letters.push(await measured('End', () => page.keyboard.type('#')));
      lines.push(await measured('Home', () => page.keyboard.type(`added${round}: ********\n`)));
    }
    const reference = median(Array.from({ length: 3 }, () => readingOf(text)));
    const row = (what: string, tasks: readonly number[], ratio: number): BenchRow => {
      const name = `review of 1 MB after ${what}, the window's longest task; reading it`;
      return { name, measured: median(tasks), reference, unit: 'ms', limits: { ratio } };
    };
    // The first round warms the processes up.
    return [row('a letter', letters.slice(1), 0.15), row(`a line, which moves ${MASKS} masks`, lines.slice(1), 0.35)];
  } finally {
    await ferry.close();
    await playground.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function readingOf(text: string): number {
  const start = performance.now();
  readEditedText({ now: `x${text}`, back: { start: 0, end: 1, text: '' }, required: [] });
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
