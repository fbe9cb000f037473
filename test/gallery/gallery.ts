import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import { build } from 'vite';
import { type Picture, pictures } from './pictures.ts';
import { serve } from './serve.ts';

const root = join(import.meta.dirname, '../..');
const out = join(root, '.gallery');
const sizes = [
  { name: '1280x800', width: 1280, height: 800 },
  { name: '900x600', width: 900, height: 600 },
] as const;
const themes = ['light', 'dark'] as const;

interface Shot {
  readonly picture: Picture;
  readonly theme: (typeof themes)[number];
  readonly size: (typeof sizes)[number];
}

interface Finding {
  readonly file: string;
  readonly words: string;
}

/** Takes every picture; `only` names a part of the pictures to take. Answers with everything that went wrong. */
async function gallery(only: string, withAxe: boolean): Promise<readonly Finding[]> {
  await build({ configFile: join(import.meta.dirname, 'vite.config.ts') });
  await mkdir(out, { recursive: true });
  const server = await serve(join(root, '.vite/gallery'));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync'],
  });
  const findings: Finding[] = [];
  const taken: string[] = [];
  try {
    const wanted = pictures.filter((one) => only === '' || one.name.match(only) !== null);
    const queue = wanted.flatMap((picture) =>
      themes.flatMap((theme) => sizes.map((size) => ({ picture, theme, size }))),
    );
    const worker = async (): Promise<void> => {
      for (let shot = queue.shift(); shot !== undefined; shot = queue.shift()) {
        const file = `${shot.picture.name}.${shot.theme}.${shot.size.name}.png`;
        taken.push(file);
        const words = await take(browser, server.url, shot, file, withAxe);
        findings.push(...words.map((one) => ({ file, words: one })));
      }
    };
    await Promise.all([worker(), worker(), worker()]);
  } finally {
    await browser.close();
    await server.close();
  }
  if (only === '') await writeFile(join(out, 'index.html'), indexPage(taken));
  return findings;
}

async function take(
  browser: Browser,
  url: string,
  { picture, theme, size }: Shot,
  file: string,
  withAxe: boolean,
): Promise<readonly string[]> {
  const context: BrowserContext = await browser.newContext({
    viewport: { width: size.width, height: size.height },
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(6000);
  const wrong: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') wrong.push(message.text());
  });
  page.on('pageerror', (error) => wrong.push(error.message));
  try {
    await page.goto(`${url}/?scene=${picture.scene}&theme=${theme}`);
    const settled = picture.scene === 'loading' ? '[data-app-state]' : '[data-app-state="ready"]';
    await page.locator(settled).waitFor();
    await picture.act?.(page);
    await page.waitForTimeout(120);
  } catch (error) {
    wrong.push(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
  await page.screenshot({ path: join(out, file) });
  if (withAxe && size.width === 1280) {
    const { violations } = await new AxeBuilder({ page }).analyze();
    for (const one of violations) {
      wrong.push(
        `axe ${one.id}: ${one.help}: ${one.nodes
          .slice(0, 3)
          .map((node) => node.html.slice(0, 160))
          .join(' | ')}`,
      );
    }
  }
  await context.close();
  return wrong;
}

function indexPage(files: readonly string[]): string {
  const figures = files.map(
    (file) => `<figure><img loading="lazy" src="${file}" alt=""><figcaption>${file}</figcaption></figure>`,
  );
  return `<!doctype html><meta charset="utf-8"><title>Gallery</title><style>body{font:13px system-ui;margin:16px;display:grid;grid-template-columns:repeat(auto-fill,minmax(420px,1fr));gap:16px}figure{margin:0}img{width:100%;border:1px solid #ccc}</style>${figures.join('\n')}\n`;
}

const [only = '', mode = ''] = process.argv.slice(2);
const findings = await gallery(only === 'all' ? '' : only, mode === 'axe');
for (const { file, words } of findings) console.log(`${file}: ${words}`);
console.log(`${findings.length} findings; pictures are in .gallery`);
process.exitCode = findings.length === 0 ? 0 : 1;
