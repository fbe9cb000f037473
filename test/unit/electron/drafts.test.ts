import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskFiles } from '../../../electron/adapters/files.ts';
import { createKeyKeeper } from '../../../electron/adapters/key-keeper.ts';
import { createMemoryKeychain } from '../../../electron/adapters/keychain-memory.ts';
import type { KeychainPort } from '../../../electron/ports/keychain.ts';
import { createDrafts } from '../../../electron/services/drafts.ts';
import { createVault } from '../../../electron/services/vault.ts';
import type { FerryEvent } from '../../../shared/bridge/events.ts';
import { failed, ok } from '../../../shared/result.ts';
import type { Decision } from '../../../shared/transfer/decision.ts';
import type { Draft } from '../../../shared/transfer/draft.ts';

const secret = 'typed-canary-77b1';
const id = (last: number) => `5a2b3c4d-0000-4000-8000-${String(last).padStart(12, '0')}`;

const filled: Decision[] = [{ kind: 'fill', hole: 'vault/token', value: secret }];

function draft(number: number, decisions: Decision[] = filled, uid = 'u1'): Draft {
  const place = { kind: 'environment', environmentId: 'env-dev', scope: { kind: 'tenant' } } as const;
  const target = { ...place, environmentId: 'env-prod' };
  const request = { id: id(number), source: place, target, profile: { uid, name: 'payments', version: '1.0.0' } };
  return { id: id(number), transfers: [{ request, decisions }] };
}

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ferry-drafts-'));
  file = join(folder, 'drafts.bin');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const told: FerryEvent[] = [];
beforeEach(() => told.splice(0));

function openDrafts(keychain: KeychainPort) {
  const keys = createKeyKeeper(keychain, createMemoryKeychain());
  const vault = createVault({ keys, files: diskFiles }, 'drafts', file);
  return createDrafts({ vault, clock: { now: () => 0 }, emit: (event) => told.push(event) });
}

/** A run of the app over the same folder and keychain. */
const oneKeychain = () => {
  const keychain = createMemoryKeychain();
  return () => openDrafts(keychain).calls;
};

