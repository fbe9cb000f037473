import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { diskFiles } from '../../../electron/adapters/files.ts';
import { diskFolders } from '../../../electron/adapters/folders.ts';
import { systemClock } from '../../../electron/adapters/system-clock.ts';
import type { FilesPort } from '../../../electron/ports/files.ts';
import { createProfileFolders } from '../../../electron/services/profile-folders.ts';
import { failed, type Result } from '../../../shared/result.ts';
import { createFakeAnalyser } from '../../fakes/analyser.ts';
import { createFakeClock } from '../../fakes/clock.ts';

let folder: string;
const at = (name: string) => join(folder, name);
const analyser = createFakeAnalyser();
const ports = { files: diskFiles, folders: diskFolders, analyser, clock: systemClock };
const sound = '{"metadata": {"name": "shop"}, "spec": {"version": "1.0.0", "template": {"packs": []}}}';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ferry-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function value<T>(answer: Result<T>): T {
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  return answer.value;
}

/** Folders whose every reading of a file is noted, by its name. */
function noted(read: FilesPort['read'] = diskFiles.read) {
  const names: string[] = [];
  const listings: string[] = [];
  const clock = createFakeClock();
  const folders = createProfileFolders({
    ...ports,
    clock,
    folders: {
      ...diskFolders,
      list(path, options) {
        listings.push(path);
        return diskFolders.list(path, options);
      },
    },
    files: {
      ...diskFiles,
      read(path, most) {
        names.push(basename(path));
        clock.advance(10);
        return read(path, most);
      },
    },
  });
  return { folders, names, listings };
}

describe('a folder', () => {
  it('lists its profiles, and what else is there with the reason', async () => {
    const folders = createProfileFolders(ports);
    writeFileSync(at('b.json'), sound);
    writeFileSync(at('a.yaml'), 'metadata: {name: yaml}\nspec: {template: {}}\n');
    writeFileSync(at('broken.json'), '{');
    writeFileSync(at('notes.txt'), 'x');
    mkdirSync(at('below/.hidden'), { recursive: true });
    writeFileSync(at('below/c.JSON'), sound);
    writeFileSync(at('below/.hidden/d.json'), sound);
    if (process.platform !== 'win32') {
      symlinkSync(folder, at('below/loop'));
      execFileSync('mkfifo', [at('pipe.json')]);
    }
    const rows = async (recursive: boolean) => {
      const listed = await folders.list(folder, recursive);
      return listed.ok
        ? listed.value.rows.map(({ path, profile }) => [path, profile.ok ? profile.value.name : profile.problem.kind])
        : [];
    };
    const here = [
      ['a.yaml', 'yaml'],
      ['b.json', 'shop'],
      ['broken.json', 'profile-unreadable'],
      ...(process.platform === 'win32' ? [] : [['pipe.json', 'file-unreadable']]),
    ];
    expect(await rows(false)).toEqual(here);
    expect(await rows(true)).toEqual([here[0], here[1], ['below/c.JSON', 'shop'], ...here.slice(2)]);
    writeFileSync(at('broken.json'), sound.replace('shop', 'mended'));
    expect((await rows(false))[2]).toEqual(['broken.json', 'mended']);
    expect(await folders.list(at('gone'), false)).toMatchObject({ ok: false, problem: { reason: 'missing' } });
  });

  it('tells of a change on disk', async () => {
    const changed = vi.fn();
    const stop = createProfileFolders(ports).watch(folder, false, changed);
    writeFileSync(at('new.json'), sound);
    await vi.waitFor(() => expect(changed).toHaveBeenCalled(), 10_000);
    stop();
  });

  it('tells of many changes once they pause, of endless ones now and then, and of none after it was left', () => {
    const clock = createFakeClock();
    const changed = vi.fn();
    const stopped = vi.fn();
    let onDisk: () => void = () => undefined;
    const watch: typeof diskFolders.watch = (_folder, _recursive, told) => {
      onDisk = told;
      return stopped;
    };
    const folders = createProfileFolders({ ...ports, clock, folders: { ...diskFolders, watch } });
    const stop = folders.watch(folder, false, changed);
    for (let i = 0; i < 20; i += 1) {
      onDisk();
      clock.advance(10);
    }
    expect(changed).not.toHaveBeenCalled();
    clock.advance(60_000);
    expect(changed).toHaveBeenCalledTimes(1);
    for (let i = 0; i < 2_000; i += 1) {
      onDisk();
      clock.advance(10);
    }
    expect(changed.mock.calls.length).toBeGreaterThan(1);
    const before = changed.mock.calls.length;
    onDisk();
    stop();
    clock.advance(60_000);
    expect(changed).toHaveBeenCalledTimes(before);
    expect(stopped).toHaveBeenCalledTimes(1);
    expect(clock.alarms).toBe(0);
  });
});

