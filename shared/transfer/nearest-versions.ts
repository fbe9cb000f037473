import type { PackVersion, TargetRegistry } from './facts.ts';

export interface NearVersion {
  readonly version: string;
  readonly registryUid: string;
  readonly registryName: string;
}

interface Candidate {
  readonly entry: PackVersion;
  readonly registry: TargetRegistry;
}

const HOW_MANY = 3;

/**
 * The versions closest to the wanted one: by major, then minor, then patch; the newer of two equally close. Pack
 * versions are often no semver (`1.32`, `22.04`, `1.31.2-rev2`, `LTS__18.4.x`), so the first numbers count. Disabled
 * versions are left out: they cannot be chosen for new profiles (Palette's maintenance policy). Candidates come with
 * the preferred registry first, which is kept where several hold the same version.
 */
export function nearestVersions(wanted: string, candidates: readonly Candidate[]): readonly NearVersion[] {
  const aim = numbersOf(wanted);
  const byVersion = new Map<string, NearVersion & { readonly numbers: Numbers }>();
  for (const { entry, registry } of candidates) {
    if (entry.state === 'disabled' || entry.version === wanted || byVersion.has(entry.version)) {
      continue;
    }
    const { version } = entry;
    byVersion.set(version, {
      version,
      registryUid: registry.uid,
      registryName: registry.name,
      numbers: numbersOf(version),
    });
  }
  return [...byVersion.values()]
    .sort((a, b) => byDistance(aim, a.numbers, b.numbers) || compareText(a.version, b.version))
    .slice(0, HOW_MANY)
    .map(({ version, registryUid, registryName }) => ({ version, registryUid, registryName }));
}

type Numbers = readonly [number, number, number];

function numbersOf(version: string): Numbers {
  const [major = 0, minor = 0, patch = 0] = (version.match(/\d{1,9}/g) ?? []).map(Number);
  return [major, minor, patch];
}

function byDistance(aim: Numbers, a: Numbers, b: Numbers): number {
  for (const position of [0, 1, 2] as const) {
    const difference = Math.abs(a[position] - aim[position]) - Math.abs(b[position] - aim[position]);
    if (difference !== 0) {
      return difference;
    }
    if (a[position] !== b[position]) {
      return b[position] - a[position];
    }
  }
  return 0;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
