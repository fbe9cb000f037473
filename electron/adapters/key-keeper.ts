import { failed, ok } from '../../shared/result.ts';
import type { KeychainPort, KeyKeeperPort } from '../ports/keychain.ts';

/**
 * The keychain with memory beneath it. What the keychain does not take is kept in memory for this run, and the answer
 * says so; nothing in the keychain is ever removed because of that.
 */
export function createKeyKeeper(keychain: KeychainPort, memory: KeychainPort): KeyKeeperPort {
  return {
    async read(account) {
      // Memory holds only what the keychain refused, so it is always the newer one.
      const held = await memory.read(account);
      if (held.ok && held.value !== null) return ok({ secret: held.value, kept: 'this-run-only' });
      const stored = await keychain.read(account);
      if (!stored.ok) return stored;
      return ok(stored.value === null ? null : { secret: stored.value, kept: 'in-keychain' });
    },
    async write(account, secret) {
      const stored = await keychain.write(account, secret);
      if (stored.ok) {
        await memory.remove(account);
        return ok({ where: 'in-keychain' });
      }
      if (stored.problem.kind === 'key-invalid') return failed(stored.problem);
      const held = await memory.write(account, secret);
      return held.ok ? ok({ where: 'this-run-only', because: stored.problem }) : held;
    },
    async remove(account) {
      await memory.remove(account);
      return keychain.remove(account);
    },
    availability: () => keychain.availability(),
  };
}
