import type { Analysis } from '../analysis.ts';
import { own } from '../analysis.ts';
import type { Answers, RegistryAnswer } from '../answers.ts';
import type { PackOption, PackSupply } from '../pack-supply.ts';
import type { PlannedRepository } from '../plan.ts';

/** Where one pack will come from, or what there is to choose from. */
export interface Choice {
  readonly supply: PackSupply;
  /** The version to look for: another one only where the person chose it. */
  readonly version: string;
  readonly options: readonly PackOption[];
  readonly chosen: PackOption | null;
  readonly row: PlannedRepository;
}

type How = PlannedRepository['how'];

/** Chooses a registry for one pack: what was decided, the only one, the one of the same name and kind, what is remembered. */
export function choose(supply: PackSupply, answers: Answers, remembered: Remembered): Choice {
  if (supply.isManifest) {
    return choice(supply, supply.version, [], null, 'none-needed');
  }
  const version = versionFor(supply, answers);
  const options = supply.optionsFor(version);
  const decided = decidedUid(supply, answers, options);
  const held = options.filter((option) => option.certainty === 'holds');
  const same = options.filter((option) => option.sameAsSource);
  const find = (uid: string | undefined) => options.find((option) => option.registry.uid === uid);
  const [only] = held;
  const [exact] = same;

  const fromDecision = find(decided);
  if (fromDecision !== undefined) {
    return choice(supply, version, options, fromDecision, 'chosen');
  }
  if (exact !== undefined && same.length === 1) {
    return choice(supply, version, options, exact, options.length === 1 ? 'only-one' : 'exact-match');
  }
  if (only !== undefined && held.length === 1 && same.length === 0 && !options.some(isUnsearchable)) {
    return choice(supply, version, options, only, 'only-one');
  }
  const fromMemory = find(own(remembered, supply.sourceRegistry));
  if (fromMemory !== undefined) {
    return choice(supply, version, options, fromMemory, 'remembered');
  }
  return choice(supply, version, options, null, 'open');
}

type Remembered = Analysis['material']['remembered']['registries'];

function isUnsearchable(option: PackOption): boolean {
  return option.certainty === 'unsearchable';
}

function choice(
  supply: PackSupply,
  version: string,
  options: readonly PackOption[],
  chosen: PackOption | null,
  how: How,
): Choice {
  return {
    supply,
    version,
    options,
    chosen,
    row: {
      pack: supply.name,
      layer: supply.layer,
      version,
      sourceRegistry: supply.sourceRegistry,
      options: options.map((option) => option.registry),
      chosenUid: chosen?.registry.uid ?? null,
      how: chosen === null || chosen.certainty === 'holds' ? how : 'cannot-verify',
    },
  };
}

/** A chosen version counts only while the chosen registry still holds it. */
function versionFor(supply: PackSupply, answers: Answers): string {
  const answer = answers.versionByPack.get(supply.name);
  const isHeld =
    answer !== undefined &&
    supply
      .optionsFor(answer.version)
      .some((option) => option.registry.uid === answer.registryUid && option.certainty === 'holds');
  return isHeld ? answer.version : supply.version;
}

/** The latest of "this pack from", "this version from" and "all from X" that names a registry among the options. */
function decidedUid(supply: PackSupply, answers: Answers, options: readonly PackOption[]): string | undefined {
  let latest: RegistryAnswer | undefined;
  for (const answer of [
    answers.registryByPack.get(supply.name),
    answers.versionByPack.get(supply.name),
    answers.registryBySource.get(supply.sourceRegistry),
  ]) {
    const isPossible = options.some((option) => option.registry.uid === answer?.registryUid);
    if (answer !== undefined && isPossible && (latest === undefined || answer.order > latest.order)) {
      latest = answer;
    }
  }
  return latest?.registryUid;
}