describe('a sheet that was open when the app died', () => {
  it('comes back with what was typed', async () => {
    const start = oneKeychain();
    await start().save(draft(1));
    expect(await start().restore({ id: id(1) })).toEqual(ok(draft(1)));
  });

  it('comes back with what was only begun and with what was answered for several, none of it in clear on disk', async () => {
    const start = oneKeychain();
    const [transfer] = draft(1, []).transfers;
    if (transfer === undefined) throw new Error('no transfer');
    const begun = [{ question: 'macro/token', text: secret }];
    const shared = [['a', 'b'].map((hole) => ({ id: id(1), hole }))];
    const half: Draft = { id: id(1), transfers: [{ ...transfer, begun }], shared };
    await start().save(half);
    expect(await start().restore({ id: id(1) })).toEqual(ok(half));
    expect(await start().list()).toMatchObject({ value: [{ transfers: [{ answers: 1 }] }] });
    expect(await readFile(file, 'latin1')).not.toContain(secret);
  });

  it('is offered without any answer in the offer', async () => {
    const start = oneKeychain();
    await start().save(draft(1));
    const offered = await start().list();
    expect(offered).toMatchObject({ value: [{ id: id(1), transfers: [{ answers: 1 }] }] });
    expect(JSON.stringify(offered)).not.toContain(secret);
  });

  it('lies on disk in no readable form', async () => {
    await oneKeychain()().save(draft(1));
    const bytes = await readFile(file);
    for (const form of [secret, Buffer.from(secret).toString('base64'), 'payments']) {
      expect(bytes.includes(form)).toBe(false);
    }
  });

  it('is in the list only once it is on disk: what is listed survives being killed', async () => {
    const keychain = createMemoryKeychain();
    const written = Promise.withResolvers<void>();
    const order: string[] = [];
    const files = {
      ...diskFiles,
      async writeAtomic(...file: Parameters<typeof diskFiles.writeAtomic>) {
        await written.promise;
        order.push('written');
        return diskFiles.writeAtomic(...file);
      },
    };
    const vault = createVault({ keys: createKeyKeeper(keychain, createMemoryKeychain()), files }, 'drafts', file);
    const { calls } = createDrafts({ vault, clock: { now: () => 0 }, emit: () => undefined });
    const saved = calls.save(draft(1));
    const listed = calls.list().then((answer) => {
      order.push('listed');
      return answer;
    });
    written.resolve();
    await saved;
    expect(await listed).toMatchObject({ value: [{ id: id(1) }] });
    expect(order).toEqual(['written', 'listed']);
  });

  it('is not in a list that was asked for before it was saved: that one would tell of what is not on disk yet', async () => {
    const keychain = createMemoryKeychain();
    await openDrafts(keychain).calls.save(draft(1));
    const reads = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let read = 0;
    const files = {
      ...diskFiles,
      async read(...asked: Parameters<typeof diskFiles.read>) {
        await reads[read++]?.promise;
        return diskFiles.read(...asked);
      },
    };
    const vault = createVault({ keys: createKeyKeeper(keychain, createMemoryKeychain()), files }, 'drafts', file);
    const { calls } = createDrafts({ vault, clock: { now: () => 0 }, emit: () => undefined });
    const listed = calls.list();
    const saved = calls.save(draft(2, undefined, 'u2'));
    reads[0]?.resolve();
    expect(await listed).toMatchObject({ value: [{ id: id(1) }] });
    reads[1]?.resolve();
    await saved;
    expect(await calls.list()).toMatchObject({ value: [{ id: id(2) }, { id: id(1) }] });
  });

  it('keeps the newest answers when they were saved several times', async () => {
    const start = oneKeychain();
    const drafts = start();
    await Promise.all([1, 2, 3].map((n) => drafts.save(draft(1, [{ kind: 'set-version', version: `1.0.${n}` }]))));
    expect(await start().restore({ id: id(1) })).toEqual(ok(draft(1, [{ kind: 'set-version', version: '1.0.3' }])));
  });

  it('asks again for what was only accepted for the day', async () => {
    const start = oneKeychain();
    const version: Decision = { kind: 'set-version', version: '1.0.1' };
    await start().save(draft(1, [{ kind: 'accept', check: 'permission' }, version]));
    expect(await start().restore({ id: id(1) })).toEqual(ok(draft(1, [version])));
  });

  it('is not offered when nothing was answered, or every answer was taken back', async () => {
    const start = oneKeychain();
    await start().save(draft(1));
    await start().save(draft(1, []));
    expect(await start().list()).toEqual(ok([]));
  });

  it('has one draft, the newest, though the same transfer was dragged twice', async () => {
    const start = oneKeychain();
    await start().save(draft(1));
    await start().save(draft(2));
    expect(await start().list()).toMatchObject({ value: [{ id: id(2) }] });
  });

  it('is gone once it is discarded, and the other stays', async () => {
    const start = oneKeychain();
    const drafts = start();
    await drafts.save(draft(1));
    await drafts.save(draft(2, undefined, 'u2'));
    await drafts.discard({ id: id(1) });
    expect(await start().list()).toMatchObject({ value: [{ id: id(2) }] });
    expect((await start().restore({ id: id(1) })).ok).toBe(false);
  });

  it('asks no more for what was imported, though a late save still speaks of it', async () => {
    const keychain = createMemoryKeychain();
    const drafts = openDrafts(keychain);
    const both = { id: id(9), transfers: [...draft(1).transfers, ...draft(2, undefined, 'u2').transfers] };
    await drafts.calls.save(both);
    const [first, second] = both.transfers.map(({ request }) => request);
    if (first === undefined || second === undefined) throw new Error('two transfers');
    await drafts.imported(first);
    await drafts.calls.save(both);
    expect(await openDrafts(keychain).calls.restore({ id: id(9) })).toMatchObject({
      value: { transfers: [{ request: { id: second.id } }] },
    });
    await drafts.imported(second);
    expect(await drafts.calls.list()).toEqual(ok([]));
  });
});

