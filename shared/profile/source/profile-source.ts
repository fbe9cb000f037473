import { ok, type Result } from '../../result.ts';
import type { ProfileDocument } from '../document.ts';
import { readProfile, shapeProfile } from '../read-profile.ts';
import { readYamlSource } from './yaml-document.ts';

export type ProfileFormat = 'json' | 'yaml';

/** A profile's file as it was opened: every byte of it, and what it says. */
export interface ProfileSource {
  readonly format: ProfileFormat;
  /** The decoded file; a byte order mark stays its first character. Encoding it as UTF-8 gives the file's bytes. */
  readonly text: string;
  readonly document: ProfileDocument;
}

/**
 * Opens an exported profile from its text, JSON or the YAML form of the same entity (Palette's API imports both,
 * SPEC import/file `format`). Every failure is a `profile-unreadable` with line and column where there is one.
 */
export function openSource(text: string): Result<ProfileSource> {
  if (formatOf(text) === 'json') {
    const read = readProfile(text);
    return read.ok ? ok({ format: 'json', text, document: read.value }) : read;
  }
  const source = readYamlSource(text);
  if (!source.ok) return source;
  const shaped = shapeProfile(source.value.value);
  return shaped.ok ? ok({ format: 'yaml', text, document: shaped.value }) : shaped;
}

/**
 * YAML when a line at the margin begins a profile, a list of them or what is often taken for one, or the file says so
 * itself; everything else must be JSON.
 */
function formatOf(text: string): ProfileFormat {
  const start = text.slice(0, 65_536).replace(/^\uFEFF/, '');
  if (/^\s*[[{<"]/.test(start)) return /^\s*"(?:metadata|spec)"\s*:/.test(start) ? 'yaml' : 'json';
  const isYaml = /^(?:---(?:\s|$)|%YAML|(?:- +)?(["']?)(?:metadata|spec|kind|apiVersion|items)\1\s*:)/m.test(start);
  return isYaml || /^(?:terraform|resource|provider):\s*$/m.test(start) ? 'yaml' : 'json';
}
