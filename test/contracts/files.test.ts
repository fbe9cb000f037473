import { fork, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskFiles } from '../../electron/adapters/files.ts';
import type { FilesPort } from '../../electron/ports/files.ts';
import { ok } from '../../shared/result.ts';
import { createFakeFiles } from '../fakes/files.ts';

let folder: string;
const at = (name: string) => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ferry-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function contract(open: () => FilesPort): void {
  it('reads what was written, text and bytes', async () => {
    const files = open();
    expect(await files.writeAtomic(at('a'), 'ß\r\n\0')).toEqual(ok(null));
    expect(await files.read(at('a'), 100)).toEqual(ok(Buffer.from('ß\r\n\0')));
    await files.writeAtomic(at('a'), Uint8Array.of(255, 0, 1));
    expect(await files.read(at('a'), 3)).toEqual(ok(Buffer.from([255, 0, 1])));
    await files.writeAtomic(at('a'), '');
    expect(await files.read(at('a'), 0)).toEqual(ok(Buffer.alloc(0)));
  });

  it('names a missing file', async () => {
    const problem = { kind: 'file-unreadable', name: 'gone', reason: 'missing' };
    expect(await open().read(at('gone'), 100)).toEqual({ ok: false, problem });
  });

  it('refuses one that is too large', async () => {
    const files = open();
    await files.writeAtomic(at('a'), 'x'.repeat(101));
    const problem = { kind: 'file-unreadable', name: 'a', reason: 'other' };
    expect(await files.read(at('a'), 100)).toEqual({ ok: false, problem });
  });

  it('replaces a file once it may, and else leaves it as it is', async () => {
    const files = open();
    await files.writeAtomic(at('a'), 'old');
    expect(await files.replace(at('a'), Buffer.from('new'), async () => false)).toEqual(ok(false));
    expect(await files.read(at('a'), 100)).toEqual(ok(Buffer.from('old')));
    expect(await files.replace(at('a'), Buffer.from('new'), async () => true)).toEqual(ok(true));
    expect(await files.read(at('a'), 100)).toEqual(ok(Buffer.from('new')));
    expect(await files.replace(at('b'), Buffer.from('fresh'), async () => true)).toEqual(ok(true));
    expect(await files.read(at('b'), 100)).toEqual(ok(Buffer.from('fresh')));
  });

  it('sets a file aside under another name, as it is', async () => {
    const files = open();
    await files.writeAtomic(at('a'), 'not understood');
    const aside = await files.setAside(at('a'));
    if (!aside.ok) throw new Error(aside.problem.kind);
    expect(await files.read(at('a'), 100)).toMatchObject({ problem: { reason: 'missing' } });
    expect(await files.read(at(aside.value), 100)).toEqual(ok(Buffer.from('not understood')));
    expect(await files.setAside(at('a'))).toMatchObject({ problem: { kind: 'file-unwritable', name: 'a' } });
  });

  it('removes a file and what was set aside of it, and nothing of others', async () => {
    const files = open();
    await files.writeAtomic(at('a'), 'first');
    await files.setAside(at('a'));
    await files.writeAtomic(at('a'), 'second');
    await files.writeAtomic(at('ab'), 'other');
    expect(await files.remove(at('a'))).toEqual(ok(true));
    expect(await files.read(at('a'), 100)).toMatchObject({ problem: { reason: 'missing' } });
    expect(await files.remove(at('a'))).toEqual(ok(false));
    expect(await files.read(at('ab'), 100)).toMatchObject({ ok: true });
    expect(await files.remove(join(at('nowhere'), 'a'))).toEqual(ok(false));
  });
}

describe('files port: the fake', () => contract(createFakeFiles));

