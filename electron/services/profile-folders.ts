import { createHash } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import type { Problem } from '../../shared/problem.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { turn } from '../palette/turn.ts';
import type { AnalyserPort, ProfileFacts } from '../ports/analyser.ts';
import type { ClockPort } from '../ports/clock.ts';
import type { FilesPort } from '../ports/files.ts';
import type { FolderEntry, FolderListing, FoldersPort } from '../ports/folders.ts';
import { maxProfileBytes } from './profile-files.ts';

const endings = ['.json', '.yaml', '.yml'];
const mostFiles = 10_000;
/** Files read side by side: a network drive takes its time for each. */
const mostAtOnce = 16;
/** A copy of many files is one change, told once it pauses. */
const changeSettles = 400;
/** A folder that never pauses is told of all the same. */
const longestSilence = 3_000;
/** What is read faster than this is worth no word on the way. */
const tellsEvery = 250;

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

/** What a reading that takes its time tells on the way, and how it is stopped. */
export interface FolderReading {
  /** Ends it between two files, with `cancelled`; what was read until then stays known. */
  readonly signal: AbortSignal;
  /** The rows since it told last, how many files were read so far, and how many there are. */
  readonly told: (rows: readonly FolderRow[], read: number, files: number) => void;
}

export interface ProfileFolders {
  /** The profiles of a folder, and what else looks like one with the reason why it is none. */
  list(folder: string, recursive: boolean, reading?: FolderReading): Promise<Result<FolderContent>>;
  /** Whether a folder is not as it was when it was listed last; reads no file. */
  hasChanged(folder: string, recursive: boolean): Promise<boolean>;
  /** The bytes of one file of the folder, by its uid. Nothing outside of the folder has one. */
  read(
    folder: string,
    recursive: boolean,
    uid: string,
  ): Promise<Result<{ readonly path: string; readonly bytes: Uint8Array }>>;
  /** Calls back when the folder changed and paused. Returns its own end. */
  watch(folder: string, recursive: boolean, changed: () => void): () => void;
}

interface NamedEntry extends FolderEntry {
  readonly uid: string;
}

/** A file as it was when it was read. */
interface Known {
  readonly mark: string;
  readonly profile: Promise<Result<ProfileFacts>>;
}

