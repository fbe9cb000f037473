import { type ProfileDocument, packsOf } from '../../shared/profile/document.ts';
import { type Hole, type TextAddress, textKey } from '../../shared/profile/holes.ts';
import type { Reference, VariableAddress } from '../../shared/profile/references.ts';
import { allNotes, type ProfileNote } from '../../shared/profile/source/inspection.ts';

import type { ChipText } from '../editor/chip-texts.ts';
import { EditorOffsets } from '../editor/editor-offsets.ts';
import type { OpenDocument } from '../state/documents-store.ts';
import type { EditBook } from './edits/edit-book.ts';
import type { EditPlace } from './edits/edit-history.ts';

/** What the screen shows of a document. */
export interface DocumentPlace {
  /** Position in the stack; null: the profile as a whole. */
  readonly layer: number | null;
  /** Key of the text; null: the layer's first. */
  readonly text: string | null;
  /** 1-based; 0: no line in particular. */
  readonly line: number;
  /** The hole at hand. */
  readonly hole: string | null;
  /** A stretch of the text to select, in the editor's offsets; absent: none. */
  readonly selection?: { readonly from: number; readonly to: number; readonly takesFocus: boolean };
  /** What of the profile as a whole is meant: `name`, `labels`, `variable/3`; absent: nothing in particular. */
  readonly field?: string;
  /** The file's own text, instead of what it says. */
  readonly raw?: boolean;
  /** Whether the keyboard goes to that field. */
  readonly takesFocus?: boolean;
}

export const wholeProfile: DocumentPlace = { layer: null, text: null, line: 0, hole: null };

export function referencesOf({ layers, whole }: OpenDocument): readonly Reference[] {
  return [...layers.flatMap((layer) => layer.references), ...(whole?.references ?? [])];
}

/** Everything there is to say, without the masks that have a value by now. */
export function openNotes(
  { layers, whole }: OpenDocument,
  holes: readonly Hole[],
  values: ReadonlyMap<string, string>,
): readonly ProfileNote[] {
  const notes = whole === null ? layers.flatMap((layer) => layer.notes) : allNotes({ ...whole, layers });
  if (values.size === 0) return notes;
  const filled = new Set(holes.filter(({ id }) => values.has(id)).map((hole) => spot(hole.where)));
  return notes.filter(({ kind, where }) => {
    if (kind !== 'unfilled-mask' || where.text === null) return true;
    return !filled.has(
      where.text.kind === 'variable'
        ? spot(where.text)
        : spot({ kind: 'scalar', text: where.text, path: { keys: where.path ?? [] } }),
    );
  });
}

type Spot =
  | VariableAddress
  | { readonly kind: 'scalar'; readonly text: TextAddress; readonly path: Pick<Paths, 'keys'> };
type Paths = Extract<Hole['where'], { kind: 'scalar' }>['path'];

function spot(where: Spot): string {
  return where.kind === 'variable'
    ? `variable/${where.name}`
    : `${textKey(where.text)}/${JSON.stringify(where.path.keys)}`;
}

/** Where a hole stands. */
export function placeOfHole({ id, where, line }: Hole): DocumentPlace {
  if (where.kind === 'variable') return { layer: null, text: null, line: 0, hole: id };
  return { layer: where.text.pack, text: textKey(where.text), line, hole: id };
}

/** Where an edit of a text or of the profile's own members was made. */
export function placeOfEdit(edit: Exclude<EditPlace, { kind: 'hole' }>, book: EditBook): DocumentPlace {
  if (edit.kind === 'about') return { ...wholeProfile, field: fieldOf(edit) };
  const state = book.text(edit.key);
  if (state === null) return wholeProfile;
  const line = state.text.slice(0, edit.at).split('\n').length;
  const at = new EditorOffsets(state.text).at(edit.at);
  const selection = { from: at, to: at, takesFocus: true };
  return { layer: state.address.pack, text: edit.key, line, hole: null, selection };
}

function fieldOf({ member, which }: Extract<EditPlace, { kind: 'about' }>): string {
  if (member === 'name' || member === 'version' || member === 'description') return member;
  if (member === 'label') return 'labels';
  return member === 'variable-removed' || which === null ? 'variables' : `variable/${which}`;
}

/** Where a note or a reference stands; a masked value's note leads to its field. */
export function placeOf(
  text: TextAddress | VariableAddress | null,
  pack: number | null,
  line: number,
  holes: readonly Hole[],
): DocumentPlace {
  if (text === null) return { layer: pack, text: null, line: 0, hole: null };
  if (text.kind === 'variable') {
    const hole = holes.find(({ where }) => where.kind === 'variable' && where.name === text.name);
    return { layer: null, text: null, line: 0, hole: hole?.id ?? null };
  }
  const key = textKey(text);
  const hole = holes.find(
    ({ where, line: own }) => where.kind === 'scalar' && own === line && textKey(where.text) === key,
  );
  return { layer: text.pack, text: key, line, hole: hole?.id ?? null };
}

/** The definition of a variable; of several with one name the last, which is the one too many. */
export function placeOfVariable({ spec }: ProfileDocument, name: string): DocumentPlace {
  const at = (spec.variables ?? []).findLastIndex((variable) => variable.name === name);
  return { ...wholeProfile, field: at === -1 ? 'variables' : `variable/${at}`, takesFocus: true };
}

/** "vault · Values · line 12"; a variable by its name. */
export function placeWords(
  document: OpenDocument,
  text: TextAddress | VariableAddress | null,
  pack: number | null,
  line: number | null,
): string {
  if (text?.kind === 'variable') return `profile variable ${text.name}`;
  const layer = pack === null ? undefined : packsOf(document.opened)[pack];
  const parts = [layer?.name ?? 'profile'];
  if (text?.kind === 'manifest') parts.push(layer?.manifests?.[text.manifest]?.name ?? `manifest ${text.manifest + 1}`);
  if (line !== null && line > 0) parts.push(`line ${line}`);
  return parts.join(' · ');
}

/** The texts of a layer, by their keys. */
export function textsOfLayer(texts: readonly ChipText[], layer: number): readonly ChipText[] {
  return texts.filter(({ key }) => key === `values/${layer}` || key.startsWith(`manifest/${layer}/`));
}
