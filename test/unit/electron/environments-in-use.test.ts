import { beforeEach, describe, expect, it } from 'vitest';
import { makeServerCertificate } from '../../../electron/playground/certificates.ts';
import { Secret } from '../../../electron/secret.ts';
import { failed, ok } from '../../../shared/result.ts';
import {
  clock,
  dialogs,
  draft,
  events,
  files,
  KEY,
  keychain,
  keyOf,
  listed,
  log,
  sampleStarts,
  saved,
  settings,
  start,
  startOver,
  until,
} from './environments-world.ts';

beforeEach(startOver);

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
    const asked = keychain.calls.length;
    await environments.calls.remove({ environmentId: rest.id });
    expect(keychain.calls).toHaveLength(asked);
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
