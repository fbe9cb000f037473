import { basename, extname, join } from 'node:path';
import type {
  ExportFormat,
  ExportName,
  ExportOutcome,
  ExportPlan,
  ExportRequest,
  ExportRun,
} from '../../shared/bridge/exports.ts';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import type { ProfileDocument } from '../../shared/profile/document.ts';
import { sameValue } from '../../shared/profile/source/changes.ts';
import type { ProfileEdit } from '../../shared/profile/source/edit-shapes.ts';
import { fileNameFor } from '../../shared/profile/source/file-name.ts';
import type { ProfileFormat } from '../../shared/profile/source/profile-source.ts';
import { secretFixEdits } from '../../shared/profile/source/secret-fixes.ts';
import type { SecretHit } from '../../shared/profile/source/secret-guard.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { AnalyserPort } from '../ports/analyser.ts';
import type { FilesPort } from '../ports/files.ts';
import type { FoldersPort } from '../ports/folders.ts';
import type { FolderPlaces } from './folder-places.ts';
import type { PaletteClients } from './palette-clients.ts';
import { folderProblem } from './profile-folders.ts';

export interface ExportsPorts {
  readonly clients: Pick<PaletteClients, 'of'>;
  readonly places: Pick<FolderPlaces, 'read' | 'path'>;
  readonly folders: Pick<FoldersPort, 'list' | 'writeNew'>;
  readonly files: Pick<FilesPort, 'replace'>;
  readonly analyser: Pick<AnalyserPort, 'edit' | 'secrets' | 'facts'>;
}

interface Content {
  readonly bytes: Uint8Array;
  /** The name that the file has in its folder; null where it comes from an environment. */
  readonly fileName: string | null;
}

/** What is about to be written, in one form. */
interface Outgoing {
  readonly bytes: Uint8Array;
  readonly document: ProfileDocument;
  readonly format: ProfileFormat;
}

const formatEndings: Readonly<Record<ProfileFormat, readonly string[]>> = { json: ['.json'], yaml: ['.yaml', '.yml'] };

/**
 * Profiles on their way into a folder. What an environment exports, as JSON or as YAML, and what a file holds, is written
 * byte by byte where nothing is to be fixed and no other form was asked for. The secret guard stands before every write.
 */
