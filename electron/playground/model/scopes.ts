import type { RequestScope, Scope } from './kinds.ts';

/** One word for a scope, for use as a key. */
export function scopeKey(scope: Scope): string {
  return scope.kind === 'project' ? `project:${scope.projectUid}` : scope.kind;
}

/** Whether both name the same place. */
export function sameScope(left: Scope, right: Scope): boolean {
  return scopeKey(left) === scopeKey(right);
}

/**
 * The scopes whose macros and profiles can be used from `scope`, nearest first: project, tenant, system
 * (librarium docs: clusters/cluster-management/macros).
 */
export function scopesVisibleFrom(scope: Scope): Scope[] {
  const tenant: RequestScope = { kind: 'tenant' };
  if (scope.kind === 'project') return [scope, tenant, { kind: 'system' }];
  if (scope.kind === 'tenant') return [tenant, { kind: 'system' }];
  return [scope];
}
