import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { diskFolders } from '../../../electron/adapters/folders.ts';

let folder = '';
let stop = () => {};
const at = (...names: string[]) => join(folder, ...names);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ferry-watch-'));
});
afterEach(() => {
  stop();
  rmSync(folder, { recursive: true, force: true });
});

function watched() {
  const changed = vi.fn();
  stop = diskFolders.watch(folder, true, changed);
  return changed;
}

/** Does it again until it was told of: where nothing else can be seen of the system's watches. */
async function isTold(changed: ReturnType<typeof vi.fn>, path: string): Promise<void> {
  changed.mockClear();
  await vi.waitFor(
    () => {
      writeFileSync(path, 'x');
      expect(changed).toHaveBeenCalled();
    },
    { timeout: 10_000, interval: 50 },
  );
}

describe('a folder and what is below it', () => {
  it('tells of files at any depth, also of folders that come later, are moved or take the name of another', async () => {
    mkdirSync(at('a', 'b'), { recursive: true });
    const changed = watched();
    await isTold(changed, at('a', 'b', 'one.json'));
    mkdirSync(at('later', 'below'), { recursive: true });
    await isTold(changed, at('later', 'below', 'two.json'));
    renameSync(at('a'), at('moved'));
    await isTold(changed, at('moved', 'b', 'three.json'));
    renameSync(at('later'), at('a'));
    await isTold(changed, at('a', 'below', 'four.json'));
    rmSync(at('moved'), { recursive: true });
    mkdirSync(at('moved'));
    await isTold(changed, at('moved', 'five.json'));
  });

  it('tells of nothing once it was left', async () => {
    mkdirSync(at('a'));
    const changed = watched();
    await isTold(changed, at('a', 'one.json'));
    stop();
    changed.mockClear();
    const other = vi.fn();
    stop = diskFolders.watch(folder, true, other);
    await isTold(other, at('a', 'two.json'));
    expect(changed).not.toHaveBeenCalled();
  });

  it('is no trouble when it is not there', () => {
    stop = diskFolders.watch(at('nowhere'), true, () => undefined);
  });
});

describe.skipIf(process.platform !== 'linux')('the watches that a folder takes from the system', () => {
  it('are those of the folders that its list shows', async () => {
    for (let one = 0; one < 150; one += 1) {
      mkdirSync(at('node_modules', `pack-${one}`, 'dist'), { recursive: true });
      mkdirSync(at('.git', 'objects', String(one)), { recursive: true });
      writeFileSync(at('node_modules', `pack-${one}`, 'package.json'), '{}');
    }
    mkdirSync(at('a', 'b'), { recursive: true });
    mkdirSync(at('a', 'node_modules', 'c'), { recursive: true });
    for (let one = 0; one < 100; one += 1) writeFileSync(at('a', `${one}.json`), '{}');
    const before = watches();
    const changed = watched();
    await isTold(changed, at('a', 'b', 'one.json'));
    expect(watches() - before).toBe(3);
    rmSync(at('a'), { recursive: true });
    await vi.waitFor(() => expect(watches() - before).toBe(1));
    stop();
    await vi.waitFor(() => expect(watches()).toBe(before));
  });

  it('are given back where there are too many folders: it is one that tells of no change', async () => {
    for (let one = 0; one < 2_001; one += 1) mkdirSync(at('many', String(one)), { recursive: true });
    const before = watches();
    const changed = watched();
    expect(watches()).toBeGreaterThan(before);
    await vi.waitFor(() => expect(watches()).toBe(before), { timeout: 20_000 });
    expect(changed).not.toHaveBeenCalled();
  });
});

/** Of this process, as the system counts them. */
function watches(): number {
  return readdirSync('/proc/self/fdinfo')
    .map((name) => {
      try {
        return readFileSync(join('/proc/self/fdinfo', name), 'utf8');
      } catch {
        return '';
      }
    })
    .join('\n')
    .split('\n')
    .filter((line) => line.startsWith('inotify')).length;
}
