import type { Hole, YamlPath } from '../../shared/profile/holes.ts';

/** `auth.users[2].password`. */
export function pathWords(path: YamlPath): string {
  const keys = path.keys.map((key, at) => (typeof key === 'number' ? `[${key}]` : at === 0 ? key : `.${key}`)).join('');
  return path.document === 0 ? keys : `${keys} (document ${path.document + 1})`;
}

/** What a missing value is called: its path with its layer, or its variable. */
export function holeName(hole: Hole): string {
  return hole.where.kind === 'variable'
    ? `Profile variable ${hole.where.name}`
    : `${pathWords(hole.where.path)} in ${hole.where.layer}`;
}

/** The short name within its group. */
export function holeLabel(hole: Hole): string {
  return hole.where.kind === 'variable' ? hole.where.name : pathWords(hole.where.path);
}
