import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { startPlayground } from '../../electron/playground/playground.ts';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import { pane } from '../e2e/screens/pane.ts';
import type { BareRow, BareSize } from './bare/page.tsx';
import { pressKeys, scrollFrames, selectAll, watchKeystrokes } from './in-page.ts';
import { type BenchRow, median, p95 } from './row.ts';
import { openBareList, openFerry, type RunningWindow, signIn, startToReady } from './window-app.ts';

const PROFILES = 2500;
const STARTS = 7;
const FRAMES = 200;
const PIXELS_PER_FRAME = 120;
const SELECTIONS = 5;
/** Typed and taken back, a letter at a time. */
const WORDS = ['g-021', 'y-122', 't-013', 'h-104', 'e-200'];
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

/** How to reach the list of a window. */
interface ListPage {
  readonly window: RunningWindow;
  readonly list: string;
  readonly filter: string;
}

async function listBench(): Promise<BenchRow[]> {
  const playground = await startPlayground({ profiles: PROFILES, rateLimits: false });
  const ferry = await openFerry();
  const bare = await openBareList(await buildBarePage());
  try {
    const dev = playground.environment('DEV');
    const id = await signIn(ferry.page, dev);
    for (const side of ['Source', 'Target'] as const) await pane(ferry.page, side).show('DEV', 'Default');
    await listed(ferry, 2);
    const rows = await ferry.page.evaluate(textsOfProfiles, { id, uid: dev.projectUid('Default') });
    const size = await ferry.page.evaluate((selector): BareSize => {
      const { width = 0, height = 0 } = document.querySelector(selector)?.getBoundingClientRect() ?? {};
      return { width, height };
    }, grid('Source'));
    await bare.page.evaluate(([given, box]) => window.showBareRows(given, box), [rows, size] as const);
    await watchKeystrokes(ferry.page, '[aria-label="Source"]');
    await watchKeystrokes(bare.page, 'output');
    const inDom = async ({ page }: RunningWindow, list: string) => page.locator(`${list} [role="row"]`).count();
    const drawn: BenchRow = {
      name: `rows in the document for a list of ${rows.length}; a bare virtualised list`,
      measured: await inDom(ferry, grid('Source')),
      reference: await inDom(bare, '[role="grid"]'),
      unit: 'rows',
      limits: { ratio: 1.3 },
    };
    const compared = await compareLists(
      { window: ferry, list: grid('Source'), filter: 'Filter Source' },
      { window: bare, list: '[role="grid"]', filter: 'Filter' },
      rows.length,
    );
    const times: number[] = [];
    for (let round = 0; round < SELECTIONS; round += 1) times.push(await selectAll(ferry.page, grid('Source')));
    const selecting: BenchRow = {
      name: `selecting all of ${rows.length} rows, key to paint`,
      measured: median(times),
      reference: null,
      unit: 'ms',
      // Above this a person notices a pause.
      limits: { measured: 100 },
    };
    return [drawn, ...compared, selecting];
  } finally {
    await bare.close();
    await ferry.close();
    await playground.close();
  }
}

/** In turns, so that a busy moment of the machine meets both; of the rounds' numbers the middle one counts. */
async function compareLists(ours: ListPage, theirs: ListPage, rows: number): Promise<BenchRow[]> {
  const rounds: { readonly ours: ListNumbers; readonly theirs: ListNumbers }[] = [];
  for (let round = 0; round <= WORDS.length; round += 1) {
    const word = WORDS[round % WORDS.length] ?? '';
    const both = { ours: await measureList(ours, word), theirs: await measureList(theirs, word) };
    // The first round warms both up.
    if (round > 0) rounds.push(both);
  }
  const row = (name: string, of: keyof ListNumbers, limits: BenchRow['limits']): BenchRow => ({
    name,
    measured: median(rounds.map((one) => one.ours[of])),
    reference: median(rounds.map((one) => one.theirs[of])),
    unit: 'ms',
    limits,
  });
  return [
    row(`scrolling ${rows} rows, frame p95; a bare virtualised list`, 'frame', { ratio: 1.3 }),
    row("scrolling, from a frame's start until the page is free p95", 'work', {}),
    row(`filter over ${rows} rows, keystroke to paint p95; the list re-rendered bare`, 'key', {
      ratio: 2,
      measured: 50,
    }),
  ];
}

/** Waits until so many panes show a list that is read to its end. */
async function listed({ page }: RunningWindow, panes: number): Promise<void> {
  for (const side of ['Source', 'Target'].slice(0, panes)) {
    await page
      .getByRole('button', { name: `Refresh ${side}` })
      .and(page.locator(':not([data-asking])'))
      .waitFor();
  }
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
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

async function measureList({ window: { page }, list, filter }: ListPage, word: string): Promise<ListNumbers> {
  const { intervals, work } = await scrollFrames(page, list, FRAMES, PIXELS_PER_FRAME);
  await page.getByRole('searchbox', { name: filter }).focus();
  const times = await pressKeys(page, [...word, ...[...word].map(() => 'Backspace')]);
  if (times.length < word.length) throw new Error(`Only ${times.length} keystrokes of "${word}" changed the list`);
  return { frame: p95(intervals), work: p95(work), key: p95(times) };
}

/** Builds the page of the references; answers with its folder. */
export async function buildBarePage(): Promise<string> {
  process.env.NODE_ENV = 'production';
  await build({ configFile: join(import.meta.dirname, 'bare/vite.config.ts') });
  return fileURLToPath(new URL('../../.cache/bare-page', import.meta.url));
}
