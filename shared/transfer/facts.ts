import type { Problem } from '../problem.ts';
import type { RegistryMetadata } from '../profile/document.ts';

/** A fact of the target, or why it could not be learnt. Unknown is never the same as absent. */
export type Fact<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly problem: Problem };

/** A name and version that exists in the target's scope (SPEC v1ClusterProfilesMetadata has one item per version). */
export interface TakenName {
  readonly uid: string;
  readonly name: string;
  readonly version: string;
}

/** Another version of the document's own name, in the target's scope. */
export interface SameName {
  readonly version: string;
  /** cluster, infra, add-on or system; empty: not told. */
  readonly type: string;
  readonly cloudType: string;
}

/** A registry of the target (SPEC v1RegistryMetadata). */
export interface TargetRegistry {
  readonly uid: string;
  readonly name: string;
  /** pack, helm or oci. */
  readonly kind: string;
  /** system or tenant. */
  readonly scope: string;
  readonly isDefault: boolean;
  readonly isPrivate: boolean;
  /** False: its catalogue cannot be searched, so a pack in it can be neither confirmed nor denied. */
  readonly isSyncSupported: boolean;
  /** What goes into the outgoing document as `registry.metadata`. */
  readonly metadata: RegistryMetadata;
}

/** One version of a pack in one registry (SPEC v1PackTagEntity.tags). */
export interface PackVersion {
  readonly version: string;
  readonly tag: string;
  readonly parentTags: readonly string[];
  readonly state: 'usable' | 'deprecated' | 'disabled';
}

/** What the target knows of one pack of the document. */
export interface PackOffer {
  /** Uids of the registries that import/validate named in `matchingRegistries`, or else of those whose versions hold it. */
  readonly matchingRegistryUids: readonly string[];
  /**
   * Why import/validate named no registries, where not every registry could be asked in its stead: those found hold the
   * pack, but none found does not mean that none has it.
   */
  readonly unproven: Problem | null;
  /** Versions by registry uid, for registries that could be asked. Asked only where matching alone does not decide. */
  readonly versionsByRegistry: Readonly<Record<string, Fact<readonly PackVersion[]>>>;
}

/** Macro names per scope; values stay in the main process. `project` is null when the target is a tenant. */
export interface MacroFacts {
  readonly project: Fact<readonly string[]> | null;
  readonly tenant: Fact<readonly string[]>;
  readonly system: Fact<readonly string[]>;
}

/** Everything the planner needs to know of the target, plain JSON, no macro values, no keys. */
export interface TargetFacts {
  /** "acme ▸ payments" in words: the tenant's and project's names. */
  readonly tenantName: string;
  readonly projectName: string | null;
  readonly takenNames: Fact<readonly TakenName[]>;
  /** What a profile of the document's own name is; null: the target has none. */
  readonly sameName: Fact<SameName | null>;
  readonly macros: MacroFacts;
  readonly registries: Fact<readonly TargetRegistry[]>;
  /** By the pack's name as it stands in the document (`a--b` kept). Manifest packs have no entry. */
  readonly packs: Fact<Readonly<Record<string, PackOffer>>>;
  /** Palette permission names in the target scope, where the server lets the user see them. */
  readonly permissions: Fact<readonly string[]>;
  /** Server-side answer of import/validate beyond matchingRegistries: its refusal in its own words, if it refused. */
  readonly serverCheck: Fact<null>;
  /**
   * What clone/validate said of a clone with the document's own name, and its version or the next one that is free; null:
   * Palette cannot clone from the source to here.
   */
  readonly cloneCheck: Fact<null> | null;
}
