import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PREFIX = 'electron-standin-';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Folders left by runs that were killed; the owner's process id is in the name. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = /^electron-standin-(\d+)-/.exec(name)?.[1];
    if (owner === undefined || isAlive(Number(owner))) continue;
    rmSync(path.join(tmpdir(), name), { recursive: true, force: true });
  }
}

export function makeProfileFolder(): string {
  try {
    sweep();
  } catch {
    // Another run sweeps the same folder at this moment.
  }
  return mkdtempSync(path.join(tmpdir(), `${PREFIX}${process.pid}-`));
}

/** Best effort: Chromium's children may still write for a moment; what stays is swept by the next start. */
export function removeProfileFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 20 });
  } catch {
    // Swept later.
  }
}
