import type { KeyboardEvent } from 'react';

/** Where a key leads among the missing values. In the text itself, Alt and an arrow move a line. */
export function directionOf({
  key,
  altKey,
  shiftKey,
  ctrlKey,
  metaKey,
  target,
}: KeyboardEvent): 'next' | 'previous' | null {
  if (ctrlKey || metaKey) return null;
  if (key === 'F8') return shiftKey ? 'previous' : 'next';
  if (!altKey || shiftKey || isText(target)) return null;
  if (key === 'ArrowDown') return 'next';
  return key === 'ArrowUp' ? 'previous' : null;
}

/** What a key does with the history. */
export function stepOf({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): 'undo' | 'redo' | null {
  if (!(ctrlKey || metaKey) || altKey) return null;
  const letter = key.toLowerCase();
  if (letter === 'y') return 'redo';
  if (letter !== 'z') return null;
  return shiftKey ? 'redo' : 'undo';
}

/** In a field, undo takes back letters; in the text it is the history of all. */
export function isField(target: EventTarget): boolean {
  return target instanceof Element && target.closest('input, textarea') !== null;
}

/** Whether the keyboard is in the text. */
export function isText(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[contenteditable="true"]') !== null;
}
