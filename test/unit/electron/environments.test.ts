import { beforeEach, describe, expect, it } from 'vitest';
import { createKeyKeeper } from '../../../electron/adapters/key-keeper.ts';
import { createMemoryKeychain } from '../../../electron/adapters/keychain-memory.ts';
import { makeServerCertificate } from '../../../electron/playground/certificates.ts';
import { Secret } from '../../../electron/secret.ts';
import { type Connection, createEnvironments, type Environments } from '../../../electron/services/environments.ts';
import type { FerryEvent } from '../../../shared/bridge/events.ts';
import type { ConnectionReport, EnvironmentDraft, EnvironmentSummary } from '../../../shared/environment.ts';
import type { Problem } from '../../../shared/problem.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import { createFakeClock, type FakeClock } from '../../fakes/clock.ts';
import { createFakeDialogs } from '../../fakes/dialogs.ts';
import { createFakeKeychain, type FakeKeychain } from '../../fakes/keychain.ts';
import { createFakeLog } from '../../fakes/log.ts';
import { createFakeSettings, type FakeSettings } from '../../fakes/settings.ts';

const KEY = 'pf-canary-key-51c7';
const report: ConnectionReport = {
  tenantUid: 't1',
  tenantName: 'acme',
  userUid: 'u1',
  projects: [],
  permissions: null,
  keyExpiresAt: null,
  serverVersion: null,
  certificateChain: [],
};
const draft = (change: Partial<EnvironmentDraft> = {}): EnvironmentDraft => ({
  id: null,
  name: 'DEV',
  address: 'dev.example.test',
  apiKey: KEY,
  colour: 'blue',
  class: 'development',
  caPem: null,
  ...change,
});

let keychain: FakeKeychain;
let settings: FakeSettings;
let clock: FakeClock;
let log: ReturnType<typeof createFakeLog>;
let dialogs: ReturnType<typeof createFakeDialogs>;
let events: FerryEvent[];
let told: string[];
let connections: Connection[];
let answerConnect: (connection: Connection) => Promise<Result<ConnectionReport>>;
let files: Record<string, Uint8Array>;
let sampleStarts: number;

/** The app started once more over the same settings and keychain. */
function start(): Environments {
  return createEnvironments({
    settings,
    clock,
    log,
    dialogs,
    keys: createKeyKeeper(keychain, createMemoryKeychain()),
    files: {
      read: async (path) => {
        const content = files[path];
        return content === undefined ? failed({ kind: 'file-unreadable', name: path, reason: 'missing' }) : ok(content);
      },
    },
    connect: (connection) => {
      connections.push(connection);
      return answerConnect(connection);
    },
    startSamples: async () => {
      sampleStarts += 1;
      return ok([
        sample('DEV', 'development', 'https://127.0.0.1:4001'),
        sample('PROD', 'production', 'https://127.0.0.1:4002'),
      ]);
    },
    emit: (event) => events.push(event),
    onSecret: (secret) => told.push(secret.reveal()),
  });
}
const sample = (name: string, kind: 'development' | 'production', address: string) => ({
  name,
  class: kind,
  address,
  colour: 'teal' as const,
  caPem: null,
  apiKey: new Secret(`sample ${name}`.replace(' ', '-')),
});

beforeEach(() => {
  keychain = createFakeKeychain();
  settings = createFakeSettings();
  clock = createFakeClock();
  log = createFakeLog();
  dialogs = createFakeDialogs();
  events = [];
  told = [];
  connections = [];
  files = {};
  sampleStarts = 0;
  answerConnect = async () => ok(report);
});

async function saved(environments: Environments, change: Partial<EnvironmentDraft> = {}): Promise<EnvironmentSummary> {
  const answer = await environments.calls.save(draft(change));
  if (!answer.ok) throw new Error(answer.problem.kind);
  return answer.value;
}
async function listed(environments: Environments): Promise<readonly EnvironmentSummary[]> {
  const answer = await environments.calls.list();
  return answer.ok ? answer.value : [];
}
const keyOf = async (environments: Environments, id: string) => {
  const found = await environments.credentials(id);
  return found.ok ? found.value.apiKey.reveal() : found.problem;
};
async function until(isTrue: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1_000 && !isTrue(); turn += 1) await Promise.resolve();
  expect(isTrue()).toBe(true);
}

