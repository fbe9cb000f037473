import type { Problem } from '../problem.ts';
import type { ProfileDocument } from '../profile/document.ts';
import type { Hole, TextAddress } from '../profile/holes.ts';
import type { PackRule, PackRules } from '../profile/pack-rules.ts';
import type { Reference } from '../profile/references.ts';
import type { YamlReason } from '../profile/source/yaml-faults.ts';
import type { Decision, TextDecision } from './decision.ts';
import type { TakenName, TargetFacts, TargetRegistry } from './facts.ts';
import type { Way } from './way.ts';

/**
 * passed: nothing to do · warning: told, does not stop · open: stops the import until a fix is chosen ·
 * refused: stops it and nothing in the sheet can change that · unknown: could not be checked; stops until checked again
 * or accepted.
 */
export type CheckState = 'passed' | 'warning' | 'open' | 'refused' | 'unknown';

/** What was looked at and what was found; `renderer/words` turns it into sentences. */
export type Check = { readonly id: string; readonly state: CheckState; readonly fixes: readonly Fix[] } & CheckFinding;

/** cluster, infra, add-on or system, and the cloud; empty: not told. */
export interface ProfileKind {
  readonly type: string;
  readonly cloudType: string;
}

export type CheckFinding =
  | {
      readonly about: 'name';
      readonly name: string;
      readonly version: string;
      readonly taken: TakenName | null;
      readonly problem: Problem | null;
    }
  | { readonly about: 'name-case'; readonly name: string; readonly existing: string }
  /** Another version of that name is of another kind: Palette shows both as one profile. */
  | {
      readonly about: 'name-kind';
      readonly name: string;
      /** The version that is there. */
      readonly version: string;
      readonly theirs: ProfileKind;
      readonly ours: ProfileKind;
    }
  | { readonly about: 'version'; readonly version: string; readonly reason: 'not-semver' | 'ok' }
  | {
      readonly about: 'masked-value';
      readonly hole: Hole;
      /** What the typed value breaks of its pack's rules; null: nothing, or it was not typed. */
      readonly fault: 'option' | 'pattern' | null;
    }
  | {
      readonly about: 'macro';
      readonly macro: string;
      /** Scope that satisfies it; null: in none that could be read. */
      readonly foundIn: 'project' | 'tenant' | 'system' | null;
      /** Scopes that could not be read: with none found, the macro is not "missing" but unknown. */
      readonly unreadable: readonly ('project' | 'tenant' | 'system')[];
      readonly problem: Problem | null;
      readonly uses: readonly Reference[];
    }
  | {
      readonly about: 'variable';
      readonly variable: string;
      readonly finding: 'undefined' | 'unused' | 'bad-default' | 'bad-regex' | 'duplicate' | 'ok';
      readonly detail: string;
      readonly uses: readonly Reference[];
    }
  | {
      readonly about: 'pack';
      readonly pack: string;
      readonly layer: string;
      /** As the document has it. */
      readonly version: string;
      /** The version that would be used where it is another one: chosen, or found by tag. Its values may differ. */
      readonly becomes: string | null;
      readonly finding:
        | 'available'
        | 'several-registries'
        | 'other-registry'
        | 'missing-name'
        | 'missing-version'
        | 'deprecated'
        | 'disabled'
        | 'cannot-verify'
        | 'not-checked';
      readonly nearestVersions: readonly {
        readonly version: string;
        readonly registryUid: string;
        readonly registryName: string;
      }[];
      readonly problem: Problem | null;
    }
  /** Instead of one row per pack: what the target holds could not be learnt at all. */
  | { readonly about: 'registries'; readonly problem: Problem }
  | { readonly about: 'duplicate-pack'; readonly pack: string }
  | { readonly about: 'pack-reference'; readonly pack: string; readonly uses: readonly Reference[] }
  | { readonly about: 'permission'; readonly permission: string; readonly problem: Problem | null }
  | { readonly about: 'server'; readonly problem: Problem | null }
  | {
      readonly about: 'source-trace';
      readonly what: 'host' | 'uid' | 'registry';
      readonly text: string;
      readonly layer: string;
      readonly line: number;
    }
  /** A layer's text that was edited by hand. */
  | {
      readonly about: 'edited-text';
      readonly text: TextAddress;
      readonly layer: string;
      /** The manifest's name; empty where it has none, null for values. */
      readonly manifest: string | null;
      readonly finding:
        | 'ok'
        | 'invalid-yaml'
        | 'too-deep'
        | 'duplicate-key'
        | 'unquoted-template'
        | 'not-checked'
        /** It holds a character that no YAML can carry. */
        | 'unusable'
        /** The source has another text there than the one that was edited. */
        | 'outdated';
      /** 1-based; 0: the text as a whole. */
      readonly line: number;
      /** Of invalid YAML. */
      readonly reason: YamlReason | null;
      /** The key that is there twice; else empty. Never a value. */
      readonly detail: string;
      /** How many stretches were edited. */
      readonly changes: number;
    }
  | { readonly about: 'same-place' };

