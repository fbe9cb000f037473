import { packsOf } from '../../shared/profile/document.ts';
import type { Hole } from '../../shared/profile/holes.ts';
import type { Decision } from '../../shared/transfer/decision.ts';
import type { TransferMaterial } from '../../shared/transfer/plan.ts';
import type { TransferRequest } from '../../shared/transfer/request.ts';
import type { AnswersToKeep } from './remembered.ts';

/**
 * The answers among the decisions of an import that are worth keeping for the next one to the same target. A remembered
 * value that was taken over from another place is kept for this one too, or it would be asked about each time.
 *
 * @param taken remembered values that were used, by hole id
 */
export function answersToKeep(
  request: TransferRequest,
  material: Pick<TransferMaterial, 'document' | 'facts'> & { readonly holes: readonly Hole[] },
  decisions: readonly Decision[],
  taken: ReadonlyMap<string, string>,
): AnswersToKeep {
  const { document, facts } = material;
  const holes = new Map(material.holes.map((hole) => [hole.id, hole]));
  const sourceRegistry = new Map(packsOf(document).map((pack) => [pack.name, pack.registry?.metadata?.name ?? '']));
  const values = new Map<Hole, string>();
  const names = new Map(facts.registries.known ? facts.registries.value.map(({ uid, name }) => [uid, name]) : []);
  const registry = (uid: string) => ({ uid, name: names.get(uid) ?? '' });
  const registries: Record<string, { readonly uid: string; readonly name: string }> = {};
  const macroScopes: Record<string, 'project' | 'tenant'> = {};
  for (const decision of decisions) {
    switch (decision.kind) {
      case 'fill': {
        const hole = holes.get(decision.hole);
        if (hole !== undefined) values.set(hole, decision.value);
        break;
      }
      case 'use-remembered': {
        const hole = holes.get(decision.hole);
        const value = taken.get(decision.hole);
        if (hole !== undefined && value !== undefined) values.set(hole, value);
        break;
      }
      case 'keep-empty':
      case 'leave-masked':
      case 'reopen': {
        // Taken back: what was decided before does not count.
        const hole = holes.get(decision.hole);
        if (hole !== undefined) values.delete(hole);
        break;
      }
      case 'choose-registry': {
        const name = sourceRegistry.get(decision.pack);
        if (name !== undefined && name !== '') registries[name] = registry(decision.registryUid);
        break;
      }
      case 'choose-registry-for-source':
        registries[decision.sourceRegistry] = registry(decision.registryUid);
        break;
      case 'create-macro':
        macroScopes[decision.macro] = decision.scope;
        break;
      default:
        // The other decisions belong to one import alone.
        break;
    }
  }
  return {
    source: request.source,
    target: request.target,
    profile: request.profile.name,
    values,
    registries,
    macroScopes,
  };
}
