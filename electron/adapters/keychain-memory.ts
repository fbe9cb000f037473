import { failed, ok } from '../../shared/result.ts';
import type { KeychainPort } from '../ports/keychain.ts';
import type { Secret } from '../secret.ts';
import { encodeKeychainValue } from '../workers/keychain-value.ts';

/** Holds secrets for this run only; refuses what the real keychain would refuse, so that the two agree. */
export function createMemoryKeychain(): KeychainPort {
  const secrets = new Map<string, Secret>();
  return {
    async read(account) {
      return ok(secrets.get(account) ?? null);
    },
    async write(account, secret) {
      if (encodeKeychainValue(secret.reveal()) === null) return failed({ kind: 'key-invalid', reason: 'too-long' });
      secrets.set(account, secret);
      return ok(null);
    },
    async remove(account) {
      secrets.delete(account);
      return ok(null);
    },
    async availability() {
      return 'this-run-only';
    },
  };
}
