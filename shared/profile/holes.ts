/** A text inside a profile that is YAML of its own: the values of a layer, or one manifest of a layer. */
export type TextAddress =
  | { readonly kind: 'values'; readonly pack: number }
  | { readonly kind: 'manifest'; readonly pack: number; readonly manifest: number };

/** A text's address as one word. */
export function textKey(address: TextAddress): string {
  return address.kind === 'values' ? `values/${address.pack}` : `manifest/${address.pack}/${address.manifest}`;
}

/** Keys and list positions from the document's root; `document` counts YAML documents of a multi-document text. */
export interface YamlPath {
  readonly document: number;
  readonly keys: readonly (string | number)[];
}

/**
 * A place where a value is missing: a masked scalar, the masked default of a sensitive variable, or a required value
 * that came empty. Holds where it is, never a value.
 */
export interface Hole {
  /** Stable for the same place in the same document: layer name, text and path. Also the key of a remembered value. */
  readonly id: string;
  readonly where:
    | { readonly kind: 'scalar'; readonly text: TextAddress; readonly layer: string; readonly path: YamlPath }
    | { readonly kind: 'variable'; readonly name: string };
  /** 1-based line in its text; 0 for a variable. */
  readonly line: number;
  readonly reason: 'masked' | 'required-empty';
  readonly form: 'plain' | 'single-quoted' | 'double-quoted' | 'block' | 'variable';
}

/** SPEC shows no constant; eight asterisks is what Palette writes (public provider tests). */
export const MASK = '********';
