import type { BridgeMessage, createBridgePeer } from './bridge-peer.ts';
import type { createWireCodec } from './wire-codec.ts';

export interface PreloadWorldConfig {
  readonly handshake: string;
  /** The name of the function that the DevTools Protocol puts into this world: strings to the main process. */
  readonly binding: string;
  /** The name under which the main process finds this world's receiver. */
  readonly receiver: string;
  readonly process: Record<string, unknown>;
}

type PreloadModule = (
  require: (name: string) => unknown,
  module: { exports: unknown },
  exports: unknown,
  process: Record<string, unknown>,
  global: unknown,
) => void;

/**
 * The preload's surroundings in its isolated world: `require('electron')` with ipcRenderer, contextBridge and webUtils.
 * Its text is injected: no imports that are values.
 */
export function runPreloadWorld(
  createPeer: typeof createBridgePeer,
  createCodec: typeof createWireCodec,
  config: PreloadWorldConfig,
  preload: PreloadModule | undefined,
): void {
  if (window.top !== window) return;
  type Listener = (event: object, ...parameters: unknown[]) => void;
  const codec = createCodec();
  const world = globalThis as unknown as Record<string, unknown>;
  const toMain = world[config.binding] as (text: string) => void;
  const send = (message: object): void => toMain(codec.encode(message));

  const element = document.createElement('bridge');
  let lastMessage: BridgeMessage | undefined;
  const peer = createPeer(element, 'to-page', 'to-preload', (message) => {
    lastMessage = message;
  });
  window.dispatchEvent(new MouseEvent(config.handshake, { relatedTarget: element }));

  const contextBridge = {
    exposeInMainWorld(key: string, api: unknown): void {
      lastMessage = undefined;
      peer.post({ kind: 'expose', key, node: peer.wrap(api) });
      const answer = lastMessage as BridgeMessage | undefined;
      if (answer === undefined) throw new Error('An object could not be cloned.');
      if (answer['taken'] === true) {
        throw new Error('Cannot bind an API on top of an existing property on the window object');
      }
    },
    exposeInIsolatedWorld(): never {
      throw new Error('not implemented in the stand-in: contextBridge.exposeInIsolatedWorld');
    },
  };

  const listeners = new Map<string, { listener: Listener; once: boolean }[]>();
  const invocations = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let lastInvocation = 0;

  function add(channel: string, listener: Listener, once: boolean) {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }]);
    return ipcRenderer;
  }

  function remove(channel: string, listener: Listener) {
    const known = listeners.get(channel) ?? [];
    const at = known.findLastIndex((entry) => entry.listener === listener);
    if (at >= 0) listeners.set(channel, known.toSpliced(at, 1));
    return ipcRenderer;
  }

  function emit(channel: string, parameters: unknown[]): void {
    for (const { listener, once } of listeners.get(channel) ?? []) {
      if (once) remove(channel, listener);
      listener({ sender: ipcRenderer, ports: [] }, ...parameters);
    }
  }

  const ipcRenderer = {
    send: (channel: string, ...parameters: unknown[]): void => send({ kind: 'send', channel, parameters }),
    invoke: (channel: string, ...parameters: unknown[]): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const id = ++lastInvocation;
        send({ kind: 'invoke', id, channel, parameters });
        invocations.set(id, { resolve, reject });
      }),
    on: (channel: string, listener: Listener) => add(channel, listener, false),
    addListener: (channel: string, listener: Listener) => add(channel, listener, false),
    once: (channel: string, listener: Listener) => add(channel, listener, true),
    off: remove,
    removeListener: remove,
    removeAllListeners(channel?: string) {
      if (channel === undefined) listeners.clear();
      else listeners.delete(channel);
      return ipcRenderer;
    },
    listenerCount: (channel: string): number => (listeners.get(channel) ?? []).length,
    sendSync(): never {
      throw new Error('not implemented in the stand-in: ipcRenderer.sendSync');
    },
    postMessage(): never {
      throw new Error('not implemented in the stand-in: ipcRenderer.postMessage');
    },
  };

  Object.defineProperty(globalThis, config.receiver, {
    value: (text: string) => {
      const message = codec.decode(text) as Record<string, unknown>;
      if (message['kind'] === 'message') {
        emit(String(message['channel']), message['parameters'] as unknown[]);
        return;
      }
      const waiting = invocations.get(message['id'] as number);
      invocations.delete(message['id'] as number);
      if (message['ok'] === true) waiting?.resolve(message['value']);
      else waiting?.reject(new Error(String(message['value'])));
    },
  });

  const modules: Record<string, unknown> = {
    electron: { contextBridge, ipcRenderer },
  };
  const requireModule = (name: string): unknown => {
    const found = modules[name.replace(/^node:/, '')] ?? modules[name.replace(/^electron\/.*/, 'electron')];
    if (found === undefined) throw new Error(`module not found: ${name}`);
    return found;
  };

  try {
    const module = { exports: {} };
    preload?.(requireModule, module, module.exports, config.process, globalThis);
  } catch (error) {
    const failure = error instanceof Error ? error : new Error(String(error));
    console.error('Unable to load preload script', failure);
    send({ kind: 'preload-error', message: failure.message });
  }
}
