import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import { callNames, dropChannel, eventChannel } from '../shared/bridge/call-names.ts';

type Asks = (request?: unknown) => Promise<unknown>;

const calls = Object.fromEntries(
  Object.entries(callNames).map(([group, names]) => [
    group,
    Object.fromEntries(
      Object.keys(names).map((name): [string, Asks] => [
        name,
        (request) => ipcRenderer.invoke(`${group}.${name}`, request),
      ]),
    ),
  ]),
);

const events = {
  subscribe(listener: (event: unknown) => void): () => void {
    // SECURITY: the page's listener never sees Electron's event object, which carries a sender.
    const relay = (_event: IpcRendererEvent, told: unknown) => listener(told);
    ipcRenderer.on(eventChannel, relay);
    return () => {
      ipcRenderer.removeListener(eventChannel, relay);
    };
  },
};

// SECURITY: named functions only; the page gets no way to name a channel of its own.
contextBridge.exposeInMainWorld('ferry', { ...calls, events });

interface Drop {
  readonly dataTransfer: { readonly files: Iterable<Parameters<typeof webUtils.getPathForFile>[0]> } | null;
}
/** The little of the page's document that this file needs: the room knows no DOM. */
declare const window: { addEventListener(kind: 'drop', listener: (event: Drop) => void, capture: true): void };

// SECURITY: the paths of dropped files go from here to main and never to the page, which can name none: the runtime knows
// a path only for a file that a person handed over, and answers '' for one that a script made.
window.addEventListener(
  'drop',
  ({ dataTransfer }) => {
    const paths = [...(dataTransfer?.files ?? [])].map((file) => webUtils.getPathForFile(file));
    const known = paths.filter((path) => path !== '');
    if (known.length > 0) void ipcRenderer.invoke(dropChannel, known);
  },
  true,
);
