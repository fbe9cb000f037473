import { type ProfileDocument, packsOf } from '../../../shared/profile/document.ts';
import { unfitForYaml } from '../../../shared/profile/fill-holes.ts';
import { holesOfText, UniqueIds } from '../../../shared/profile/find-holes.ts';
import { type Hole, MASK, type TextAddress, textKey } from '../../../shared/profile/holes.ts';
import { scalarEdits } from '../../../shared/profile/scalar-edits.ts';
import { sameValue } from '../../../shared/profile/source/changes.ts';
import type { ProfileEdit } from '../../../shared/profile/source/edit-shapes.ts';
import { narrowed } from '../../../shared/profile/source/spans.ts';
import {
  composed,
  edited,
  lengthAfter,
  placeAfter,
  sliceAfter,
  type TextEdit,
} from '../../../shared/profile/text-edits.ts';
import { textsOf, withText } from '../../../shared/profile/texts.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import { type About, aboutEdits, aboutOf, filledVariables, withAbout } from './about.ts';

/** A mask of a text that was found to be a hole, at this UTF-16 offset. */
export interface Mask {
  readonly at: number;
  readonly hole: Hole;
}

/** What was typed for the mask at this offset; an empty text keeps it empty. */
export interface Fill {
  readonly at: number;
  readonly value: string;
}

/** What makes a state of a text. */
interface TextParts {
  readonly address: TextAddress;
  readonly opened: string;
  /** What makes the text of `opened`. */
  readonly edits: readonly TextEdit[];
  /** As last read, moved along with the edits since. In text order. */
  readonly masks: readonly Mask[];
  readonly fills: readonly Fill[];
}

/**
 * One text of a layer as it is now. Its masks stay masks, whatever was typed for them. Never changed in place; the letters are
 * put together when somebody asks, for a long text is not copied with every key.
 */
export class TextState implements TextParts {
  readonly address: TextAddress;
  readonly opened: string;
  readonly edits: readonly TextEdit[];
  readonly masks: readonly Mask[];
  readonly fills: readonly Fill[];
  #text: string | null = null;

  constructor({ address, opened, edits, masks, fills }: TextParts) {
    this.address = address;
    this.opened = opened;
    this.edits = edits;
    this.masks = masks;
    this.fills = fills;
  }

  get text(): string {
    this.#text ??= this.edits.length === 0 ? this.opened : edited(this.opened, this.edits);
    return this.#text;
  }

  get length(): number {
    return lengthAfter(this.opened.length, this.edits);
  }

  slice(from: number, to: number): string {
    return sliceAfter(this.opened, this.edits, from, to);
  }

