import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskFiles } from '../../../electron/adapters/files.ts';
import { createKeyKeeper } from '../../../electron/adapters/key-keeper.ts';
import { createMemoryKeychain } from '../../../electron/adapters/keychain-memory.ts';
import type { KeychainPort } from '../../../electron/ports/keychain.ts';
import { createRememberedAnswers } from '../../../electron/services/remembered.ts';
import { createVault } from '../../../electron/services/vault.ts';
import type { EnvironmentPlace } from '../../../shared/place.ts';
import type { Hole } from '../../../shared/profile/holes.ts';
import { failed, ok } from '../../../shared/result.ts';
import { createFakeKeychain } from '../../fakes/keychain.ts';

const source: EnvironmentPlace = { kind: 'environment', environmentId: 'env-dev', scope: { kind: 'tenant' } };
const target: EnvironmentPlace = { kind: 'environment', environmentId: 'env-prod', scope: { kind: 'tenant' } };
const staging: EnvironmentPlace = { kind: 'environment', environmentId: 'env-qa', scope: { kind: 'tenant' } };
const secret = 'hunter2-canary-8c1';

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ferry-remembered-'));
  file = join(folder, 'remembered.bin');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function hole(layer: string, ...keys: string[]): Hole {
  return {
    id: `${layer}/values/${keys.join('/')}`,
    where: { kind: 'scalar', text: { kind: 'values', pack: 0 }, layer, path: { document: 0, keys } },
    line: 1,
    reason: 'masked',
    form: 'plain',
  };
}

const password = hole('vault', 'server', 'password');

/** Standing in for the OS keychain: outlives the app, as it does. */
function answersOver(keychain: KeychainPort) {
  const keys = createKeyKeeper(keychain, createMemoryKeychain());
  return createRememberedAnswers(createVault({ keys, files: diskFiles }, 'remembered-answers', file), { now: () => 0 });
}

function keepPassword(answers: ReturnType<typeof answersOver>, value = secret) {
  return answers.keep({
    source,
    target,
    profile: 'payments',
    values: new Map([[password, value]]),
    registries: { 'Public Repo': { uid: 'r1', name: 'Mirror' } },
    macroScopes: { region: 'tenant' },
  });
}

/** As a sheet takes them over. */
async function usesOf(
  answers: ReturnType<typeof answersOver>,
  profile: string,
  holes: readonly Hole[],
  place = target,
) {
  return (await answers.lookUp(source, place, profile, holes)).remembered.holes;
}

describe('answers kept for the next import', () => {
  it('are there after the app was started again', async () => {
    const keychain = createMemoryKeychain();
    await keepPassword(answersOver(keychain));
    const later = answersOver(keychain);
    expect(await later.lookUp(source, target, 'payments', [password])).toEqual({
      problem: null,
      remembered: {
        holes: [{ hole: password.id, entry: expect.any(String), match: 'exact', from: 'server.password' }],
        registries: { 'Public Repo': 'r1' },
        macroScopes: { region: 'tenant' },
      },
    });
    expect((await later.values(target, await usesOf(later, 'payments', [password]))).get(password.id)).toBe(secret);
  });

  it('stand on disk in no readable form', async () => {
    await keepPassword(answersOver(createMemoryKeychain()));
    const bytes = await readFile(file);
    for (const form of [
      secret,
      Buffer.from(secret).toString('base64'),
      Buffer.from(secret).toString('hex'),
      'payments',
    ]) {
      expect(bytes.includes(form)).toBe(false);
    }
  });

  it('are told without their value', async () => {
    const answers = answersOver(createMemoryKeychain());
    await keepPassword(answers);
    expect(JSON.stringify(await answers.lookUp(source, target, 'payments', [password]))).not.toContain(secret);
  });

  it('belong to one target', async () => {
    const answers = answersOver(createMemoryKeychain());
    await keepPassword(answers);
    expect((await answers.lookUp(source, staging, 'payments', [password])).remembered.holes).toEqual([]);
    expect(await answers.values(staging, await usesOf(answers, 'payments', [password]))).toEqual(new Map());
  });

  it('are only offered where the value has moved', async () => {
    const answers = answersOver(createMemoryKeychain());
    await keepPassword(answers);
    const moved = hole('vault', 'global', 'auth', 'password');
    const found = await answers.lookUp(source, target, 'payments', [moved, hole('nginx', 'password')]);
    expect(found.remembered.holes).toEqual([
      { hole: moved.id, entry: expect.any(String), match: 'moved', from: 'server.password' },
    ]);
  });

  it('are only offered to another profile', async () => {
    const answers = answersOver(createMemoryKeychain());
    await keepPassword(answers);
    const found = await answers.lookUp(source, target, 'billing', [password]);
    expect(found.remembered.holes).toEqual([
      { hole: password.id, entry: expect.any(String), match: 'moved', from: 'payments ▸ server.password' },
    ]);
  });

  it('give way to a later answer to the same place', async () => {
    const answers = answersOver(createMemoryKeychain());
    await keepPassword(answers, 'old');
    await keepPassword(answers, 'new');
    expect((await answers.values(target, await usesOf(answers, 'payments', [password]))).get(password.id)).toBe('new');
  });

  it('all stay when several imports end at once', async () => {
    const answers = answersOver(createMemoryKeychain());
    const holes = Array.from({ length: 20 }, (_, index) => hole('vault', `key${index}`));
    await Promise.all(
      holes.map((each) =>
        answers.keep({
          source,
          target,
          profile: 'p',
          values: new Map([[each, each.id]]),
          registries: {},
          macroScopes: {},
        }),
      ),
    );
    expect(await answers.values(target, await usesOf(answers, 'p', holes))).toEqual(
      new Map(holes.map(({ id }) => [id, id])),
    );
  });
});

