import type { ProfileRow } from '../../shared/bridge/views.ts';
import type { EnvironmentSummary } from '../../shared/environment.ts';
import { type Place, samePlace } from '../../shared/place.ts';
import type { ProfileRef } from '../../shared/transfer/request.ts';
import { canClone } from '../../shared/transfer/way.ts';
import { type PaneSide, type PaneState, rowKey } from '../state/pane-store.ts';
import { count } from '../words/phrases.ts';
import { placeName } from '../words/place-words.ts';

export const paneNames: Readonly<Record<PaneSide, string>> = { left: 'Source', right: 'Target' };

/** The version of a row that would travel: the picked one, else the newest. */
export function pickedVersion(
  row: ProfileRow,
  versions: Readonly<Record<string, string>>,
): { readonly uid: string; readonly version: string } | undefined {
  const picked = versions[rowKey(row)];
  return row.versions.find((version) => version.uid === picked) ?? row.versions[0];
}

/** What a set of rows stands for in a transfer. */
export function refsOf(
  rows: readonly ProfileRow[],
  keys: ReadonlySet<string>,
  versions: Readonly<Record<string, string>>,
): readonly ProfileRef[] {
  return rows.flatMap((row) => {
    const version = keys.has(rowKey(row)) ? pickedVersion(row, versions) : undefined;
    return version === undefined ? [] : [{ uid: version.uid, name: row.name, version: version.version }];
  });
}

/** "edge-base 1.4.0", or "3 profiles". */
export function refsName(profiles: readonly ProfileRef[]): string {
  const [only] = profiles;
  return only !== undefined && profiles.length === 1
    ? `${only.name} ${only.version}`
    : count(profiles.length, 'profile', 'profiles');
}

/** Why nothing can go from here to there; null when it can. */
export function whyNot(source: Place | null, target: Place | null): string | null {
  if (source === null) return 'Choose a place in this pane first.';
  if (target === null) return 'Choose a place in the other pane first.';
  if (source.kind === 'folder' && target.kind === 'folder' && source.folder === target.folder) {
    return 'Both panes show the same folder. Choose another place in one of them.';
  }
  if (samePlace(source, target))
    return 'Both panes show the same place. Choose another project, tenant or environment in one of them.';
  return null;
}

/** What a pane shows, as far as going from it or to it is concerned. */
export type Standing = Pick<PaneState, 'place' | 'problem'>;

/** Why nothing can go from one pane to the other; null when it can. A folder that cannot be read gives and takes nothing. */
export function whyNotBetween(source: Standing, target: Standing): string | null {
  return whyNot(source.place, target.place) ?? whyUnread(source) ?? whyUnread(target);
}

function whyUnread({ place, problem }: Standing): string | null {
  if (place?.kind !== 'folder' || problem?.kind !== 'folder-unreadable') return null;
  return `The folder ${place.name} cannot be read. Refresh its pane when it can, or choose another place there.`;
}

/**
 * What F5 does between these two, on its button and in the menu of a row; with what it takes where that is not plain to
 * see, such as "3 profiles".
 */
export function copyWords(source: Place | null, target: Place | null, what = ''): string {
  const taken = what === '' ? '' : ` ${what}`;
  if (target?.kind === 'folder')
    return source?.kind === 'folder' ? `Copy${taken} to other folder` : `Export${taken} to other pane`;
  if (isClone(source, target)) return `Clone${taken} to other pane`;
  return source?.kind === 'folder' ? `Import${taken} into other pane` : `Copy${taken} to other pane`;
}

/**
 * Beside that button: what would go where, or what to do so that something can. `hidden` of the selected rows are kept
 * out of sight by the filter, and go all the same.
 */
export function selectionWords(
  selected: number,
  source: Place | null,
  target: Place | null,
  environments: readonly EnvironmentSummary[],
  hidden = 0,
): string {
  const there = target === null ? 'the other pane' : placeName(target, environments);
  const unseen = hidden === 0 ? '' : ` (${hidden === selected ? '' : `${hidden} `}hidden by the filter)`;
  if (selected > 0) return `${selected} selected${unseen}, to ${there}`;
  const verb = source === null || target === null ? 'copy' : verbOf(source, target);
  return `Select profiles to ${verb} them ${verb === 'import' || verb === 'clone' ? 'into' : 'to'} ${there}`;
}

/** The verb of the button. */
function verbOf(source: Place, target: Place): 'clone' | 'import' | 'export' | 'copy' {
  if (isClone(source, target)) return 'clone';
  if (source.kind === target.kind) return 'copy';
  return target.kind === 'folder' ? 'export' : 'import';
}

/** Whether Palette itself can copy from one to the other. */
function isClone(source: Place | null, target: Place | null): boolean {
  return source !== null && target?.kind === 'environment' && canClone({ source, target });
}

/** Why nothing can go onto this very place, in a few words; null when it can. */
export function whyNotThere(source: Place, target: Place): string | null {
  return whyNot(source, target) === null ? null : 'comes from here';
}

/** What a drop would do, in one line. */
export function dropWords(
  profiles: readonly ProfileRef[],
  source: Place,
  target: Place,
  environments: readonly EnvironmentSummary[],
): string {
  const verb = isClone(source, target)
    ? 'clone'
    : target.kind === 'environment'
      ? 'import'
      : source.kind === 'environment'
        ? 'export'
        : 'copy';
  return `Drop to ${verb} ${refsName(profiles)} into ${placeName(target, environments)}`;
}
