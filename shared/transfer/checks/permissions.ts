import type { Analysis } from '../analysis.ts';
import type { Fact } from '../facts.ts';
import type { Check, PlannedMacro } from '../plan.ts';
import { decide } from './fixes.ts';

/**
 * What the import needs in the target scope: `clusterProfile.create`, `clusterProfile.publish` to publish, and
 * `macro.create` for missing macros (user documentation of permissions). Palette shows many users no permissions at
 * all, so not knowing them stops nothing by itself. What import/validate answered is a harmless probe: it needs the
 * permission that the import needs. Where it was let through though no role shown allows it, the roles shown are not all
 * there are, and what they lack proves nothing.
 */
export function permissionsChecker(
  analysis: Analysis,
): (publish: boolean, toCreate: readonly PlannedMacro[]) => readonly Check[] {
  const { permissions: facts, serverCheck } = analysis.material.facts;
  const held = new Set(facts.known ? facts.value : []);
  const probed = probe(serverCheck);
  const isPartial = facts.known && !held.has('clusterProfile.create') && probed === 'allowed';
  const ownScope = analysis.material.facts.macros.project === null ? 'tenant' : 'project';

  const check = (permission: string, missing: Pick<Check, 'state' | 'fixes'>): Check => {
    const base = { id: `permission:${permission}`, about: 'permission', permission } as const;
    const passed = { ...base, problem: null, state: 'passed', fixes: [] } as const;
    if (permission === 'clusterProfile.create' && probed === 'allowed') {
      return passed;
    }
    if (!facts.known) {
      return permission === 'clusterProfile.create' && probed === 'refused'
        ? { ...base, problem: null, ...missing }
        : { ...base, problem: facts.problem, state: 'warning', fixes: [{ kind: 'check-again' }] };
    }
    if (held.has(permission)) {
      return passed;
    }
    return { ...base, problem: null, ...missing, ...(isPartial ? { state: 'warning' } : {}) };
  };

  return (publish, toCreate) => {
    const checks = [check('clusterProfile.create', { state: 'refused', fixes: [{ kind: 'check-again' }] })];
    if (publish) {
      const draft = decide('draft', { kind: 'publish', publish: false });
      checks.push(check('clusterProfile.publish', { state: 'open', fixes: [draft] }));
    }
    if (toCreate.length > 0) {
      const here = toCreate.filter((macro) => macro.scope === ownScope);
      checks.push(check('macro.create', missingMacroRight(here, ownScope)));
    }
    return checks;
  };
}

/** What import/validate tells of the right to import, where the roles of this user cannot be seen. */
function probe(check: Fact<null>): 'allowed' | 'refused' | 'nothing' {
  if (check.known) {
    return 'allowed';
  }
  return check.problem.kind === 'permission-denied' ? 'refused' : 'nothing';
}

/** The known permissions are those of the target scope; a project's target tells nothing about the tenant's macros. */
function missingMacroRight(
  here: readonly PlannedMacro[],
  ownScope: PlannedMacro['scope'],
): Pick<Check, 'state' | 'fixes'> {
  if (here.length === 0) {
    return { state: 'warning', fixes: [] };
  }
  if (ownScope === 'tenant') {
    return { state: 'refused', fixes: [{ kind: 'check-again' }] };
  }
  return { state: 'open', fixes: here.map(({ macro }) => ({ kind: 'create-macro', macro, scopes: ['tenant'] })) };
}
