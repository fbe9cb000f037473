import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskFiles } from '../../../electron/adapters/files.ts';
import { createKeptFile } from '../../../electron/adapters/kept-file.ts';
import { createJournal, type JournalEntry } from '../../../electron/services/journal.ts';
import type { KeptFile } from '../../../electron/services/kept-file.ts';
import type { Problem } from '../../../shared/problem.ts';
import { failed, ok } from '../../../shared/result.ts';

let folder = '';
let file = '';
let told: Problem[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ferry-journal-'));
  file = join(folder, 'journal.json');
  told = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function entry(id: string, more: Partial<JournalEntry> = {}): JournalEntry {
  const target = { kind: 'environment', environmentId: 'env-prod', scope: { kind: 'tenant' } } as const;
  const rest = { name: 'edge-base', version: '1.0.0', macros: [], uidsBefore: [], content: null } as const;
  return { id, way: 'import', target, ...rest, ...more };
}

/** A run of the app over the same folder. */
const start = (files: KeptFile = createKeptFile(diskFiles, file)) =>
  createJournal(files, (problem) => told.push(problem));

const aside = async () => (await readdir(folder)).filter((name) => name.startsWith('journal.json.damaged-'));

describe('the journal of writes', () => {
  it('tells the next run what this one left open', async () => {
    const journal = start();
    await journal.open(entry('a'));
    await journal.open(entry('b', { macros: [{ name: 'zone', scope: 'tenant' }], uidsBefore: null }));
    await journal.open(entry('b', { macros: [{ name: 'zone', scope: 'tenant' }], uidsBefore: ['u1'] }));
    await journal.close('a');
    expect(await start().unsettled()).toEqual([
      entry('b', { macros: [{ name: 'zone', scope: 'tenant' }], uidsBefore: ['u1'] }),
    ]);
    expect(told).toEqual([]);
  });

  it('keeps two attempts at one import apart', async () => {
    const journal = start();
    await journal.open(entry('first'));
    await journal.open(entry('second', { uidsBefore: ['u1'] }));
    expect(await start().unsettled()).toHaveLength(2);
  });

  it('settles earlier attempts with the one that arrived: a name and version are there once in a place', async () => {
    const journal = start();
    const elsewhere = { kind: 'environment', environmentId: 'env-dev', scope: { kind: 'tenant' } } as const;
    await journal.open(entry('timed-out'));
    await journal.open(entry('other-version', { version: '1.0.1' }));
    await journal.open(entry('elsewhere', { target: elsewhere }));
    await journal.open(entry('arrived', { uidsBefore: null }));
    await journal.open(entry('arrived', { uidsBefore: ['u1'] }));
    await journal.arrived('arrived');
    expect((await start().unsettled()).map(({ id }) => id)).toEqual(['other-version', 'elsewhere']);
    await journal.arrived('nobody');
    expect(await start().unsettled()).toHaveLength(2);
  });

  it('understands what an earlier release wrote', async () => {
    const { macros: _, ...old } = entry('a');
    await writeFile(file, JSON.stringify([old]));
    expect(await start().unsettled()).toEqual([entry('a')]);
  });

  it.each(['{"torn', '', '{"not":"a list"}'])('sets %j aside, tells where, and goes on', async (content) => {
    await writeFile(file, content);
    const journal = start();
    expect(await journal.unsettled()).toEqual([]);
    const [name = ''] = await aside();
    expect(told).toEqual([{ kind: 'kept-unreadable', what: 'journal', keptAs: name }]);
    expect(await readFile(join(folder, name), 'utf8')).toBe(content);
    expect(await journal.open(entry('a'))).toEqual(ok(null));
    expect(await start().unsettled()).toEqual([entry('a')]);
    expect(told).toHaveLength(1);
  });

  it('keeps the entries it understands, beside a copy of everything', async () => {
    const content = JSON.stringify([entry('a'), { id: 'b', name: 7 }]);
    await writeFile(file, content);
    expect(await start().unsettled()).toEqual([entry('a')]);
    expect(await readFile(join(folder, (await aside())[0] ?? ''), 'utf8')).toBe(content);
    expect(await start().unsettled()).toEqual([entry('a')]);
    expect(told).toHaveLength(1);
  });

  it('forgets what is open and what was set aside, and goes on', async () => {
    await writeFile(file, '{"torn');
    const journal = start();
    await journal.open(entry('a'));
    expect(await aside()).toHaveLength(1);
    expect(await journal.forgetAll()).toEqual(ok(null));
    expect(await readdir(folder)).toEqual([]);
    await journal.close('a');
    await journal.open(entry('b'));
    expect(await start().unsettled()).toEqual([entry('b')]);
  });

  it('lets nothing be written while it can be neither read nor set aside', async () => {
    const denied = failed({ kind: 'file-unreadable', name: 'journal.json', reason: 'denied' });
    const stuck = failed({ kind: 'file-unwritable', name: 'journal.json', reason: 'denied' });
    const wholly = { write: async () => ok(null), remove: async () => ok(null) };
    const journal = start({ ...wholly, read: async () => denied, setAside: async () => stuck });
    expect(await journal.open(entry('a'))).toEqual(stuck);
    expect(await journal.unsettled()).toEqual([]);
    expect(told).toEqual([stuck.problem]);
  });

  it('forgets an entry that never reached the disk, and keeps the one it was to replace', async () => {
    const real = createKeptFile(diskFiles, file);
    const full = failed({ kind: 'file-unwritable', name: 'journal.json', reason: 'full' });
    let isFull = false;
    const journal = start({ ...real, write: (text) => (isFull ? Promise.resolve(full) : real.write(text)) });
    await journal.open(entry('a', { uidsBefore: null }));
    isFull = true;
    expect(await journal.open(entry('a', { uidsBefore: ['u1'] }))).toEqual(full);
    expect(await journal.open(entry('b'))).toEqual(full);
    expect(await journal.unsettled()).toEqual([entry('a', { uidsBefore: null })]);
  });
});
