import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { BenchRow } from './row.ts';

const folder = fileURLToPath(new URL('../../.vite/renderer/', import.meta.url));

/** A class of CodeMirror's that it finds its own parts by: where it stands, there is the editor. */
const editorMark = 'cm-content';

/** What the window is made of, compressed: what it loads before anything is clicked, all of it, and the editor. */
export async function bundleBench(): Promise<BenchRow[]> {
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  const linked = [...page.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].flatMap(([, path]) => (path ? [path] : []));
  const atStart = new Set<string>(['index.html']);
  for (const path of linked) await addWithImports(path, atStart);
  const every = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.md'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  const editor: string[] = [];
  for (const path of every.filter((one) => one.endsWith('.js'))) {
    // What imports the editor comes with it.
    const loaded = new Set<string>();
    await addWithImports(path, loaded);
    const texts = await Promise.all([...loaded].map((one) => readFile(join(folder, one), 'utf8')));
    if (texts.some((text) => text.includes(editorMark))) editor.push(path);
  }
  if (editor.length === 0) throw new Error('The editor was not found');
  if (editor.some((path) => atStart.has(path))) throw new Error('The editor loads at start');
  const rest = every.filter((path) => !editor.includes(path));
  const row = (name: string, measured: number, limits: BenchRow['limits']): BenchRow => {
    return { name, measured, reference: null, unit: 'kB', limits };
  };
  return [
    row('window, what loads at start, gzip', await gzipped([...atStart]), { measured: 450 }),
    row('window, all but the editor, gzip', await gzipped(rest), { measured: 450 }),
    row('the editor, which loads with the first text, gzip', await gzipped(editor), {}),
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
