import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { startPlayground } from '../../electron/playground/playground.ts';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import { pane } from '../e2e/screens/pane.ts';
import type { BareRow, BareSize } from './bare/page.tsx';
import { keystrokes, scrollFrames, watchKeystrokes } from './in-page.ts';
import { type BenchRow, median, p95 } from './row.ts';
import { openBareList, openFerry, type RunningWindow, signIn, startToReady } from './window-app.ts';

const PROFILES = 2500;
const STARTS = 7;
const FRAMES = 400;
const PIXELS_PER_FRAME = 120;
/** Each letter changes how many rows are left. */
const WORDS = ['billing-00', 'checkout-1', 'search-02', 'pricing-00'];
const grid = (side: 'Source' | 'Target') => `[aria-label="${side}"] [role="grid"]`;

/** What a person waits for in the real window, beside the least that the same runtime can do. */
export async function windowBench(): Promise<BenchRow[]> {
  return [await startBench(), ...(await listBench())];
}

async function startBench(): Promise<BenchRow> {
  const times: Record<'ferry' | 'empty', number[]> = { ferry: [], empty: [] };
  // In turns, so that a busy moment of the machine meets both; the first pair only fills the disk cache.
  for (let run = 0; run <= STARTS; run += 1) {
    for (const what of ['empty', 'ferry'] as const) {
      const time = await startToReady(what);
      if (run > 0) times[what].push(time);
    }
  }
  return {
    name: 'start to ready; an empty window of the same runtime',
    measured: median(times.ferry),
    reference: median(times.empty),
    unit: 'ms',
    limits: { ratio: 1.5 },
  };
}

interface ListNumbers {
  readonly frame: number;
  readonly work: number;
  readonly key: number;
}

async function listBench(): Promise<BenchRow[]> {
  const playground = await startPlayground({ profiles: PROFILES, rateLimits: false });
  const ferry = await openFerry();
  let size: BareSize;
  let rows: readonly BareRow[];
  let ours: ListNumbers;
  try {
    const dev = playground.environment('DEV');
    const id = await signIn(ferry.page, dev);
    for (const side of ['Source', 'Target'] as const) await pane(ferry.page, side).show('DEV', 'Default');
    await listed(ferry, 2);
    rows = await ferry.page.evaluate(textsOfProfiles, { id, uid: dev.projectUid('Default') });
    size = await ferry.page.evaluate((selector) => {
      const { width = 0, height = 0 } = document.querySelector(selector)?.getBoundingClientRect() ?? {};
      return { width, height };
    }, grid('Source'));
    ours = await measureList(ferry, grid('Source'), '[aria-label="Source"]', 'Filter Source');
  } finally {
    await ferry.close();
    await playground.close();
  }

  const bare = await openBareList(await buildBarePage());
  let theirs: ListNumbers;
  try {
    await bare.page.evaluate(([given, box]) => window.showBareRows(given, box), [rows, size] as const);
    theirs = await measureList(bare, '[role="grid"]', 'output', 'Filter');
  } finally {
    await bare.close();
  }
  return [
    {
      name: `scrolling ${rows.length} rows, frame p95; a bare virtualised list`,
      measured: ours.frame,
      reference: theirs.frame,
      unit: 'ms',
      limits: { ratio: 1.3 },
    },
    {
      name: "scrolling, a frame's work p95",
      measured: ours.work,
      reference: theirs.work,
      unit: 'ms',
      limits: {},
    },
    {
      name: `filter over ${rows.length} rows, keystroke to paint p95; the list re-rendered bare`,
      measured: ours.key,
      reference: theirs.key,
      unit: 'ms',
      limits: { ratio: 2, measured: 50 },
    },
  ];
}

/** Waits until so many panes show a list that is read to its end. */
async function listed({ page }: RunningWindow, panes: number): Promise<void> {
  for (const side of ['Source', 'Target'].slice(0, panes)) {
    await page
      .getByRole('button', { name: `Refresh ${side}` })
      .and(page.locator(':not([data-disabled])'))
      .waitFor();
  }
  await page.waitForTimeout(500);
}

async function textsOfProfiles({ id, uid }: { id: string; uid: string }): Promise<BareRow[]> {
  const { ferry } = window as unknown as { ferry: Ferry };
  const scope = { kind: 'project', uid, name: 'Default' } as const;
  const place = { kind: 'environment', environmentId: id, scope } as const;
  const list = await ferry.places.profiles({ listing: crypto.randomUUID(), place });
  if (!list.ok) throw new Error(list.problem.kind);
  return list.value.rows.map((row) => ({
    id: `${row.scope}/${row.name}`,
    texts: [
      row.name,
      row.versions[0]?.version ?? '',
      row.type,
      row.cloudType,
      `${row.layers.length} layers`,
      row.lastModified ?? '',
    ],
  }));
}

async function measureList(
  { page }: RunningWindow,
  list: string,
  count: string,
  filterName: string,
): Promise<ListNumbers> {
  await scrollFrames(page, list, FRAMES / 4, PIXELS_PER_FRAME);
  const { intervals, work } = await scrollFrames(page, list, FRAMES, PIXELS_PER_FRAME);

  const filter = page.getByRole('searchbox', { name: filterName });
  await filter.focus();
  await watchKeystrokes(page, count);
  for (const word of WORDS) {
    for (const letter of word) {
      await page.keyboard.press(letter);
      await page.waitForTimeout(60);
    }
    for (const _letter of word) {
      await page.keyboard.press('Backspace');
      await page.waitForTimeout(60);
    }
  }
  const times = await keystrokes(page);
  if (times.length < WORDS.length * 8) throw new Error(`Only ${times.length} keystrokes changed the list`);
  return { frame: p95(intervals), work: p95(work), key: p95(times) };
}

async function buildBarePage(): Promise<string> {
  process.env.NODE_ENV = 'production';
  await build({ configFile: join(import.meta.dirname, 'bare/vite.config.ts') });
  return fileURLToPath(new URL('../../.cache/bare-page', import.meta.url));
}
