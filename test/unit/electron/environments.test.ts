import { beforeEach, describe, expect, it } from 'vitest';
import { makeServerCertificate } from '../../../electron/playground/certificates.ts';
import type { ConnectionReport, EnvironmentDraft } from '../../../shared/environment.ts';
import type { Problem } from '../../../shared/problem.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import {
  connections,
  connectWith,
  draft,
  events,
  KEY,
  keychain,
  keyOf,
  listed,
  report,
  saved,
  settings,
  start,
  startOver,
  told,
  until,
} from './environments-world.ts';

beforeEach(startOver);

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
      keyExpiresAt: null,
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
    connectWith(async () => failed(problem));
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

  it.each(['test', 'save'] as const)('a %s stopped before its key was found asks no server', async (way) => {
    const environments = start();
    const asked = environments.calls[way](draft({ name: 'Stopped' }));
    await environments.calls.cancelTest();
    expect(await asked).toEqual(failed({ kind: 'cancelled' }));
    expect(connections).toEqual([]);
    expect(settings.read().environments).toEqual([]);
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
    connectWith(async () => failed({ kind: 'host-not-found', host: 'dev.example.test' }));
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
    connectWith(() => gate.promise);
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
