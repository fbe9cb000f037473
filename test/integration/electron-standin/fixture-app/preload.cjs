const { contextBridge, ipcRenderer, webUtils } = require('electron');

globalThis.onlyForThePreload = 'hidden';

contextBridge.exposeInMainWorld('fixture', {
  ask: (channel, ...values) => ipcRenderer.invoke(channel, ...values),
  tell: (text) => ipcRenderer.send('note', text),
  add: (a, b) => a + b,
  echo: (value) => value,
  fail: () => {
    throw new RangeError('out of range');
  },
  reject: async () => {
    throw new Error('not today');
  },
  callBack: (callback) => callback('from the preload', (again) => `${again} and back`),
  onTick: (callback) => {
    const listener = (_event, ...values) => callback(...values);
    ipcRenderer.on('tick', listener);
    return () => ipcRenderer.off('tick', listener);
  },
  pathOf: (file) => webUtils.getPathForFile(file),
  list: { of: ['frozen', { things: true }] },
  seenByPreload: () => ({
    require: typeof require,
    process: process.type,
    polluted: [].polluted === true,
    pageVariable: typeof globalThis.violations,
  }),
});
