/**
 * First module of every stand-in process (`-r`): makes `electron` resolvable and `process` look as Electron's does,
 * before any other preload (Playwright's loader requires `electron` and edits `process.argv`).
 */
import { registerHooks } from 'node:module';
import path from 'node:path';
import './node-process.ts';
import { standInVersion } from './versions.ts';

const electronModule = new URL('./electron.cjs', import.meta.url).href;

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier === 'electron' || specifier === 'electron/main' || specifier === 'electron/common') {
      return { url: electronModule, format: 'commonjs', shortCircuit: true };
    }
    return nextResolve(specifier, context);
  },
});

const executable = process.env.ELECTRON_STANDIN_EXE ?? process.execPath;
delete process.env.ELECTRON_STANDIN_EXE;

// Electron's argv has no script in second place. Node has already read its entry from there.
process.argv.splice(0, 2, executable);
process.execPath = executable;
Object.defineProperty(process, 'type', { value: 'browser', enumerable: true });
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
Object.defineProperty(process, 'resourcesPath', { value: path.dirname(executable) });
Object.defineProperty(process.versions, 'electron', { value: standInVersion(), enumerable: true });