  with(parts: Partial<Pick<TextParts, 'edits' | 'masks' | 'fills'>>): TextState {
    const state = new TextState({ ...this.#parts(), ...parts });
    if (parts.edits === undefined) state.#text = this.#text;
    return state;
  }

  hasLettersOf(other: TextState): boolean {
    return this.edits === other.edits || (this.length === other.length && this.text === other.text);
  }

  #parts(): TextParts {
    const { address, opened, edits, masks, fills } = this;
    return { address, opened, edits, masks, fills };
  }
}

/** A file as it was edited. Never changed in place. */
export interface FileState {
  readonly texts: ReadonlyMap<string, TextState>;
  readonly about: About;
}

export function stateOfFile(opened: ProfileDocument): FileState {
  const texts = textsOf(opened).map(({ address, text }): [string, TextState] => [
    textKey(address),
    new TextState({ address, opened: text, edits: [], masks: [], fills: [] }),
  ]);
  return { texts: new Map(texts), about: aboutOf(opened) };
}

/** A text after more edits, in its own offsets. Masks and what was typed for them move along; what is deleted goes. */
export function textAfter(state: TextState, edits: readonly TextEdit[]): TextState {
  const move = <T extends { readonly at: number }>(one: T): readonly T[] => {
    const at = placeAfter(one.at, one.at + MASK.length, edits);
    return at === null ? [] : [{ ...one, at }];
  };
  return state.with({
    edits: narrowed(state.opened, composed(state.edits, edits)),
    masks: state.masks.flatMap(move),
    fills: state.fills.flatMap(move),
  });
}

/** A text with another value typed for the mask at an offset; null takes it back. */
export function textFilled(state: TextState, at: number, value: string | null): TextState {
  const others = state.fills.filter((fill) => fill.at !== at);
  const fills = value === null ? others : [...others, { at, value }].toSorted((a, b) => a.at - b.at);
  return state.with({ fills });
}

/** The document as it was edited, its masks still masks. Layers that were not touched stay the same objects. */
export function documentOf(opened: ProfileDocument, { texts, about }: FileState, before: FileState): ProfileDocument {
  let document = about === before.about ? opened : withAbout(opened, about);
  for (const [key, { address, text }] of texts) {
    if (before.texts.get(key)?.text !== text) document = withText(document, address, text);
  }
  return document;
}

/** What makes the file as it was edited of the file as it was opened, its masks still masks. */
export function maskedEdits(opened: ProfileDocument, { texts, about }: FileState): readonly ProfileEdit[] {
  const spans = [...texts.values()].flatMap(({ address, edits }): ProfileEdit[] =>
    edits.length === 0 ? [] : [{ kind: 'text', address, spans: [...edits] }],
  );
  const variables = about.variables.map(({ variable }) => variable);
  return [...spans, ...aboutEdits(aboutOf(opened), about, variables)];
}

export interface WrittenFile {
  /** With everything filled in that was typed. */
  readonly document: ProfileDocument;
  /** What makes it of the file as it was opened. */
  readonly edits: readonly ProfileEdit[];
}

/**
 * What saving writes. Fails with `value-unusable` for a typed value that no YAML can hold. A value whose mask is none any
 * more, because it stands in a comment or inside a longer text by now, is not written.
 */
export function writtenFile(opened: ProfileDocument, masked: ProfileDocument, state: FileState): Result<WrittenFile> {
  const edits: ProfileEdit[] = [];
  let document = masked;
  for (const text of state.texts.values()) {
    if (text.edits.length === 0 && text.fills.length === 0) continue;
    const unfit = text.fills.map(({ value }) => unfitForYaml(value)).find((reason) => reason !== null);
    if (unfit !== undefined) return failed({ kind: 'value-unusable', reason: unfit });
    const fills = fillEdits(masked, text);
    const spans = narrowed(text.opened, composed(text.edits, fills));
    document = withText(document, text.address, edited(text.text, fills));
    if (spans.length > 0) edits.push({ kind: 'text', address: text.address, spans: [...spans] });
  }
  const variables = filledVariables(masked, state.about);
  const isFilled = state.about.variables.some(({ fill }) => fill !== null);
  if (isFilled) document = { ...document, spec: { ...document.spec, variables: [...variables] } };
  edits.push(...aboutEdits(aboutOf(opened), state.about, variables));
  return ok({ document, edits });
}

/** The same without what was typed for masks. */
export function withoutFills({ texts, about }: FileState): FileState {
  const open = [...texts].map(([key, text]): [string, TextState] => [key, text.with({ fills: [] })]);
  return {
    texts: new Map(open),
    about: { ...about, variables: about.variables.map((entry) => ({ ...entry, fill: null })) },
  };
}

/** Whether two states of a file would be written alike, as far as can be told without reading them. */
export function isSame(a: FileState, b: FileState): boolean {
  if (a === b) return true;
  if (a.about !== b.about && !sameValue(a.about, b.about)) return false;
  return [...a.texts].every(([key, one]) => {
    const other = b.texts.get(key);
    if (one === other) return true;
    return other !== undefined && one.hasLettersOf(other) && sameValue(one.fills, other.fills);
  });
}

function fillEdits(masked: ProfileDocument, state: TextState): readonly TextEdit[] {
  return placedFills(masked, state).flatMap(({ edits }) => edits);
}

interface PlacedFill {
  readonly at: number;
  readonly edits: readonly TextEdit[];
}

function placedFills(masked: ProfileDocument, { address, text, fills }: TextState): readonly PlacedFill[] {
  if (fills.length === 0) return [];
  const layer = packsOf(masked)[address.pack]?.name ?? '';
  return holesOfText(masked, { address, layer, text }, new UniqueIds()).flatMap(({ scalar }) => {
    const at = text.indexOf(MASK, scalar.contentStart);
    const fill = fills.find((one) => one.at === at);
    return fill === undefined ? [] : [{ at, edits: scalarEdits(text, scalar, fill.value) }];
  });
}

export interface MaskedFixes {
  /** Of the text with its masks. */
  readonly edits: readonly TextEdit[];
  /** Masks whose value is taken back, by offset. */
  readonly taken: readonly number[];
}

/**
 * Edits of the text as it would be written, as edits of the text with its masks: one that would put the mask in a typed value's
 * place takes that value back; others replace the whole masked scalar.
 */
export function fixesOfMasked(masked: ProfileDocument, state: TextState, fixes: readonly TextEdit[]): MaskedFixes {
  const fills = placedFills(masked, state);
  const edits: TextEdit[] = [];
  const taken: number[] = [];
  for (const fix of fixes) {
    let [start, end] = [fix.start, fix.end];
    let shift = 0;
    let touched: PlacedFill | null = null;
    for (const fill of fills) {
      const first = fill.edits[0]?.start ?? 0;
      const last = fill.edits.at(-1)?.end ?? first;
      const grows = fill.edits.reduce((sum, one) => sum + one.text.length - (one.end - one.start), 0);
      if (first + shift >= fix.end) break;
      if (last + shift + grows > fix.start) {
        touched = fill;
        [start, end] = [Math.min(first, fix.start - shift), Math.max(last, fix.end - shift - grows)];
        break;
      }
      shift += grows;
    }
    if (touched === null) edits.push({ start: start - shift, end: end - shift, text: fix.text });
    else if (fix.text.includes(MASK)) taken.push(touched.at);
    else edits.push({ start, end, text: fix.text });
  }
  return { edits, taken };
}
