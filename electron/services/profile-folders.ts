import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import type { Problem } from '../../shared/problem.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { AnalyserPort, ProfileFacts } from '../ports/analyser.ts';
import type { ClockPort } from '../ports/clock.ts';
import type { FilesPort } from '../ports/files.ts';
import type { FolderEntry, FolderListing, FoldersPort } from '../ports/folders.ts';
import { maxProfileBytes } from './profile-files.ts';

const endings = ['.json', '.yaml', '.yml'];
const mostFiles = 2_000;
/** A copy of many files is one change, told once it pauses. */
const changeSettles = 400;
/** A folder that never pauses is told of all the same. */
const longestSilence = 3_000;

export interface FolderRow {
  /** Stays with the path, also over a restart; nobody can make a path of it. */
  readonly uid: string;
  /** From the folder, with `/` between its parts. */
  readonly path: string;
  /** ISO 8601. */
  readonly modified: string;
  /** Of an exported profile, or why it is none. */
  readonly profile: Result<ProfileFacts>;
}

export interface FolderContent {
  readonly rows: readonly FolderRow[];
  /** Folders below that could not be looked into. */
  readonly closed: readonly string[];
  /** Whether there are more files than a pane shows. */
  readonly isCut: boolean;
}

export interface ProfileFolders {
  /** The profiles of a folder, and what else looks like one with the reason why it is none. */
  list(folder: string, recursive: boolean): Promise<Result<FolderContent>>;
  /** The bytes of one file of the folder, by its uid. Nothing outside of the folder has one. */
  read(
    folder: string,
    recursive: boolean,
    uid: string,
  ): Promise<Result<{ readonly path: string; readonly bytes: Uint8Array }>>;
  /** Calls back when the folder changed and paused. Returns its own end. */
  watch(folder: string, recursive: boolean, changed: () => void): () => void;
}

/** Folders as places. What was read of a file is remembered until it changes. */
export function createProfileFolders(ports: {
  readonly files: FilesPort;
  readonly folders: FoldersPort;
  readonly analyser: AnalyserPort;
  readonly clock: ClockPort;
}): ProfileFolders {
  const known = new Map<string, { readonly mark: string; readonly profile: Result<ProfileFacts> }>();

  async function factsOf(path: string, entry: FolderEntry): Promise<Result<ProfileFacts>> {
    const mark = `${entry.bytes} ${entry.modified}`;
    const before = known.get(path);
    if (before?.mark === mark) return before.profile;
    const profile = await readFacts(path, entry);
    known.set(path, { mark, profile });
    if (known.size > mostFiles * 4) known.delete(known.keys().next().value ?? '');
    return profile;
  }

  async function readFacts(path: string, entry: FolderEntry): Promise<Result<ProfileFacts>> {
    if (entry.kind === 'file' && entry.bytes > maxProfileBytes) return { ok: false, problem: tooLarge };
    const bytes = await ports.files.read(path, maxProfileBytes);
    return bytes.ok ? ports.analyser.facts(bytes.value) : bytes;
  }

  async function entriesOf(folder: string, recursive: boolean): Promise<Result<FolderListing>> {
    const listed = await ports.folders.list(folder, { recursive, endings, most: mostFiles });
    return listed.ok ? listed : failed(folderProblem(folder, listed.problem));
  }

  return {
    async list(folder, recursive) {
      const listed = await entriesOf(folder, recursive);
      if (!listed.ok) return listed;
      const rows: FolderRow[] = [];
      for (const entry of listed.value.files) {
        const profile = await factsOf(join(folder, entry.path), entry);
        rows.push({
          uid: uidOf(entry.path),
          path: entry.path,
          modified: new Date(entry.modified).toISOString(),
          profile,
        });
      }
      return ok({ rows, closed: listed.value.closed, isCut: listed.value.isCut });
    },

    async read(folder, recursive, uid) {
      const listed = await entriesOf(folder, recursive);
      if (!listed.ok) return listed;
      const entry = listed.value.files.find(({ path }) => uidOf(path) === uid);
      if (entry === undefined) return failed({ kind: 'file-unreadable', name: '', reason: 'missing' });
      if (entry.bytes > maxProfileBytes) return failed(tooLarge);
      const bytes = await ports.files.read(join(folder, entry.path), maxProfileBytes);
      return bytes.ok ? ok({ path: entry.path, bytes: bytes.value }) : bytes;
    },

    watch(folder, recursive, changed) {
      let stopPause: () => void = () => undefined;
      let stopLongest: (() => void) | null = null;
      const tell = () => {
        stopPause();
        stopLongest?.();
        stopLongest = null;
        changed();
      };
      const stop = ports.folders.watch(folder, recursive, () => {
        stopPause();
        stopPause = ports.clock.after(changeSettles, tell);
        stopLongest ??= ports.clock.after(longestSilence, tell);
      });
      return () => {
        stop();
        stopPause();
        stopLongest?.();
      };
    },
  };
}

/** The problem of a folder that could not be listed, in words for folders. */
export function folderProblem(folder: string, problem: Problem): Problem {
  if (problem.kind !== 'file-unreadable') return problem;
  const reason = problem.reason === 'not-a-file' ? 'other' : problem.reason;
  return { kind: 'folder-unreadable', name: basename(folder), reason };
}

function uidOf(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 32);
}

const tooLarge: Problem = {
  kind: 'profile-unreadable',
  reason: 'too-large',
  detail: String(maxProfileBytes / (1024 * 1024)),
  line: null,
  column: null,
};
