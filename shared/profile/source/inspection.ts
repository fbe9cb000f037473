import type { Hole, TextAddress } from '../holes.ts';
import type { Reference, VariableAddress } from '../references.ts';
import type { VariableFinding } from '../variables.ts';
import type { SecretHit } from './secret-guard.ts';

/** What is wrong with a profile, as an editor's problem list tells it. `renderer/words` makes the sentences. */
export type NoteKind =
  | 'unfilled-mask'
  | 'undefined-variable'
  | 'unused-variable'
  | 'bad-default'
  | 'bad-regex'
  | 'duplicate-variable'
  | 'unknown-pack-reference'
  | 'duplicate-pack'
  | 'invalid-yaml'
  | 'duplicate-key'
  | 'too-deep'
  /** Palette resolves it before it parses: fine in Palette, broken for everybody else. */
  | 'unquoted-macro'
  /** A template that is not Palette's, unquoted: nothing resolves it before the YAML is parsed. */
  | 'unquoted-template'
  | 'plain-secret'
  | 'registry-missing'
  /** The pack's type does not fit the registry's kind: the server refuses that. */
  | 'registry-kind'
  /** A name that always stands for another kind of registry. */
  | 'registry-name'
  /** Too large, or it took too long. */
  | 'not-checked';

export type Severity = 'error' | 'warning' | 'info';

/** Where a note belongs. Members that say nothing are null. */
export interface NotePlace {
  /** Position in the stack. */
  readonly pack: number | null;
  readonly layer: string | null;
  readonly text: TextAddress | VariableAddress | null;
  readonly path: readonly (string | number)[] | null;
  /** 1-based in the text. */
  readonly line: number | null;
  /** 1-based, in UTF-16 units. */
  readonly column: number | null;
}

export interface ProfileNote {
  readonly severity: Severity;
  readonly kind: NoteKind;
  readonly where: NotePlace;
  /** A name that the sentence needs: the variable, key, pack or reason. Never a value. */
  readonly detail: string;
}

export interface InspectedLayer {
  /** Position in the stack. */
  readonly at: number;
  readonly name: string;
  /** spectro, helm, manifest or oci; what the file says. */
  readonly type: string;
  readonly layer: string;
  readonly version: string;
  readonly tag: string;
  readonly registry: { readonly name: string; readonly kind: string; readonly uid: string };
  /** Lengths in UTF-16 units. */
  readonly texts: readonly { readonly address: TextAddress; readonly name: string; readonly length: number }[];
  readonly holes: readonly Hole[];
  /** Where the mask of each hole starts in its text, in UTF-16 units. */
  readonly maskStarts: readonly number[];
  readonly references: readonly Reference[];
  readonly secrets: readonly SecretHit[];
  readonly notes: readonly ProfileNote[];
}

export interface Inspection {
  /** Stack order. */
  readonly layers: readonly InspectedLayer[];
  readonly variables: readonly VariableFinding[];
  /** Holes, uses and secrets among the variables. */
  readonly holes: readonly Hole[];
  readonly references: readonly Reference[];
  readonly secrets: readonly SecretHit[];
  /** What only the whole profile tells; what a layer tells stands there. */
  readonly notes: readonly ProfileNote[];
}

/** All notes, in the order of the stack, those of the whole profile last. */
export function allNotes({ layers, notes }: Inspection): readonly ProfileNote[] {
  return [...layers.flatMap((layer) => layer.notes), ...notes];
}

export const nowhere: NotePlace = { pack: null, layer: null, text: null, path: null, line: null, column: null };