describe('what was read of a folder', () => {
  it('is not read again until the file is another one', async () => {
    for (const name of ['a.json', 'b.json', 'c.json']) writeFileSync(at(name), sound);
    utimesSync(at('b.json'), 1_700_000_000, 1_700_000_000);
    const { folders, names } = noted();
    await Promise.all([folders.list(folder, false), folders.list(folder, false), folders.list(folder, true)]);
    expect(names.toSorted()).toEqual(['a.json', 'b.json', 'c.json']);
    await folders.list(folder, false);
    expect(names).toHaveLength(3);

    // Another file of the very same size and time takes the name.
    writeFileSync(at('new'), sound.replace('shop', 'ship'));
    utimesSync(at('new'), 1_700_000_000, 1_700_000_000);
    renameSync(at('new'), at('b.json'));
    const { rows } = value(await folders.list(folder, false));
    expect(names.slice(3)).toEqual(['b.json']);
    expect(rows.map(({ profile }) => profile.ok && profile.value.name)).toEqual(['shop', 'ship', 'shop']);
  });

  it('is asked for again where it could not be read', async () => {
    writeFileSync(at('a.json'), sound);
    writeFileSync(at('broken.json'), '{');
    let isShut = true;
    const { folders, names } = noted(async (path, most) =>
      isShut && path.endsWith('a.json')
        ? failed({ kind: 'file-unreadable', name: 'a.json', reason: 'denied' })
        : diskFiles.read(path, most),
    );
    const first = value(await folders.list(folder, false));
    expect(first.rows[0]?.profile).toMatchObject({ ok: false, problem: { reason: 'denied' } });
    isShut = false;
    const second = value(await folders.list(folder, false));
    expect(second.rows[0]?.profile).toMatchObject({ ok: true });
    expect(names.filter((name) => name === 'broken.json')).toHaveLength(1);
  });

  it('is told on the way, and stays known to whoever asks after the reading was stopped', async () => {
    const files = Array.from({ length: 100 }, (_, index) => `${String(index).padStart(3, '0')}.json`);
    for (const name of files) writeFileSync(at(name), sound);
    const { folders, names } = noted();
    const paths: string[] = [];
    const counts: string[] = [];
    const stop = new AbortController();
    const told = (rows: readonly { readonly path: string }[], read: number, all: number): void => {
      paths.push(...rows.map(({ path }) => path));
      counts.push(`${read}/${all}`);
      if (counts.length === 3) stop.abort();
    };
    const stopped = await folders.list(folder, false, { signal: stop.signal, told });
    expect(stopped).toEqual({ ok: false, problem: { kind: 'cancelled' } });
    expect(counts).toEqual(['32/100', '64/100', '96/100']);
    expect(paths).toEqual(files.slice(0, 96));
    expect(names).toHaveLength(96);
    expect(value(await folders.list(folder, false)).rows.map(({ path }) => path)).toEqual(files);
    expect(names).toHaveLength(100);
    // What is known already is no news.
    const again = vi.fn();
    await folders.list(folder, false, { signal: new AbortController().signal, told: again });
    expect(again).not.toHaveBeenCalled();
  });
});

describe('a folder that was listed', () => {
  it('is looked at again without reading a file', async () => {
    writeFileSync(at('a.json'), sound);
    const { folders, names } = noted();
    expect(await folders.hasChanged(folder, false)).toBe(false);
    await folders.list(folder, false);
    expect(await folders.hasChanged(folder, false)).toBe(false);
    mkdirSync(at('below'));
    writeFileSync(at('notes.txt'), 'nothing that a pane shows');
    expect(await folders.hasChanged(folder, false)).toBe(false);
    writeFileSync(at('b.json'), sound);
    expect(await folders.hasChanged(folder, false)).toBe(true);
    unlinkSync(at('b.json'));
    expect(await folders.hasChanged(folder, false)).toBe(false);
    writeFileSync(at('a.json'), `${sound}\n`);
    expect(await folders.hasChanged(folder, false)).toBe(true);
    expect(names).toEqual(['a.json']);
    rmSync(folder, { recursive: true });
    expect(await folders.hasChanged(folder, false)).toBe(true);
    await folders.list(folder, false);
    expect(await folders.hasChanged(folder, false)).toBe(false);
    mkdirSync(folder);
    expect(await folders.hasChanged(folder, false)).toBe(true);
  });

  it('is not looked through again for one of its files', async () => {
    mkdirSync(at('below'));
    writeFileSync(at('below/a.json'), sound);
    const { folders, listings } = noted();
    const uid = value(await folders.list(folder, true)).rows[0]?.uid ?? '';
    expect(value(await folders.read(folder, true, uid)).path).toBe('below/a.json');
    expect(listings).toHaveLength(1);
    // A folder that leads out of the place by now is none of it.
    const outside = mkdtempSync(join(tmpdir(), 'ferry-outside-'));
    writeFileSync(join(outside, 'a.json'), sound);
    rmSync(at('below'), { recursive: true });
    symlinkSync(outside, at('below'));
    expect(await folders.read(folder, true, uid)).toMatchObject({ ok: false, problem: { reason: 'missing' } });
    rmSync(outside, { recursive: true });
  });
});
