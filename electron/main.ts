import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, protocol } from 'electron';
import { servePage } from './app-protocol.ts';
import { filesOfArguments } from './files-of-arguments.ts';
import { createMainWindow } from './main-window.ts';
import { installMenu } from './menu.ts';
import { denyPermissions } from './window.ts';

/*
 * The start: no more than opens the window, so that the process of the page starts at once. Everything behind its calls
 * is a module of its own, evaluated meanwhile.
 */

// SECURITY: every renderer runs in the sandbox, whatever a window's own options say.
app.enableSandbox();
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);

const ownFolder = app.commandLine.getSwitchValue('user-data-dir');
if (ownFolder !== '') {
  mkdirSync(ownFolder, { recursive: true });
  app.setPath('userData', ownFolder);
}

const named = filesOfArguments(process.argv, !app.isPackaged, process.cwd());
// Absolute, because only this process knows its working directory; beside `argv`, whose order Electron may change.
if (!app.requestSingleInstanceLock({ files: named })) {
  app.quit();
} else {
  /** Chosen in the desktop of macOS before the app was ready. */
  const chosenEarly: string[] = [];
  let chosen = (path: string) => void chosenEarly.push(path);
  app.on('open-file', (event, path) => {
    event.preventDefault();
    chosen(path);
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  void app.whenReady().then(async () => {
    denyPermissions();
    protocol.handle('app', servePage(join(app.getAppPath(), '.vite/renderer')));
    const window = createMainWindow(join(app.getAppPath(), '.vite/build/preload.cjs'));
    const hasSamples = app.commandLine.hasSwitch('sample-environments');
    if (!hasSamples) window.show();
    // While the process of the page starts: evaluated before, it would keep the window waiting.
    const composed = import('./compose.ts').then(({ compose }) => compose(window));
    app.on('second-instance', (_event, _argv, _folder, told) =>
      composed.then((ferry) => ferry.toldBySecondStart(told)),
    );
    app.on('activate', window.show);
    const ferry = await composed;
    installMenu(!app.isPackaged, ferry.chosen);
    if (hasSamples) {
      await ferry.startSamples();
      window.show();
    }
    chosen = (path) => void ferry.offeredLater([path]);
    await ferry.offered([...named, ...chosenEarly]);
    await Promise.all([ferry.sweep(), ferry.settle()]);
  });
}
