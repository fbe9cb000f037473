import type { Scope } from '../../shared/place.ts';
import type { Problem } from '../../shared/problem.ts';
import type { ProfileDocument } from '../../shared/profile/document.ts';
import type { Result } from '../../shared/result.ts';
import type { PaletteClient } from '../palette/client.ts';
import { likelySecrets } from './likely-secrets.ts';
import { type Settled, type WriteOnceParts, type WriteSteps, writeOnce } from './write-once.ts';

export interface ImportJob extends WriteSteps {
  readonly scope: Scope;
  readonly document: ProfileDocument;
  readonly publish: boolean;
  /** Typed values inside the document: an error message must not repeat them. */
  readonly hide?: readonly string[];
}

export interface ImportOnceParts extends WriteOnceParts {
  readonly client: WriteOnceParts['client'] & Pick<PaletteClient, 'importProfile'>;
}

/**
 * POST /v1/clusterprofiles/import by way of `writeOnce`. Fails with `import-refused`, `import-lost` or
 * `import-unsettled`.
 */
export function importOnce(parts: ImportOnceParts, job: ImportJob): Promise<Result<Settled>> {
  const { scope, document, publish } = job;
  const hide = [...(job.hide ?? []), ...likelySecrets(document)];
  return writeOnce(parts, {
    ...job,
    write: () => parts.client.importProfile(scope, document, { publish, hide }),
    ended: (end, profile, cause): Problem => {
      if (end.kind !== 'unsettled') return { kind: `import-${end.kind}`, profile, cause };
      return { kind: 'import-unsettled', profile, looked: end.looked, cause };
    },
  });
}
