import { EventEmitter } from 'node:events';
import { startChromium } from '../browser/chromium.ts';
import { attachToTargets } from '../browser/targets.ts';
import { onlyWhatIsThere } from '../not-implemented.ts';
import { AppPaths } from './app-paths.ts';
import { commandLine } from './command-line.ts';
import { NativeImage } from './desktop.ts';
import { preventableEvent } from './preventable-event.ts';
import { record, registry } from './registry.ts';
import { SingleInstanceLock } from './single-instance.ts';
import { utilityMetrics } from './utility-process.ts';

export interface Manifest {
  readonly appPath: string;
  readonly name: string;
  readonly version: string;
}

class App extends EventEmitter {
  readonly isPackaged = false;
  readonly commandLine = commandLine;
  name = 'Electron';
  userAgentFallback = '';
  applicationMenu: unknown = null;
  badgeCount = 0;
  accessibilitySupportEnabled = false;
  private manifest: Manifest = { appPath: process.cwd(), name: 'Electron', version: '0.0.0' };
  private ready = false;
  private quitting = false;
  private exiting = false;
  private markReady: () => void = () => undefined;
  private readonly becameReady = new Promise<void>((resolve) => {
    this.markReady = resolve;
  });
  private readonly paths = new AppPaths(() => this.manifest.name, registry.switches);
  private readonly lock = new SingleInstanceLock(
    () => this.getPath('userData'),
    ({ argv, workingDirectory, additionalData }) =>
      this.emit('second-instance', {}, argv, workingDirectory, additionalData),
  );

  begin(manifest: Manifest): void {
    this.manifest = manifest;
    this.name = manifest.name;
  }

  /** `emit` and `whenReady` may have been replaced by a test driver: the event first, the promise after it. */
  becomeReady(): void {
    this.ready = true;
    this.emit('ready', {}, {});
    this.markReady();
  }

  getName = (): string => this.name;
  setName = (name: string): void => {
    this.name = name;
  };
  getVersion = (): string => this.manifest.version;
  getAppPath = (): string => this.manifest.appPath;
  getPath = (name: string): string => this.paths.get(name);
  setPath = (name: string, value: string): void => this.paths.set(name, value);
  setAppLogsPath = (folder?: string): void => {
    if (folder !== undefined) this.paths.set('logs', folder);
  };
  getLocale = (): string => Intl.DateTimeFormat().resolvedOptions().locale;
  getSystemLocale = (): string => this.getLocale();
  getPreferredSystemLanguages = (): string[] => [this.getLocale()];
  getLocaleCountryCode = (): string => new Intl.Locale(this.getLocale()).region ?? '';
  isReady = (): boolean => this.ready;
  whenReady = (): Promise<void> => this.becameReady;
  requestSingleInstanceLock = (additionalData?: unknown): boolean => this.lock.request(additionalData);
  hasSingleInstanceLock = (): boolean => this.lock.isHeld();
  releaseSingleInstanceLock = (): void => this.lock.release();
  enableSandbox = (): void => record('app.enableSandbox');
  disableHardwareAcceleration = (): void => record('app.disableHardwareAcceleration');
  focus = (): void => {
    const [first] = registry.windows;
    first?.focus();
  };
  hide = (): void => undefined;
  show = (): void => undefined;
  setBadgeCount = (count = 0): boolean => {
    this.badgeCount = count;
    return true;
  };
  getBadgeCount = (): number => this.badgeCount;
  setAboutPanelOptions = (options: object): void => record('app.setAboutPanelOptions', options);
  showAboutPanel = (): void => record('app.showAboutPanel');
  setAppUserModelId = (id: string): void => record('app.setAppUserModelId', id);
  addRecentDocument = (file: string): void => record('app.addRecentDocument', file);
  clearRecentDocuments = (): void => record('app.clearRecentDocuments');
  isAccessibilitySupportEnabled = (): boolean => this.accessibilitySupportEnabled;
  isInApplicationsFolder = (): boolean => false;
  isEmojiPanelSupported = (): boolean => false;
  relaunch = (options?: object): void => record('app.relaunch', options);
  getFileIcon = async (file: string): Promise<NativeImage> => new NativeImage(file);
  getGPUFeatureStatus = (): object => ({});
  getAppMetrics = utilityMetrics;

  /** Asks every window; one that prevents its `close` stops the quit. */
  quit = (): void => {
    if (this.quitting || this.exiting) return;
    const beforeQuit = preventableEvent({});
    this.emit('before-quit', beforeQuit);
    if (beforeQuit.defaultPrevented) return;
    this.quitting = true;
    for (const window of registry.windows) {
      window.close();
      if (!window.isDestroyed()) {
        this.quitting = false;
        return;
      }
    }
    this.finishQuit();
  };

  exit = (code = 0): void => {
    if (this.exiting) return;
    this.exiting = true;
    for (const window of registry.windows) window.destroy();
    this.emit('quit', {}, code);
    process.exit(code);
  };

  windowClosed(): void {
    if (registry.windows.size > 0 || this.quitting || this.exiting) return;
    if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed');
    else this.quit();
  }

  private finishQuit(): void {
    const willQuit = preventableEvent({});
    this.emit('will-quit', willQuit);
    if (willQuit.defaultPrevented) {
      this.quitting = false;
      return;
    }
    this.exiting = true;
    const code = typeof process.exitCode === 'number' ? process.exitCode : 0;
    this.emit('quit', {}, code);
    // Not within the caller's own turn: whoever asked to quit (a test driver, a menu) still gets its answer.
    setImmediate(() => process.exit(code));
  }
}

const realApp = new App();
export const app = onlyWhatIsThere('app', realApp, ['dock', 'runningUnderARM64Translation', 'domain']);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());

/** The app's own switches stay with the app: Chromium could take one for a command of its own (`--app`, `--version`). */
function switchesForChromium(): Map<string, string> {
  return new Map(
    [...registry.switches].filter(([name]) => /^(disable|enable|force|lang|use|js-flags|ozone)\b/.test(name)),
  );
}

/** Starts Chromium beside the loading of the app's own code. */
export function startAppRuntime(manifest: Manifest): void {
  realApp.begin(manifest);
  const openPort = registry.switches.has('remote-debugging-port');
  const chromium = startChromium({ switches: switchesForChromium(), openPort });
  registry.chromium = chromium;
  chromium.onExit(() => {
    process.stderr.write('The browser of the stand-in has ended.\n');
    app.exit(1);
  });
  attachToTargets(chromium.connection)
    .then(({ chrome, userAgent }) => {
      Object.defineProperty(process.versions, 'chrome', { value: chrome, enumerable: true });
      app.userAgentFallback = userAgent;
      realApp.becomeReady();
    })
    .catch((error: unknown) => {
      process.stderr.write(`The browser of the stand-in did not start: ${String(error)}\n`);
      app.exit(1);
    });
}
