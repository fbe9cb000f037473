import type { EnvironmentClass, EnvironmentSummary, KeyState } from '../../shared/environment.ts';
import type { EnvironmentPlace, TransferSource } from '../../shared/place.ts';

/** "PROD / payments", "DEV / tenant", the name of a folder or file. */
export function placeName(
  place: TransferSource,
  environments: readonly Pick<EnvironmentSummary, 'id' | 'name'>[],
): string {
  if (place.kind === 'folder') return place.name;
  if (place.kind === 'file') return place.name === '' ? 'Pasted profile' : place.name;
  const environment = environments.find((one) => one.id === place.environmentId);
  return `${environment?.name ?? 'Removed environment'} / ${scopeName(place)}`;
}

/** The project's name, or "tenant". */
export function scopeName(place: EnvironmentPlace): string {
  return place.scope.kind === 'project' ? place.scope.name : 'tenant';
}

export const classNames: Readonly<Record<EnvironmentClass, string>> = {
  development: 'Development',
  staging: 'Staging',
  production: 'Production',
};

export const keyStateWords: Readonly<Record<KeyState, string>> = {
  'in-keychain': 'API key in the keychain',
  'this-run-only': 'API key kept for this run only',
  missing: 'API key missing',
};
