import { edited, type TextEdit } from '../text-edits.ts';
import type { SourcePath } from './json-nodes.ts';
import { fitsText } from './spans.ts';

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** One change of a file, whichever form it has. A path names what is changed, or the list that an item goes into. */
export type SourceChange =
  /** Stretches of the string at the path, in offsets of the string as it is decoded. */
  | { readonly kind: 'spans'; readonly path: SourcePath; readonly spans: readonly TextEdit[] }
  /** Replaces the value, or adds the member to its object, which must be there. */
  | { readonly kind: 'set'; readonly path: SourcePath; readonly value: JsonValue }
  | { readonly kind: 'remove'; readonly path: SourcePath }
  | { readonly kind: 'insert'; readonly path: SourcePath; readonly at: number; readonly value: JsonValue };

/** Whether two values of JSON say the same; the order of members is free. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b) || (a === 0 && b === 0)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
  return left.length === right.size && left.every(([key, value]) => right.has(key) && sameValue(value, right.get(key)));
}

/**
 * What makes `after` of the value at a path, no more than differs: an item of a list or a member of an object that stays the
 * same keeps its bytes. Each change sees those before it.
 */
export function changesBetween(path: SourcePath, before: unknown, after: JsonValue): readonly SourceChange[] {
  if (sameValue(before, after)) return [];
  if (isList(before) && isList(after)) return listChanges(path, before, after);
  if (isObject(before) && isObject(after)) {
    const removed = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
    return [
      ...removed.map((key): SourceChange => ({ kind: 'remove', path: [...path, key] })),
      ...Object.entries(after).flatMap(([key, value]): readonly SourceChange[] =>
        Object.hasOwn(before, key)
          ? changesBetween([...path, key], before[key], value)
          : [{ kind: 'set', path: [...path, key], value }],
      ),
    ];
  }
  return [{ kind: 'set', path, value: after }];
}

function listChanges(
  path: SourcePath,
  before: readonly unknown[],
  after: readonly JsonValue[],
): readonly SourceChange[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && sameValue(before[head], after[head])) head += 1;
  let tail = 0;
  while (tail < shorter - head && sameValue(before.at(-1 - tail), after.at(-1 - tail))) tail += 1;
  const changes: SourceChange[] = [];
  for (let at = before.length - tail - 1; at >= after.length - tail && at >= head; at -= 1) {
    changes.push({ kind: 'remove', path: [...path, at] });
  }
  for (const [at, value] of after.entries()) {
    if (at < head || at >= after.length - tail) continue;
    if (at < before.length - tail) changes.push(...changesBetween([...path, at], before[at], value));
    else changes.push({ kind: 'insert', path, at, value });
  }
  return changes;
}

function isList(value: unknown): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isObject(value: unknown): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a change makes of a parsed value; undefined when it speaks of something that is not there. */
export function changedValue(value: unknown, change: SourceChange, depth = 0): unknown {
  const step = change.path[depth];
  if (step === undefined) return changedHere(value, change);
  const isLast = depth === change.path.length - 1;
  if (typeof step === 'number') {
    if (!Array.isArray(value) || step >= value.length) return undefined;
    if (isLast && change.kind === 'remove') return value.toSpliced(step, 1);
    const item = changedValue(value[step], change, depth + 1);
    return item === undefined ? undefined : value.with(step, item);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const members = Object.entries(value);
  const known = members.find(([key]) => key === step);
  if (known === undefined && (!isLast || change.kind !== 'set')) return undefined;
  if (isLast && change.kind === 'remove') return Object.fromEntries(members.filter(([key]) => key !== step));
  const member = changedValue(known?.[1], change, depth + 1);
  return member === undefined ? undefined : { ...value, [step]: member };
}

function changedHere(value: unknown, change: SourceChange): unknown {
  switch (change.kind) {
    case 'set':
      return change.value;
    case 'spans':
      return typeof value === 'string' && fitsText(change.spans, value.length)
        ? edited(value, change.spans)
        : undefined;
    case 'insert':
      return Array.isArray(value) && change.at >= 0 && change.at <= value.length
        ? value.toSpliced(change.at, 0, change.value)
        : undefined;
    case 'remove':
      return undefined;
  }
}