describe('adding', () => {
  it('verifies, keeps the key in the keychain and the rest in the settings', async () => {
    const environments = start();
    const summary = await saved(environments, {
      name: ' DEV ',
      address: 'https://Dev.example.test/v1/',
      apiKey: ` ${KEY}\n`,
    });
    expect(summary).toEqual({
      id: expect.stringMatching(/^env-[0-9a-f]{8}$/),
      name: 'DEV',
      address: 'https://dev.example.test',
      colour: 'blue',
      class: 'development',
      caPem: null,
      key: 'in-keychain',
      isSample: false,
      unlockedUntil: null,
    });
    expect(connections).toMatchObject([{ address: 'https://dev.example.test', caPem: null }]);
    expect(connections[0]?.apiKey.reveal()).toBe(KEY);
    expect(JSON.stringify(settings.read())).not.toContain(KEY);
    expect(await keyOf(start(), summary.id)).toBe(KEY);
    expect(told).toContain(KEY);
  });

  it('keeps nothing when the connection fails', async () => {
    const problem: Problem = { kind: 'key-refused', host: 'dev.example.test', message: '' };
    answerConnect = async () => failed(problem);
    expect(await start().calls.save(draft())).toEqual(failed(problem));
    expect(settings.read().environments).toEqual([]);
    expect(keychain.calls).toEqual([]);
    expect(events).toEqual([]);
  });

  it.each<[Partial<EnvironmentDraft>, Problem]>([
    [{ address: 'http://dev' }, { kind: 'address-invalid', reason: 'not-https' }],
    [{ apiKey: null }, { kind: 'key-needed', environment: 'DEV', because: 'new' }],
    [{ apiKey: 'a\nb' }, { kind: 'key-invalid', reason: 'line-break' }],
    [{ apiKey: 'k'.repeat(880) }, { kind: 'key-invalid', reason: 'too-long' }],
    [{ caPem: 'garbage' }, { kind: 'certificate-invalid', reason: 'not-pem' }],
    [{ id: 'env-99999999' }, { kind: 'environment-unknown', id: 'env-99999999' }],
  ])('refuses %o before any network call', async (change, problem) => {
    const environments = start();
    expect(await environments.calls.save(draft(change))).toEqual(failed(problem));
    expect(await environments.calls.test(draft(change))).toEqual(failed(problem));
    expect(connections).toEqual([]);
  });

  it('refuses a taken name, whatever its case, also when two are saved at the same time', async () => {
    const environments = start();
    await saved(environments);
    expect(await environments.calls.save(draft({ name: 'dev ' }))).toEqual(failed({ kind: 'name-taken', name: 'dev' }));
    const both = await Promise.all([
      environments.calls.save(draft({ name: 'QA' })),
      environments.calls.save(draft({ name: 'qa' })),
    ]);
    expect(both.filter((answer) => answer.ok)).toHaveLength(1);
    expect(settings.read().environments).toHaveLength(2);
  });

  it('tests without saving', async () => {
    const environments = start();
    expect(await environments.calls.test(draft())).toEqual(ok(report));
    expect(await listed(environments)).toEqual([]);
    expect(keychain.calls).toEqual([]);
  });

  it.each<Problem>([
    { kind: 'keychain-unavailable', reason: 'missing' },
    { kind: 'keychain-unavailable', reason: 'locked' },
    { kind: 'keychain-not-answering', seconds: 8 },
  ])('without a keychain keeps the key for this run and says so: %o', async (problem) => {
    keychain.refuseWith(problem);
    const environments = start();
    const summary = await saved(environments);
    expect(summary.key).toBe('this-run-only');
    expect(await keyOf(environments, summary.id)).toBe(KEY);
    keychain.refuseWith(null);
    const later = start();
    expect(await keyOf(later, summary.id)).toEqual({ kind: 'key-needed', environment: 'DEV', because: 'missing' });
    expect((await listed(later))[0]?.key).toBe('missing');
  });

  it('writes nothing to the keychain when the settings cannot be written', async () => {
    const problem: Problem = { kind: 'file-unwritable', name: 'settings.json', reason: 'full' };
    settings.refuseWith(problem);
    expect(await start().calls.save(draft())).toEqual(failed(problem));
    expect(keychain.calls).toEqual([]);
  });
});

