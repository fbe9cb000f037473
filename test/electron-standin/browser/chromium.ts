import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { CdpConnection } from './cdp-connection.ts';
import { findChromium } from './find-chromium.ts';
import { makeProfileFolder, removeProfileFolder } from './profile-folder.ts';

const FLAGS = [
  '--no-first-run',
  // No bar about the flags below: the window belongs to the app.
  '--test-type',
  '--no-default-browser-check',
  '--no-startup-window',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--disable-breakpad',
  '--disable-extensions',
  '--disable-default-apps',
  // Pages of the address bar, which no window here has: they would be drawn while the app's own page starts.
  '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup',
  '--disable-dev-shm-usage',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  '--disable-background-timer-throttling',
  '--password-store=basic',
  '--use-mock-keychain',
  // The hosts that stand for custom schemes must never be looked up.
  '--host-resolver-rules=MAP *.test ~NOTFOUND',
];

export interface Chromium {
  readonly connection: CdpConnection;
  readonly headless: boolean;
  /** Opens a window without tabs and address bar: a second process hands the address to the running browser. */
  openAppWindow(url: string, bounds: { width: number; height: number }): void;
  onExit(listener: () => void): void;
  /** At once and without asking: the profile is thrown away. Safe to call from an `exit` handler. */
  kill(): void;
}

export interface ChromiumOptions {
  /** Further switches, e.g. `['disable-gpu', '']`. */
  readonly switches: ReadonlyMap<string, string>;
  /** Playwright connects to a port of its own; nobody else needs one. */
  readonly openPort: boolean;
}

const isHeadless = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;

function commandLine(options: ChromiumOptions, profile: string): string[] {
  const given = [...options.switches].map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`));
  const isRoot = process.getuid?.() === 0;
  return [
    ...FLAGS,
    ...given,
    ...(isHeadless ? ['--headless=new', '--screen-info={1920x1080}'] : []),
    ...(isRoot ? ['--no-sandbox'] : []),
    ...(options.openPort ? ['--remote-debugging-port=0'] : []),
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
  ];
}

/** Playwright waits for the line with the port; the rest of Chromium's talk is noise unless asked for. */
function forwardErrors(child: ChildProcess): void {
  if (child.stderr === null) return;
  const all = process.env.ELECTRON_ENABLE_LOGGING !== undefined;
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (all || line.startsWith('DevTools listening on ')) process.stderr.write(`${line}\n`);
  });
}

export function startChromium(options: ChromiumOptions): Chromium {
  const binary = findChromium();
  if (binary === undefined) {
    process.stderr.write(
      'The stand-in found no Chromium, Chrome or Edge (set ELECTRON_STANDIN_BROWSER to its path).\n',
    );
    process.exit(1);
  }
  const profile = makeProfileFolder();
  const child = spawn(binary, commandLine(options, profile), { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] });
  forwardErrors(child);
  const connection = new CdpConnection(child.stdio[3] as Writable, child.stdio[4] as Readable);
  let killed = false;
  const kill = (): void => {
    if (killed) return;
    killed = true;
    child.kill('SIGKILL');
    removeProfileFolder(profile);
  };
  // A killed Node process runs no handler: then the closed pipe makes Chromium exit by itself.
  process.on('exit', kill);
  return {
    connection,
    headless: isHeadless,
    openAppWindow: (url, { width, height }) => {
      const flags = [`--user-data-dir=${profile}`, `--app=${url}`, `--window-size=${width},${height}`];
      spawn(binary, process.getuid?.() === 0 ? ['--no-sandbox', ...flags] : flags, { stdio: 'ignore' });
    },
    onExit: (listener) => child.once('exit', () => killed || listener()),
    kill,
  };
}