export function createExports({
  clients,
  places,
  folders,
  files,
  analyser,
}: ExportsPorts): Omit<Ferry['exports'], 'queue'> {
  const running = new Map<string, AbortController>();

  async function contentOf({ source, profile }: ExportRequest, signal: AbortSignal): Promise<Result<Content>> {
    if (source.kind === 'folder') {
      const file = await places.read(source, profile.uid);
      return file.ok ? ok({ bytes: file.value.bytes, fileName: basename(file.value.path) }) : file;
    }
    const client = await clients.of(source.environmentId);
    if (!client.ok) return client;
    const bytes = await client.value.withSignal(signal).exportText(source.scope, profile.uid);
    return bytes.ok ? ok({ bytes: bytes.value, fileName: null }) : bytes;
  }

  async function namesIn(folder: string): Promise<Result<readonly string[]>> {
    const listed = await folders.list(folder, {
      recursive: false,
      endings: Object.values(formatEndings).flat(),
      most: 100_000,
    });
    return listed.ok ? ok(listed.value.files.map(({ path }) => path)) : failed(folderProblem(folder, listed.problem));
  }

  async function plan(request: ExportRequest, signal: AbortSignal): Promise<Result<ExportPlan>> {
    const folder = places.path(request.target);
    if (!folder.ok) return folder;
    const [content, taken] = await Promise.all([contentOf(request, signal), namesIn(folder.value)]);
    if (!taken.ok) return taken;
    if (!content.ok) return content;
    const { bytes, fileName } = content.value;
    const opened = await analyser.edit(bytes, [], null);
    if (!opened.ok) return opened;
    const [hits, facts] = await Promise.all([analyser.secrets(bytes, [], []), analyser.facts(bytes)]);
    if (!hits.ok) return hits;
    if (!facts.ok) return facts;
    if (signal.aborted) return failed({ kind: 'cancelled' });
    const name = (format: ExportFormat) => nameFor(opened.value, fileName, format, taken.value);
    return ok({
      names: { own: name('own'), json: name('json'), yaml: name('yaml') },
      hits: hits.value,
      masked: facts.value.holes,
    });
  }

  async function run(request: ExportRun, signal: AbortSignal): Promise<Result<ExportOutcome>> {
    const folder = places.path(request.export.target);
    if (!folder.ok) return folder;
    const content = await contentOf(request.export, signal);
    if (!content.ok) return content;
    const outgoing = await outgoingOf(request, content.value.bytes, signal);
    if (!outgoing.ok) return outgoing;
    if (signal.aborted) return failed({ kind: 'cancelled' });
    const taken = await namesIn(folder.value);
    if (!taken.ok) return taken;
    return write(request, outgoing.value, content.value.fileName, folder.value, [...taken.value]);
  }

  /** The bytes that leave. SECURITY: none while a value that looks like a secret has no answer. */
  async function outgoingOf({ export: request, format, fixes }: ExportRun, bytes: Uint8Array, signal: AbortSignal) {
    const { profile } = request;
    const opened = await analyser.edit(bytes, [], null);
    if (!opened.ok) return opened;
    const hits = await analyser.secrets(bytes, [], []);
    if (!hits.ok) return hits;
    const answers = answersFor(hits.value, fixes);
    if (answers === null) {
      return failed({ kind: 'source-changed', profile: `${profile.name} ${profile.version}` });
    }
    const edits: readonly ProfileEdit[] = secretFixEdits(opened.value.document, answers);
    const wanted = format === 'own' ? opened.value.format : format;
    if (wanted !== opened.value.format) {
      const other = wanted === 'yaml' ? await serversYaml(request, opened.value.document, signal) : null;
      const changed = other === null ? null : await inForm(other, edits);
      return changed?.ok === true ? changed : analyser.edit(bytes, edits, wanted);
    }
    return inForm({ ...opened.value, bytes }, edits);
  }

  async function inForm(content: Outgoing, edits: readonly ProfileEdit[]): Promise<Result<Outgoing>> {
    return edits.length === 0 ? ok(content) : analyser.edit(content.bytes, edits, content.format);
  }

  /**
   * The YAML in which the server itself exports a profile, so that it differs from what Palette's console writes in
   * nothing; null where there is none, or where it says anything but the document that was looked through for secrets.
   */
  async function serversYaml(
    { source, profile }: ExportRequest,
    document: ProfileDocument,
    signal: AbortSignal,
  ): Promise<Outgoing | null> {
    if (source.kind === 'folder') return null;
    const client = await clients.of(source.environmentId);
    const yaml = client.ok ? await client.value.withSignal(signal).exportYaml(source.scope, profile.uid) : client;
    if (!yaml.ok) return null;
    const opened = await analyser.edit(yaml.value, [], null);
    const isSound = opened.ok && opened.value.format === 'yaml' && sameValue(opened.value.document, document);
    return isSound ? { ...opened.value, bytes: yaml.value } : null;
  }

  async function write(
    { format, ifTaken }: ExportRun,
    outgoing: Outgoing,
    ownName: string | null,
    folder: string,
    taken: string[],
  ): Promise<Result<ExportOutcome>> {
    for (;;) {
      const name = nameFor(outgoing, ownName, format, taken);
      if (name.isTaken && ifTaken === 'refuse') return ok({ kind: 'taken', name });
      if (name.isTaken && ifTaken === 'replace') {
        const written = await files.replace(join(folder, name.fileName), outgoing.bytes, async () => true);
        return written.ok ? ok({ kind: 'written', fileName: name.fileName, isReplaced: true }) : written;
      }
      const written = await folders.writeNew(join(folder, name.freeName), outgoing.bytes);
      if (!written.ok) return written;
      if (written.value === 'written') return ok({ kind: 'written', fileName: name.freeName, isReplaced: false });
      // Somebody was faster, or a folder has that name.
      taken.push(name.freeName);
    }
  }

  async function withSignal<T>(id: string, work: (signal: AbortSignal) => Promise<Result<T>>): Promise<Result<T>> {
    running.get(id)?.abort();
    const controller = new AbortController();
    running.set(id, controller);
    try {
      return await work(controller.signal);
    } finally {
      if (running.get(id) === controller) running.delete(id);
    }
  }

  return {
    plan: (request) => withSignal(request.id, (signal) => plan(request, signal)),
    run: (request) => withSignal(request.export.id, (signal) => run(request, signal)),
    async cancel({ id }) {
      running.get(id)?.abort();
      return ok(null);
    },
  };
}

/** Every hit with its answer; null where one has none that it allows. */
function answersFor(hits: readonly SecretHit[], fixes: ExportRun['fixes']) {
  const byHit = new Map(fixes.map(({ hit, fix }) => [hit, fix]));
  const answers = hits.flatMap((hit) => {
    const fix = byHit.get(hit.id);
    return fix !== undefined && hit.fixes.includes(fix) ? [{ hit, fix }] : [];
  });
  return answers.length === hits.length ? answers : null;
}

function nameFor(
  { document, format: has }: Pick<Outgoing, 'document' | 'format'>,
  ownName: string | null,
  wanted: ExportFormat,
  taken: readonly string[],
): ExportName {
  const format = wanted === 'own' ? has : wanted;
  const ending = ownName === null ? '' : extname(ownName);
  // A copy keeps its name; what changes its form takes the other ending.
  const isOwn = ownName !== null && formatEndings[format].includes(ending.toLowerCase());
  const { metadata, spec } = document;
  const parts =
    ownName === null
      ? { name: metadata.name, version: spec.version ?? '', format }
      : { name: ownName.slice(0, ownName.length - ending.length), version: '', format };
  const fresh = fileNameFor(parts);
  const fileName = isOwn ? ownName : fresh;
  const isTaken = fileNameFor(parts, taken) !== fresh || taken.includes(fileName);
  return { fileName, isTaken, freeName: isTaken ? fileNameFor(parts, [...taken, fresh]) : fileName };
}
