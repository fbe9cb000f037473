import type { Scope } from '../../shared/place.ts';
import type { Problem, ProblemKind } from '../../shared/problem.ts';
import type { ProfileDocument } from '../../shared/profile/document.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { PaletteClient } from '../palette/client.ts';
import { likelySecrets } from './likely-secrets.ts';

/** The server's own judgement of the document or of the key; all others mean that it could not be asked. */
const refusals: ReadonlySet<ProblemKind> = new Set(['server-refused', 'not-found', 'permission-denied', 'key-refused']);

/**
 * Asks the target about the very document that is about to be written: POST /v1/clusterprofiles/import/validate writes
 * nothing and needs the same permission as the import, `clusterProfile.create`. Fails with `import-refused` when the
 * server judges it, and with the reason as it is when it cannot be asked.
 *
 * @param hide typed values inside the document: a refusal may quote them
 */
export async function checkOutgoing(
  palette: Pick<PaletteClient, 'validateImport'>,
  scope: Scope,
  document: ProfileDocument,
  hide: readonly string[],
): Promise<Result<null>> {
  const answer = await palette.validateImport(scope, document, [...hide, ...likelySecrets(document)]);
  if (answer.ok) return ok(null);
  const { problem } = answer;
  return failed(
    isJudged(problem) ? { kind: 'import-refused', profile: document.metadata.name, cause: problem } : problem,
  );
}

/** Whether the server itself said no, in contrast to an answer that was lost or is no answer. */
export function isJudged(problem: Problem): boolean {
  return refusals.has(problem.kind) && !(problem.kind === 'server-refused' && isOutage(problem.status));
}

function isOutage(status: number): boolean {
  return status === 408 || status >= 500;
}
