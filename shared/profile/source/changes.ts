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
