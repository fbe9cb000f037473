import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import type { Problem } from '../../shared/problem.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { FilesPort } from '../ports/files.ts';
import type { KeyKeeperPort } from '../ports/keychain.ts';
import { Secret } from '../secret.ts';

/** A text on disk that only this user's keychain can open. */
export interface Vault {
  /** Null: nothing was kept yet. A vault that cannot be opened is a Problem and stays as it is. */
  load(): Promise<Result<string | null>>;
  /** Replaces the content. Fails without touching the file when the keychain does not answer. */
  save(text: string): Promise<Result<VaultKept>>;
  /**
   * Removes the file, one that cannot be opened too, and what was set aside of it; then the key, where the keychain
   * gives it up. Fails when a file stays.
   */
  clear(): Promise<Result<null>>;
  /** Whether the key of a content that was cleared is still in the keychain. It opens nothing any more. */
  isKeyLeft(): boolean;
  /** Gives the file another name, so that nothing is kept any more; answers with that name. */
  setAside(): Promise<Result<string>>;
}

/** `this-run-only`: there is no keychain to keep the key in. */
export type VaultKept = 'encrypted' | 'this-run-only';

/** What a vault holds, also the keychain account of its key. */
export type VaultName = 'remembered-answers' | 'drafts' | 'files-to-import' | 'file-drafts';

const magic = Buffer.from('PFV1');
const ivBytes = 12;
const tagBytes = 16;
const maxBytes = 32 * 1024 * 1024;

/**
 * AES-256-GCM with a random key that lives in the keychain. Without a keychain the text stays in memory for this run:
 * a key beside its lock would protect nothing.
 *
 * @param name what it holds; the keychain account of its key
 */
export function createVault(
  ports: { readonly keys: KeyKeeperPort; readonly files: FilesPort },
  name: VaultName,
  path: string,
): Vault {
  let inMemory: string | null = null;
  let key: Promise<Result<Secret | null>> | null = null;
  let isKeyLeft = false;

  /** Null: there is no keychain to keep the key in. */
  function vaultKey(): Promise<Result<Secret | null>> {
    key ??= findOrMakeKey().then((found) => {
      if (!found.ok || found.value === null) key = null;
      return found;
    });
    return key;
  }

  async function findOrMakeKey(): Promise<Result<Secret | null>> {
    const found = await ports.keys.read(name);
    if (!found.ok) return found;
    if (found.value !== null) return ok(found.value.kept === 'in-keychain' ? found.value.secret : null);
    const made = new Secret(randomBytes(32).toString('base64url'));
    const kept = await ports.keys.write(name, made);
    if (!kept.ok) return kept;
    return ok(kept.value.where === 'in-keychain' ? made : null);
  }

  async function load(): Promise<Result<string | null>> {
    if (inMemory !== null) return ok(inMemory);
    const file = await ports.files.read(path, maxBytes);
    if (!file.ok) return isMissing(file.problem) ? ok(null) : file;
    const secret = await vaultKey();
    if (!secret.ok) return secret;
    const text = secret.value === null ? null : open(Buffer.from(file.value), secret.value);
    return text === null ? failed({ kind: 'kept-unreadable', what: name, keptAs: null }) : ok(text);
  }

  async function save(text: string): Promise<Result<VaultKept>> {
    // What could not be read again must not take the place of what can.
    if (Buffer.byteLength(text) > maxBytes - 1024) {
      return failed({ kind: 'file-unwritable', name: basename(path), reason: 'other' });
    }
    const secret = await vaultKey();
    if (!secret.ok && secret.problem.kind !== 'keychain-unavailable') return secret;
    if (!secret.ok || secret.value === null) {
      inMemory = text;
      return ok('this-run-only');
    }
    const written = await ports.files.writeAtomic(path, seal(text, secret.value));
    if (!written.ok) return written;
    inMemory = null;
    return ok('encrypted');
  }

  async function clear(): Promise<Result<null>> {
    inMemory = null;
    const removed = await ports.files.remove(path);
    if (!removed.ok) return removed;
    // Without a file or a key of this run there is nothing to tell of a keychain that does not answer.
    const hadKey = removed.value || key !== null || isKeyLeft;
    key = null;
    const given = await ports.keys.remove(name);
    isKeyLeft = hadKey && !given.ok;
    return ok(null);
  }

  return { load, save, clear, isKeyLeft: () => isKeyLeft, setAside: () => ports.files.setAside(path) };
}

function seal(text: string, key: Secret): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key.reveal(), 'base64url'), iv);
  cipher.setAAD(magic);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([magic, iv, cipher.getAuthTag(), sealed]);
}

/** Null when the key does not fit or a byte was changed. */
function open(file: Buffer, key: Secret): string | null {
  const head = magic.length + ivBytes + tagBytes;
  if (file.length < head || !file.subarray(0, magic.length).equals(magic)) return null;
  try {
    const iv = file.subarray(magic.length, magic.length + ivBytes);
    const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key.reveal(), 'base64url'), iv);
    decipher.setAAD(magic);
    decipher.setAuthTag(file.subarray(magic.length + ivBytes, head));
    return Buffer.concat([decipher.update(file.subarray(head)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

function isMissing(problem: Problem): boolean {
  return problem.kind === 'file-unreadable' && problem.reason === 'missing';
}
