import { isProfileVersion, nextVersion } from '../../profile/versions.ts';
import type { Analysis } from '../analysis.ts';
import type { Answers } from '../answers.ts';
import type { TakenName } from '../facts.ts';
import type { Check, Fix } from '../plan.ts';
import { askAgainOrAccept, decide } from './fixes.ts';

const steps = [
  ['patch', 'next-patch'],
  ['minor', 'next-minor'],
  ['major', 'next-major'],
] as const;

/** Palette's default where none is named (user documentation of cloning). */
const FIRST_VERSION = '1.0.0';

/**
 * Name and version in the target's scope, where the pair is unique (public provider; a same-named profile of another
 * scope is no conflict). No charset is known for names: only an empty or blank-edged one is stopped here.
 */
export function nameChecker(analysis: Analysis): (answers: Answers) => readonly Check[] {
  const names = indexNames(analysis);
  return (answers) => {
    const name = answers.name ?? analysis.name;
    const version = answers.version ?? analysis.version;
    const checks: Check[] = [nameCheck(analysis, names, answers, name, version)];
    const similar = names.otherCase(name);
    if (similar !== null) {
      checks.push({ id: 'name-case', state: 'warning', about: 'name-case', name, existing: similar, fixes: [] });
    }
    const kind = name === analysis.name ? kindCheck(analysis, name) : null;
    if (kind !== null) {
      checks.push(kind);
    }
    checks.push(versionCheck(version, names.versionsOf(name)));
    return checks;
  };
}

function nameCheck(analysis: Analysis, names: NameIndex, answers: Answers, name: string, version: string): Check {
  const check = { id: 'name', about: 'name', name, version, taken: null, problem: null } as const;
  const facts = analysis.material.facts.takenNames;
  if (name.trim() === '' || name.trim() !== name) {
    return { ...check, state: 'open', fixes: [{ kind: 'type-name' }] };
  }
  if (!facts.known) {
    return answers.accepted.has('name')
      ? { ...check, problem: facts.problem, state: 'warning', fixes: [{ kind: 'check-again' }] }
      : { ...check, problem: facts.problem, state: 'unknown', fixes: askAgainOrAccept('name') };
  }
  const taken = names.find(name, version);
  if (taken === null) {
    return { ...check, state: 'passed', fixes: [] };
  }
  return {
    ...check,
    taken,
    state: 'open',
    fixes: [...versionFixes(version, names.versionsOf(name)), { kind: 'type-name' }],
  };
}

/**
 * Versions of one name are one profile to Palette. Whether they must be of one type and cloud is not documented, so a
 * difference is only told. A member that one side does not tell proves nothing.
 */
function kindCheck({ material }: Analysis, name: string): Check | null {
  const there = material.facts.sameName.known ? material.facts.sameName.value : null;
  const { type, cloudType } = material.document.spec.template;
  const ours = { type: type ?? '', cloudType: cloudType ?? '' };
  const differs = (member: 'type' | 'cloudType') =>
    there !== null && there[member] !== '' && ours[member] !== '' && there[member] !== ours[member];
  if (there === null || !(differs('type') || differs('cloudType'))) {
    return null;
  }
  const theirs = { type: there.type, cloudType: there.cloudType };
  return {
    id: 'name-kind',
    state: 'warning',
    about: 'name-kind',
    name,
    version: there.version,
    theirs,
    ours,
    fixes: [],
  };
}

function versionFixes(version: string, taken: readonly string[]): readonly Fix[] {
  if (!isProfileVersion(version)) {
    return [];
  }
  return steps.map(([step, suits]) =>
    decide(suits, { kind: 'set-version', version: nextVersion(version, step, taken) }),
  );
}

/** "Palette rejects malformed strings such as `2.2.2.develop`, `b0.0.1`, or `v1.2`" (user documentation of versions). */
function versionCheck(version: string, taken: readonly string[]): Check {
  const check = { id: 'version', about: 'version', version } as const;
  if (isProfileVersion(version)) {
    return { ...check, state: 'passed', reason: 'ok', fixes: [] };
  }
  const [, major = '', minor = '0', patch = '0'] = /(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?/.exec(version) ?? [];
  const guess = major === '' ? FIRST_VERSION : [major, minor, patch].map(Number).join('.');
  const free = taken.includes(guess) ? nextVersion(guess, 'patch', taken) : guess;
  return {
    ...check,
    state: 'open',
    reason: 'not-semver',
    fixes: [decide('next-patch', { kind: 'set-version', version: free })],
  };
}

interface NameIndex {
  find(name: string, version: string): TakenName | null;
  versionsOf(name: string): readonly string[];
  /** An existing name that differs in case only: whether Palette's own comparison ignores case is not known. */
  otherCase(name: string): string | null;
}

function indexNames(analysis: Analysis): NameIndex {
  const facts = analysis.material.facts.takenNames;
  const byName = new Map<string, Map<string, TakenName>>();
  const byLower = new Map<string, string[]>();
  for (const taken of facts.known ? facts.value : []) {
    let versions = byName.get(taken.name);
    if (versions === undefined) {
      versions = new Map();
      byName.set(taken.name, versions);
      const lower = taken.name.toLowerCase();
      byLower.set(lower, [...(byLower.get(lower) ?? []), taken.name]);
    }
    versions.set(taken.version, taken);
  }
  return {
    find: (name, version) => byName.get(name)?.get(version) ?? null,
    versionsOf: (name) => [...(byName.get(name)?.keys() ?? [])],
    otherCase: (name) => byLower.get(name.toLowerCase())?.find((existing) => existing !== name) ?? null,
  };
}
