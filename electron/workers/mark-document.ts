import { createHash } from 'node:crypto';
import type { ProfileDocument } from '../../shared/profile/document.ts';

/** Digest of a document: the same for the same members and values, whatever the order of an object's members. */
export function markDocument(document: ProfileDocument): string {
  return createHash('sha256').update(JSON.stringify(document, inOrder)).digest('base64url');
}

function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
