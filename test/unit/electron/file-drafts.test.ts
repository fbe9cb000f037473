import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { diskFiles } from '../../../electron/adapters/files.ts';
import { diskFolders } from '../../../electron/adapters/folders.ts';
import { createKeyKeeper } from '../../../electron/adapters/key-keeper.ts';
import { createMemoryKeychain } from '../../../electron/adapters/keychain-memory.ts';
import { systemClock } from '../../../electron/adapters/system-clock.ts';
import type { KeychainPort } from '../../../electron/ports/keychain.ts';
import { createFileDrafts } from '../../../electron/services/file-drafts.ts';
import { createProfileFiles, type FileEvent } from '../../../electron/services/profile-files.ts';
import { createVault } from '../../../electron/services/vault.ts';
import type { KeptEdits } from '../../../shared/profile/source/kept-edits.ts';
import { failed, ok } from '../../../shared/result.ts';
import { paymentsExport } from '../../e2e/files/payments.ts';
import { createFakeAnalyser } from '../../fakes/analyser.ts';

const secret = 'typed-canary-31d9';
const kept: KeptEdits = {
  edits: [{ kind: 'version', version: '0.9.2' }],
  fills: [{ address: { kind: 'values', pack: 3 }, at: 80, value: secret }],
  variableFills: [{ at: 1, value: secret }],
};

let folder = '';
const at = (name: string) => join(folder, name);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ferry-file-drafts-'));
  await writeFile(at('payments.json'), paymentsExport());
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A run of the app over the same folder. */
function start(keychain: KeychainPort) {
  const events: FileEvent[] = [];
  const ports = { files: diskFiles, folders: diskFolders, analyser: createFakeAnalyser(), clock: systemClock };
  const profiles = createProfileFiles({ ...ports, emit: (event) => events.push(event) });
  const keys = createKeyKeeper(keychain, createMemoryKeychain());
  const vault = createVault({ keys, files: diskFiles }, 'file-drafts', at('file-drafts.bin'));
  const clock = { now: () => Date.UTC(2026, 2, 4) };
  return { events, profiles, drafts: createFileDrafts({ profiles, files: diskFiles, vault, clock, emit: vi.fn() }) };
}

async function openedAndKept(keychain: KeychainPort) {
  const run = start(keychain);
  const file = await run.profiles.open(at('payments.json'));
  if (!file.ok) throw new Error(file.problem.kind);
  const answer = await run.drafts.keep(file.value.id, kept);
  return { ...run, id: file.value.id, answer };
}

