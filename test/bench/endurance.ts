import { type PlaygroundEnvironment, startPlayground } from '../../electron/playground/playground.ts';
import { pane } from '../e2e/screens/pane.ts';
import type { BenchRow } from './row.ts';
import { openFerry, type RunningWindow, signIn } from './window-app.ts';

const PROFILES = 2500;
const WARM_UP = 5;
/** A minute in a second. */
const CLOCK_SPEED = 60;
/** One a minute for an hour. */
const REFRESHES = 60;

/**
 * An hour of looking at two panes of 2,500 profiles, each read again every minute; the minutes between are left out.
 */
export async function enduranceBench(): Promise<BenchRow[]> {
  const playground = await startPlayground({ profiles: PROFILES, rateLimits: false });
  const ferry = await openFerry({ clockSpeed: CLOCK_SPEED });
  try {
    const dev = playground.environment('DEV');
    await signIn(ferry.page, dev);
    for (const side of ['Source', 'Target'] as const) await pane(ferry.page, side).show('DEV', 'Default');
    for (let round = 0; round < WARM_UP; round += 1) await refresh(ferry, dev);
    const before = await memory(ferry);
    for (let round = 0; round < REFRESHES; round += 1) await refresh(ferry, dev);
    const after = await memory(ferry);
    return [
      memoryRow('window', after.window, before.window),
      memoryRow('main process', after.main, before.main),
      memoryRow('both together', after.window + after.main, before.window + before.main),
    ];
  } finally {
    await ferry.close();
    await playground.close();
  }
}

function memoryRow(what: string, measured: number, reference: number): BenchRow {
  return {
    name: `memory after an hour of refreshing two panes of ${PROFILES}, ${what}`,
    measured,
    reference,
    unit: 'MB',
    limits: { ratio: 1.1 },
  };
}

/** Reads both lists again; once more where a busy machine made a list run into its time limit. */
async function refresh({ page }: RunningWindow, dev: PlaygroundEnvironment): Promise<void> {
  const buttons = ['Source', 'Target'].map((side) => page.getByRole('button', { name: `Refresh ${side}` }));
  const pages = 2 * Math.ceil(PROFILES / 50);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    dev.clearRequests();
    for (const button of buttons) await button.click();
    // A button says that its list is being read a moment after the click: the server knows when it was read.
    for (let wait = 0; wait < 200 && dev.requests.length < pages; wait += 1) await page.waitForTimeout(50);
    for (const button of buttons) await button.and(page.locator(':not([data-asking])')).waitFor({ timeout: 60_000 });
    if (dev.requests.length >= pages) return;
  }
  throw new Error(`Only ${dev.requests.length} of ${pages} pages were read again`);
}

/** What is left in use after everything unused was collected, in MB. */
async function memory({ app, page }: RunningWindow): Promise<{ readonly window: number; readonly main: number }> {
  const session = await page.context().newCDPSession(page);
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  const main = await app.evaluate(async () => {
    const { setFlagsFromString } = process.getBuiltinModule('node:v8');
    const { runInNewContext } = process.getBuiltinModule('node:vm');
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    // What the first round frees may hold the last of something else.
    for (let round = 0; round < 3; round += 1) {
      collect();
      await new Promise((done) => setTimeout(done, 50));
    }
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  });
  return { window: usedSize / 1e6, main: main / 1e6 };
}
