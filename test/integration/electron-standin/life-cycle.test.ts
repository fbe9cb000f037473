import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  type Fixture,
  fixtureApp,
  fixtureEnvironment,
  launchFixture,
  newFolder,
  notesIn,
  standIn,
} from './launch-fixture.ts';

const folders: string[] = [];
/** Long enough for a busy machine; the fact itself is quick. */
const soon = { timeout: 15_000 };
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function launch(): Promise<Fixture> {
  const fixture = await launchFixture();
  folders.push(fixture.folder);
  return fixture;
}

/** The executable alone, without a test driver. */
function run(folder: string, ...parameters: string[]) {
  const child = spawn(path.join(standIn, 'electron'), ['.', ...parameters], {
    cwd: fixtureApp,
    env: fixtureEnvironment(folder),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  const exited = new Promise<{ code: number | null; signal: string | null }>((resolve) =>
    child.once('exit', (code, signal) => resolve({ code, signal })),
  );
  return { child, exited, said: () => said };
}

/** Chromium processes that serve this app: its process id is in the name of their profile. */
function browsersOf(pid: number | undefined): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => {
      try {
        return readFileSync(`/proc/${candidate}/cmdline`, 'utf8').includes(`electron-standin-${pid}-`);
      } catch {
        return false;
      }
    });
}

const canCountProcesses = existsSync('/proc/self/cmdline');

describe('quitting', () => {
  it('tells its events in order, leaves with code 0 and takes Chromium with it', async () => {
    const { app, folder } = await launch();
    const main = app.process();
    const { pid } = main;
    if (canCountProcesses) expect(browsersOf(pid).length).toBeGreaterThan(0);
    await app.close();
    expect(main.exitCode).toBe(0);
    expect(notesIn(folder)).toEqual(['before-quit', 'will-quit', 'quit 0']);
    await vi.waitFor(() => expect(browsersOf(pid)).toEqual([]), soon);
  });

  it('follows the last window', async () => {
    const { app, folder } = await launch();
    const closed = app.waitForEvent('close');
    await app.evaluate(({ BrowserWindow }) => {
      setImmediate(() => BrowserWindow.getAllWindows()[0]?.close());
    });
    await closed;
    expect(notesIn(folder)).toEqual(['window-all-closed', 'before-quit', 'will-quit', 'quit 0']);
  });

  it('passes the exit code on, without asking the windows', async () => {
    const folder = newFolder();
    folders.push(folder);
    const { app } = await launch();
    const exited = new Promise((resolve) => app.process().once('exit', resolve));
    await app.evaluate(({ app: electronApp }) => void setImmediate(() => electronApp.exit(42)));
    expect(await exited).toBe(42);
  });

  it.skipIf(!canCountProcesses)('leaves no Chromium behind when the app is killed', async () => {
    const { app } = await launch();
    const { pid } = app.process();
    app.process().kill('SIGKILL');
    await vi.waitFor(() => expect(browsersOf(pid)).toEqual([]), soon);
  });

  it('ends the app when Chromium has died', async () => {
    const { app } = await launch();
    const exited = new Promise((resolve) => app.process().once('exit', resolve));
    const browser = browsersOf(app.process().pid).find(
      (pid) => !readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type='),
    );
    if (browser !== undefined) process.kill(browser, 'SIGKILL');
    expect(await exited).toBe(1);
  });

  it('quits on SIGTERM as on a person’s wish', async () => {
    const folder = newFolder();
    folders.push(folder);
    const { child, exited } = run(folder);
    await vi.waitFor(() => expect(browsersOf(child.pid).length).toBeGreaterThan(0), soon);
    child.kill('SIGTERM');
    expect(await exited).toEqual({ code: 0, signal: null });
    expect(notesIn(folder).at(-1)).toBe('quit 0');
  });
});

describe('a second instance', () => {
  it('is refused, and the first is told with what arguments', async () => {
    const first = await launch();
    const second = run(first.folder, '--open', 'file.json');
    expect(await second.exited).toEqual({ code: 0, signal: null });
    const isNews = (line: string) => line.startsWith('second-instance');
    await vi.waitFor(() => expect(first.notes().find(isNews)).toBeDefined(), soon);
    const news = JSON.parse(first.notes().find(isNews)?.slice('second-instance '.length) ?? '');
    expect(news.argv.slice(1)).toEqual(['.', '--open', 'file.json']);
    expect(news.folder).toBe(fixtureApp);
    expect(first.notes()).toContain('refused');
    await first.close();
  });

  it('is the first again when the owner of the lock was killed', async () => {
    const folder = newFolder();
    folders.push(folder);
    const first = await launchFixture(folder);
    const gone = first.app.waitForEvent('close');
    first.app.process().kill('SIGKILL');
    await gone;
    const again = await launchFixture(folder);
    expect(again.notes()).not.toContain('refused');
    await again.close();
  });

  it('runs beside the first with another folder', async () => {
    const [one, other] = await Promise.all([launch(), launch()]);
    await Promise.all([one.close(), other.close()]);
    expect([...notesIn(one.folder), ...notesIn(other.folder)]).not.toContain('refused');
  });
});

describe('a test driver', () => {
  it('hears the main process’ console and sees Electron’s argv', async () => {
    const { app, close } = await launch();
    const heard = app.waitForEvent('console');
    const seen = await app.evaluate(() => {
      console.log('from main', 1);
      return [process.argv.slice(1), process.type, typeof process.versions.electron, typeof process.versions.chrome];
    });
    expect((await heard).text()).toBe('from main 1');
    expect(seen).toEqual([['.'], 'browser', 'string', 'string']);
    await close();
  });
});
