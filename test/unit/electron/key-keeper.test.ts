import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeyKeeper } from '../../../electron/adapters/key-keeper.ts';
import { createMemoryKeychain } from '../../../electron/adapters/keychain-memory.ts';
import { Secret } from '../../../electron/secret.ts';
import { decodeKeychainValue, encodeKeychainValue } from '../../../electron/workers/keychain-value.ts';
import type { Problem } from '../../../shared/problem.ts';
import { failed, ok } from '../../../shared/result.ts';
import { createFakeKeychain } from '../../fakes/keychain.ts';

describe('keychain values', () => {
  it('any text that fits comes back, in an alphabet that every keychain keeps', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 290 }), (text) => {
        const encoded = encodeKeychainValue(text);
        if (encoded === null) return expect(Buffer.byteLength(text)).toBeGreaterThan(891);
        expect(encoded.length).toBeLessThanOrEqual(1_200);
        expect(encoded).toMatch(/^v1\.[A-Za-z0-9_-]*\.[0-9a-f]{8}$/);
        expect(decodeKeychainValue(encoded)).toBe(text.toWellFormed());
        return undefined;
      }),
    );
  });

  it('tells a cut or changed value', () => {
    const encoded = encodeKeychainValue('a key of some length') ?? '';
    for (let end = 0; end < encoded.length; end += 1) expect(decodeKeychainValue(encoded.slice(0, end))).toBeNull();
    expect(decodeKeychainValue(encoded.replace('v1', 'v2'))).toBeNull();
    expect(decodeKeychainValue(`${encoded}\n`)).toBeNull();
  });
});

describe('key keeper', () => {
  const unavailable: Problem = { kind: 'keychain-unavailable', reason: 'locked' };

  it('keeps for this run what the keychain does not take, says so and leaves the keychain alone', async () => {
    const keychain = createFakeKeychain();
    const keeper = createKeyKeeper(keychain, createMemoryKeychain());
    await keeper.write('env-a', new Secret('old'));
    keychain.refuseWith(unavailable);
    expect(await keeper.write('env-a', new Secret('new'))).toEqual(
      ok({ where: 'this-run-only', because: unavailable }),
    );
    expect(await keeper.availability()).toBe('this-run-only');
    const held = await keeper.read('env-a');
    expect(held.ok && held.value?.kept === 'this-run-only' && held.value.secret.reveal()).toBe('new');
    keychain.refuseWith(null);
    const stored = await keychain.read('env-a');
    expect(stored.ok && stored.value?.reveal()).toBe('old');
    expect(keychain.calls).not.toContain('remove env-a');
  });

  it('prefers the keychain again once it takes the value', async () => {
    const keychain = createFakeKeychain();
    const keeper = createKeyKeeper(keychain, createMemoryKeychain());
    keychain.refuseWith(unavailable);
    await keeper.write('env-a', new Secret('one'));
    keychain.refuseWith(null);
    expect(await keeper.write('env-a', new Secret('two'))).toEqual(ok({ where: 'in-keychain' }));
    const found = await keeper.read('env-a');
    expect(found.ok && found.value?.kept).toBe('in-keychain');
  });

  it('does not hide a silent keychain behind an empty answer', async () => {
    const keychain = createFakeKeychain();
    keychain.refuseWith(unavailable);
    expect(await createKeyKeeper(keychain, createMemoryKeychain()).read('env-a')).toEqual(failed(unavailable));
  });

  it('does not pass off a value that is too long as kept', async () => {
    const keeper = createKeyKeeper(createFakeKeychain(), createMemoryKeychain());
    expect(await keeper.write('env-a', new Secret('x'.repeat(900)))).toMatchObject({ ok: false });
    expect(await keeper.read('env-a')).toEqual(ok(null));
  });
});
