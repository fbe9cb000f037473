import { createScanner } from 'jsonc-parser';

/** What a pass over the tokens of a JSON text found, before anything is parsed. Offsets are UTF-16 units. */
export type JsonFinding =
  | { readonly kind: 'too-deep'; readonly offset: number }
  | { readonly kind: 'duplicate-key' | 'forbidden-key'; readonly key: string; readonly offset: number };

/** `SyntaxKind` of jsonc-parser, which it publishes as types only. */
const kind = { openBrace: 1, closeBrace: 2, openBracket: 3, closeBracket: 4, colon: 6, string: 10, end: 17 } as const;

/** Names that reach into the prototype of what a careless reader builds. */
const forbidden: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Finds nesting beyond `deepest` levels and keys that occur twice or must not occur at all; null when there is nothing to say.
 * Depth comes first, whatever stands before it. Needs no valid JSON and no stack; linear.
 */
export function scanJson(text: string, deepest: number): JsonFinding | null {
  const scanner = createScanner(text, true);
  /** The keys of each open object; null for an array. */
  const open: (Set<string> | null)[] = [];
  let key: { readonly name: string; readonly offset: number } | null = null;
  let finding: JsonFinding | null = null;
  for (let token = scanner.scan(); token !== kind.end; token = scanner.scan()) {
    if (token === kind.openBrace || token === kind.openBracket) {
      open.push(token === kind.openBrace ? new Set() : null);
      if (open.length > deepest) return { kind: 'too-deep', offset: scanner.getTokenOffset() };
    } else if (token === kind.closeBrace || token === kind.closeBracket) open.pop();
    else if (token === kind.colon && key !== null && finding === null) {
      const keys = open.at(-1);
      if (forbidden.has(key.name)) finding = { kind: 'forbidden-key', key: key.name, offset: key.offset };
      else if (keys?.has(key.name) === true) finding = { kind: 'duplicate-key', key: key.name, offset: key.offset };
      keys?.add(key.name);
    }
    key = token === kind.string ? { name: scanner.getTokenValue(), offset: scanner.getTokenOffset() } : null;
  }
  return finding;
}
