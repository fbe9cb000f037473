import type { Difference } from '../transfer/proof.ts';
import { isSensitiveKey } from './sensitive-keys.ts';

const longestText = 80;
const deepest = 200;

/** What a comparison has found so far. */
export class Findings {
  readonly masked: (readonly string[])[] = [];
  readonly differences: Difference[] = [];

  /** Both texts are left out where they could be a secret, which the path decides unless the caller knows better. */
  add(
    path: readonly string[],
    kind: Difference['kind'],
    sent: string | null = null,
    found: string | null = null,
  ): void {
    const hidden = path.some(isSensitiveKey);
    this.differences.push({ path, kind, sent: hidden ? null : shown(sent), found: hidden ? null : shown(found) });
  }

  /** An empty text counts as absent. */
  compareText(path: readonly string[], sent: string, found: string, isSecret: boolean): void {
    if (sent === found) return;
    const kind = sent === '' ? 'added' : found === '' ? 'missing' : 'changed';
    if (isSecret) this.add(path, kind);
    else this.add(path, kind, sent === '' ? null : sent, found === '' ? null : found);
  }
}

export interface MemberRules {
  readonly skip?: readonly string[];
  /** Values that mean the same as an absent member. */
  readonly defaults?: Readonly<Record<string, unknown>>;
}

/** Compares the members of two objects by name, at any depth; their order is free. */
export function compareMembers(
  findings: Findings,
  path: readonly string[],
  sent: Readonly<Record<string, unknown>>,
  found: Readonly<Record<string, unknown>>,
  rules: MemberRules,
): void {
  for (const key of new Set([...Object.keys(sent), ...Object.keys(found)])) {
    if (rules.skip?.includes(key) === true) continue;
    const standard = rules.defaults?.[key];
    const [left, right] = [ownMember(sent, key), ownMember(found, key)];
    compareValues(
      findings,
      [...path, key],
      left === standard ? undefined : left,
      right === standard ? undefined : right,
    );
  }
}

function compareValues(findings: Findings, path: readonly string[], sent: unknown, found: unknown): void {
  if (isEmpty(sent) && isEmpty(found)) return;
  if (isObject(sent) && isObject(found) && path.length < deepest) {
    compareMembers(findings, path, sent, found, {});
  } else if (Array.isArray(sent) && Array.isArray(found) && path.length < deepest) {
    for (let at = 0; at < Math.max(sent.length, found.length); at += 1) {
      compareValues(findings, [...path, String(at)], sent[at], found[at]);
    }
  } else if (JSON.stringify(sent) !== JSON.stringify(found)) {
    const kind = isEmpty(sent) ? 'added' : isEmpty(found) ? 'missing' : 'changed';
    findings.add(path, kind, asText(sent), asText(found));
  }
}

function ownMember(object: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Collections are not shown: a secret may lie anywhere in them. */
function asText(value: unknown): string | null {
  if (isEmpty(value) || typeof value === 'object') return null;
  return String(value);
}

/** Credentials in an address, keys and certificates give themselves away whatever their path is called. */
function shown(text: string | null): string | null {
  if (text === null || /-----BEGIN|:\/\/[^/\s]*@/.test(text)) return null;
  return text.length <= longestText ? text : `${text.slice(0, longestText - 1)}…`;
}
