// An app in miniature, written for Electron: nothing in it knows of the stand-in.
const { app, BrowserWindow, ipcMain, Menu, protocol, session } = require('electron');
const { appendFileSync } = require('node:fs');
const path = require('node:path');

const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-x'; connect-src 'none'; require-trusted-types-for 'script'";
const PAGE = '<!doctype html><title>Fixture</title><h1>waiting</h1><input type="file"><script src="/page.js"></script>';
const SCRIPT = `
  window.fixtureAtStart = typeof window.fixture;
  window.violations = [];
  document.addEventListener('securitypolicyviolation', (event) => window.violations.push(event.violatedDirective));
  window.fixture.ask('ping', 'x').then((answer) => { document.querySelector('h1').textContent = answer; });
`;
const FILES = {
  '/': ['text/html', PAGE],
  '/two': ['text/html', PAGE.replace('Fixture', 'Second')],
  '/framed': ['text/html', '<!doctype html><title>Framed</title><iframe src="/inner" name="inner"></iframe>'],
  '/inner': ['text/html', '<!doctype html><title>Inner</title><h2>inner</h2>'],
  '/page.js': ['text/javascript', SCRIPT],
};

app.setPath('userData', process.env.FIXTURE_FOLDER);
const note = (text) => appendFileSync(path.join(process.env.FIXTURE_FOLDER, 'events.log'), `${text}\n`);
for (const name of ['before-quit', 'window-all-closed', 'will-quit']) app.on(name, () => note(name));
app.on('window-all-closed', () => app.quit());
app.on('quit', (_event, code) => note(`quit ${code}`));
app.on('second-instance', (_event, argv, folder) => note(`second-instance ${JSON.stringify({ argv, folder })}`));

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);

function serve(request) {
  globalThis.asked.push(`${request.method} ${request.url}`);
  const file = request.url.startsWith('app://ferry/') && FILES[request.url.slice('app://ferry'.length)];
  if (!file) return new Response('nothing here', { status: 404, headers: { 'content-type': 'text/html' } });
  const csp = request.url.endsWith('/framed') ? "default-src 'self'" : CSP;
  return new Response(file[1], { headers: { 'content-type': file[0], 'content-security-policy': csp } });
}

globalThis.asked = [];
globalThis.openWindow = (page, options) => {
  const window = new BrowserWindow({
    width: 900,
    height: 600,
    ...options,
    webPreferences: { preload: path.join(__dirname, 'preload.cjs'), sandbox: true, contextIsolation: true },
  });
  window.webContents.on('will-navigate', (event) => {
    note(`will-navigate ${event.url}`);
    event.preventDefault();
  });
  window.webContents.setWindowOpenHandler(({ url }) => {
    note(`window-open ${url}`);
    return { action: 'deny' };
  });
  window.loadURL(`app://ferry${page}`);
  return window;
};

ipcMain.handle('ping', (_event, word) => `pong ${word}`);
ipcMain.handle('echo', (_event, ...values) => values);
ipcMain.handle('fail', () => {
  throw new TypeError('no such place');
});
ipcMain.handle('who', (event) => {
  const window = BrowserWindow.fromWebContents(event.sender);
  const { senderFrame: frame } = event;
  return {
    window: window?.id,
    origin: frame.origin,
    url: frame.url,
    isTop: frame.top === frame,
    parent: frame.parent,
    isMain: frame === window?.webContents.mainFrame,
    detached: frame.detached,
  };
});
ipcMain.on('note', (event, text) => note(`${event.senderFrame.origin} ${text}`));

if (app.requestSingleInstanceLock()) {
  app.whenReady().then(() => {
    session.defaultSession.setPermissionCheckHandler((_contents, name) => name === 'clipboard-sanitized-write');
    session.defaultSession.setPermissionRequestHandler((_contents, name, answer) =>
      answer(name === 'clipboard-sanitized-write'),
    );
    protocol.handle('app', serve);
    const click = () => note('menu clicked');
    const items = [{ id: 'find', label: 'Find', accelerator: 'CommandOrControl+Shift+F', click }, { role: 'quit' }];
    Menu.setApplicationMenu(Menu.buildFromTemplate([{ label: 'Edit', submenu: items }]));
    globalThis.openWindow('/');
  });
} else {
  note('refused');
  app.quit();
}