describe('editing', () => {
  it('keeps the key while the address stays, and needs no network for a new name', async () => {
    const environments = start();
    const { id } = await saved(environments);
    answerConnect = async () => failed({ kind: 'host-not-found', host: 'dev.example.test' });
    const renamed = await saved(environments, { id, name: 'Development', apiKey: null, colour: 'red' });
    expect(renamed).toMatchObject({ id, name: 'Development', colour: 'red', key: 'in-keychain' });
    expect(await keyOf(environments, id)).toBe(KEY);
    expect(await environments.calls.test(draft({ id, apiKey: null }))).toMatchObject({ ok: false });
  });

  it('asks for the key again when the address changes, and never sends the old one there', async () => {
    const environments = start();
    const { id } = await saved(environments);
    const moved = draft({ id, address: 'https://other.example.test', apiKey: null });
    const needed = failed({ kind: 'key-needed', environment: 'DEV', because: 'address-changed' });
    expect(await environments.calls.test(moved)).toEqual(needed);
    expect(await environments.calls.save(moved)).toEqual(needed);
    expect(connections).toHaveLength(1);
    const summary = await saved(environments, { id, address: 'https://other.example.test', apiKey: 'another-key' });
    expect(summary.address).toBe('https://other.example.test');
    expect(await keyOf(start(), id)).toBe('another-key');
  });

  it('never sends the old key to a new address after the keychain missed the change', async () => {
    const environments = start();
    const { id } = await saved(environments);
    keychain.refuseWith({ kind: 'keychain-unavailable', reason: 'locked' });
    await saved(environments, { id, address: 'https://other.example.test', apiKey: 'another-key' });
    keychain.refuseWith(null);
    expect(await keyOf(start(), id)).toEqual({ kind: 'key-needed', environment: 'DEV', because: 'address-changed' });
  });

  it('never sends a key to an address that was edited into the settings', async () => {
    const { id } = await saved(start());
    settings.update((now) => ({
      ...now,
      environments: now.environments.map((environment) => ({ ...environment, address: 'https://evil.example.test' })),
    }));
    expect(await keyOf(start(), id)).toMatchObject({ kind: 'key-needed', because: 'address-changed' });
  });

  it('verifies again with a new authority', async () => {
    const { caPem } = await makeServerCertificate('DEV');
    const environments = start();
    const { id } = await saved(environments);
    const summary = await saved(environments, { id, apiKey: null, caPem });
    expect(summary.caPem?.trim()).toBe(caPem.trim());
    expect(connections).toHaveLength(2);
  });

  it('does not revive an environment that was removed while its edit was verified', async () => {
    const environments = start();
    const { id } = await saved(environments);
    const gate = Promise.withResolvers<Result<ConnectionReport>>();
    answerConnect = () => gate.promise;
    const saving = environments.calls.save(draft({ id, apiKey: 'new-key' }));
    await until(() => connections.length === 2);
    await environments.calls.remove({ environmentId: id });
    gate.resolve(ok(report));
    expect(await saving).toEqual(failed({ kind: 'environment-unknown', id }));
    expect(settings.read().environments).toEqual([]);
  });

  it('tries the keychain again for a key that was kept for this run', async () => {
    const environments = start();
    keychain.refuseWith({ kind: 'keychain-unavailable', reason: 'locked' });
    const { id } = await saved(environments);
    keychain.refuseWith(null);
    expect((await saved(environments, { id, apiKey: null })).key).toBe('in-keychain');
  });
});

describe('removing', () => {
  it('removes from the settings and the keychain', async () => {
    const environments = start();
    const { id } = await saved(environments);
    expect(await environments.calls.remove({ environmentId: id })).toEqual(ok(null));
    expect(await keychain.read(id)).toEqual(ok(null));
    expect(settings.read()).toMatchObject({ environments: [], keysToForget: [] });
    expect(await environments.credentials(id)).toEqual(failed({ kind: 'environment-unknown', id }));
  });

  it('removes the key at a later start when the keychain is silent now', async () => {
    const environments = start();
    const { id } = await saved(environments);
    keychain.refuseWith({ kind: 'keychain-not-answering', seconds: 8 });
    expect(await environments.calls.remove({ environmentId: id })).toEqual(ok(null));
    expect(settings.read().keysToForget).toEqual([id]);
    keychain.refuseWith(null);
    await start().calls.list();
    await until(() => settings.read().keysToForget.length === 0);
    expect(await keychain.read(id)).toEqual(ok(null));
  });
});

