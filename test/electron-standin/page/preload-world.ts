import type { BridgeMessage, createBridgePeer } from './bridge-peer.ts';
import type { createWireCodec } from './wire-codec.ts';

export interface PreloadWorldConfig {
  readonly handshake: string;
  /** The name of the function that the DevTools Protocol puts into this world: strings to the main process. */
  readonly binding: string;
  /** The name under which the main process finds this world's receiver. */
  readonly receiver: string;
  /** The name under which the main process finds the files a person has chosen. */
  readonly chosenFiles: string;
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
      if (answer.taken === true) {
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
      if (message.kind === 'message') {
        emit(String(message.channel), message.parameters as unknown[]);
        return;
      }
      if (message.kind === 'files') {
        for (const [at, path] of message.paths as [number, string][]) {
          const known = files[at];
          if (known !== undefined) known.path = path;
        }
        const ready = whenKnown;
        whenKnown = [];
        for (const tell of ready) tell();
        return;
      }
      const waiting = invocations.get(message.id as number);
      invocations.delete(message.id as number);
      if (message.ok === true) waiting?.resolve(message.value);
      else waiting?.reject(new Error(String(message.value)));
    },
  });

  // Menu accelerators: a key combination that no listener of the page has claimed goes to the application menu.
  window.addEventListener('keydown', (event) => {
    const { key, ctrlKey, altKey, metaKey, shiftKey } = event;
    const isKeyOfItsOwn = /^F\d+$/.test(key);
    if (!event.isTrusted || !(ctrlKey || altKey || metaKey || isKeyOfItsOwn)) return;
    // In a task of its own: the page's listeners come after this one.
    setTimeout(() => {
      if (event.defaultPrevented || /^(Control|Alt|Meta|Shift)$/.test(key)) return;
      const held = [ctrlKey && 'Control', altKey && 'Alt', metaKey && 'Meta', shiftKey && 'Shift'].filter(Boolean);
      send({ kind: 'key', accelerator: [...held, key === '+' ? 'Plus' : key].join('+') });
    }, 0);
  });

  // Addresses that cause no request (`about:`, `blob:`, custom schemes) pass by the interception of requests: they are
  // stopped here, and the main process navigates if the app does not object.
  window.navigation.addEventListener('navigate', (event) => {
    const { url, sameDocument } = event.destination;
    if (/^https?:/i.test(url) || sameDocument || event.downloadRequest !== null || !event.cancelable) return;
    event.preventDefault();
    send({ kind: 'navigate', url });
  });

  // Only the main process can ask Chromium for the path of a chosen file, and only asynchronously; so a file input's
  // `change` reaches the page when the paths are known.
  const files: { file: File; path: string }[] = [];
  let whenKnown: (() => void)[] = [];
  Object.defineProperty(globalThis, config.chosenFiles, { value: files });
  window.addEventListener(
    'change',
    (event) => {
      const input = event.composedPath()[0];
      if (!event.isTrusted || !(input instanceof HTMLInputElement) || input.type !== 'file') return;
      event.stopImmediatePropagation();
      const from = files.length;
      for (const file of input.files ?? []) files.push({ file, path: '' });
      whenKnown.push(() => input.dispatchEvent(new Event('change', { bubbles: true })));
      send({ kind: 'files', from, to: files.length });
    },
    { capture: true },
  );

  // The same for files that are dropped: the event that reaches the page carries copies of the list, known by then.
  window.addEventListener(
    'drop',
    (event) => {
      const { dataTransfer } = event;
      if (!event.isTrusted || dataTransfer === null || dataTransfer.files.length === 0) return;
      event.stopImmediatePropagation();
      // Left to itself, Chromium would show the file in place of the page.
      event.preventDefault();
      const from = files.length;
      const again = new DataTransfer();
      for (const file of dataTransfer.files) {
        files.push({ file, path: '' });
        again.items.add(file);
      }
      const { target, clientX, clientY } = event;
      const common = { bubbles: true, cancelable: true, composed: true, clientX, clientY };
      whenKnown.push(() => target?.dispatchEvent(new DragEvent('drop', { ...common, dataTransfer: again })));
      send({ kind: 'files', from, to: files.length });
    },
    { capture: true },
  );

  const webUtils = {
    /** A file that crossed the bridge is a copy: told by name, size and time. */
    getPathForFile(wanted: File): string {
      const same = ({ file }: { file: File }) =>
        file === wanted ||
        (file.name === wanted.name && file.size === wanted.size && file.lastModified === wanted.lastModified);
      return files.findLast(same)?.path ?? '';
    },
  };

  const modules: Record<string, unknown> = {
    electron: { contextBridge, ipcRenderer, webUtils },
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
