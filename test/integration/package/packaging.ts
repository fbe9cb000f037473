import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zipFolder } from './zip.ts';

export const root = fileURLToPath(new URL('../../../', import.meta.url));
export const standIn = join(root, 'test/electron-standin');
/** Set by the launcher of the tests. */
export const isGenuine = process.env.FERRY_GENUINE_ELECTRON === '1';

const forge = join(root, 'node_modules/@electron-forge/cli/dist/electron-forge.js');

/** The app as Electron Forge packaged it, outside of the repository. */
export interface PackagedApp {
  /** Holds everything that was made; Forge's out folder. */
  readonly out: string;
  /** Asar and what is beside it. */
  readonly resources: string;
  readonly executable: string;
  remove(): Promise<void>;
}

/** Packages the app around the genuine binary where it is installed, around the stand-in otherwise. */
export async function packageApp(): Promise<PackagedApp> {
  const folder = await mkdtemp(join(tmpdir(), 'ferry-package-'));
  await makeElectronZip(folder);
  const out = join(folder, 'out');
  await runForge('package', [], folder);
  const top = join(out, `Profile Ferry-${process.platform}-${process.arch}`);
  const isMac = process.platform === 'darwin';
  const contents = join(top, 'Profile Ferry.app/Contents');
  return {
    out,
    resources: isMac ? join(contents, 'Resources') : join(top, 'resources'),
    executable: isMac
      ? join(contents, 'MacOS/profile-ferry')
      : join(top, process.platform === 'win32' ? 'profile-ferry.exe' : 'profile-ferry'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Makes an installer of what was packaged before, by the short name of a maker of the configuration: with its options. */
export function make(target: string, { out }: PackagedApp): Promise<string> {
  return runForge('make', ['--from-package', '--targets', target], join(out, '..'));
}

/** Electron's release zip under the name that the packager looks for. */
async function makeElectronZip(folder: string): Promise<void> {
  const package_ = join(root, 'node_modules/electron');
  const { version } = JSON.parse(await readFile(join(package_, 'package.json'), 'utf8')) as { version: string };
  const zip = join(folder, `electron-v${version}-${process.platform}-${process.arch}.zip`);
  if (isGenuine) return zipFolder(join(package_, 'dist'), zip);
  const content = join(folder, 'electron');
  await cp(standIn, content, { recursive: true });
  await mkdir(join(content, 'resources'));
  await writeFile(join(content, 'version'), version);
  await cp(join(package_, 'LICENSE'), join(content, 'LICENSE'));
  await zipFolder(content, zip);
}

function environment(folder: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    FERRY_ELECTRON_ZIP_DIR: folder,
    ELECTRON_FORGE_OUT_DIR: join(folder, 'out'),
    // The stand-in has no fuses.
    ...(isGenuine ? {} : { FERRY_WITHOUT_FUSES: '1' }),
  };
}

async function runForge(command: string, args: readonly string[], folder: string): Promise<string> {
  const child = spawn(process.execPath, [forge, command, ...args], { cwd: root, env: environment(folder) });
  const output = collect(child);
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw new Error(`electron-forge ${command} ended with ${code}:\n${output()}`);
  return output();
}

function collect(child: ChildProcess): () => string {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
    });
  }
  return () => output;
}

/** The app as `electron-forge start` starts it, with a port at which its window can be asked. */
export interface StartedApp {
  /** Where its DevTools listen. */
  readonly devTools: string;
  output(): string;
  stop(): Promise<void>;
}

export async function startWithForge(userData: string): Promise<StartedApp> {
  const args = [forge, 'start', '--', `--user-data-dir=${userData}`, '--remote-debugging-port=0'];
  const env = { ...process.env, ...(isGenuine ? {} : { ELECTRON_OVERRIDE_DIST_PATH: standIn }) };
  // A process group of its own: Forge does not pass a signal on to the app.
  const child = spawn(process.execPath, args, { cwd: root, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = collect(child);
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const stop = async () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
    await ended;
  };
  const devTools = await new Promise<string>((resolve, reject) => {
    const look = () => {
      const found = /DevTools listening on (ws:\/\/\S+)/.exec(output())?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    child.on('error', reject);
    child.on('close', (code) => reject(new Error(`electron-forge start ended with ${code}:\n${output()}`)));
  });
  return { devTools, output, stop };
}