describe('the list of what is kept', () => {
  it('names every answer and shows no value', async () => {
    const answers = answersOver(createMemoryKeychain());
    await keepPassword(answers);
    const listed = await answers.calls.list();
    expect(listed).toMatchObject({
      value: [
        {
          kind: 'value',
          target,
          profile: 'payments',
          layer: 'vault',
          key: 'password',
          path: ['server', 'password'],
          keptAt: '1970-01-01T00:00:00.000Z',
        },
        { kind: 'registry', source, sourceRegistry: 'Public Repo', registryUid: 'r1', registryName: 'Mirror' },
        { kind: 'macro-scope', macro: 'region', scope: 'tenant' },
      ],
    });
    expect(JSON.stringify(listed)).not.toContain(secret);
  });

  it('shows one value when the person asks for it', async () => {
    const answers = answersOver(createMemoryKeychain());
    await keepPassword(answers);
    const { holes } = (await answers.lookUp(source, target, 'payments', [password])).remembered;
    expect(await answers.calls.reveal({ id: holes[0]?.entry ?? '' })).toEqual(ok(secret));
  });

  it('forgets what is named, and everything on request', async () => {
    const answers = answersOver(createMemoryKeychain());
    await keepPassword(answers);
    const { holes } = (await answers.lookUp(source, target, 'payments', [password])).remembered;
    await answers.calls.forget({ ids: holes.map(({ entry }) => entry) });
    expect(await answers.values(target, await usesOf(answers, 'payments', [password]))).toEqual(new Map());
    expect(await answers.calls.list()).toMatchObject({ value: [{ kind: 'registry' }, { kind: 'macro-scope' }] });
    await answers.calls.forgetAll();
    expect(await answers.calls.list()).toEqual(ok([]));
  });
});

describe('answers of an earlier release', () => {
  const old = {
    version: 1,
    targets: {
      'env-prod/project/p1': {
        values: [{ profile: 'payments', hole: password.id, layer: 'vault', key: 'password', value: secret }],
        registries: { 'env-dev/tenant': { 'Public Repo': 'r1' } },
        macroScopes: { region: 'project' },
      },
    },
  };
  const payments: EnvironmentPlace = {
    kind: 'environment',
    environmentId: 'env-prod',
    scope: { kind: 'project', uid: 'p1', name: 'payments' },
  };

  async function fromVersion1() {
    const keychain = createMemoryKeychain();
    const keys = createKeyKeeper(keychain, createMemoryKeychain());
    await createVault({ keys, files: diskFiles }, 'remembered-answers', file).save(JSON.stringify(old));
    return answersOver(keychain);
  }

  it('are filled in, listed without a date, and shown on request as ever', async () => {
    const answers = await fromVersion1();
    const { remembered } = await answers.lookUp(source, payments, 'payments', [password]);
    expect(remembered).toMatchObject({
      holes: [{ hole: password.id, match: 'exact' }],
      registries: { 'Public Repo': 'r1' },
      macroScopes: { region: 'project' },
    });
    const listed = await answers.calls.list();
    expect(listed).toMatchObject({
      value: [
        { kind: 'value', layer: 'vault', path: ['password'], keptAt: null },
        { kind: 'registry', source, registryUid: 'r1', registryName: '' },
        { kind: 'macro-scope', macro: 'region', scope: 'project' },
      ],
    });
    expect(await answers.calls.reveal({ id: remembered.holes[0]?.entry ?? '' })).toEqual(ok(secret));
  });

  it('stay when a new answer joins them, and can be forgotten one by one', async () => {
    const answers = await fromVersion1();
    const before = await answers.calls.list();
    await keepPassword(answers);
    const after = await answers.calls.list();
    if (!before.ok || !after.ok) throw new Error('could not list');
    expect(after.value.slice(0, 3)).toEqual(before.value);
    await answers.calls.forget({ ids: before.value.map(({ id }) => id) });
    expect(await answers.values(payments, await usesOf(answers, 'payments', [password], payments))).toEqual(new Map());
    expect((await answers.values(target, await usesOf(answers, 'payments', [password]))).get(password.id)).toBe(secret);
  });
});

