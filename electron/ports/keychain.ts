import type { Problem } from '../../shared/problem.ts';
import type { Result } from '../../shared/result.ts';
import type { Secret } from '../secret.ts';

/** Of UTF-8: what a keychain entry holds on every system, once it is encoded. */
export const MAX_SECRET_BYTES = 891;

export type KeychainAvailability = 'available' | 'this-run-only';

/**
 * A store for secrets by account (our own ids, `[a-z0-9-]{1,64}`). There is no way to list it: the settings know which
 * accounts exist. Reading, failing and being locked never delete anything.
 */
export interface KeychainPort {
  /** Null: the keychain answered and holds no such account. A keychain that did not answer is a Problem instead. */
  read(account: string): Promise<Result<Secret | null>>;
  /** Overwrites. A success means that the value was read back and is the same. */
  write(account: string, secret: Secret): Promise<Result<null>>;
  /** Removing an unknown account is a success. */
  remove(account: string): Promise<Result<null>>;
  availability(): Promise<KeychainAvailability>;
}

/** Where a secret is kept, and why it is not in the keychain. */
export type Kept =
  | { readonly where: 'in-keychain' }
  | { readonly where: 'this-run-only'; readonly because: Problem | null };

/** The keychain with memory beneath it: a write always keeps the secret and tells where. */
export interface KeyKeeperPort {
  read(account: string): Promise<Result<{ readonly secret: Secret; readonly kept: Kept['where'] } | null>>;
  /** Fails only when the value itself cannot be kept (too long); an unavailable keychain is `this-run-only`. */
  write(account: string, secret: Secret): Promise<Result<Kept>>;
  remove(account: string): Promise<Result<null>>;
  availability(): Promise<KeychainAvailability>;
}
