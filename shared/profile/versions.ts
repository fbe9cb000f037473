import coerce from 'semver/functions/coerce.js';
import compareBuild from 'semver/functions/compare-build.js';
import inc from 'semver/functions/inc.js';
import parse from 'semver/functions/parse.js';
import valid from 'semver/functions/valid.js';

export type VersionStep = 'patch' | 'minor' | 'major';

/**
 * Whether Palette takes the text as a profile version: strict `major.minor.patch`, a pre-release allowed (user
 * documentation of profile versions). Build metadata is semver too; the server has the last word on it.
 */
export function isProfileVersion(text: string): boolean {
  const parsed = parse(text);
  if (parsed === null) return false;
  const build = parsed.build.length === 0 ? '' : `+${parsed.build.join('.')}`;
  return text === `${parsed.version}${build}`;
}

/** Ascending total order, never throws: texts that are no version first, then by semver; equal ranks by their code units. */
export function compareVersions(a: string, b: string): number {
  const left = parse(a);
  const right = parse(b);
  if (left === null || right === null) return Number(left !== null) - Number(right !== null) || byText(a, b);
  return compareBuild(left, right) || byText(a, b);
}

/**
 * The next version in the step's direction that is not in `taken`. A pre-release steps to its own release first; a text
 * that is no version is read as the nearest one, or as 0.0.0.
 */
export function nextVersion(version: string, step: VersionStep, taken: readonly string[]): string {
  const used = new Set(taken.map((text) => parse(text)?.version ?? text));
  let candidate = increased(parse(version)?.version ?? coerce(version)?.version ?? '0.0.0', step);
  while (used.has(candidate)) candidate = increased(candidate, step);
  return candidate;
}

/** A number at its limit (semver stops at 2^53) cannot step: the next larger part steps instead. */
function increased(version: string, step: VersionStep): string {
  const steps: readonly VersionStep[] =
    step === 'patch' ? ['patch', 'minor', 'major'] : step === 'minor' ? ['minor', 'major'] : ['major'];
  for (const one of steps) {
    const next = inc(version, one);
    if (next !== null && valid(next) !== null) return next;
  }
  return inc('0.0.0', step) ?? '1.0.0';
}

function byText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
