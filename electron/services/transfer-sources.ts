import type { Problem } from '../../shared/problem.ts';
import { type ProfileDocument, packsOf } from '../../shared/profile/document.ts';
import type { PackRules } from '../../shared/profile/pack-rules.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { TransferRequest } from '../../shared/transfer/request.ts';
import type { AnalyserPort } from '../ports/analyser.ts';
import type { FilesToImport } from './files-to-import.ts';
import type { FolderPlaces } from './folder-places.ts';
import type { PaletteClients } from './palette-clients.ts';

export interface SourceRead {
  readonly document: ProfileDocument;
  /**
   * What the packs' schemas ask of their values; empty where the source does not tell. Still on its way: the target can be
   * asked about the document meanwhile.
   */
  readonly rules: Promise<Result<PackRules>>;
  /** Texts that tell of the source: its host, the uids it gave. Found again in the outgoing document, they are named. */
  readonly traces: readonly string[];
}

export interface TransferSources {
  /** The profile as its source has it now: exported by its environment, or read from its file. */
  read(request: Pick<TransferRequest, 'source' | 'profile'>, signal: AbortSignal): Promise<Result<SourceRead>>;
}

export interface TransferSourcesParts {
  readonly clients: Pick<PaletteClients, 'of'>;
  readonly folders: Pick<FolderPlaces, 'read'>;
  readonly files: Pick<FilesToImport, 'document'>;
  readonly analyser: Pick<AnalyserPort, 'edit'>;
}

/** Where a profile may come from: an environment, a folder, an open file. */
export function createTransferSources({ clients, folders, files, analyser }: TransferSourcesParts): TransferSources {
  return {
    async read({ source, profile }, signal) {
      switch (source.kind) {
        case 'environment': {
          const client = await clients.of(source.environmentId);
          if (!client.ok) return client;
          const palette = client.value.withSignal(signal);
          const rules = palette.packRules(source.scope, profile.uid).then(orNone);
          const document = await palette.exportProfile(source.scope, profile.uid);
          if (!document.ok) return document;
          const [host = client.value.host] = client.value.host.split(':');
          const project = source.scope.kind === 'project' ? [source.scope.uid] : [];
          return ok({ ...withTraces(document.value, [host, profile.uid, ...project]), rules });
        }
        case 'folder': {
          const file = await folders.read(source, profile.uid);
          if (!file.ok) return file;
          const opened = await analyser.edit(file.value.bytes, [], null);
          if (!opened.ok) return opened;
          return signal.aborted ? failed({ kind: 'cancelled' }) : ok(withTraces(opened.value.document, []));
        }
        case 'file': {
          const document = await files.document(source);
          return document.ok ? ok(withTraces(document.value, [])) : document;
        }
      }
    },
  };
}

/**
 * Empty values that the rules make questions must be the same ones at the check and at the write, so a lost answer is a
 * failure. A server that does not know the question, or keeps the answer from this user, will do so next time.
 */
function orNone(rules: Result<PackRules>): Result<PackRules> {
  return rules.ok || !isNotTold(rules.problem) ? rules : ok({});
}

function isNotTold(problem: Problem): boolean {
  if (problem.kind === 'server-refused') return problem.status < 500 && problem.status !== 408;
  return problem.kind === 'permission-denied' || problem.kind === 'not-found' || problem.kind === 'not-palette';
}

function withTraces(document: ProfileDocument, known: readonly string[]): SourceRead {
  const registries = packsOf(document).map((pack) => pack.registry?.metadata?.uid ?? '');
  return {
    document,
    rules: Promise.resolve(ok({})),
    traces: [...new Set([...known, ...registries])].filter((text) => text.length >= 6),
  };
}