describe('credentials', () => {
  it('asks the keychain once, for any number of callers', async () => {
    const { id } = await saved(start());
    const environments = start();
    const before = keychain.calls.length;
    const found = await Promise.all([environments.credentials(id), environments.credentials(id)]);
    await environments.credentials(id);
    expect(found[0]).toMatchObject({
      ok: true,
      value: { address: 'https://dev.example.test', name: 'DEV', caPem: null },
    });
    expect(keychain.calls.slice(before)).toEqual([`read ${id}`]);
  });

  it('does not remember a failure', async () => {
    const { id } = await saved(start());
    const environments = start();
    keychain.refuseWith({ kind: 'keychain-not-answering', seconds: 8 });
    expect(await keyOf(environments, id)).toEqual({ kind: 'keychain-not-answering', seconds: 8 });
    keychain.refuseWith(null);
    expect(await keyOf(environments, id)).toBe(KEY);
  });

  it('gives the newer key when one is saved while the keychain is asked', async () => {
    const { id } = await saved(start());
    const environments = start();
    keychain.freeze();
    const asked = environments.credentials(id);
    const saving = environments.calls.save(draft({ id, apiKey: 'newer-key' }));
    await until(() => keychain.calls.filter((call) => call === `write ${id}`).length === 2);
    keychain.thaw();
    await saving;
    const found = await asked;
    expect(found.ok && found.value.apiKey.reveal()).toBe('newer-key');
  });

  it('names the environment of a damaged entry and leaves the entry', async () => {
    const { id } = await saved(start());
    await keychain.write(id, new Secret('not one of ours'));
    expect(await keyOf(start(), id)).toEqual({ kind: 'keychain-entry-damaged', environment: 'DEV' });
    expect(keychain.calls).not.toContain(`remove ${id}`);
  });

  it('lists at once although the keychain is frozen, and tells later what it found', async () => {
    const { id } = await saved(start());
    await keychain.remove(id);
    keychain.freeze();
    const environments = start();
    expect((await listed(environments))[0]?.key).toBe('in-keychain');
    keychain.thaw();
    events.length = 0;
    await until(() => events.length > 0);
    expect(events).toMatchObject([{ kind: 'environments-changed', environments: [{ id, key: 'missing' }] }]);
  });
});

describe('unlocking', () => {
  it('production starts locked and opens for fifteen minutes', async () => {
    const environments = start();
    const { id } = await saved(environments, { class: 'production' });
    expect(environments.isUnlocked(id)).toBe(false);
    const unlocked = await environments.calls.unlock({ environmentId: id });
    expect(unlocked.ok && unlocked.value.unlockedUntil).toBe(clock.now() + 900_000);
    clock.advance(899_999);
    expect(environments.isUnlocked(id)).toBe(true);
    events.length = 0;
    clock.advance(1);
    expect(environments.isUnlocked(id)).toBe(false);
    expect(events).toMatchObject([{ kind: 'environments-changed', environments: [{ unlockedUntil: null }] }]);
    await environments.calls.unlock({ environmentId: id });
    expect(start().isUnlocked(id)).toBe(false);
  });

  it('is over after the computer slept through it', async () => {
    const environments = start();
    const { id } = await saved(environments, { class: 'production' });
    await environments.calls.unlock({ environmentId: id });
    clock.sleep(900_000);
    expect(environments.isUnlocked(id)).toBe(false);
    expect((await listed(environments))[0]?.unlockedUntil).toBeNull();
  });

  it('locks by hand, and for good: the old alarm does not touch a new unlocking', async () => {
    const environments = start();
    const { id } = await saved(environments, { class: 'production' });
    await environments.calls.unlock({ environmentId: id });
    clock.advance(600_000);
    await environments.calls.lock({ environmentId: id });
    expect(environments.isUnlocked(id)).toBe(false);
    await environments.calls.unlock({ environmentId: id });
    clock.advance(600_000);
    expect(environments.isUnlocked(id)).toBe(true);
  });

  it('locks what becomes production', async () => {
    const environments = start();
    const { id } = await saved(environments);
    expect(environments.isUnlocked(id)).toBe(true);
    await environments.calls.unlock({ environmentId: id });
    await saved(environments, { id, apiKey: null, class: 'production' });
    expect(environments.isUnlocked(id)).toBe(false);
    await environments.calls.unlock({ environmentId: id });
    await saved(environments, { id, apiKey: null, class: 'staging' });
    await saved(environments, { id, apiKey: null, class: 'production' });
    expect(environments.isUnlocked(id)).toBe(false);
  });

  it('an unknown one is not unlocked', async () => {
    const environments = start();
    expect(environments.isUnlocked('env-0')).toBe(false);
    const unknown = failed({ kind: 'environment-unknown', id: 'env-0' });
    expect(await environments.calls.unlock({ environmentId: 'env-0' })).toEqual(unknown);
    expect(await environments.calls.remove({ environmentId: 'env-0' })).toEqual(unknown);
  });
});

