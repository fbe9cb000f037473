import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import { documentScreen } from '../e2e/screens/document.ts';
import { bigProfile } from './big-profile.ts';
import type { BenchRow } from './row.ts';
import { openFerry, type RunningWindow } from './window-app.ts';

const LAYERS = 40;

/** How soon a large profile file is seen. */
export async function openingBench(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ferry-bench-'));
  const ferry = await openFerry();
  try {
    const path = join(folder, 'large.json');
    await writeFile(path, bigProfile(LAYERS, 5_000_000, 5));
    return [await openingTimes(ferry, path)];
  } finally {
    await ferry.close();
    await rm(folder, { recursive: true });
  }
}

/** Opens the file and tells when all of its stack was painted, and when its last layer was analysed. */
async function openingTimes({ app, page }: RunningWindow, path: string): Promise<BenchRow> {
  const screen = documentScreen(app, page);
  await page.evaluate((layers) => {
    const { ferry } = window as unknown as { ferry: Ferry };
    const times = { start: 0, painted: 0, analysed: 0 };
    Object.assign(window, { benchTimes: times });
    window.addEventListener('keydown', () => {
      times.start = performance.now();
    });
    const stop = ferry.events.subscribe((event) => {
      if (event.kind !== 'file-inspected') return;
      times.analysed = performance.now();
      stop();
    });
    const look = () => {
      const stack = document.querySelector('[role="listbox"][aria-label^="Profile and layers"]');
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        times.painted = performance.now();
      };
      // The profile itself stands above its layers.
      if (stack?.querySelectorAll('[role="option"]').length === layers + 1) channel.port2.postMessage(null);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, LAYERS);
  await screen.openByKey(path);
  const read = await page.waitForFunction(
    () => {
      const { benchTimes } = window as unknown as { benchTimes: { start: number; painted: number; analysed: number } };
      return benchTimes.painted > 0 && benchTimes.analysed > 0 ? benchTimes : null;
    },
    null,
    { timeout: 60_000 },
  );
  const { start, painted, analysed } = (await read.jsonValue()) ?? { start: 0, painted: Number.NaN, analysed: 0 };
  return {
    name: `from the key to the stack of a 5 MB file painted; to its last layer of ${LAYERS} analysed`,
    measured: painted - start,
    reference: analysed - start,
    unit: 'ms',
    limits: { ratio: 1 },
  };
}
