import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface RunningFerry {
  readonly app: ElectronApplication;
  readonly window: Page;
  readonly userData: string;
  /** Everything the app and its page printed, for the search for secrets. */
  readonly output: () => string;
  close(): Promise<void>;
}

export interface LaunchOptions {
  /** The app's own folder; give the same one to start again where an earlier run ended. */
  readonly userData: string;
  /** Where its keychain is: the variables of a Secret Service (or of none). */
  readonly env: Readonly<Record<string, string>>;
  /** Command line before the app's own path. */
  readonly switches?: readonly string[];
  /** Command line after the app's own path: files to open. */
  readonly files?: readonly string[];
  /** False: for tests of how the app comes up. */
  readonly waitUntilReady?: boolean;
}

/** Starts the built app and waits until its first data is on screen. */
export async function launchFerry({
  userData,
  env,
  switches = [],
  files = [],
  waitUntilReady = true,
}: LaunchOptions): Promise<RunningFerry> {
  const app = await electron.launch({
    args: [...switches, '.', `--user-data-dir=${userData}`, ...files],
    cwd: root,
    env: { ...definedEnvironment(), ...env },
  });
  let output = '';
  for (const stream of [app.process().stdout, app.process().stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
    });
  }
  const window = await app.firstWindow();
  await slowedDown(window);
  window.on('console', (message) => {
    output += `page ${message.type()}: ${message.text()} (${message.location().url})\n`;
  });
  window.on('pageerror', (error) => {
    output += `page error: ${error.stack ?? error.message}\n`;
  });
  if (waitUntilReady) await window.locator('[data-app-state="ready"]').waitFor();
  return { app, window, userData, output: () => output, close: () => app.close() };
}

/**
 * `FERRY_WINDOW_SLOWDOWN=6` gives the window a sixth of its speed while the tests keep theirs: what a test presses
 * before the window is ready for it comes to light.
 */
async function slowedDown(window: Page): Promise<void> {
  const rate = Number(process.env.FERRY_WINDOW_SLOWDOWN ?? 1);
  if (rate === 1) return;
  const session = await window.context().newCDPSession(window);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
}

/**
 * Does what closes the window, and waits until it is closed. The window may be gone before it could say that it was
 * clicked: that alone is no failure.
 */
export async function closesWindow(window: Page, act: () => Promise<unknown>): Promise<void> {
  const acted = async (): Promise<void> => {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof Error && /has been closed/.test(error.message))) throw error;
    }
  };
  await Promise.all([window.waitForEvent('close'), acted()]);
}

/** A fresh folder for one person's data, and how to remove it. */
export async function freshUserData(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'ferry-user-'));
  // The app's helpers may still write while they end.
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }) };
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
