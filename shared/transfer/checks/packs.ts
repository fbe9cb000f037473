import type { Analysis } from '../analysis.ts';
import type { Answers } from '../answers.ts';
import { suppliesOf } from '../pack-supply.ts';
import type { Check, CheckFinding, CheckState, Fix, PlannedRepository } from '../plan.ts';
import { accept, askAgainOrAccept, decide } from './fixes.ts';
import { type Choice, choose } from './repositories.ts';

export interface PlannedPacks {
  readonly repositories: readonly PlannedRepository[];
  readonly checks: readonly Check[];
  readonly choices: readonly Choice[];
}

type PackFinding = Extract<CheckFinding, { about: 'pack' }>['finding'];

/** What one pack's check says, before its facts are put around it. */
interface Verdict {
  readonly finding: PackFinding;
  readonly state: CheckState;
  readonly fixes: readonly Fix[];
}

/**
 * Every layer against the registries of the target. A registry that did not answer is not one that lacks the pack:
 * such a pack is `not-checked`, never missing.
 */
export function packsChecker(analysis: Analysis): (answers: Answers) => PlannedPacks {
  const supplies = suppliesOf(analysis.material);
  const { remembered } = analysis.material;
  const needsRegistry = supplies.packs.some((supply) => !supply.isManifest);
  return (answers) => {
    const choices = supplies.packs.map((supply) => choose(supply, answers, remembered.registries));
    const rows = choices.map((choice) => choice.row);
    if (supplies.problem === null) {
      return { choices, repositories: rows, checks: packChecks(choices, answers) };
    }
    const repositories = rows.map(
      (row): PlannedRepository => (row.how === 'open' ? { ...row, how: 'cannot-verify' } : row),
    );
    const check = { id: 'registries', about: 'registries', problem: supplies.problem } as const;
    const isAccepted = answers.accepted.has(check.id);
    const state = isAccepted ? 'warning' : 'unknown';
    return {
      choices,
      repositories,
      checks: needsRegistry ? [{ ...check, state, fixes: isAccepted ? [] : askAgainOrAccept(check.id) }] : [],
    };
  };
}

function packChecks(choices: readonly Choice[], answers: Answers): readonly Check[] {
  const shared = sharedChoices(choices);
  const seen = new Map<string, number>();
  const checks: Check[] = [];
  for (const choice of choices) {
    const { supply } = choice;
    if (supply.isManifest) {
      continue;
    }
    const count = (seen.get(supply.name) ?? 0) + 1;
    seen.set(supply.name, count);
    const id = count === 1 ? `pack:${supply.name}` : `pack:${supply.name}#${count}`;
    checks.push(packCheck(id, choice, shared, answers));
  }
  return checks;
}

function packCheck(id: string, choice: Choice, shared: ReadonlySet<string>, answers: Answers): Check {
  const { supply, chosen } = choice;
  const verdict = chosen === null ? withoutRegistry(id, choice, shared, answers) : withRegistry(id, choice, answers);
  const isLacking = verdict.fixes.some((fix) => fix.kind === 'decide' && fix.suits === 'pack-version');
  return {
    id,
    about: 'pack',
    pack: supply.name,
    layer: supply.layer,
    version: supply.version,
    becomes: becomes(choice),
    finding: verdict.finding,
    state: verdict.state,
    fixes: verdict.fixes,
    nearestVersions: isLacking ? supply.nearest : [],
    problem: problemOf(verdict.finding, choice),
  };
}

/** The concrete version in the target where it is not the document's own: chosen instead, or reached through a tag. */
function becomes({ supply, version, chosen }: Choice): string | null {
  const concrete = chosen?.found?.version ?? version;
  return concrete === supply.version ? null : concrete;
}

function problemOf(
  finding: PackFinding,
  { supply, chosen, options }: Choice,
): Extract<Check, { about: 'pack' }>['problem'] {
  if (finding !== 'not-checked') {
    return null;
  }
  return chosen?.problem ?? options.find((option) => option.problem !== null)?.problem ?? supply.problem;
}