describe('when they cannot be opened', () => {
  it('a content that nobody understands is not written over, and forgetting everything is the way out', async () => {
    const keychain = createMemoryKeychain();
    const keys = createKeyKeeper(keychain, createMemoryKeychain());
    await createVault({ keys, files: diskFiles }, 'remembered-answers', file).save('{"version":99,"items":[]}');
    const bytes = await readFile(file);
    const answers = answersOver(keychain);
    expect(await answers.calls.list()).toMatchObject({ problem: { kind: 'kept-unreadable' } });
    expect((await keepPassword(answers)).ok).toBe(false);
    expect(await readFile(file)).toEqual(bytes);
    expect(await answers.calls.forgetAll()).toEqual(ok(null));
    expect((await keepPassword(answers)).ok).toBe(true);
    expect(await answersOver(keychain).calls.list()).toMatchObject({ value: [{}, {}, {}] });
  });

  it('forgetting everything needs no keychain, and what was forgotten stays so once there is one', async () => {
    const keychain = createFakeKeychain();
    await keepPassword(answersOver(keychain));
    const keys = createKeyKeeper(keychain, createMemoryKeychain());
    const vault = createVault({ keys, files: diskFiles }, 'remembered-answers', file);
    const answers = createRememberedAnswers(vault, { now: () => 0 });
    keychain.refuseWith({ kind: 'keychain-unavailable', reason: 'locked' });
    expect(await answers.calls.forgetAll()).toEqual(ok(null));
    expect(await readdir(folder)).toEqual([]);
    expect(vault.isKeyLeft()).toBe(true);
    keychain.refuseWith(null);
    expect(await answersOver(keychain).calls.list()).toEqual(ok([]));
    expect(await answers.calls.forgetAll()).toEqual(ok(null));
    expect(vault.isKeyLeft()).toBe(false);
    expect(await keychain.read('remembered-answers')).toEqual(ok(null));
  });

  it('where nothing was ever kept, a keychain that is missing is no key that is left', async () => {
    const keychain = createFakeKeychain();
    keychain.refuseWith({ kind: 'keychain-unavailable', reason: 'missing' });
    const keys = createKeyKeeper(keychain, createMemoryKeychain());
    const vault = createVault({ keys, files: diskFiles }, 'remembered-answers', file);
    expect(await vault.clear()).toEqual(ok(null));
    expect(vault.isKeyLeft()).toBe(false);
  });

  it('nothing is offered, nothing is overwritten, and the reason is told', async () => {
    const keychain = createMemoryKeychain();
    await keepPassword(answersOver(keychain));
    const before = await readFile(file);
    const locked: KeychainPort = {
      ...keychain,
      read: async () => failed({ kind: 'keychain-not-answering', seconds: 3 }),
      write: async () => failed({ kind: 'keychain-not-answering', seconds: 3 }),
    };
    const answers = answersOver(locked);
    const found = await answers.lookUp(source, target, 'payments', [password]);
    expect(found).toMatchObject({ remembered: { holes: [] }, problem: { kind: 'keychain-not-answering' } });
    expect((await keepPassword(answers)).ok).toBe(false);
    expect(await readFile(file)).toEqual(before);
  });

  it('a changed byte is found out and the file stays as it is', async () => {
    const keychain = createMemoryKeychain();
    await keepPassword(answersOver(keychain));
    const bytes = await readFile(file);
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
    await writeFile(file, bytes);
    const answers = answersOver(keychain);
    expect((await answers.lookUp(source, target, 'payments', [password])).problem).not.toBeNull();
    expect((await keepPassword(answers)).ok).toBe(false);
    expect(await readFile(file)).toEqual(bytes);
  });

  it('without a keychain they last for this run and leave no file', async () => {
    const none: KeychainPort = {
      ...createMemoryKeychain(),
      read: async () => failed({ kind: 'keychain-unavailable', reason: 'missing' }),
      write: async () => failed({ kind: 'keychain-unavailable', reason: 'missing' }),
    };
    const answers = answersOver(none);
    expect((await keepPassword(answers)).ok).toBe(true);
    expect((await answers.values(target, await usesOf(answers, 'payments', [password]))).get(password.id)).toBe(secret);
    await expect(readFile(file)).rejects.toThrow();
  });
});
