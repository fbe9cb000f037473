import type { ExportName, ExportOutcome, ExportRequest } from '../../shared/bridge/exports.ts';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import { type ProfileDocument, versionOf } from '../../shared/profile/document.ts';
import { findHoles } from '../../shared/profile/find-holes.ts';
import { fileNameFor } from '../../shared/profile/source/file-name.ts';
import type { ProfileFormat } from '../../shared/profile/source/profile-source.ts';
import { findSecrets } from '../../shared/profile/source/secret-guard.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { FakeFolder } from './ferry-folders.ts';

export interface FakeExportsParts {
  readonly documentOf: (request: ExportRequest) => ProfileDocument | undefined;
  readonly folderOf: (id: string) => FakeFolder | undefined;
  readonly answer: <T>(
    call: 'exports.plan' | 'exports.run',
    request: unknown,
    work: () => Result<T>,
  ) => Promise<Result<T>>;
}

/** Exports into folders in memory. */
export function createFakeExports({ documentOf, folderOf, answer }: FakeExportsParts): Ferry['exports'] {
  const gone = failed({ kind: 'folder-unreadable', name: 'exports', reason: 'missing' });

  const nameFor = (document: ProfileDocument, folder: FakeFolder, format: ProfileFormat): ExportName => {
    const taken = folder.profiles.map(({ versions }) => versions[0]?.uid ?? '');
    const parts = { name: document.metadata.name, version: versionOf(document), format };
    const fileName = fileNameFor(parts);
    const freeName = fileNameFor(parts, taken);
    return { fileName, isTaken: freeName !== fileName, freeName };
  };
  return {
    plan: (request) =>
      answer('exports.plan', request, () => {
        const [document, folder] = [documentOf(request), folderOf(request.target.folder)];
        if (document === undefined || folder === undefined) return gone;
        const name = (format: ProfileFormat) => nameFor(document, folder, format);
        return ok({
          names: { own: name('json'), json: name('json'), yaml: name('yaml') },
          hits: findSecrets(document),
          masked: findHoles(document).length,
        });
      }),
    queue: async () => ok(null),
    run: (request) =>
      answer<ExportOutcome>('exports.run', request, () => {
        const [document, folder] = [documentOf(request.export), folderOf(request.export.target.folder)];
        if (document === undefined || folder === undefined) return gone;
        const name = nameFor(document, folder, request.format === 'yaml' ? 'yaml' : 'json');
        if (name.isTaken && request.ifTaken === 'refuse') return ok({ kind: 'taken', name });
        const isReplaced = name.isTaken && request.ifTaken === 'replace';
        const fileName = isReplaced ? name.fileName : name.freeName;
        // A file's own name is its uid here.
        if (!isReplaced) {
          folder.profiles.push({
            scope: 'project',
            versions: [{ uid: fileName, document }],
            lastModified: new Date().toISOString(),
            inUse: 0,
            isPublished: true,
          });
        }
        return ok({ kind: 'written', fileName, isReplaced });
      }),
    cancel: async () => ok(null),
  };
}