describe('when drafts cannot be opened', () => {
  const unavailable = failed({ kind: 'keychain-unavailable', reason: 'locked' });
  const locked = (keychain: KeychainPort): KeychainPort => ({
    ...keychain,
    read: async () => unavailable,
    write: async () => unavailable,
  });

  it('they are kept for this run, told so, and leave no file', async () => {
    const drafts = openDrafts(locked(createMemoryKeychain()));
    expect(await drafts.calls.save(draft(1))).toEqual(ok({ kept: 'this-run-only' }));
    expect(await drafts.calls.restore({ id: id(1) })).toEqual(ok(draft(1)));
    await expect(readFile(file)).rejects.toThrow();
  });

  it('what an earlier run kept stays untouched, and both are there when the keychain is back', async () => {
    const keychain = createMemoryKeychain();
    await openDrafts(keychain).calls.save(draft(1));
    const before = await readFile(file);
    let isLocked = true;
    const drafts = openDrafts({
      ...keychain,
      read: (account) => (isLocked ? Promise.resolve(unavailable) : keychain.read(account)),
    });
    expect(await drafts.calls.save(draft(2, undefined, 'u2'))).toEqual(ok({ kept: 'this-run-only' }));
    expect(await readFile(file)).toEqual(before);
    isLocked = false;
    expect(await drafts.calls.save(draft(3, undefined, 'u3'))).toEqual(ok({ kept: 'encrypted' }));
    const listed = await openDrafts(keychain).calls.list();
    expect(listed.ok && listed.value.map((one) => one.id)).toEqual([id(3), id(2), id(1)]);
  });

  it('all are forgotten without the keychain: no earlier run’s file comes back, and what waited neither', async () => {
    const keychain = createMemoryKeychain();
    await openDrafts(keychain).calls.save(draft(1));
    await writeFile(`${file}.damaged-0a1b2c3d`, 'of another day');
    const drafts = openDrafts({ ...locked(keychain), remove: async () => unavailable });
    expect(await drafts.calls.save(draft(2, undefined, 'u2'))).toEqual(ok({ kept: 'this-run-only' }));
    expect(await drafts.forgetAll()).toEqual(ok(null));
    expect(await readdir(folder)).toEqual([]);
    expect(await drafts.calls.list()).toEqual(ok([]));
    expect(await openDrafts(keychain).calls.list()).toEqual(ok([]));
  });

  it('a save that fails while everything is being forgotten does not bring its draft back', async () => {
    const drafts = openDrafts(locked(createMemoryKeychain()));
    await Promise.all([drafts.calls.save(draft(1)), drafts.forgetAll()]);
    expect(await drafts.calls.list()).toEqual(ok([]));
  });

  it('a damaged file is set aside, told, and today’s answers are kept', async () => {
    const keychain = createMemoryKeychain();
    await openDrafts(keychain).calls.save(draft(1));
    await writeFile(file, 'not what was written');
    const drafts = openDrafts(keychain);
    expect(await drafts.calls.list()).toMatchObject({ problem: { kind: 'kept-unreadable', what: 'drafts' } });
    expect(await drafts.calls.save(draft(2))).toEqual(ok({ kept: 'encrypted' }));
    expect(await openDrafts(keychain).calls.list()).toMatchObject({ value: [{ id: id(2) }] });
    const aside = (await readdir(folder)).filter((name) => name.startsWith('drafts.bin.damaged-'));
    expect(await readFile(join(folder, aside[0] ?? ''), 'utf8')).toBe('not what was written');
    expect(told).toEqual([{ kind: 'told', problem: { kind: 'kept-unreadable', what: 'drafts', keptAs: aside[0] } }]);
  });
});
