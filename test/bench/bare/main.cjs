// An app with nothing in it: one window on one page, as a reference for the same runtime. With FERRY_BARE_PAGE it
// serves that folder's page, without it an empty one.
const { app, BrowserWindow, protocol } = require('electron');
const { readFileSync } = require('node:fs');
const path = require('node:path');

const folder = process.env.FERRY_BARE_PAGE;
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const empty = '<!doctype html><title>Empty</title><body data-app-state="ready"></body>';

app.setPath('userData', process.env.FERRY_BARE_DATA);
app.enableSandbox();
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);
app.on('window-all-closed', () => app.quit());
app.whenReady().then(() => {
  protocol.handle('app', (request) => {
    const { pathname } = new URL(request.url);
    const file = pathname === '/' ? '/index.html' : pathname;
    const body = folder === undefined ? empty : readFileSync(path.join(folder, file));
    return new Response(body, { headers: { 'content-type': types[path.extname(file)] ?? 'application/octet-stream' } });
  });
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
  });
  window.once('ready-to-show', () => window.show());
  window.loadURL('app://ferry/');
});
