import type { Place } from './place.ts';

/** An answer kept for the next import into a place: where it belongs and when it was given, never a value. */
export type RememberedEntry = {
  readonly id: string;
  readonly target: Place;
  /** ISO 8601. */
  readonly keptAt: string;
} & (
  | {
      readonly kind: 'value';
      readonly profile: string;
      /** Layer name; empty for a profile variable. */
      readonly layer: string;
      /** Last key of its YAML path, or the variable's name. */
      readonly key: string;
    }
  | { readonly kind: 'registry'; readonly source: Place; readonly sourceRegistry: string; readonly registryUid: string }
  | { readonly kind: 'macro-scope'; readonly macro: string; readonly scope: 'project' | 'tenant' }
);
