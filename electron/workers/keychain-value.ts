import { createHash } from 'node:crypto';
import { MAX_SECRET_BYTES } from '../ports/keychain.ts';

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex').slice(0, 8);

/**
 * `v1.<base64url of UTF-8>.<8 hex of SHA-256>`, or null when that is too long for a keychain.
 *
 * SECURITY: keytar cuts a value at NUL without an error, and a newline in a secret makes a password-less gnome-keyring
 * unreadable for every app at its next start; the encoding holds neither, and the digest tells a cut value.
 */
export function encodeKeychainValue(text: string): string | null {
  const bytes = Buffer.from(text, 'utf8');
  // 891 bytes make 1,200 characters: Windows Credential Manager holds 2,560 bytes.
  return bytes.length > MAX_SECRET_BYTES ? null : `v1.${bytes.toString('base64url')}.${digest(bytes)}`;
}

/** The text again, or null when the value is not one of ours or is damaged. */
export function decodeKeychainValue(encoded: string): string | null {
  const match = /^v1\.([A-Za-z0-9_-]*)\.([0-9a-f]{8})$/.exec(encoded);
  if (match === null) return null;
  const bytes = Buffer.from(match[1] ?? '', 'base64url');
  return digest(bytes) === match[2] ? bytes.toString('utf8') : null;
}
