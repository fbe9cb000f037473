import type { EnvironmentPlace, TransferSource } from './place.ts';

/** An answer kept for the next import into a place: where it belongs and when it was given, never a value. */
export type RememberedEntry = {
  readonly id: string;
  readonly target: EnvironmentPlace;
  /** ISO 8601; null for answers that an earlier release kept without a date. */
  readonly keptAt: string | null;
} & (
  | {
      readonly kind: 'value';
      readonly profile: string;
      /** Layer name; empty for a profile variable. */
      readonly layer: string;
      /** Last key of its YAML path, or the variable's name. */
      readonly key: string;
      /** All keys from the outermost on; of an earlier release's answers the last one alone. */
      readonly path: readonly string[];
    }
  | {
      readonly kind: 'registry';
      readonly source: TransferSource;
      readonly sourceRegistry: string;
      readonly registryUid: string;
      /** The target's own name for it; empty for answers of an earlier release. */
      readonly registryName: string;
    }
  | { readonly kind: 'macro-scope'; readonly macro: string; readonly scope: 'project' | 'tenant' }
);
