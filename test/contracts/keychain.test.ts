import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type BrokerClient,
  type BrokerProcess,
  createKeychainBrokerClient,
} from '../../electron/adapters/keychain-broker-client.ts';
import { systemClock } from '../../electron/adapters/system-clock.ts';
import type { KeychainPort } from '../../electron/ports/keychain.ts';
import { Secret } from '../../electron/secret.ts';
import { ok } from '../../shared/result.ts';
import { createFakeKeychain } from '../fakes/keychain.ts';
import { type SecretService, startSecretService, whyNoSecretService } from './secret-service.ts';

const root = join(import.meta.dirname, '../..');
const processFile = join(root, 'test/fakes/keychain-broker-process.ts');
const reason = whyNoSecretService();

const values: readonly (readonly [string, string])[] = [
  ['plain', 'abcDEF123'],
  ['empty', ''],
  ['a newline inside and at its end', 'line one\nline two\n'],
  ['CR LF and tab', 'a\r\n\tb'],
  ['NUL inside', 'before\0after'],
  ['only NUL', '\0'],
  ['unicode', 'ключ-鍵-🔑-\u200d-ß'],
  ['quotes and percent signs', `"'\`%s%n\\ $HOME {}`],
  ['blanks around', '  two  '],
  ['something that looks encoded', 'v1.AAAA.00000000'],
  ['as long as fits', 'x'.repeat(891)],
];

async function text(keychain: KeychainPort, account: string): Promise<string | null | undefined> {
  const found = await keychain.read(account);
  return found.ok ? (found.value?.reveal() ?? null) : undefined;
}

function contract(open: () => KeychainPort): void {
  it('answers null for an unknown account', async () => {
    expect(await open().read('env-00000000')).toEqual(ok(null));
  });

  it.each(values)('gives back what was written: %s', async (_name, value) => {
    const keychain = open();
    expect(await keychain.write('env-value', new Secret(value))).toEqual(ok(null));
    expect(await text(keychain, 'env-value')).toBe(value);
  });

  it('overwrites', async () => {
    const keychain = open();
    await keychain.write('env-over', new Secret('a much longer first value'));
    await keychain.write('env-over', new Secret('second'));
    expect(await text(keychain, 'env-over')).toBe('second');
  });

  it('refuses what is too long for any keychain and keeps the old value', async () => {
    const keychain = open();
    await keychain.write('env-long', new Secret('old'));
    for (const long of ['x'.repeat(892), 'x'.repeat(1_201), '鍵'.repeat(400), 'x'.repeat(200_000)]) {
      expect(await keychain.write('env-long', new Secret(long))).toEqual({
        ok: false,
        problem: { kind: 'key-invalid', reason: 'too-long' },
      });
    }
    expect(await text(keychain, 'env-long')).toBe('old');
  });

  it('keeps accounts apart', async () => {
    const keychain = open();
    const accounts = ['env-a', 'env-b', 'env-ab', 'a', 'z'.repeat(64)];
    await Promise.all(accounts.map((account) => keychain.write(account, new Secret(`of ${account}`))));
    const found = await Promise.all(accounts.map((account) => text(keychain, account)));
    expect(found).toEqual(accounts.map((account) => `of ${account}`));
  });

  it('reads the write before it, without waiting in between', async () => {
    const keychain = open();
    const writes = ['1', '2', '3'].map((value) => keychain.write('env-order', new Secret(value)));
    expect(await text(keychain, 'env-order')).toBe('3');
    expect(await Promise.all(writes)).toEqual([ok(null), ok(null), ok(null)]);
  });

  it('removes, also what is not there', async () => {
    const keychain = open();
    await keychain.write('env-gone', new Secret('x'));
    expect(await keychain.remove('env-gone')).toEqual(ok(null));
    expect(await keychain.remove('env-gone')).toEqual(ok(null));
    expect(await keychain.read('env-gone')).toEqual(ok(null));
  });

  it('is available', async () => {
    expect(await open().availability()).toBe('available');
  });
}

describe('keychain port: the fake', () => {
  contract(createFakeKeychain);
});

