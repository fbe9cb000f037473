import { join } from 'node:path';
import type { ProfileDetails, ProfileList, ProfileRow } from '../../shared/bridge/views.ts';
import type { FolderPlace } from '../../shared/place.ts';
import { compareVersions } from '../../shared/profile/versions.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import { tagsOf } from '../palette/tags.ts';
import type { AnalyserPort, ProfileFacts } from '../ports/analyser.ts';
import type { ClockPort } from '../ports/clock.ts';
import type { FolderTable } from './folder-table.ts';
import { detailsOf } from './profile-details.ts';
import type { FolderReading, FolderRow, ProfileFolders } from './profile-folders.ts';

export interface FolderPlacesPorts {
  readonly table: FolderTable;
  readonly folders: ProfileFolders;
  readonly analyser: Pick<AnalyserPort, 'edit' | 'survey'>;
  readonly clock: Pick<ClockPort, 'now'>;
}

export interface FileContent {
  /** From the folder, with `/` between its parts. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** As `FolderReading`, in rows of a pane: a row that was told before comes again when it got another version. */
export interface PlaceReading {
  readonly signal: AbortSignal;
  readonly told: (rows: readonly ProfileRow[], read: number, files: number) => void;
}

/** Folders as places: what a pane shows of one, and the files that its rows stand for. */
export interface FolderPlaces {
  profiles(place: FolderPlace, reading?: PlaceReading): Promise<Result<ProfileList>>;
  profile(place: FolderPlace, uid: string): Promise<Result<ProfileDetails>>;
  /** The bytes of a row's file as they are now. */
  read(place: FolderPlace, uid: string): Promise<Result<FileContent>>;
  /** Where a row's file is. */
  filePath(place: FolderPlace, uid: string): Promise<Result<string>>;
  /** Fails with `folder-unreadable` for a folder that was forgotten. */
  path(place: FolderPlace): Result<string>;
}

export function createFolderPlaces({ table, folders, analyser, clock }: FolderPlacesPorts): FolderPlaces {
  const path = (place: FolderPlace): Result<string> => {
    const found = table.pathOf(place.folder);
    return found === null ? failed({ kind: 'folder-unreadable', name: place.name, reason: 'forgotten' }) : ok(found);
  };

  async function read(place: FolderPlace, uid: string): Promise<Result<FileContent>> {
    const folder = path(place);
    return folder.ok ? folders.read(folder.value, place.isRecursive, uid) : folder;
  }

  return {
    path,
    read,
    async filePath(place, uid) {
      const folder = path(place);
      if (!folder.ok) return folder;
      const file = await read(place, uid);
      return file.ok ? ok(join(folder.value, file.value.path)) : file;
    },
    async profiles(place, reading) {
      const folder = path(place);
      if (!folder.ok) return folder;
      const content = await folders.list(folder.value, place.isRecursive, reading && inRows(reading));
      if (!content.ok) return content;
      const { rows, closed, isCut } = content.value;
      const unreadable = rows.flatMap(({ path: file, profile }) =>
        profile.ok ? [] : [{ file, problem: profile.problem }],
      );
      return ok({
        rows: profileRows(rows),
        readAt: new Date(clock.now()).toISOString(),
        notes: { unreadable, closed, isCut },
      });
    },
    async profile(place, uid) {
      const content = await read(place, uid);
      if (!content.ok) return content;
      // A file of unknown origin: read where it can do no harm.
      const opened = await analyser.edit(content.value.bytes, [], null);
      if (!opened.ok) return opened;
      const { document } = opened.value;
      const survey = await analyser.survey(document);
      return survey.ok ? ok(detailsOf(uid, document, survey.value.holes, survey.value.macros)) : survey;
    },
  };
}

interface ReadRow extends FolderRow {
  readonly facts: ProfileFacts;
}

function inRows({ signal, told }: PlaceReading): FolderReading {
  const byName = new Map<string, ReadRow[]>();
  return {
    signal,
    told(rows, read, files) {
      const names = new Set<string>();
      for (const row of readRows(rows)) {
        names.add(row.facts.name);
        byName.set(row.facts.name, [...(byName.get(row.facts.name) ?? []), row]);
      }
      told(
        [...names].map((name) => rowOf(name, byName.get(name) ?? [])),
        read,
        files,
      );
    },
  };
}

function readRows(rows: readonly FolderRow[]): readonly ReadRow[] {
  return rows.flatMap((row) => (row.profile.ok ? [{ ...row, facts: row.profile.value }] : []));
}

/** One row per name with a version for each of its files, in the order of the folder. */
function profileRows(rows: readonly FolderRow[]): readonly ProfileRow[] {
  return [...Map.groupBy(readRows(rows), ({ facts }) => facts.name)].map(([name, files]) => rowOf(name, files));
}

function rowOf(name: string, files: readonly ReadRow[]): ProfileRow {
  const newestFirst = files.toSorted((a, b) => compareVersions(b.facts.version, a.facts.version));
  const facts = newestFirst[0]?.facts;
  return {
    name,
    type: facts?.type ?? '',
    cloudType: facts?.cloudType ?? '',
    scope: 'unknown',
    versions: newestFirst.map(({ uid, path, facts: { version } }) => ({ uid, version, file: path })),
    layers: (facts?.layers ?? []).map((layer) => ({ ...layer, displayName: layer.name.split('--')[0] || layer.name })),
    tags: tagsOf(facts?.labels ?? {}),
    isPublished: true,
    hasDraft: false,
    lastModified: newestFirst[0]?.modified ?? null,
    inUse: 0,
    deprecatedPacks: 0,
    disabledPacks: 0,
    deletedPacks: 0,
  };
}
