import { unfitForYaml } from '../profile/fill-holes.ts';
import { MASK } from '../profile/holes.ts';
import type { Decision } from './decision.ts';

/** What was decided for one hole. `open` takes back everything, a remembered value too. */
export type HoleAnswer =
  | { readonly kind: 'typed'; readonly value: string }
  | { readonly kind: 'remembered' | 'kept-empty' | 'left-masked' | 'open' };

/** A registry choice and its place in the order, so that the later one of "this pack" and "all from X" can win. */
export interface RegistryAnswer {
  readonly registryUid: string;
  readonly order: number;
}

export interface MacroAnswer {
  readonly scope: 'project' | 'tenant';
  readonly value: string;
}

/** The decisions folded by subject: for each subject only the last one counts. */
export interface Answers {
  readonly name: string | null;
  readonly version: string | null;
  readonly publish: boolean;
  readonly holes: ReadonlyMap<string, HoleAnswer>;
  readonly macros: ReadonlyMap<string, MacroAnswer>;
  readonly registryByPack: ReadonlyMap<string, RegistryAnswer>;
  readonly registryBySource: ReadonlyMap<string, RegistryAnswer>;
  readonly versionByPack: ReadonlyMap<string, RegistryAnswer & { readonly version: string }>;
  readonly accepted: ReadonlySet<string>;
}

/** Folds decisions in their order; a later one on the same subject replaces the earlier. */
export function answersOf(decisions: readonly Decision[]): Answers {
  let name: string | null = null;
  let version: string | null = null;
  let publish = true;
  const holes = new Map<string, HoleAnswer>();
  const macros = new Map<string, MacroAnswer>();
  const registryByPack = new Map<string, RegistryAnswer>();
  const registryBySource = new Map<string, RegistryAnswer>();
  const versionByPack = new Map<string, RegistryAnswer & { readonly version: string }>();
  const accepted = new Set<string>();

  decisions.forEach((decision, order) => {
    switch (decision.kind) {
      case 'fill':
        holes.set(decision.hole, typed(decision.value));
        break;
      case 'use-remembered':
        holes.set(decision.hole, { kind: 'remembered' });
        break;
      case 'keep-empty':
        holes.set(decision.hole, { kind: 'kept-empty' });
        break;
      case 'leave-masked':
        holes.set(decision.hole, { kind: 'left-masked' });
        break;
      case 'reopen':
        holes.set(decision.hole, { kind: 'open' });
        break;
      case 'create-macro':
        macros.set(decision.macro, { scope: decision.scope, value: decision.value });
        break;
      case 'choose-registry':
        registryByPack.set(decision.pack, { registryUid: decision.registryUid, order });
        break;
      case 'choose-registry-for-source':
        registryBySource.set(decision.sourceRegistry, { registryUid: decision.registryUid, order });
        break;
      case 'choose-pack-version':
        versionByPack.set(decision.pack, { registryUid: decision.registryUid, order, version: decision.version });
        break;
      case 'rename':
        name = decision.name;
        break;
      case 'set-version':
        version = decision.version;
        break;
      case 'publish':
        publish = decision.publish;
        break;
      case 'way':
      case 'edit-text':
        // Count before anything is asked: see `wayAmong` and `editedMaterial`.
        break;
      case 'accept':
        accepted.add(decision.check);
        break;
    }
  });
  return { name, version, publish, holes, macros, registryByPack, registryBySource, versionByPack, accepted };
}

/**
 * An emptied field is not an answer (`keep-empty` is), nor is a text that no YAML can carry, nor the mask typed back:
 * importing asterisks needs the explicit `leave-masked`.
 */
function typed(value: string): HoleAnswer {
  const isAnswer = value !== '' && value !== MASK && unfitForYaml(value) === null;
  return isAnswer ? { kind: 'typed', value } : { kind: 'open' };
}
