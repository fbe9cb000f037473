import { createMemoryKeychain } from '../../electron/adapters/keychain-memory.ts';
import type { KeychainPort } from '../../electron/ports/keychain.ts';
import type { Problem } from '../../shared/problem.ts';
import { failed } from '../../shared/result.ts';

/** A keychain that can be made to refuse or to keep silent. */
export interface FakeKeychain extends KeychainPort {
  /** Every call answers with this until null is set. */
  refuseWith(problem: Problem | null): void;
  /** Calls wait until it is thawed. */
  freeze(): void;
  thaw(): void;
  readonly calls: readonly string[];
}

export function createFakeKeychain(): FakeKeychain {
  const memory = createMemoryKeychain();
  const calls: string[] = [];
  let refusal: Problem | null = null;
  let gate = Promise.withResolvers<void>();
  gate.resolve();

  const answer = async <T>(call: string, work: () => Promise<T>) => {
    calls.push(call);
    await gate.promise;
    return refusal === null ? work() : failed(refusal);
  };
  return {
    calls,
    read: (account) => answer(`read ${account}`, () => memory.read(account)),
    write: (account, secret) => answer(`write ${account}`, () => memory.write(account, secret)),
    remove: (account) => answer(`remove ${account}`, () => memory.remove(account)),
    availability: async () => (refusal === null ? 'available' : 'this-run-only'),
    refuseWith(problem) {
      refusal = problem;
    },
    freeze() {
      gate = Promise.withResolvers<void>();
    },
    thaw() {
      gate.resolve();
    },
  };
}
