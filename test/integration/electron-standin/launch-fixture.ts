import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';

export const standIn = path.resolve(import.meta.dirname, '../../electron-standin');
export const fixtureApp = path.join(import.meta.dirname, 'fixture-app');

export interface Fixture {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly folder: string;
  /** The lines that the app noted: life-cycle events, prevented navigations. */
  notes(): string[];
  close(): Promise<void>;
}

export function newFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'fixture-of-standin-'));
}

export function fixtureEnvironment(folder: string): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(inherited), ELECTRON_OVERRIDE_DIST_PATH: standIn, FIXTURE_FOLDER: folder };
}

export function notesIn(folder: string): string[] {
  const file = path.join(folder, 'events.log');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}

export async function launchFixture(folder = newFolder()): Promise<Fixture> {
  process.env.ELECTRON_OVERRIDE_DIST_PATH = standIn;
  const app = await _electron.launch({ args: ['.'], cwd: fixtureApp, env: fixtureEnvironment(folder) });
  const page = await app.firstWindow();
  await page.getByText('pong x').waitFor();
  return {
    app,
    page,
    folder,
    notes: () => notesIn(folder),
    close: async () => {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

declare global {
  /** What the fixture app gives its tests in the main process. */
  var asked: string[];
  var openWindow: (page: string, options?: object) => { id: number };
}
