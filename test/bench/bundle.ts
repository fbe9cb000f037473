import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { BenchRow } from './row.ts';

const folder = fileURLToPath(new URL('../../.vite/renderer/', import.meta.url));

/** What the window loads before anything is clicked, and what it may load later, compressed. */
export async function bundleBench(): Promise<BenchRow[]> {
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  const linked = [...page.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].flatMap(([, path]) => (path ? [path] : []));
  const atStart = new Set<string>(['index.html']);
  for (const path of linked) await addWithImports(path, atStart);
  const every = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  const later = every.filter((path) => !atStart.has(path));
  return [
    {
      name: 'window, what loads at start, gzip',
      measured: await gzipped([...atStart]),
      reference: null,
      unit: 'kB',
      limits: { measured: 450 },
    },
    { name: 'window, what loads later, gzip', measured: await gzipped(later), reference: null, unit: 'kB', limits: {} },
  ];
}

/** A file and everything that it imports statically, however far down. */
async function addWithImports(path: string, found: Set<string>): Promise<void> {
  if (found.has(path)) return;
  found.add(path);
  if (!path.endsWith('.js')) return;
  const code = await readFile(join(folder, path), 'utf8');
  const imports = code.matchAll(/(?:^|[;}\s])(?:import|export)\b[^;"'`()]*?["'](\.{1,2}\/[^"']+\.js)["']/g);
  for (const [, specifier = ''] of imports) {
    const target = relative(folder, resolve(folder, dirname(path), specifier)).replaceAll('\\', '/');
    await addWithImports(target, found);
  }
}

async function gzipped(paths: readonly string[]): Promise<number> {
  const contents = await Promise.all(paths.map((path) => readFile(join(folder, path))));
  return contents.reduce((sum, content) => sum + gzipSync(content, { level: 9 }).length, 0) / 1000;
}
