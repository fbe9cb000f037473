import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/**
 * Builds the three parts of the app into `.vite/`: the same files for `npm start`, the window tests and the package.
 */
export async function buildApp(): Promise<void> {
  await rm(root('.vite'), { recursive: true, force: true });
  const configs = ['electron/vite.config.ts', 'electron/vite.preload.config.ts', 'renderer/vite.config.ts'];
  await Promise.all(configs.map((configFile) => build({ configFile: root(configFile), logLevel: 'warn' })));
}

if (import.meta.main) await buildApp();
