import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskFiles } from '../../../electron/adapters/files.ts';
import { createKeyKeeper } from '../../../electron/adapters/key-keeper.ts';
import { createMemoryKeychain } from '../../../electron/adapters/keychain-memory.ts';
import { createDrafts } from '../../../electron/services/drafts.ts';
import { createVault } from '../../../electron/services/vault.ts';
import { ok } from '../../../shared/result.ts';
import type { Decision } from '../../../shared/transfer/decision.ts';
import type { Draft } from '../../../shared/transfer/draft.ts';

const secret = 'typed-canary-77b1';
const id = (last: number) => `5a2b3c4d-0000-4000-8000-${String(last).padStart(12, '0')}`;

function draft(number: number, decisions: Decision[] = [{ kind: 'fill', hole: 'vault/token', value: secret }]): Draft {
  const place = { kind: 'environment', environmentId: 'env-dev', scope: { kind: 'tenant' } } as const;
  const target = { ...place, environmentId: 'env-prod' };
  const request = { id: id(number), source: place, target, profile: { uid: 'u1', name: 'payments', version: '1.0.0' } };
  return { id: id(number), transfers: [{ request, decisions }] };
}

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ferry-drafts-'));
  file = join(folder, 'drafts.bin');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A run of the app over the same folder and keychain. */
const oneKeychain = () => {
  const keychain = createMemoryKeychain();
  return () =>
    createDrafts(
      createVault({ keys: createKeyKeeper(keychain, createMemoryKeychain()), files: diskFiles }, 'drafts', file),
      { now: () => 0 },
    );
};

describe('a sheet that was open when the app died', () => {
  it('comes back with what was typed', async () => {
    const start = oneKeychain();
    await start().save(draft(1));
    expect(await start().restore({ id: id(1) })).toEqual(ok(draft(1)));
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

  it('keeps the newest answers when they were saved several times', async () => {
    const start = oneKeychain();
    const drafts = start();
    await Promise.all([1, 2, 3].map((n) => drafts.save(draft(1, [{ kind: 'set-version', version: `1.0.${n}` }]))));
    expect(await start().restore({ id: id(1) })).toEqual(ok(draft(1, [{ kind: 'set-version', version: '1.0.3' }])));
  });

  it('asks again for what was only accepted for the day', async () => {
    const start = oneKeychain();
    await start().save(draft(1, [{ kind: 'accept', check: 'permission' }]));
    expect(await start().restore({ id: id(1) })).toEqual(ok(draft(1, [])));
  });

  it('is gone once it was imported or discarded', async () => {
    const start = oneKeychain();
    const drafts = start();
    await drafts.save(draft(1));
    await drafts.save(draft(2));
    await drafts.discard({ id: id(1) });
    expect(await start().list()).toMatchObject({ value: [{ id: id(2) }] });
    expect((await start().restore({ id: id(1) })).ok).toBe(false);
  });
});
