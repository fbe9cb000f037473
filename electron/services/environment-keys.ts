import type { KeyState } from '../../shared/environment.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { type Kept, type KeyKeeperPort, MAX_SECRET_BYTES } from '../ports/keychain.ts';
import { Secret } from '../secret.ts';

/** A key together with the host it was given for. */
export interface BoundKey {
  readonly address: string;
  readonly apiKey: Secret;
}

/** The keys of this run: read once, kept beside the address they belong to. */
export interface EnvironmentKeys {
  /** Single-flight and cached for the run. Null: the keychain answered and has none. */
  get(id: string): Promise<Result<BoundKey | null>>;
  /** What is known without asking the keychain; an unread key is believed to be there. */
  state(id: string): KeyState;
  /** Valid at once, kept as well as possible: in the keychain or for this run. */
  put(id: string, key: BoundKey): Promise<Result<Kept>>;
  /** A new environment that nobody gave a key yet: the keychain need not be asked. */
  lacks(id: string): void;
  /** For a key that must never be stored. */
  hold(id: string, key: BoundKey): void;
  /** Forgets it in this run alone: for a key that was only held. */
  release(id: string): void;
  /** Forgets it in this run; the keychain is asked to as well. */
  forget(id: string): Promise<Result<null>>;
}

/** Keeps the keys of environments over the keychain. `changed` runs when a state turns out to be another. */
export function createEnvironmentKeys(keeper: KeyKeeperPort, changed: () => void): EnvironmentKeys {
  const reads = new Map<string, Promise<Result<BoundKey | null>>>();
  const states = new Map<string, KeyState>();

  const setState = (id: string, state: KeyState) => {
    const before = states.get(id) ?? 'in-keychain';
    states.set(id, state);
    if (before !== state) changed();
  };

  const release = (id: string) => {
    reads.delete(id);
    states.delete(id);
  };

  const read = async (id: string): Promise<Result<BoundKey | null>> => {
    const found = await keeper.read(id);
    if (!found.ok) return found;
    if (found.value === null) return ok(null);
    const key = unbind(found.value.secret);
    return key === null ? failed({ kind: 'keychain-entry-damaged', environment: id }) : ok(key);
  };

  return {
    get(id) {
      const known = reads.get(id);
      if (known !== undefined) return known;
      const reading: Promise<Result<BoundKey | null>> = read(id).then(
        (result): Result<BoundKey | null> | Promise<Result<BoundKey | null>> => {
          // What was put while the keychain was being asked is newer than its answer.
          const newer = reads.get(id);
          if (newer !== undefined && newer !== reading) return newer;
          if (!result.ok || result.value === null) reads.delete(id);
          if (result.ok) setState(id, result.value === null ? 'missing' : (states.get(id) ?? 'in-keychain'));
          return result;
        },
      );
      reads.set(id, reading);
      return reading;
    },
    state: (id) => states.get(id) ?? 'in-keychain',
    lacks(id) {
      states.set(id, 'missing');
    },
    async put(id, key) {
      const mine = Promise.resolve(ok(key));
      reads.set(id, mine);
      states.set(id, 'this-run-only');
      const kept = await keeper.write(id, bind(key));
      if (kept.ok && reads.get(id) === mine) setState(id, kept.value.where);
      return kept;
    },
    hold(id, key) {
      reads.set(id, Promise.resolve(ok(key)));
      states.set(id, 'this-run-only');
    },
    release,
    async forget(id) {
      release(id);
      return keeper.remove(id);
    },
  };
}

/**
 * SECURITY: the address is stored with the key, inside the keychain. When a changed address reached the settings but
 * its key did not reach the keychain, or when the settings file was edited, the key is not sent to another host.
 */
function bind(key: BoundKey): Secret {
  return new Secret(`${key.address} ${key.apiKey.reveal()}`);
}

function unbind(stored: Secret): BoundKey | null {
  const match = /^(https:\/\/\S+) (\S+)$/.exec(stored.reveal());
  return match?.[1] === undefined || match[2] === undefined
    ? null
    : { address: match[1], apiKey: new Secret(match[2]) };
}

/** Whether the key and its address fit a keychain entry. */
export function fitsKeychain(key: BoundKey): boolean {
  return Buffer.byteLength(bind(key).reveal()) <= MAX_SECRET_BYTES;
}
