import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import type { FerryEvent } from '../../shared/bridge/events.ts';
import type { FileDraftSummary } from '../../shared/bridge/files.ts';
import { changesIn, type KeptEdits, keptEditsSchema } from '../../shared/profile/source/kept-edits.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { DraftKept } from '../../shared/transfer/draft.ts';
import type { ClockPort } from '../ports/clock.ts';
import type { FilesPort } from '../ports/files.ts';
import { createKeptList } from './kept-list.ts';
import { type FileBase, maxProfileBytes, type OpenFile, type ProfileFiles } from './profile-files.ts';
import type { Vault } from './vault.ts';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** Of the base as it is kept: profiles shrink to a tenth. All drafts together must fit one vault. */
const maxPackedBytes = 3 * 1024 * 1024;
/** One file is open at a time; more are left over by crashes alone. */
const maxDrafts = 5;

const draftSchema = z.object({
  id: z.string(),
  keptAt: z.string(),
  path: z.string().nullable(),
  name: z.string(),
  format: z.enum(['json', 'yaml']),
  /** Of the file on disk. */
  digest: z.string(),
  /** Of the file as it was opened. */
  baseDigest: z.string(),
  /** That file, gzip in base64; null where it was too large. */
  base: z.string().nullable(),
  kept: keptEditsSchema,
});
type FileDraft = z.infer<typeof draftSchema>;

export interface FileDraftsParts {
  readonly profiles: Pick<ProfileFiles, 'base' | 'restore' | 'compared'>;
  readonly files: Pick<FilesPort, 'read'>;
  readonly vault: Vault;
  readonly clock: Pick<ClockPort, 'now'>;
  readonly emit: (event: FerryEvent) => void;
}

/** What was done to open files and is not saved, in a vault: a crash loses none, and none lies about in clear. */
export interface FileDrafts {
  /** In place of what was kept of the open file before; null: nothing is unsaved. */
  keep(file: string, kept: KeptEdits | null): Promise<Result<DraftKept>>;
  list(): Promise<Result<readonly FileDraftSummary[]>>;
  /** Opens the file as it was, under the draft's own id, so that what is kept next takes its place. */
  open(draft: string): Promise<Result<{ readonly file: OpenFile; readonly kept: KeptEdits }>>;
  /** Also of an open file that was saved or closed: what is still on its way to be kept is dropped. */
  forget(draft: string): Promise<Result<null>>;
  /** Of every file, also what cannot be opened or is still on its way to be kept. Fails when their file stays. */
  forgetAll(): Promise<Result<null>>;
}

export function createFileDrafts({ profiles, files, vault, clock, emit }: FileDraftsParts): FileDrafts {
  const { change, all, clear } = createKeptList<FileDraft>({
    vault,
    name: 'file-drafts',
    item: draftSchema,
    withNewest: (drafts, fresh) => [fresh, ...drafts.filter(({ id }) => id !== fresh.id)],
    most: maxDrafts,
    emit,
  });
  /** The last word on each file: what was asked earlier and takes longer must not come after it. */
  const turns = new Map<string, number>();
  /** Of the file that was kept last, so that its bytes are packed once. */
  let packed: { readonly bytes: Uint8Array; readonly digest: string; readonly base: string | null } | null = null;

  async function packedBase(bytes: Uint8Array) {
    if (packed?.bytes === bytes) return packed;
    const small = await pack(bytes);
    const base = small.length > maxPackedBytes ? null : small.toString('base64');
    packed = { bytes, digest: digestOf(bytes), base };
    return packed;
  }

  function nextTurn(id: string): number {
    const turn = (turns.get(id) ?? 0) + 1;
    turns.set(id, turn);
    return turn;
  }

  async function forget(id: string): Promise<Result<DraftKept>> {
    nextTurn(id);
    const known = await all();
    if (known.ok && !known.value.some((draft) => draft.id === id)) return ok({ kept: 'encrypted' });
    const forgotten = await change((drafts) => drafts.filter((draft) => draft.id !== id));
    return forgotten.ok ? ok({ kept: forgotten.value }) : forgotten;
  }

  /** The file as it was opened: the copy in the draft, else the one on disk if it is still that one. */
  async function baseOf(draft: FileDraft): Promise<Uint8Array | null> {
    if (draft.base !== null) return unpack(Buffer.from(draft.base, 'base64'), { maxOutputLength: maxProfileBytes });
    if (draft.path === null) return null;
    const found = await files.read(draft.path, maxProfileBytes);
    return found.ok && digestOf(found.value) === draft.baseDigest ? found.value : null;
  }

  return {
    async keep(id, kept) {
      if (kept === null || changesIn(kept) === 0) return forget(id);
      const turn = nextTurn(id);
      const open = profiles.base(id);
      if (open === null) return ok({ kept: 'encrypted' });
      const { digest: baseDigest, base } = await packedBase(open.bytes);
      if (turns.get(id) !== turn) return ok({ kept: 'encrypted' });
      const { path, name, format, digest } = open;
      const keptAt = new Date(clock.now()).toISOString();
      const fresh = { id, keptAt, path, name, format, digest, baseDigest, base, kept };
      const saved = await change((drafts) => [fresh, ...drafts.filter((draft) => draft.id !== id)]);
      return saved.ok ? ok({ kept: saved.value }) : saved;
    },
    async list() {
      const drafts = await all();
      if (!drafts.ok) return drafts;
      const told = drafts.value.map(async ({ id, name, keptAt, path, digest, kept }): Promise<FileDraftSummary> => {
        const disk = path === null ? 'none' : await profiles.compared(path, digest);
        return { id, name, keptAt, changes: changesIn(kept), disk };
      });
      return ok(await Promise.all(told));
    },
    async open(id) {
      const drafts = await all();
      if (!drafts.ok) return drafts;
      const draft = drafts.value.find((one) => one.id === id);
      if (draft === undefined) return failed({ kind: 'request-malformed', call: 'files.openDraft' });
      const bytes = await baseOf(draft);
      if (bytes === null) return failed({ kind: 'file-draft-outdated', name: draft.name });
      const { path, name, format, digest, kept } = draft;
      const file = await profiles.restore({ path, name, format, digest, bytes } satisfies FileBase, id);
      return file.ok ? ok({ file: file.value, kept }) : file;
    },
    async forget(id) {
      const forgotten = await forget(id);
      return forgotten.ok ? ok(null) : forgotten;
    },
    forgetAll() {
      for (const id of turns.keys()) nextTurn(id);
      return clear();
    },
  };
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
