// Starting programs, for launchers that run before anything is installed: Node's own modules only, Node 20 and up.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** The environment of everything we start: our own Node and tools come first on the PATH. */
export function ownEnvironment(extra = {}) {
  return { ...process.env, PATH: [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter), ...extra };
}

/** The Node of node_modules (the app's major version), whatever the machine's own is. */
export function ownNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const packaged = [join(root, 'node_modules/node/bin', name), join(root, 'node_modules/.bin', name)].find(existsSync);
  return packaged ?? process.execPath;
}

/** Runs a program in the foreground; answers with its exit code (128 when a signal ended it). */
export function run(command, args, { env = {}, quiet = false, cwd = root } = {}) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      cwd,
      env: ownEnvironment(env),
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      // npm is a .cmd file on Windows.
      shell: process.platform === 'win32' && command === 'npm',
    });
    let output = '';
    child.stdout?.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      output += chunk;
    });
    const forward = (signal) => child.kill(signal);
    process.on('SIGINT', forward).on('SIGTERM', forward);
    child.on('error', fail);
    child.on('close', (code) => {
      process.off('SIGINT', forward).off('SIGTERM', forward);
      if (quiet && code !== 0) process.stderr.write(output);
      done(code ?? 128);
    });
  });
}

/** Whether a program of that name is on the PATH. */
export function onPath(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));
}

/** Says why and ends. */
export function giveUp(message) {
  console.error(`\n${message}`);
  process.exit(1);
}
