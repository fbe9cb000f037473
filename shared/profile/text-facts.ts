import { type Pack, type ProfileDocument, packsOf } from './document.ts';
import { isMasked } from './masked-scalars.ts';
import type { Range } from './ranges.ts';
import type { ProfileText } from './texts.ts';
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
  if (pack === undefined) return read(text, parse);
  const key = address.kind === 'values' ? 'values' : String(address.manifest);
  const known = remembered.get(pack) ?? new Map<string, Remembered>();
  remembered.set(pack, known);
  const before = known.get(key);
  if (before?.text === text) return before.facts;
  const facts = read(text, parse);
  known.set(key, { text, facts });
  return facts;
}

function read(text: string, parse?: ParseYaml): TextFacts {
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
