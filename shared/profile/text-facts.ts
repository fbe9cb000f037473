import { type Pack, type ProfileDocument, packsOf } from './document.ts';
import type { TextAddress } from './holes.ts';
import { isMasked } from './masked-scalars.ts';
import type { Range } from './ranges.ts';
import { type ProfileText, textAt, textsOfPack } from './texts.ts';
import { unreadMasks } from './unread-masks.ts';
import { scanYaml, type YamlScalar } from './yaml-scan.ts';
import type { ParseYaml } from './yaml-tokens.ts';

/** What one reading of a text is remembered for. */
export interface TextFacts {
  /** In text order. */
  readonly masks: readonly MaskedScalar[];
  /** Values that hold nothing: `""`, `''`, `~`, `null`, or nothing at all behind their key. Unsorted. */
  readonly empty: readonly YamlScalar[];
  readonly comments: readonly Range[];
}

export interface MaskedScalar {
  readonly scalar: YamlScalar;
  /** False in a broken stretch, where the scalar's `place` means nothing. */
  readonly hasPlace: boolean;
}

interface Remembered {
  readonly text: string;
  readonly facts: TextFacts;
}

/** By layer, which nobody changes in place; forgotten together with it. Reading is what costs time with a large document. */
const remembered = new WeakMap<Pack, Map<string, Remembered>>();

/** Reads a text of the document below the parser, once. */
export function factsOf(document: ProfileDocument, { address, text }: ProfileText, parse?: ParseYaml): TextFacts {
  const pack = packsOf(document)[address.pack];
  if (pack === undefined) return readFacts(text, parse);
  const before = remembered.get(pack)?.get(keyOf(address));
  if (before?.text === text) return before.facts;
  const facts = readFacts(text, parse);
  keep(pack, address, { text, facts });
  return facts;
}

/** What was read of a text of the document elsewhere: it is not read again. */
export function factsGiven(document: ProfileDocument, address: TextAddress, facts: TextFacts): void {
  const pack = packsOf(document)[address.pack];
  const text = textAt(document, address);
  if (pack !== undefined && text !== null) keep(pack, address, { text, facts });
}

/** A layer was made of others: what is known of those of their texts that it has too is known of it. */
export function factsKept(document: ProfileDocument, at: number, others: readonly (Pack | undefined)[]): void {
  const pack = packsOf(document)[at];
  if (pack === undefined) return;
  for (const { address, text } of textsOfPack(pack, at)) {
    for (const other of others) {
      const known = other === undefined ? undefined : remembered.get(other)?.get(keyOf(address));
      if (known?.text === text) keep(pack, address, known);
    }
  }
}

function keep(pack: Pack, address: TextAddress, one: Remembered): void {
  const known = remembered.get(pack) ?? new Map<string, Remembered>();
  remembered.set(pack, known.set(keyOf(address), one));
}

function keyOf(address: TextAddress): string {
  return address.kind === 'values' ? 'values' : String(address.manifest);
}

/** Reads a text below the parser, whoever read it before. */
export function readFacts(text: string, parse?: ParseYaml): TextFacts {
  const scan = scanYaml(text, parse);
  const masked = scan.scalars.filter((scalar) => isMasked(text, scalar));
  const known = new Set(masked.map((scalar) => scalar.contentStart));
  const unread = unreadMasks(text, scan).filter((scalar) => !known.has(scalar.contentStart));
  const masks = [
    ...masked.map((scalar) => ({ scalar, hasPlace: true })),
    ...unread.map((scalar) => ({ scalar, hasPlace: false })),
  ].sort((a, b) => a.scalar.start - b.scalar.start);
  const empty = [...scan.scalars.filter((scalar) => isEmpty(text, scalar)), ...scan.absent];
  return { masks, empty: scan.unread.length > 0 ? [] : empty, comments: scan.comments };
}

function isEmpty(text: string, { form, start, end, alias }: YamlScalar): boolean {
  const source = text.slice(start, end);
  return form === 'plain' ? !alias && (source === '~' || source === 'null') : source === "''" || source === '""';
}