describe('files port: the disk', () => {
  contract(() => diskFiles);

  it('is readable by this user alone, and leaves nothing else behind', async () => {
    await diskFiles.writeAtomic(at('a'), 'x');
    await diskFiles.writeAtomic(at('a'), 'y');
    expect(statSync(at('a')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it('refuses folders, devices and endless files', async () => {
    mkdirSync(at('folder'));
    expect(await diskFiles.read(at('folder'), 100)).toMatchObject({ problem: { reason: 'not-a-file' } });
    expect(await diskFiles.read('/dev/zero', 100)).toMatchObject({ problem: { reason: 'not-a-file' } });
    symlinkSync('/dev/zero', at('link'));
    expect(await diskFiles.read(at('link'), 100)).toMatchObject({ problem: { reason: 'not-a-file' } });
    expect(await diskFiles.read(at('a\0b'), 100)).toMatchObject({ problem: { reason: 'other' } });
  });

  it.skipIf(process.platform === 'win32')('does not wait at a FIFO', async () => {
    expect(spawnSync('mkfifo', [at('fifo')]).status).toBe(0);
    expect(await diskFiles.read(at('fifo'), 100)).toMatchObject({ problem: { reason: 'not-a-file' } });
  });

  it('reports what cannot be written and keeps the old', async () => {
    mkdirSync(at('taken'));
    writeFileSync(join(at('taken'), 'inside'), 'x');
    expect(await diskFiles.writeAtomic(at('taken'), 'y')).toMatchObject({
      problem: { kind: 'file-unwritable', name: 'taken' },
    });
    expect(await diskFiles.writeAtomic(join(at('nowhere'), 'a'), 'y')).toMatchObject({ ok: false });
    expect(readdirSync(folder)).toEqual(['taken']);
  });

  it('removes every copy from the disk, and tells of a file that stays', async () => {
    await diskFiles.writeAtomic(at('a'), 'first');
    await diskFiles.setAside(at('a'));
    await diskFiles.writeAtomic(at('a'), 'second');
    await diskFiles.remove(at('a'));
    expect(readdirSync(folder)).toEqual([]);
    mkdirSync(at('taken'));
    expect(await diskFiles.remove(at('taken'))).toMatchObject({ problem: { kind: 'file-unwritable', name: 'taken' } });
  });

  const hasModes = process.platform !== 'win32';
  it.skipIf(!hasModes)(
    'leaves a replaced file to those who had it, and no copy of it is ever open to more',
    async () => {
      for (const mode of [0o664, 0o640, 0o600, 0o444]) {
        writeFileSync(at('shared'), 'old');
        chmodSync(at('shared'), mode);
        const modes: number[] = [];
        await diskFiles.replace(at('shared'), Buffer.from('new'), async () => {
          for (const name of readdirSync(folder)) modes.push(statSync(at(name)).mode & 0o7777);
          return true;
        });
        expect(modes).toEqual([mode, mode]);
        expect(statSync(at('shared')).mode & 0o7777).toBe(mode);
        expect(readFileSync(at('shared'), 'utf8')).toBe('new');
        rmSync(at('shared'));
      }
      await diskFiles.replace(at('fresh'), Buffer.from('x'), async () => true);
      expect(statSync(at('fresh')).mode & 0o7777).toBe(0o600);
    },
  );

  it.skipIf(process.getuid?.() !== 0)('leaves it to the owner and the group that it had', async () => {
    writeFileSync(at('shared'), 'old');
    chownSync(at('shared'), 1234, 5678);
    await diskFiles.replace(at('shared'), Buffer.from('new'), async () => true);
    expect(statSync(at('shared'))).toMatchObject({ uid: 1234, gid: 5678 });
  });

  it('asks whether it may replace when the whole new file is on the disk, and takes it away if not', async () => {
    writeFileSync(at('a'), 'old');
    const seen: string[] = [];
    await diskFiles.replace(at('a'), Buffer.from('new'), async () => {
      for (const name of readdirSync(folder)) seen.push(readFileSync(at(name), 'utf8'));
      return false;
    });
    expect(seen.toSorted()).toEqual(['new', 'old']);
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it.skipIf(process.platform === 'win32')(
    'a file of the person’s own stays behind links, also once it is gone',
    async () => {
      mkdirSync(at('there'));
      symlinkSync('there/target', at('first'));
      symlinkSync('first', at('second'));
      for (const content of ['put back', 'again']) {
        expect(await diskFiles.replace(at('second'), Buffer.from(content), async () => true)).toEqual(ok(true));
        expect(readFileSync(join(at('there'), 'target'), 'utf8')).toBe(content);
      }
      expect([readlinkSync(at('second')), readlinkSync(at('first'))]).toEqual(['first', 'there/target']);
      symlinkSync('round', at('round'));
      expect(await diskFiles.replace(at('round'), Buffer.from('x'), async () => true)).toEqual(ok(true));
    },
  );

  it('replaces a link of the app’s own instead of writing through it', async () => {
    writeFileSync(at('target'), 'old');
    symlinkSync(at('target'), at('link'));
    await diskFiles.writeAtomic(at('link'), 'new');
    expect(readFileSync(at('target'), 'utf8')).toBe('old');
    expect(readFileSync(at('link'), 'utf8')).toBe('new');
  });

  it('sweeps left-overs of both writers and nothing else', async () => {
    const leftOvers = ['a.json.tmp-0123456789abcdef', 'settings.json.tmp-17640000000a1b2c3'];
    const others = ['a.json', 'notes.tmp-', 'a.tmp-xyz', '.tmp'];
    for (const name of [...leftOvers, ...others]) writeFileSync(at(name), 'x');
    mkdirSync(at('folder.tmp-0123456789abcdef'));
    expect(await diskFiles.sweep(folder)).toBe(2);
    expect(readdirSync(folder).sort()).toEqual([...others, 'folder.tmp-0123456789abcdef'].sort());
    expect(await diskFiles.sweep(at('nowhere'))).toBe(0);
  });

  it('a process killed at any moment leaves the old content or the new, whole', async () => {
    const writer = join(import.meta.dirname, '../fakes/endless-writer.ts');
    const execPath = join(import.meta.dirname, '../../node_modules/.bin/node');
    for (let kill = 0; kill < 12; kill += 1) {
      const child = fork(writer, [at('a')], { execPath, execArgv: [], stdio: 'ignore' });
      const exited = new Promise((done) => child.once('exit', done));
      await new Promise<void>((writing) => {
        let seen = 0;
        child.on('message', () => {
          seen += 1;
          if (seen > kill) writing();
        });
      });
      child.kill('SIGKILL');
      await exited;
      const content = readFileSync(at('a'), 'utf8');
      expect(content).toMatch(/^(\d)\1{999999}$/);
    }
    await diskFiles.sweep(folder);
    expect(readdirSync(folder)).toEqual(['a']);
  });
});