describe('samples', () => {
  it('are started once, live in this run and are never saved', async () => {
    const environments = start();
    const [first, second] = await Promise.all([environments.calls.startSamples(), environments.calls.startSamples()]);
    expect(first).toEqual(second);
    expect(await environments.calls.startSamples()).toEqual(first);
    expect(sampleStarts).toBe(1);
    expect(first).toMatchObject({
      ok: true,
      value: [
        { name: 'DEV', isSample: true, key: 'this-run-only' },
        { name: 'PROD', isSample: true, class: 'production' },
      ],
    });
    expect(settings.read().environments).toEqual([]);
    expect(keychain.calls).toEqual([]);
    expect(await listed(start())).toEqual([]);
  });

  it('stay unsaved when they are edited, and take no real name', async () => {
    const environments = start();
    await saved(environments);
    await environments.calls.startSamples();
    const names = (await listed(environments)).map(({ name }) => name);
    expect(names).toEqual(['DEV', 'DEV (sample)', 'PROD']);
    const prod = (await listed(environments)).find(({ name }) => name === 'PROD');
    const { key: _key, isSample: _isSample, unlockedUntil: _until, ...rest } = prod ?? (await saved(environments));
    await saved(environments, { ...rest, apiKey: null, name: 'Play' });
    expect(settings.read().environments).toHaveLength(1);
    expect((await listed(environments)).map(({ name }) => name)).toContain('Play');
    await environments.calls.remove({ environmentId: rest.id });
    expect(await listed(environments)).toHaveLength(2);
  });
});

describe('certificates', () => {
  it('gives back the chosen file as clean PEM', async () => {
    const { caPem, privateKeyPem } = await makeServerCertificate('DEV');
    files['/somewhere/ca.pem'] = Buffer.from(`${privateKeyPem}\n${caPem}`);
    dialogs.choose('/somewhere/ca.pem');
    const chosen = await start().calls.chooseCertificate();
    expect(chosen).toMatchObject({
      ok: true,
      value: { fileName: 'ca.pem', pem: expect.stringContaining('BEGIN CERT') },
    });
    expect(JSON.stringify(chosen)).not.toContain('PRIVATE');
  });

  it('answers null when the person cancels, and a problem for another file', async () => {
    expect(await start().calls.chooseCertificate()).toEqual(ok(null));
    files['/x'] = Buffer.from('hello');
    dialogs.choose('/x');
    expect(await start().calls.chooseCertificate()).toMatchObject({
      ok: false,
      problem: { kind: 'certificate-invalid' },
    });
    dialogs.choose('/gone');
    expect(await start().calls.chooseCertificate()).toMatchObject({ ok: false, problem: { kind: 'file-unreadable' } });
  });
});

it('no answer, event or log line holds a key', async () => {
  const environments = start();
  const answers: unknown[] = [await environments.calls.test(draft())];
  const { id } = await saved(environments, { class: 'production' });
  answers.push(await environments.calls.list(), await environments.calls.unlock({ environmentId: id }));
  answers.push(
    await environments.calls.save(draft({ id, apiKey: `${KEY}\nx` })),
    await environments.calls.startSamples(),
  );
  keychain.refuseWith({ kind: 'keychain-unavailable', reason: 'refused' });
  answers.push(await environments.calls.save(draft({ id, apiKey: `${KEY}2` })));
  answers.push(await environments.calls.remove({ environmentId: id }));
  expect(JSON.stringify([answers, events, log.lines, settings.read()])).not.toContain('pf-canary');
  expect(log.lines.length).toBeGreaterThan(0);
});
