import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import type { PlaygroundEnvironment } from '../../electron/playground/playground.ts';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import { type SecretService, startSecretService, whyNoSecretService } from '../contracts/secret-service.ts';
import { freshUserData } from '../e2e/launch.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const bare = join(import.meta.dirname, 'bare');
const hooks = join(import.meta.dirname, 'hooks');

export interface RunningWindow {
  readonly app: ElectronApplication;
  readonly page: Page;
  close(): Promise<void>;
}

function environment(extra: Readonly<Record<string, string>>): Record<string, string> {
  const own = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(own), ...extra };
}

/** The built app with a keychain of its own; `clockSpeed` makes its main process live that much faster; `scripts` are loaded before it. */
export async function openFerry({ clockSpeed = 1, scripts = [] as readonly string[] } = {}): Promise<RunningWindow> {
  const folder = await freshUserData();
  const keyring: SecretService | null = whyNoSecretService() === null ? await startSecretService() : null;
  const bus = { DBUS_SESSION_BUS_ADDRESS: keyring?.env.DBUS_SESSION_BUS_ADDRESS ?? '' };
  const app = await electron.launch({
    args: [
      ...scripts.flatMap((path) => ['-r', path]),
      '-r',
      join(hooks, 'fast-clock.cjs'),
      '.',
      `--user-data-dir=${folder.path}`,
    ],
    cwd: root,
    env: environment({ ...(keyring === null ? {} : bus), FERRY_CLOCK_SPEED: String(clockSpeed) }),
  });
  return opened(app, async () => {
    await keyring?.close();
    await folder.remove();
  });
}

/** The bare list in a window of the same runtime. */
export async function openBareList(pageFolder: string): Promise<RunningWindow> {
  const folder = await freshUserData();
  const app = await electron.launch({
    args: ['.'],
    cwd: bare,
    env: environment({ FERRY_BARE_PAGE: pageFolder, FERRY_BARE_DATA: folder.path }),
  });
  return opened(app, () => folder.remove());
}

async function opened(app: ElectronApplication, cleanUp: () => Promise<void>): Promise<RunningWindow> {
  const close = async () => {
    await app.close();
    await cleanUp();
  };
  try {
    const page = await app.firstWindow();
    await page.locator('[data-app-state="ready"]').waitFor({ state: 'attached' });
    await page.setViewportSize({ width: 1280, height: 800 });
    return { app, page, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Makes an environment known to the app, over the bridge, as the sign-in sheet does. Answers with its id. */
export async function signIn(page: Page, server: PlaygroundEnvironment): Promise<string> {
  const draft = {
    id: null,
    name: server.name,
    address: server.url,
    apiKey: server.apiKeys.admin,
    colour: 'blue',
    class: 'development',
    caPem: server.caPem,
  } as const;
  return page.evaluate(async (typed) => {
    const { ferry } = window as unknown as { ferry: Ferry };
    const saved = await ferry.environments.save(typed);
    if (!saved.ok) throw new Error(`Sign-in: ${saved.problem.kind}`);
    return saved.value.id;
  }, draft);
}

export type Startable = 'ferry' | 'empty';

/** Milliseconds from the start of a program to its first data on screen, told by the page itself. */
export async function startToReady(what: Startable): Promise<number> {
  const folder = await freshUserData();
  const executable: unknown = createRequire(import.meta.url)('electron');
  const args = what === 'ferry' ? ['.', `--user-data-dir=${folder.path}`] : ['.'];
  const start = Date.now();
  const child = spawn(String(executable), ['-r', join(hooks, 'tell-ready.cjs'), ...args], {
    cwd: what === 'ferry' ? root : bare,
    env: environment({ FERRY_BARE_DATA: folder.path }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  try {
    return await new Promise<number>((resolve, reject) => {
      let output = '';
      const read = (chunk: Buffer) => {
        output += chunk.toString('utf8');
        const at = /ready at (\d+)\n/.exec(output)?.[1];
        if (at !== undefined) resolve(Number(at) - start);
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.on('close', () => reject(new Error(`${what} ended before it was ready:\n${output}`)));
    });
  } finally {
    child.kill('SIGTERM');
    await ended;
    await folder.remove();
  }
}
