import type { Scope } from '../../shared/place.ts';
import type { Result } from '../../shared/result.ts';
import type { Caller, WriteResult } from './caller.ts';
import { path } from './path.ts';
import { createdBody } from './profiles.ts';

/** The version that is copied: every version has a uid of its own, which is looked up in this scope. */
export interface CloneSource {
  readonly scope: Scope;
  readonly uid: string;
}

/** What the copy is called and where it goes. */
export interface CloneTarget {
  readonly name: string;
  /** Always sent: without one Palette takes 1.0.0 (user documentation of cloning). */
  readonly version: string;
  readonly scope: Scope;
}

/** POST /v1/clusterprofiles/{uid}/clone/validate: name, version and target of a clone. Answers 204 and writes nothing. */
export function validateClone(caller: Caller, source: CloneSource, target: CloneTarget): Promise<Result<null>> {
  return caller.readNothing({
    method: 'POST',
    path: path`/v1/clusterprofiles/${source.uid}/clone/validate`,
    scope: source.scope,
    body: metadataOf(target),
    permission: 'clusterProfile.create',
    what: 'profile clone',
  });
}

/** POST /v1/clusterprofiles/{uid}/clone, SPEC v1Uid. Not idempotent: go through `cloneOnce`. `totalMs`: for all of it. */
export async function cloneProfile(
  caller: Caller,
  source: CloneSource,
  target: CloneTarget,
  totalMs: number,
): Promise<WriteResult<{ readonly uid: string }>> {
  const answer = await caller.write(
    {
      method: 'POST',
      path: path`/v1/clusterprofiles/${source.uid}/clone`,
      scope: source.scope,
      body: { metadata: metadataOf(target) },
      permission: 'clusterProfile.create',
      what: 'profile clone',
      totalMs,
    },
    createdBody,
  );
  return answer.ok ? { ok: true, value: { uid: answer.value.uid } } : answer;
}

/** SPEC v1ClusterProfileCloneMetaInputEntity; a clone into the tenant must name no project. */
function metadataOf({ name, version, scope }: CloneTarget) {
  const target =
    scope.kind === 'project' ? { scope: scope.kind, projectUid: scope.uid } : ({ scope: scope.kind } as const);
  return { name, version, target };
}
