import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fileOf, openCamera, type Shot, sizesFor, themes } from './camera.ts';
import { pictures } from './pictures.ts';
import type { Picture } from './steps.ts';

const out = join(import.meta.dirname, '../../.gallery');

interface Finding {
  readonly file: string;
  readonly words: string;
}

/** Takes these pictures. Answers with everything that went wrong. */
async function gallery(wanted: readonly Picture[], withAxe: boolean): Promise<readonly Finding[]> {
  const camera = await openCamera();
  if (camera === null) return [{ file: 'gallery', words: 'Neither Chromium, Chrome nor Edge was found' }];
  await mkdir(out, { recursive: true });
  const findings: Finding[] = [];
  const shots = wanted.flatMap((picture) =>
    themes.flatMap((theme) => sizesFor(picture).map((size): Shot => ({ picture, theme, size }))),
  );
  const queue = [...shots];
  const worker = async (): Promise<void> => {
    for (let shot = queue.shift(); shot !== undefined; shot = queue.shift()) {
      const file = fileOf(shot);
      const { png, wrong } = await camera.take(shot, { withAxe });
      await writeFile(join(out, file), png);
      findings.push(...wrong.map((words) => ({ file, words })));
    }
  };
  await Promise.all([worker(), worker(), worker()]).finally(() => camera.close());
  if (wanted === pictures) await writeFile(join(out, 'index.html'), indexPage(shots.map(fileOf)));
  return findings;
}

function indexPage(files: readonly string[]): string {
  const figures = files.map(
    (file) =>
      `<figure><a href="${file}"><img loading="lazy" src="${file}" alt=""></a><figcaption>${file}</figcaption></figure>`,
  );
  return `<!doctype html><meta charset="utf-8"><title>Gallery</title><style>body{font:13px system-ui;margin:16px;display:grid;grid-template-columns:repeat(auto-fill,minmax(420px,1fr));gap:16px}figure{margin:0}img{width:100%;border:1px solid #ccc}</style>${figures.join('\n')}\n`;
}

const asked = parseArgs({ allowPositionals: true, options: { axe: { type: 'boolean', default: false } } });
const { positionals: names, values } = asked;
/** All without a name; else those that begin with one: `sheet` takes every picture of the review sheet. */
const wanted =
  names.length === 0 ? pictures : pictures.filter((one) => names.some((name) => one.name.startsWith(name)));
const findings = await gallery(wanted, values.axe);
for (const { file, words } of findings) console.log(`${file}: ${words}`);
const unknown = names.filter((name) => !wanted.some((one) => one.name.startsWith(name)));
for (const name of unknown) console.log(`No picture begins with ${name}`);
console.log(`${wanted.length} pictures, ${findings.length} findings; they are in .gallery`);
process.exitCode = findings.length + unknown.length === 0 ? 0 : 1;