describe('changes to a file that were not saved when the app died', () => {
  it('are offered by name and number, and come back with the file as it was', async () => {
    const keychain = createMemoryKeychain();
    const { id } = await openedAndKept(keychain);
    const { drafts } = start(keychain);
    const offered = await drafts.list();
    expect(offered).toEqual(
      ok([{ id, name: 'payments.json', keptAt: '2026-03-04T00:00:00.000Z', changes: 3, disk: 'same' }]),
    );
    expect(await drafts.open(id)).toMatchObject({
      value: { file: { id, name: 'payments.json', document: { spec: { version: '0.9.1' } } }, kept },
    });
  });

  it('lie on disk in no readable form', async () => {
    await openedAndKept(createMemoryKeychain());
    const bytes = await readFile(at('file-drafts.bin'));
    for (const form of [secret, Buffer.from(secret).toString('base64'), 'payments', folder]) {
      expect(bytes.includes(form)).toBe(false);
    }
  });

  it('are forgotten at once, those too that the keychain locks away or that are on their way to be kept', async () => {
    const keychain = createMemoryKeychain();
    await openedAndKept(keychain);
    const unavailable = failed({ kind: 'keychain-unavailable', reason: 'locked' });
    const { drafts, profiles } = start({ ...keychain, read: async () => unavailable, remove: async () => unavailable });
    const file = await profiles.open(at('payments.json'));
    if (!file.ok) throw new Error(file.problem.kind);
    const onItsWay = drafts.keep(file.value.id, kept);
    expect(await drafts.forgetAll()).toEqual(ok(null));
    await onItsWay;
    expect(await drafts.list()).toEqual(ok([]));
    expect(await start(keychain).drafts.list()).toEqual(ok([]));
  });

  it('open on the file as it was, though it was changed since, which is told', async () => {
    const keychain = createMemoryKeychain();
    const { id } = await openedAndKept(keychain);
    await writeFile(at('payments.json'), paymentsExport().replace('0.9.1', '7.0.0'));
    const { drafts, events } = start(keychain);
    expect(await drafts.list()).toMatchObject({ value: [{ disk: 'changed' }] });
    expect(await drafts.open(id)).toMatchObject({ value: { file: { document: { spec: { version: '0.9.1' } } } } });
    expect(events).toContainEqual({ kind: 'file-changed', file: id, isGone: false });
  });

  it('open though the file is gone, and saving writes it again', async () => {
    const keychain = createMemoryKeychain();
    const { id } = await openedAndKept(keychain);
    await rm(at('payments.json'));
    const { drafts, profiles, events } = start(keychain);
    expect(await drafts.list()).toMatchObject({ value: [{ disk: 'gone' }] });
    expect((await drafts.open(id)).ok).toBe(true);
    expect(events).toContainEqual({ kind: 'file-changed', file: id, isGone: true });
    const save = { file: id, edits: kept.edits, overwrite: true };
    expect(await profiles.save(save)).toMatchObject({ value: { kind: 'saved' } });
    expect(await readFile(at('payments.json'), 'utf8')).toBe(paymentsExport().replace('0.9.1', '0.9.2'));
  });

  it('know that the file was saved in between: nobody else changed it', async () => {
    const keychain = createMemoryKeychain();
    const { id, profiles, drafts } = await openedAndKept(keychain);
    await profiles.save({ file: id, edits: kept.edits, overwrite: false });
    await drafts.keep(id, { ...kept, edits: [{ kind: 'version', version: '0.9.3' }] });
    const next = start(keychain);
    expect(await next.drafts.list()).toMatchObject({ value: [{ disk: 'same' }] });
    expect(await next.drafts.open(id)).toMatchObject({ value: { file: { document: { spec: { version: '0.9.1' } } } } });
    expect(next.events.filter(({ kind }) => kind === 'file-changed')).toEqual([]);
  });

  it('of a pasted profile come back as well', async () => {
    const keychain = createMemoryKeychain();
    const { profiles, drafts } = start(keychain);
    const file = await profiles.paste(paymentsExport());
    if (!file.ok) throw new Error(file.problem.kind);
    await drafts.keep(file.value.id, kept);
    const next = start(keychain).drafts;
    expect(await next.list()).toMatchObject({ value: [{ name: '', disk: 'none' }] });
    expect(await next.open(file.value.id)).toMatchObject({ value: { file: { path: null }, kept } });
  });

  it('of a file too large for a copy need the file itself', async () => {
    const keychain = createMemoryKeychain();
    const random = randomBytes(4_000_000).toString('base64');
    const large = JSON.stringify({ metadata: { name: 'a' }, spec: { template: { packs: [] } }, random });
    await writeFile(at('payments.json'), large);
    const { id } = await openedAndKept(keychain);
    expect((await start(keychain).drafts.open(id)).ok).toBe(true);
    await writeFile(at('payments.json'), `${large} `);
    const answer = await start(keychain).drafts.open(id);
    expect(answer.ok ? 'opened' : answer.problem.kind).toBe('file-draft-outdated');
  });

  it('are gone once they are saved, dropped or taken back, however late a word of them comes', async () => {
    const keychain = createMemoryKeychain();
    const { id, drafts, profiles } = await openedAndKept(keychain);
    await drafts.keep(id, null);
    expect(await start(keychain).drafts.list()).toEqual(ok([]));
    const late = drafts.keep(id, kept);
    profiles.close(id);
    await Promise.all([late, drafts.forget(id)]);
    await drafts.keep(id, kept);
    expect(await start(keychain).drafts.list()).toEqual(ok([]));
  });

  it('leave no file and ask no keychain where nothing was ever kept', async () => {
    const read = vi.fn();
    const { drafts } = start({ ...createMemoryKeychain(), read });
    expect(await drafts.list()).toEqual(ok([]));
    await drafts.forget('00000000-0000-4000-8000-000000000001');
    expect(read).not.toHaveBeenCalled();
    await expect(readFile(at('file-drafts.bin'))).rejects.toThrow();
  });

  it('last for this run where the keychain cannot be used, and the answer says so', async () => {
    const locked = async () => failed({ kind: 'keychain-unavailable', reason: 'locked' });
    const keychain = { ...createMemoryKeychain(), read: locked, write: locked };
    const { answer, drafts, id } = await openedAndKept(keychain);
    expect(answer).toEqual(ok({ kept: 'this-run-only' }));
    expect(await drafts.list()).toMatchObject({ value: [{ id }] });
    await expect(readFile(at('file-drafts.bin'))).rejects.toThrow();
  });
});