/** Folders as places. What was read of a file is remembered until it changes. */
export function createProfileFolders(ports: {
  readonly files: FilesPort;
  readonly folders: FoldersPort;
  readonly analyser: AnalyserPort;
  readonly clock: ClockPort;
}): ProfileFolders {
  const known = new Map<string, Known>();
  /** As listed last, by folder. */
  const listed = new Map<string, { readonly mark: string; readonly paths: ReadonlyMap<string, string> }>();

  /** Two panes that ask for one file wait for the same answer. */
  function factsOf(path: string, entry: FolderEntry): Promise<Result<ProfileFacts>> {
    const mark = markOf(entry);
    const before = known.get(path);
    if (before?.mark === mark) return before.profile;
    const profile = readFacts(path, entry);
    known.set(path, { mark, profile });
    if (known.size > mostFiles * 2) known.delete(known.keys().next().value ?? '');
    void profile.then((answer) => {
      // A file that could not be read says nothing of the next time.
      const isLasting = answer.ok || answer.problem.kind === 'profile-unreadable';
      if (!isLasting && known.get(path)?.profile === profile) known.delete(path);
    });
    return profile;
  }

  async function readFacts(path: string, entry: FolderEntry): Promise<Result<ProfileFacts>> {
    if (entry.kind === 'file' && entry.bytes > maxProfileBytes) return { ok: false, problem: tooLarge };
    const bytes = await ports.files.read(path, maxProfileBytes);
    return bytes.ok ? ports.analyser.facts(bytes.value) : bytes;
  }

  async function entriesOf(folder: string, recursive: boolean): Promise<Result<FolderListing>> {
    const found = await ports.folders.list(folder, { recursive, endings, most: mostFiles });
    return found.ok ? found : failed(folderProblem(folder, found.problem));
  }

  async function rowsOf(folder: string, files: readonly NamedEntry[], reading?: FolderReading) {
    const rows: FolderRow[] = [];
    let told = 0;
    let toldAt = ports.clock.now();
    for (const together of inGroups(files)) {
      if (reading?.signal.aborted === true) return null;
      const read = together.map(async (entry): Promise<FolderRow> => {
        const profile = await factsOf(join(folder, entry.path), entry);
        const modified = new Date(entry.modified).toISOString();
        return { uid: entry.uid, path: entry.path, modified, profile };
      });
      rows.push(...(await Promise.all(read)));
      // Where everything is known already nothing else would let the window's other calls in between.
      await turn();
      if (reading === undefined || ports.clock.now() - toldAt < tellsEvery || rows.length === files.length) continue;
      reading.told(rows.slice(told), rows.length, files.length);
      told = rows.length;
      toldAt = ports.clock.now();
    }
    return rows;
  }

  /** Where a file was when the folder was listed last, unless a folder on the way leads elsewhere by now. */
  async function pathOf(folder: string, recursive: boolean, uid: string): Promise<string | null> {
    const path = listed.get(keyOf(folder, recursive))?.paths.get(uid);
    if (path === undefined) return null;
    const [root, parent] = await Promise.all([
      ports.folders.realPath(folder),
      ports.folders.realPath(join(folder, dirname(path))),
    ]);
    return parent === join(root, dirname(path)) ? path : null;
  }

  return {
    async list(folder, recursive, reading) {
      const found = await entriesOf(folder, recursive);
      const files = found.ok ? found.value.files.map((file) => ({ ...file, uid: uidOf(file.path) })) : [];
      const paths = new Map(files.map(({ uid, path }) => [uid, path]));
      listed.set(keyOf(folder, recursive), { mark: markOfListing(found), paths });
      if (!found.ok) return found;
      const rows = await rowsOf(folder, files, reading);
      if (rows === null) return failed({ kind: 'cancelled' });
      return ok({ rows, closed: found.value.closed, isCut: found.value.isCut });
    },

    async hasChanged(folder, recursive) {
      const before = listed.get(keyOf(folder, recursive));
      return before !== undefined && before.mark !== markOfListing(await entriesOf(folder, recursive));
    },

    async read(folder, recursive, uid) {
      // A folder of thousands is not looked through for each of its files.
      const path = await pathOf(folder, recursive, uid);
      const near = path === null ? null : await ports.files.read(join(folder, path), maxProfileBytes);
      if (path !== null && near?.ok === true) return ok({ path, bytes: near.value });
      const found = await entriesOf(folder, recursive);
      if (!found.ok) return found;
      const entry = found.value.files.find(({ path }) => uidOf(path) === uid);
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

/** Some files at a time, and not much of their bytes: each may be as large as one may be. */
function* inGroups(files: readonly NamedEntry[]): Generator<readonly NamedEntry[]> {
  let together: NamedEntry[] = [];
  let bytes = 0;
  for (const file of files) {
    if (together.length > 0 && (together.length >= mostAtOnce || bytes + file.bytes > maxProfileBytes)) {
      yield together;
      together = [];
      bytes = 0;
    }
    together.push(file);
    bytes += file.bytes;
  }
  if (together.length > 0) yield together;
}

function keyOf(folder: string, recursive: boolean): string {
  return `${recursive ? 'below' : 'alone'} ${folder}`;
}

/** Another one where a file is not what it was. */
function markOf({ bytes, modified, inode }: FolderEntry): string {
  return `${bytes} ${modified} ${inode}`;
}

function markOfListing(listing: Result<FolderListing>): string {
  const hash = createHash('sha256');
  if (!listing.ok) return hash.update(JSON.stringify(listing.problem)).digest('hex');
  const { files, closed, isCut } = listing.value;
  for (const file of files) hash.update(`${file.path}\0${markOf(file)}\0`);
  return hash.update(JSON.stringify([closed, isCut])).digest('hex');
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
