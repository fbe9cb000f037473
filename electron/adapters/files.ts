import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, readdir, readlink, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Problem } from '../../shared/problem.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { FilesPort } from '../ports/files.ts';

/** Ours and those of electron-store, which writes the same way. */
const LEFT_OVER = /\.tmp-[0-9a-f]{10,}$/;
/** Between the name of a file that nobody understood and what tells its copies apart. */
const ASIDE = '.damaged-';

/** Files on disk: capped reads of regular files, atomic writes. */
export const diskFiles: FilesPort = {
  async read(path, maxBytes) {
    let handle: FileHandle | null = null;
    try {
      // Opening a FIFO would wait for a writer for ever: looked at before and, because it may be exchanged, after.
      if (!(await stat(path)).isFile()) return failed(unreadable(path, 'not-a-file'));
      handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
      const { size } = await handle.stat().then((found) => (found.isFile() ? found : { size: null }));
      if (size === null) return failed(unreadable(path, 'not-a-file'));
      if (size > maxBytes) return failed(unreadable(path, 'other'));
      return ok(await readUpTo(handle, maxBytes));
    } catch (error) {
      return failed(unreadable(path, readReason(error)));
    } finally {
      await handle?.close();
    }
  },

  async writeAtomic(path, content) {
    const written = await putInPlace(path, content, async () => true);
    return written.ok ? ok(null) : written;
  },

  async replace(path, content, mayReplace) {
    const real = await throughLinks(path);
    return putInPlace(real, content, mayReplace, (handle) => openToTheSame(handle, real));
  },

  async setAside(path) {
    const other = `${path}${ASIDE}${randomBytes(4).toString('hex')}`;
    try {
      await rename(path, other);
      return ok(basename(other));
    } catch (error) {
      return failed(unwritable(path, error));
    }
  },

  async remove(path) {
    const folder = dirname(path);
    const own = basename(path);
    try {
      const names = await readdir(folder);
      const found = names.filter((name) => name === own || name.startsWith(`${own}${ASIDE}`));
      for (const name of found) await rm(join(folder, name), { force: true });
      return ok(found.length > 0);
    } catch (error) {
      return codeOf(error) === 'ENOENT' ? ok(false) : failed(unwritable(path, error));
    }
  },

  async sweep(folder) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    const leftOvers = entries.filter((entry) => entry.isFile() && LEFT_OVER.test(entry.name));
    const swept = await Promise.allSettled(leftOvers.map((entry) => rm(join(folder, entry.name), { force: true })));
    return swept.filter((result) => result.status === 'fulfilled').length;
  },
};

async function putInPlace(
  path: string,
  content: string | Uint8Array,
  mayReplace: () => Promise<boolean>,
  share: (handle: FileHandle) => Promise<void> = async () => undefined,
): Promise<Result<boolean>> {
  const temporary = `${path}.tmp-${randomBytes(8).toString('hex')}`;
  try {
    // SECURITY: 'wx' never follows a link that someone put there, and nobody else may read the file at any moment.
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(content);
      await share(handle);
      await handle.sync();
    } finally {
      await handle.close();
    }
    const isWanted = await mayReplace();
    if (isWanted) {
      await rename(temporary, path);
      await syncFolder(dirname(path));
    } else await rm(temporary, { force: true });
    return ok(isWanted);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    return failed(unwritable(path, error));
  }
}

/** Gives a new file the owner, the group and the permissions of the one at this path, as far as this user can. */
async function openToTheSame(handle: FileHandle, path: string): Promise<void> {
  const old = await stat(path).catch(() => null);
  if (old === null) return;
  const mine = await handle.stat();
  let mode = old.mode & 0o777;
  if (old.uid !== mine.uid) await handle.chown(old.uid, old.gid).catch(() => undefined);
  if (old.gid !== (await handle.stat()).gid) {
    // SECURITY: another group must not get what was meant for that one; it gets what everybody has.
    await handle.chown(mine.uid, old.gid).catch(() => {
      mode = (mode & 0o707) | ((mode & 0o007) << 3);
    });
  }
  // Where it cannot be set, the file stays this user's alone.
  await handle.chmod(mode).catch(() => undefined);
}

/** Where a file really is, also one that a link names and that is not there (any more). */
async function throughLinks(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const named = codeOf(error) === 'ENOENT' ? await readlink(path).catch(() => null) : null;
    return named === null ? path : throughLinks(resolve(dirname(path), named));
  }
}

/** The size may lie (a file that grows, or one under /proc that says 0), so the cap holds for what is really read. */
async function readUpTo(handle: FileHandle, maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let total = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(Math.min(1_048_576, maxBytes - total + 1));
    const { bytesRead } = await handle.read(chunk, 0, chunk.length, null);
    if (bytesRead === 0) return Buffer.concat(chunks, total);
    total += bytesRead;
    if (total > maxBytes) throw new Error('The file is larger than allowed');
    chunks.push(chunk.subarray(0, bytesRead));
  }
}

/** Makes the rename itself survive a power cut, where a folder can be synced (not on Windows). */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, constants.O_RDONLY);
    await handle.sync().finally(() => handle.close());
  } catch {
    // The content is already safe; only the moment of the rename is not.
  }
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined);

type ReadReason = Extract<Problem, { kind: 'file-unreadable' }>['reason'];
type WriteReason = Extract<Problem, { kind: 'file-unwritable' }>['reason'];

const unreadable = (path: string, reason: ReadReason): Problem => ({
  kind: 'file-unreadable',
  name: basename(path),
  reason,
});

const unwritable = (path: string, error: unknown): Problem => ({
  kind: 'file-unwritable',
  name: basename(path),
  reason: writeReason(error),
});

function readReason(error: unknown): ReadReason {
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
  if (code === 'EACCES' || code === 'EPERM') return 'denied';
  return code === 'EISDIR' || code === 'ENXIO' ? 'not-a-file' : 'other';
}

/** Why a write failed, in the words of a Problem. */
export function writeReason(error: unknown): WriteReason {
  const code = codeOf(error);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'denied';
  return code === 'ENOSPC' || code === 'EDQUOT' ? 'full' : 'other';
}
