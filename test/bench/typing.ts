import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documentScreen } from '../e2e/screens/document.ts';
import { pressKeys, watchKeystrokes } from './in-page.ts';
import { type BenchRow, median, p95 } from './row.ts';
import { buildBarePage } from './window.ts';
import { openBareList, openFerry, type RunningWindow } from './window-app.ts';

export const MASKS = 200;
const ROUNDS = 5;
const WORDS = ['alpha', 'bravo', 'gamma', 'delta', 'omega', 'sigma'];
/** Between two words a person looks up, and all that waits for a pause begins: it must not be felt in the next letters. */
const LOOKS_UP = 450;

/** Typing into a layer of 1 MB with its masks, beside an editor that does nothing but edit. */
export async function typingBench(): Promise<BenchRow[]> {
  const text = layerText();
  const folder = await mkdtemp(join(tmpdir(), 'ferry-typing-'));
  const path = join(folder, 'large.json');
  await writeFile(path, JSON.stringify(profileOf(text)));
  const ferry = await openFerry();
  const bare = await openBareList(await buildBarePage());
  try {
    const file = documentScreen(ferry.app, ferry.page);
    await file.openByKey(path);
    await file.layer('large').click();
    await file.chip('large / service0.password').waitFor();
    const size = await file.editor.evaluate((element) => {
      const { width, height } = element.closest('.cm-editor')?.getBoundingClientRect() ?? { width: 900, height: 400 };
      return { width, height };
    });
    await bare.page.evaluate(([given, box]) => window.showBareEditor(given, box), [text, size] as const);
    for (const one of [ferry, bare]) await watchKeystrokes(one.page, '.cm-content');
    const rounds: { readonly ours: number; readonly theirs: number }[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const both = { ours: await typed(ferry), theirs: await typed(bare) };
      // The first round warms both up.
      if (round > 0) rounds.push(both);
    }
    return [
      {
        name: `typing into 1 MB with ${MASKS} masks, keystroke to paint p95; the bare editor`,
        measured: median(rounds.map(({ ours }) => ours)),
        reference: median(rounds.map(({ theirs }) => theirs)),
        unit: 'ms',
        limits: { ratio: 1.3 },
      },
    ];
  } finally {
    await bare.close();
    await ferry.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Some words at the start of a line near the beginning, letter by letter. */
async function typed({ page }: RunningWindow): Promise<number> {
  await page.locator('.cm-content').focus();
  await page.keyboard.press('ControlOrMeta+Home');
  const times: number[] = [];
  for (const word of WORDS) {
    times.push(...(await pressKeys(page, [...word])));
    await page.waitForTimeout(LOOKS_UP);
  }
  if (times.length < WORDS.join('').length * 0.9) throw new Error(`Only ${times.length} letters came on screen`);
  return p95(times);
}

/** A layer of 1 MB with its masks. */
export function layerText(): string {
  const services = Array.from({ length: MASKS }, (_, at) => {
    const keys = Array.from({ length: 215 }, (_one, key) => `  key${key}: some value ${key}\n`);
    return `service${at}:\n  password: '********'\n  image: "{{.spectro.macro.REGISTRY}}/app:${at}"\n${keys.join('')}`;
  });
  return services.join('');
}

export function profileOf(values: string): unknown {
  const pack = { name: 'large', type: 'spectro', layer: 'addon', version: '1.0.0', tag: '1.0.0', values };
  return { metadata: { name: 'large' }, spec: { version: '1.0.0', template: { type: 'add-on', packs: [pack] } } };
}
