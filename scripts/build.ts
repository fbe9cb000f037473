import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const target = root('.vite');

/** Each part's configuration and the folder under `.vite` that it writes into. */
const parts = [
  { configFile: root('electron/vite.config.ts'), folder: 'build' },
  { configFile: root('electron/vite.preload.config.ts'), folder: 'build' },
  { configFile: root('renderer/vite.config.ts'), folder: 'renderer' },
] as const;

/**
 * Builds the three parts of the app into `.vite/`: the same files for `npm start`, the window tests and the package.
 * The finished folders take the place of the old ones at the end: a build that fails leaves the last good one, and
 * nobody who reads meanwhile meets half of one.
 */
export async function buildApp(): Promise<void> {
  // Whatever the caller's own environment says: React's development build, with the paths of the sources in it, is never
  // what the app is made of.
  process.env.NODE_ENV = 'production';
  await mkdir(target, { recursive: true });
  const staging = await mkdtemp(join(target, 'next-'));
  try {
    await Promise.all(
      parts.map(({ configFile, folder }) =>
        build({ configFile, logLevel: 'warn', build: { outDir: join(staging, folder) } }),
      ),
    );
    for (const folder of new Set(parts.map((part) => part.folder))) await replace(folder, staging);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function replace(folder: string, staging: string): Promise<void> {
  const place = join(target, folder);
  await rename(place, join(staging, `${folder}.old`)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await rename(join(staging, folder), place);
}

if (import.meta.main) await buildApp();
