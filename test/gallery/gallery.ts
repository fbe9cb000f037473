import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileOf, openCamera, type Shot, sizes, themes } from './camera.ts';
import { pictures } from './pictures.ts';

const out = join(import.meta.dirname, '../../.gallery');

interface Finding {
  readonly file: string;
  readonly words: string;
}

/** Takes every picture; `only` names a part of the pictures to take. Answers with everything that went wrong. */
async function gallery(only: string, withAxe: boolean): Promise<readonly Finding[]> {
  const camera = await openCamera();
  if (camera === null) return [{ file: 'gallery', words: 'Neither Chromium, Chrome nor Edge was found' }];
  await mkdir(out, { recursive: true });
  const findings: Finding[] = [];
  const wanted = pictures.filter((one) => only === '' || one.name.match(only) !== null);
  const shots = wanted.flatMap((picture) =>
    themes.flatMap((theme) => sizes.map((size): Shot => ({ picture, theme, size }))),
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
  if (only === '') await writeFile(join(out, 'index.html'), indexPage(shots.map(fileOf)));
  return findings;
}

function indexPage(files: readonly string[]): string {
  const figures = files.map(
    (file) =>
      `<figure><a href="${file}"><img loading="lazy" src="${file}" alt=""></a><figcaption>${file}</figcaption></figure>`,
  );
  return `<!doctype html><meta charset="utf-8"><title>Gallery</title><style>body{font:13px system-ui;margin:16px;display:grid;grid-template-columns:repeat(auto-fill,minmax(420px,1fr));gap:16px}figure{margin:0}img{width:100%;border:1px solid #ccc}</style>${figures.join('\n')}\n`;
}

const [only = '', mode = ''] = process.argv.slice(2);
const findings = await gallery(only === 'all' ? '' : only, mode === 'axe');
for (const { file, words } of findings) console.log(`${file}: ${words}`);
console.log(`${findings.length} findings; pictures are in .gallery`);
process.exitCode = findings.length === 0 ? 0 : 1;