/** A fix in place: the decision that a click makes, or what must be typed. */
export type Fix =
  | {
      readonly kind: 'decide';
      readonly decision: Decision;
      readonly suits:
        | 'next-patch'
        | 'next-minor'
        | 'next-major'
        | 'registry'
        | 'registry-for-source'
        | 'pack-version'
        | 'remembered'
        | 'keep-empty'
        | 'leave-masked'
        | 'accept'
        | 'draft'
        | 'edit-again';
    }
  /** Takes the edits of a text back: the decision counts no more. */
  | { readonly kind: 'drop-edits'; readonly decision: TextDecision }
  | { readonly kind: 'type-value'; readonly hole: string }
  | { readonly kind: 'create-macro'; readonly macro: string; readonly scopes: readonly ('project' | 'tenant')[] }
  | { readonly kind: 'type-name' }
  | { readonly kind: 'check-again' };

export interface PlannedHole {
  readonly hole: Hole;
  readonly state: 'not-filled' | 'typed' | 'remembered' | 'kept-empty' | 'left-masked';
  /** exact: the remembered value has the very same path; moved: another path, only offered. */
  readonly remembered: 'exact' | 'moved' | 'none';
  /** What its pack's schema asks of the value; null: nothing, or the source does not tell. Variables have their own. */
  readonly rule: PackRule | null;
}

/** One row of "Repositories": silent rows were decided by an exact match of name and kind. */
export interface PlannedRepository {
  readonly pack: string;
  readonly layer: string;
  readonly version: string;
  readonly sourceRegistry: string;
  readonly options: readonly TargetRegistry[];
  readonly chosenUid: string | null;
  readonly how: 'only-one' | 'exact-match' | 'chosen' | 'remembered' | 'open' | 'none-needed' | 'cannot-verify';
}

export interface PlannedMacro {
  readonly macro: string;
  readonly scope: 'project' | 'tenant';
}

/** The whole state of a sheet: made by `plan`, never edited. */
export interface TransferPlan {
  /** A clone asks for no values and no repositories: Palette copies what is there. */
  readonly way: Way;
  readonly name: string;
  readonly version: string;
  readonly publish: boolean;
  readonly checks: readonly Check[];
  readonly holes: readonly PlannedHole[];
  /** Masked values that a clone takes along without anybody seeing them; an import has none. */
  readonly copied: readonly Hole[];
  readonly repositories: readonly PlannedRepository[];
  readonly macrosToCreate: readonly PlannedMacro[];
  /** How many points still stop the import. */
  readonly open: number;
  readonly ready: boolean;
}

/** A value kept from an earlier import: that there is one, never what it is. */
export interface RememberedHole {
  readonly hole: string;
  /** Names the value for `remembered.reveal`. */
  readonly entry: string;
  readonly match: 'exact' | 'moved';
  /**
   * Where it was given, for the button that offers it: the dotted path, `server.password`; with its profile in front
   * where that was another one, `payments ▸ server.password`.
   */
  readonly from: string;
}

/** Remembered answers for this pair of places, without any secret. */
export interface Remembered {
  readonly holes: readonly RememberedHole[];
  /** Source registry name → target registry uid. */
  readonly registries: Readonly<Record<string, string>>;
  readonly macroScopes: Readonly<Record<string, 'project' | 'tenant'>>;
}

/** What `transfers.plan` brings to the window: all that the planner needs to answer at once, on every decision. */
export interface TransferMaterial {
  readonly document: ProfileDocument;
  /** Another one for every other document: tells whether the source still has what was reviewed. */
  readonly mark: string;
  /** What the packs' schemas ask of their values, as far as the source tells; empty for files. */
  readonly rules: PackRules;
  readonly facts: TargetFacts;
  readonly remembered: Remembered;
  /** Hosts, uids and registry names of the source that should not travel (searched for in the outgoing document). */
  readonly sourceTraces: readonly string[];
  readonly samePlace: boolean;
}
