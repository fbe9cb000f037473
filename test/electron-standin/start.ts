/** The process entry: starts Chromium, then runs the app's own main module as Electron's default app does. */
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { startAppRuntime } from './api/app.ts';

const appArgument = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (appArgument === undefined) {
  process.stderr.write('The stand-in needs the path of an app: electron <folder>\n');
  process.exit(1);
}
const appPath = path.resolve(appArgument);

interface Manifest {
  main?: string;
  name?: string;
  productName?: string;
  version?: string;
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
}

const isFolder = statSync(appPath).isDirectory();
const manifest = isFolder ? readManifest(appPath) : {};
const main = isFolder ? path.join(appPath, manifest.main ?? 'index.js') : appPath;

startAppRuntime({
  appPath: isFolder ? appPath : path.dirname(appPath),
  name: manifest.productName ?? manifest.name ?? 'Electron',
  version: manifest.version ?? process.versions.electron ?? '0.0.0',
});

// `require` keeps a CommonJS main synchronous, as in Electron: its listeners are there before `ready`.
if (main.endsWith('.cjs')) {
  createRequire(import.meta.url)(main);
} else {
  await import(pathToFileURL(main).href);
}
