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
  /** Forgets the content, one that cannot be opened too: an empty text takes its place. */
  clear(): Promise<Result<VaultKept>>;
  /** Copies the file as it is beside itself; answers with the copy's name. */
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

  async function setAside(): Promise<Result<string>> {
    const file = await ports.files.read(path, maxBytes);
    if (!file.ok) return file;
    const copy = `${path}.damaged-${randomBytes(4).toString('hex')}`;
    const written = await ports.files.writeAtomic(copy, file.value);
    return written.ok ? ok(basename(copy)) : written;
  }

  return { load, save, clear: () => save(''), setAside };
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
