const { contextBridge, ipcRenderer } = require('electron');
contextBridge.exposeInMainWorld('fixture', { ping: (x) => ipcRenderer.invoke('ping', x) });
