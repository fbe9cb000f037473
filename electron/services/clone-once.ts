import type { Scope } from '../../shared/place.ts';
import type { Problem } from '../../shared/problem.ts';
import { type ProfileDocument, versionOf } from '../../shared/profile/document.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { TransferRequest } from '../../shared/transfer/request.ts';
import { canClone } from '../../shared/transfer/way.ts';
import type { PaletteClient } from '../palette/client.ts';
import type { CloneSource, CloneTarget } from '../palette/clones.ts';
import { isJudged } from './check-outgoing.ts';
import { type Settled, type WriteOnceParts, type WriteSteps, writeOnce } from './write-once.ts';

/** The profile that Palette can clone itself; null: what is asked for is no clone. */
export function cloneSourceOf(request: TransferRequest): CloneSource | null {
  const { source, profile } = request;
  return canClone(request) && source.kind === 'environment' ? { scope: source.scope, uid: profile.uid } : null;
}

export interface CloneJob extends WriteSteps {
  readonly source: CloneSource;
  /** Where the clone goes. */
  readonly scope: Scope;
  /** As the source exports it, under the name and version of the clone: what that is told by. Nothing of it is sent. */
  readonly document: ProfileDocument;
}

export interface CloneOnceParts extends WriteOnceParts {
  readonly client: WriteOnceParts['client'] & Pick<PaletteClient, 'cloneProfile'>;
}

/**
 * POST /v1/clusterprofiles/{uid}/clone by way of `writeOnce`. Fails with `clone-refused`, `clone-lost` or
 * `clone-unsettled`.
 */
export function cloneOnce(parts: CloneOnceParts, job: CloneJob): Promise<Result<Settled>> {
  const { source, scope } = job;
  return writeOnce(parts, {
    ...job,
    write: () => parts.client.cloneProfile(source, targetOf(job)),
    ended: (end, profile, cause): Problem => {
      if (end.kind !== 'unsettled') return { kind: `clone-${end.kind}`, profile, scope, cause };
      return { kind: 'clone-unsettled', profile, scope, looked: end.looked, cause };
    },
  });
}

/**
 * Asks with clone/validate about the very clone that is about to be made. Fails with `clone-refused` when the server
 * judges it, and with the reason as it is when it cannot be asked.
 */
export async function checkClone(
  palette: Pick<PaletteClient, 'validateClone'>,
  job: Pick<CloneJob, 'source' | 'scope' | 'document'>,
): Promise<Result<null>> {
  const answer = await palette.validateClone(job.source, targetOf(job));
  if (answer.ok) return ok(null);
  const { problem } = answer;
  if (!isJudged(problem)) return answer;
  return failed({ kind: 'clone-refused', profile: job.document.metadata.name, scope: job.scope, cause: problem });
}

function targetOf({ document, scope }: Pick<CloneJob, 'scope' | 'document'>): CloneTarget {
  return { name: document.metadata.name, version: versionOf(document), scope };
}