describe.skipIf(reason !== null)(
  `keychain port: keytar in its own process${reason === null ? '' : ` (${reason})`}`,
  () => {
    let service: SecretService;
    let client: BrokerClient;
    let brokers: ChildProcess[];
    let waiting: boolean[];

    const openWith = (env: NodeJS.ProcessEnv): BrokerClient =>
      createKeychainBrokerClient({
        modulePath: processFile,
        clock: systemClock,
        onWaiting: (isWaiting) => waiting.push(isWaiting),
        // Shorter than for people, long enough for a process to start on a busy machine.
        limits: { patience: 1_000, ping: 5_000 },
        fork: (modulePath) => {
          const child = fork(modulePath, {
            env,
            execPath: join(root, 'node_modules/.bin/node'),
            execArgv: [],
            stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
          });
          brokers.push(child);
          return {
            postMessage: (message) => void child.send(Object(message)),
            on: child.on.bind(child) as BrokerProcess['on'],
            kill: () => child.kill('SIGKILL'),
          };
        },
      });

    beforeAll(async () => {
      service = await startSecretService();
    });
    afterAll(() => service.close());
    beforeEach(() => {
      brokers = [];
      waiting = [];
      client = openWith(service.env);
    });
    afterEach(() => client.close());

    describe('contract', () => contract(() => client));

    it('stores the value encoded, under a service and account that an independent reader finds', async () => {
      await client.write('env-seen', new Secret('one\ntwo'));
      const args = ['lookup', 'service', 'Profile Ferry', 'account', 'env-seen'];
      const seen = spawnSync('secret-tool', args, { env: service.env, encoding: 'utf8' });
      if (seen.error !== undefined) return;
      expect(seen.stdout).toMatch(/^v1\.b25lCnR3bw\.[0-9a-f]{8}$/);
    });

    it('reports an entry that someone else wrote, and leaves it', async () => {
      const schema = ['xdg:schema', 'org.freedesktop.Secret.Generic'];
      const lookup = [...schema, 'service', 'Profile Ferry', 'account', 'env-foreign'];
      const env = service.env;
      const stored = spawnSync('secret-tool', ['store', '--label', 'x', ...lookup], { env, input: 'v1.AAAA.deadbeef' });
      if (stored.error !== undefined) return;
      expect(await client.read('env-foreign')).toEqual({
        ok: false,
        problem: { kind: 'keychain-entry-damaged', environment: 'env-foreign' },
      });
      expect(spawnSync('secret-tool', ['lookup', ...lookup], { env, encoding: 'utf8' }).stdout).toBe(
        'v1.AAAA.deadbeef',
      );
    });

    it('answers not-answering for a frozen keyring, frees every caller and heals when it thaws', async () => {
      await client.write('env-frozen', new Secret('kept'));
      waiting.length = 0;
      service.freeze();
      try {
        const calls = [
          client.read('env-frozen'),
          client.write('env-frozen', new Secret('lost')),
          client.read('env-other'),
        ];
        for (const answer of await Promise.all(calls)) {
          expect(answer).toMatchObject({ ok: false, problem: { kind: 'keychain-not-answering' } });
        }
        expect(waiting).toEqual([true, false]);
      } finally {
        service.thaw();
      }
      // Whether the abandoned write still went through is the keyring's affair; the entry is one of the two, whole.
      expect(['kept', 'lost']).toContain(await text(client, 'env-frozen'));
      expect(brokers).toHaveLength(2);
    });

    it('gives up at once when the person does', async () => {
      await client.write('env-cancel', new Secret('kept'));
      service.freeze();
      try {
        const read = client.read('env-cancel');
        client.giveUp();
        expect(await read).toEqual({ ok: false, problem: { kind: 'keychain-not-answering', seconds: 0 } });
      } finally {
        service.thaw();
      }
    });

    it('heals after the keyring was killed and started again', async () => {
      await client.write('env-heal', new Secret('survives'));
      await service.stopKeyring();
      const without = await client.read('env-heal');
      expect(without).toMatchObject({ ok: false, problem: { kind: 'keychain-unavailable' } });
      expect(await client.availability()).toBe('this-run-only');
      await service.startKeyring(true);
      expect(await text(client, 'env-heal')).toBe('survives');
    });

    it('heals within one call when the keyring restarted between two', async () => {
      await client.write('env-restart', new Secret('survives'));
      await service.stopKeyring();
      await service.startKeyring(true);
      expect(await text(client, 'env-restart')).toBe('survives');
      expect(await client.write('env-restart', new Secret('new'))).toEqual(ok(null));
    });

    it('never takes a locked keyring for an empty one', async () => {
      await client.write('env-locked', new Secret('survives'));
      await service.stopKeyring();
      await service.startKeyring(false);
      try {
        expect(await client.read('env-locked')).toEqual({
          ok: false,
          problem: { kind: 'keychain-unavailable', reason: 'locked' },
        });
        expect(await client.write('env-locked', new Secret('other'))).toMatchObject({ ok: false });
        expect(await client.remove('env-locked')).toMatchObject({ ok: false });
      } finally {
        await service.stopKeyring();
        await service.startKeyring(true);
      }
      expect(await text(client, 'env-locked')).toBe('survives');
    });

    it('reports a crashed broker and starts another for the next call', async () => {
      await client.write('env-crash', new Secret('survives'));
      service.freeze();
      const read = client.read('env-crash');
      brokers[0]?.kill('SIGSEGV');
      expect(await read).toEqual({ ok: false, problem: { kind: 'keychain-unavailable', reason: 'crashed' } });
      service.thaw();
      expect(await text(client, 'env-crash')).toBe('survives');
      expect(brokers).toHaveLength(2);
    });

    it('says that there is none without a bus', async () => {
      const alone = openWith({ ...service.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' });
      expect(await alone.read('env-any')).toEqual({
        ok: false,
        problem: { kind: 'keychain-unavailable', reason: 'missing' },
      });
      expect(await alone.write('env-any', new Secret('x'))).toMatchObject({ ok: false });
      expect(await alone.remove('env-any')).toMatchObject({ ok: false });
      expect(await alone.availability()).toBe('this-run-only');
      alone.close();
    });
  },
);
