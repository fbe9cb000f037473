const { app, BrowserWindow, ipcMain, protocol } = require('electron');
const path = require('node:path');
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
const CSP = "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-x'; connect-src 'none'; require-trusted-types-for 'script'";
app.whenReady().then(async () => {
  protocol.handle('app', (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/') return new Response('<!doctype html><title>Fixture</title><h1>Hello</h1><script src="/page.js"></script>', { headers: { 'content-type': 'text/html', 'content-security-policy': CSP } });
    if (pathname === '/page.js') return new Response('document.querySelector("h1").textContent = String(typeof window.fixture); window.fixture.ping("x").then((v) => { document.querySelector("h1").textContent = v; });', { headers: { 'content-type': 'text/javascript' } });
    return new Response('no', { status: 404 });
  });
  ipcMain.handle('ping', (event, x) => `pong ${x} ${event.senderFrame.origin} ${event.senderFrame.url}`);
  const win = new BrowserWindow({ show: false, width: 900, height: 600, webPreferences: { preload: path.join(__dirname, 'preload.cjs') } });
  win.once('ready-to-show', () => win.show());
  await win.loadURL('app://ferry/');
});