function withRegistry(id: string, choice: Choice, answers: Answers): Verdict {
  const { supply, chosen } = choice;
  const isAccepted = answers.accepted.has(id);
  if (chosen?.certainty === 'unasked') {
    return notChecked(id, choice, isAccepted);
  }
  if (chosen?.certainty === 'unsearchable') {
    return { finding: 'cannot-verify', state: 'warning', fixes: [] };
  }
  const { registry, found, sameAsSource } = chosen ?? {};
  if (found?.state === 'disabled') {
    return isAccepted
      ? { finding: 'disabled', state: 'warning', fixes: [] }
      : { finding: 'disabled', state: 'open', fixes: [...versionFixes(choice), accept(id)] };
  }
  if (found?.state === 'deprecated') {
    return { finding: 'deprecated', state: 'warning', fixes: [] };
  }
  const changesKind = supply.sourceKind !== '' && registry?.kind !== supply.sourceKind;
  const finding = sameAsSource === true ? 'available' : 'other-registry';
  // Another build or another version may not fit the values that travel with it.
  const state = changesKind || becomes(choice) !== null ? 'warning' : 'passed';
  return { finding, state, fixes: [] };
}

function withoutRegistry(id: string, choice: Choice, shared: ReadonlySet<string>, answers: Answers): Verdict {
  const { supply, options } = choice;
  const registries = registryFixes(choice, shared);
  if (options.some((option) => option.certainty === 'holds')) {
    return { finding: 'several-registries', state: 'open', fixes: registries };
  }
  if (!supply.isKnown || options.some((option) => option.certainty === 'unasked')) {
    return notChecked(id, choice, answers.accepted.has(id));
  }
  const fixes: readonly Fix[] = [...versionFixes(choice), ...registries];
  const state = fixes.length > 0 ? 'open' : 'refused';
  // A target's registry may have to be synchronised first, so asking again is always worth offering.
  const all: readonly Fix[] = [...fixes, { kind: 'check-again' }];
  if (options.length > 0 && supply.nameExists !== true) {
    return { finding: 'cannot-verify', state, fixes: all };
  }
  return { finding: supply.nameExists === false ? 'missing-name' : 'missing-version', state, fixes: all };
}

function notChecked(id: string, choice: Choice, isAccepted: boolean): Verdict {
  const registries = choice.options
    .filter((option) => option !== choice.chosen)
    .map((option) => registryFix(choice, option.registry.uid));
  return isAccepted
    ? { finding: 'not-checked', state: 'warning', fixes: registries }
    : { finding: 'not-checked', state: 'unknown', fixes: [...askAgainOrAccept(id), ...registries] };
}

function versionFixes({ supply }: Choice): readonly Fix[] {
  return supply.nearest.map(({ version, registryUid }) =>
    decide('pack-version', { kind: 'choose-pack-version', pack: supply.name, registryUid, version }),
  );
}

function registryFix({ supply }: Choice, registryUid: string): Fix {
  return decide('registry', { kind: 'choose-registry', pack: supply.name, registryUid });
}

function registryFixes(choice: Choice, shared: ReadonlySet<string>): readonly Fix[] {
  const { sourceRegistry } = choice.supply;
  return choice.options.flatMap(({ registry: { uid } }) => {
    const one = registryFix(choice, uid);
    return shared.has(sharedKey(sourceRegistry, uid))
      ? [decide('registry-for-source', { kind: 'choose-registry-for-source', sourceRegistry, registryUid: uid }), one]
      : [one];
  });
}

/** Pairs of source registry and target registry that would settle more than one open row. */
function sharedChoices(choices: readonly Choice[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { supply, chosen, options } of choices) {
    if (chosen !== null || supply.isManifest) {
      continue;
    }
    for (const { registry } of options) {
      const key = sharedKey(supply.sourceRegistry, registry.uid);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return new Set([...counts].flatMap(([key, count]) => (count > 1 ? [key] : [])));
}

function sharedKey(sourceRegistry: string, uid: string): string {
  return `${uid}/${sourceRegistry}`;
}
