import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import { callNames, eventChannel } from '../shared/bridge/call-names.ts';

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
