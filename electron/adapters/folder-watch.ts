import { type FSWatcher, watch } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { folderReach, isPassedOver } from './folder-reach.ts';

/** Each is a watch of the system, which has few of them for all programs together. */
const mostWatched = 2_000;
/** Systems that watch all that is below a folder as one. */
const watchesBelow = process.platform === 'darwin' || process.platform === 'win32';

/** One folder alone. Never calls back for one that is not there, or where the system has no more watches to give. */
export function watchFolder(folder: string, changed: () => void): () => void {
  try {
    const watcher = watch(folder, { persistent: false }, () => changed());
    // A folder that is taken away.
    watcher.on('error', () => watcher.close());
    return () => watcher.close();
  } catch {
    return () => undefined;
  }
}

/**
 * A folder and those below that a list of it shows. Where each takes a watch of its own, one with more than 2,000 counts as
 * one that tells of no change: nothing of it is watched.
 */
export function watchBelow(folder: string, changed: () => void): () => void {
  if (watchesBelow) return watchAsOne(folder, changed);
  const tree = new WatchedTree(folder, changed);
  tree.begin();
  return () => tree.close();
}

function watchAsOne(folder: string, changed: () => void): () => void {
  try {
    const watcher = watch(folder, { recursive: true, persistent: false }, (_event, name) => {
      if (name?.split(/[\\/]/).some(isPassedOver) !== true) changed();
    });
    watcher.on('error', () => watcher.close());
    return () => watcher.close();
  } catch {
    return () => undefined;
  }
}

interface Watched {
  readonly watcher: FSWatcher;
  entries: number;
}

/** A watch for each folder, which follows folders that come and go. */
class WatchedTree {
  readonly #root: string;
  readonly #changed: () => void;
  /** By their path from the root, '' for that one. */
  readonly #watched = new Map<string, Watched>();
  /** Folders being looked into; true: something came meanwhile. */
  readonly #looking = new Map<string, boolean>();
  /** Of all watched folders together. */
  #entries = 0;
  #isClosed = false;

  constructor(root: string, changed: () => void) {
    this.#root = root;
    this.#changed = changed;
  }

  begin(): void {
    void this.#follow('', 0);
  }

  close(): void {
    this.#isClosed = true;
    this.#drop('');
  }

  /** Watches first and looks then, so that no folder comes in between unseen. */
  async #follow(path: string, depth: number): Promise<void> {
    if (this.#isClosed || this.#watched.has(path)) return;
    if (this.#watched.size >= mostWatched) return this.close();
    try {
      const watcher = watch(join(this.#root, path), { persistent: false }, (event, name) => {
        if (name !== null && isPassedOver(name)) return;
        if (event === 'rename') void this.#entriesChanged(path, depth, name);
        this.#changed();
      });
      watcher.on('error', () => this.#drop(path));
      this.#watched.set(path, { watcher, entries: 0 });
    } catch (error) {
      // One that is gone tells nothing; where no watch is to be had, the others would tell of a part alone.
      const isGone = error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
      if (!isGone && path !== '') this.close();
      return;
    }
    await this.#look(path, depth);
  }

  async #entriesChanged(path: string, depth: number, name: string | null): Promise<void> {
    // Another folder may have taken the name of one that is watched.
    if (name !== null && this.#watched.has(below(path, name))) this.#drop(below(path, name));
    await this.#look(path, depth);
  }

  async #look(path: string, depth: number): Promise<void> {
    if (this.#looking.has(path)) {
      this.#looking.set(path, true);
      return;
    }
    let isToBeRepeated = true;
    while (isToBeRepeated && !this.#isClosed) {
      this.#looking.set(path, false);
      await this.#lookOnce(path, depth);
      isToBeRepeated = this.#looking.get(path) === true;
    }
    this.#looking.delete(path);
  }

  async #lookOnce(path: string, depth: number): Promise<void> {
    const entries = await readdir(join(this.#root, path), { withFileTypes: true }).catch(() => null);
    if (entries === null) return this.#drop(path);
    const watched = this.#watched.get(path);
    if (watched === undefined) return;
    this.#entries += entries.length - watched.entries;
    watched.entries = entries.length;
    if (this.#entries > folderReach.mostLookedAt) return this.close();
    if (depth >= folderReach.deepest) return;
    for (const entry of entries) {
      if (entry.isDirectory() && !isPassedOver(entry.name)) await this.#follow(below(path, entry.name), depth + 1);
    }
  }

  #drop(path: string): void {
    for (const [other, { watcher, entries }] of this.#watched) {
      if (path !== '' && other !== path && !other.startsWith(`${path}/`)) continue;
      watcher.close();
      this.#entries -= entries;
      this.#watched.delete(other);
    }
  }
}

const below = (path: string, name: string) => (path === '' ? name : `${path}/${name}`);
