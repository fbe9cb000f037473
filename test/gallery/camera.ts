import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Locator } from '@playwright/test';
import { build } from 'vite';
import { findChromium } from '../electron-standin/browser/find-chromium.ts';
import { serve } from './serve.ts';
import type { Picture } from './steps.ts';

export const sizes = [
  { name: '1280x800', width: 1280, height: 800 },
  { name: '900x600', width: 900, height: 600 },
] as const;

/** A part looks alike in both: what differs with the window is in the pictures of the whole. */
export function sizesFor({ part }: Picture): readonly Shot['size'][] {
  return part === undefined ? sizes : sizes.slice(0, 1);
}
export const themes = ['light', 'dark'] as const;

/** One picture in one theme and size. */
export interface Shot {
  readonly picture: Picture;
  readonly theme: (typeof themes)[number];
  readonly size: (typeof sizes)[number];
}

export interface Taken {
  readonly png: Buffer;
  /** What the page complained of, and what an accessibility check found. */
  readonly wrong: readonly string[];
}

export interface Camera {
  /** The browser's version, as "156.0.8078.79". */
  readonly version: string;
  take(shot: Shot, options?: { readonly withAxe: boolean }): Promise<Taken>;
  close(): Promise<void>;
}

/** "panes.light.1280x800.png". */
export function fileOf({ picture, theme, size }: Shot): string {
  return `${picture.name}.${theme}.${size.name}.png`;
}

const root = join(import.meta.dirname, '../..');

/** A working day: every picture begins at this moment, so that its dates are the same each time. */
const moment = Date.parse('2026-03-04T09:41:00Z');

/** Runs in the page: its time goes on as ever, from another moment. */
function beginAt(at: number): void {
  const offset = at - Date.now();
  const { now } = Date;
  globalThis.Date = class extends Date {
    constructor(...given: [] | [number]) {
      if (given.length === 0) super(now() + offset);
      else super(...given);
    }
    static override now(): number {
      return now() + offset;
    }
  } as DateConstructor;
}

/** Pixels that a picture of a part shows on each side of it. */
const margin = 8;

/** The parts and their margin, as far as the window goes. */
async function around(parts: Locator, window: Shot['size']) {
  await parts.first().waitFor();
  const boxes = await parts.evaluateAll((all) => all.map((part) => part.getBoundingClientRect().toJSON() as DOMRect));
  const x = Math.max(0, Math.floor(Math.min(...boxes.map(({ left }) => left))) - margin);
  const y = Math.max(0, Math.floor(Math.min(...boxes.map(({ top }) => top))) - margin);
  const right = Math.min(window.width, Math.ceil(Math.max(...boxes.map((box) => box.right))) + margin);
  const bottom = Math.min(window.height, Math.ceil(Math.max(...boxes.map((box) => box.bottom))) + margin);
  return { x, y, width: right - x, height: bottom - y };
}

/** The fonts of every machine that has the parts: what "system-ui" means differs between them. */
const fonts = { '--font': '"DejaVu Sans", sans-serif', '--mono': '"DejaVu Sans Mono", monospace' } as const;

/** Builds the screens on the in-memory bridge and opens a browser on them; null when there is no browser. */
export async function openCamera(): Promise<Camera | null> {
  const executablePath = findChromium();
  if (executablePath === undefined) return null;
  await build({ configFile: join(import.meta.dirname, 'vite.config.ts') });
  const server = await serve(join(root, '.vite/gallery'));
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-sync',
      '--font-render-hinting=none',
      '--disable-lcd-text',
      '--force-color-profile=srgb',
    ],
  });
  return {
    version: browser.version(),
    async take({ picture, theme, size }, { withAxe } = { withAxe: false }) {
      const context = await browser.newContext({
        viewport: { width: size.width, height: size.height },
        reducedMotion: 'reduce',
        locale: 'en-GB',
        timezoneId: 'UTC',
      });
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      await page.addInitScript(beginAt, moment);
      const wrong: string[] = [];
      page.on('console', (message) => {
        if (picture.isOfFault === true) return;
        if (message.type() === 'error' || message.type() === 'warning') wrong.push(message.text());
      });
      page.on('pageerror', (error) => wrong.push(error.message));
      try {
        await page.goto(`${server.url}/?scene=${picture.scene}&theme=${theme}`);
        await page.evaluate((all) => {
          for (const [name, font] of Object.entries(all)) document.documentElement.style.setProperty(name, font);
        }, fonts);
        const settled = picture.scene === 'loading' ? '[data-app-state]' : '[data-app-state="ready"]';
        await page.locator(settled).waitFor();
        await picture.act?.(page);
        await page.evaluate(() => document.fonts.ready.then(() => undefined));
        // Two frames: the first one may still lay out what the last step changed.
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      } catch (error) {
        wrong.push(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
      }
      const clip = picture.part === undefined ? undefined : await around(picture.part(page), size);
      const png = await page.screenshot({ animations: 'disabled', caret: 'hide', ...(clip && { clip }) });
      if (withAxe && size.width === 1280) {
        const { violations } = await new AxeBuilder({ page }).analyze();
        for (const one of violations) {
          const nodes = one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160));
          wrong.push(`axe ${one.id}: ${one.help}: ${nodes.join(' | ')}`);
        }
      }
      await context.close();
      return { png, wrong };
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
