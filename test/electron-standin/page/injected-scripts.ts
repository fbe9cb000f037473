import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createBridgePeer } from './bridge-peer.ts';
import { runMainWorld } from './main-world.ts';
import { type PreloadWorldConfig, runPreloadWorld } from './preload-world.ts';
import { createWireCodec } from './wire-codec.ts';

export const PRELOAD_WORLD = 'Electron Isolated Context';
export const BINDING = 'standInToMain';
export const RECEIVER = 'standInFromMain';
export const CHOSEN_FILES = 'standInChosenFiles';

export interface InjectedScripts {
  readonly mainWorld: string;
  readonly preloadWorld: string;
}

function rendererProcess(): Record<string, unknown> {
  const { electron, chrome, node, v8 } = process.versions as Record<string, string>;
  return {
    type: 'renderer',
    platform: process.platform,
    arch: process.arch,
    versions: { electron, chrome, node, v8 },
    contextIsolated: true,
    sandboxed: true,
    isMainFrame: true,
    env: {},
    argv: [],
  };
}

/**
 * The scripts that run before a page's own. The functions are injected as their own text (`toString`), so they may use
 * nothing but their parameters and what a browser has. The name of the handshake is new for every window.
 */
export function injectedScripts(preloadFile: string | undefined): InjectedScripts {
  const handshake = `handshake-${randomUUID()}`;
  const config = JSON.stringify({
    handshake,
    binding: BINDING,
    receiver: RECEIVER,
    chosenFiles: CHOSEN_FILES,
    process: rendererProcess(),
  } satisfies PreloadWorldConfig);
  const source = preloadFile === undefined ? undefined : readFileSync(preloadFile, 'utf8');
  const preload =
    source === undefined ? 'undefined' : `function (require, module, exports, process, global) {${source}\n}`;
  return {
    mainWorld: `(${runMainWorld})(${createBridgePeer}, ${JSON.stringify(handshake)});`,
    preloadWorld: `(${runPreloadWorld})(${createBridgePeer}, ${createWireCodec}, ${config}, ${preload});`,
  };
}
