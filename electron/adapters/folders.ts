import { randomBytes } from 'node:crypto';
import { constants, type Dirent, type Stats } from 'node:fs';
import { copyFile, link, open, readdir, realpath, rm, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { Problem } from '../../shared/problem.ts';
import { failed, ok } from '../../shared/result.ts';
import type { FileStat, FolderEntry, FoldersPort, ListOptions } from '../ports/folders.ts';
import { writeReason } from './files.ts';
import { folderReach, isPassedOver } from './folder-reach.ts';
import { watchBelow, watchFolder } from './folder-watch.ts';

/** Files asked after side by side: on a network drive each question takes its time. */
const askedAtOnce = 64;

/** Folders on disk. */
export const diskFolders: FoldersPort = {
  async stat(path) {
    try {
      return ok(factsOf(await stat(path)));
    } catch (error) {
      return failed(unreadable(path, error));
    }
  },

  async list(folder, options) {
    const walk = new FolderWalk(folder, options);
    try {
      await walk.into('', 0);
    } catch (error) {
      return failed(unreadable(folder, error));
    }
    const files = walk.files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
    return ok({ files, closed: walk.closed.toSorted(), isCut: walk.isCut });
  },

  watch(folder, recursive, changed) {
    return recursive ? watchBelow(folder, changed) : watchFolder(folder, changed);
  },

  async writeNew(path, content) {
    const temporary = `${path}.tmp-${randomBytes(8).toString('hex')}`;
    try {
      // SECURITY: 'wx' never follows a link that someone put there, and nobody else may read the file at any moment.
      const handle = await open(temporary, 'wx', 0o600);
      try {
        await handle.writeFile(content);
        await handle.sync();
      } finally {
        await handle.close();
      }
      // Unlike a rename, a link never takes another file's place.
      await link(temporary, path).catch(async (error: unknown) => {
        if (codeOf(error) === 'EEXIST') throw error;
        // Some file systems have no links.
        await copyFile(temporary, path, constants.COPYFILE_EXCL);
      });
      return ok('written');
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return ok('exists');
      return failed({ kind: 'file-unwritable', name: basename(path), reason: writeReason(error) });
    } finally {
      await rm(temporary, { force: true }).catch(() => undefined);
    }
  },

  async realPath(path) {
    return realpath(path).catch(() => path);
  },
};

class FolderWalk {
  readonly files: FolderEntry[] = [];
  readonly closed: string[] = [];
  isCut = false;
  readonly #root: string;
  readonly #options: ListOptions;
  #lookedAt = 0;

  constructor(root: string, options: ListOptions) {
    this.#root = root;
    this.#options = options;
  }

  /** Throws for the root alone. */
  async into(folder: string, depth: number): Promise<void> {
    const entries = await readdir(join(this.#root, folder), { withFileTypes: true });
    let waiting: string[] = [];
    const askAfterWaiting = async (): Promise<void> => {
      const paths = waiting;
      waiting = [];
      await this.#files(paths);
    };
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      this.#lookedAt += 1;
      if (this.isCut || this.#lookedAt > folderReach.mostLookedAt) {
        this.isCut = true;
        break;
      }
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (!entry.isDirectory()) {
        if (this.#isWanted(entry)) waiting.push(path);
        if (waiting.length >= askedAtOnce) await askAfterWaiting();
        continue;
      }
      await askAfterWaiting();
      await this.#below(entry, path, depth);
    }
    await askAfterWaiting();
  }

  async #below(entry: Dirent, path: string, depth: number): Promise<void> {
    if (!this.#options.recursive || isPassedOver(entry.name) || depth >= folderReach.deepest) return;
    await this.into(path, depth + 1).catch(() => this.closed.push(path));
  }

  #isWanted({ name }: Dirent): boolean {
    return !name.startsWith('.') && this.#options.endings.includes(extname(name).toLowerCase());
  }

  async #files(paths: readonly string[]): Promise<void> {
    // Gone in between, or a link to nowhere: not listed.
    const all = await Promise.all(paths.map((path) => stat(join(this.#root, path)).catch(() => null)));
    for (const [index, path] of paths.entries()) {
      const found = all[index] ?? null;
      if (found === null || found.isDirectory()) continue;
      if (this.files.length >= this.#options.most) this.isCut = true;
      else this.files.push({ path, ...factsOf(found) });
    }
  }
}

function factsOf(found: Stats): FileStat {
  const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
  return { kind, bytes: found.size, modified: found.mtimeMs, inode: found.ino };
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function unreadable(path: string, error: unknown): Problem {
  const code = codeOf(error);
  const isMissing = code === 'ENOENT' || code === 'ENOTDIR';
  const reason = isMissing ? 'missing' : code === 'EACCES' || code === 'EPERM' ? 'denied' : 'other';
  return { kind: 'file-unreadable', name: basename(path), reason };
}
