import type { Decision } from './decision.ts';
import type { TransferRequest } from './request.ts';

/**
 * How a profile gets there.
 * - `clone`: Palette copies it itself, with every masked value.
 * - `import`: a document is sent, in which masked values are filled in.
 */
export type Way = 'clone' | 'import';

type Ends = Pick<TransferRequest, 'source' | 'target'>;

/**
 * Whether Palette can copy the profile itself: only ever inside one tenant (user documentation of cloning), and an
 * environment is one tenant, since an API key belongs to one. In the very same scope a copy has no name of its own yet,
 * so that is no clone here.
 */
export function canClone({ source, target }: Ends): boolean {
  if (source.kind !== 'environment' || source.environmentId !== target.environmentId) return false;
  return scopeOf(source.scope) !== scopeOf(target.scope);
}

/** What becomes of a request with these answers: a clone where there can be one, unless an import was asked for. */
export function wayOf(ends: Ends, decisions: readonly Decision[] = []): Way {
  return canClone(ends) ? (wayAmong(decisions) ?? 'clone') : 'import';
}

/** The way that was asked for last; null: none was. */
export function wayAmong(decisions: readonly Decision[]): Way | null {
  const last = decisions.findLast((decision) => decision.kind === 'way');
  return last?.kind === 'way' ? last.way : null;
}

function scopeOf(scope: TransferRequest['target']['scope']): string {
  return scope.kind === 'project' ? scope.uid : '';
}
