import type { Problem } from '../problem.ts';
import { type Pack, packsOf } from '../profile/document.ts';
import { isManifestPack, realPackName } from '../profile/pack-names.ts';
import { own } from './analysis.ts';
import type { PackOffer, PackVersion, TargetFacts, TargetRegistry } from './facts.ts';
import { findVersion } from './find-version.ts';
import { type NearVersion, nearestVersions } from './nearest-versions.ts';
import type { TransferMaterial } from './plan.ts';

/** One registry of the target that holds a pack version, or that may hold it. */
export interface PackOption {
  readonly registry: TargetRegistry;
  /** holds: it said so · unsearchable: its catalogue has no search · unasked: the question failed. */
  readonly certainty: 'holds' | 'unsearchable' | 'unasked';
  /** The version as it stands there; null where only import/validate or nobody told. */
  readonly found: PackVersion | null;
  readonly problem: Problem | null;
  /** Name and kind of the source's registry. Uids are never compared: the same one may mean another registry. */
  readonly sameAsSource: boolean;
}

/** What is known of one layer's pack in the target, whatever is decided. */
export interface PackSupply {
  readonly index: number;
  readonly name: string;
  readonly layer: string;
  readonly version: string;
  readonly sourceRegistry: string;
  readonly sourceKind: string;
  /** A manifest pack lives in no registry. */
  readonly isManifest: boolean;
  /** False: too little was learnt about this pack to say that a registry lacks it; `problem` may tell why. */
  readonly isKnown: boolean;
  readonly problem: Problem | null;
  /** Whether a registry of the target knows the pack's name, whatever its version; null: none was asked. */
  readonly nameExists: boolean | null;
  readonly nearest: readonly NearVersion[];
  optionsFor(version: string): readonly PackOption[];
}

/** All packs in stack order, or the reason why the target's registries or packs could not be learnt. */
export interface Supplies {
  readonly packs: readonly PackSupply[];
  readonly problem: Problem | null;
}

/** Reads the facts once per pack. Facts are keyed by the document's name; a repeated pack `a--b` may stand under `b`. */
export function suppliesOf({ document, facts }: TransferMaterial): Supplies {
  const registries = facts.registries.known ? facts.registries.value : [];
  return {
    packs: packsOf(document).map((pack, index) => supplyOf(pack, index, facts, registries)),
    problem: problemOf(facts),
  };
}

function problemOf(facts: TargetFacts): Problem | null {
  if (!facts.registries.known) {
    return facts.registries.problem;
  }
  return facts.packs.known ? null : facts.packs.problem;
}

function supplyOf(pack: Pack, index: number, facts: TargetFacts, registries: readonly TargetRegistry[]): PackSupply {
  const metadata = pack.registry?.metadata;
  const version = pack.version || pack.tag || '';
  const offers = facts.packs.known ? facts.packs.value : {};
  const offer = own(offers, pack.name) ?? own(offers, realPackName(pack.name));
  const source: Source = {
    name: metadata?.name ?? '',
    kind: metadata?.kind || kindOfType(pack.type ?? ''),
    isSearchable: metadata?.isSyncSupported !== false,
  };
  const asWanted =
    offer === undefined ? withoutOffer(source, registries) : optionsOf(offer, source, registries, version);
  return {
    index,
    name: pack.name,
    layer: pack.layer ?? '',
    version,
    sourceRegistry: source.name,
    sourceKind: source.kind,
    isManifest: isManifestPack(pack),
    isKnown:
      offer !== undefined &&
      offer.unproven === null &&
      offer.matchingRegistryUids.every((uid) => registries.some((r) => r.uid === uid)),
    problem: offer?.unproven ?? null,
    nameExists: offer === undefined ? null : nameExists(offer),
    nearest: offer === undefined ? [] : nearestOf(offer, source, registries, version),
    optionsFor: (wanted) =>
      wanted === version || offer === undefined ? asWanted : optionsOf(offer, source, registries, wanted),
  };
}

interface Source {
  readonly name: string;
  readonly kind: string;
  readonly isSearchable: boolean;
}

/** SPEC registry kinds by pack type; for files that leave the kind empty. */
function kindOfType(type: string): string {
  return type === 'spectro' ? 'pack' : type;
}

function isSame(registry: TargetRegistry, source: Source): boolean {
  return registry.name === source.name && registry.kind === source.kind;
}

/** The registry of the same name first, then the default one, then as the target lists them. */
function ranked(registries: readonly TargetRegistry[], source: Source): readonly TargetRegistry[] {
  const rank = (registry: TargetRegistry) =>
    isSame(registry, source) ? 0 : registry.name === source.name ? 1 : registry.isDefault ? 2 : 3;
  return [...registries].sort((a, b) => rank(a) - rank(b));
}

function optionsOf(
  offer: PackOffer,
  source: Source,
  registries: readonly TargetRegistry[],
  wanted: string,
): readonly PackOption[] {
  const options: PackOption[] = [];
  for (const registry of ranked(registries, source)) {
    const option = optionOf(offer, source, registry, wanted);
    if (option !== null) {
      options.push(option);
    }
  }
  const usable = options.filter((option) => option.found?.state !== 'disabled');
  const held = usable.some((option) => option.certainty === 'holds') ? usable : options;
  // A catalogue that cannot be searched is worth offering only where nothing else holds the pack, or where the pack
  // came from such a registry: otherwise each of them would turn a clear answer into a question.
  const isHeld = held.some((option) => option.certainty === 'holds');
  return held.filter(
    (option) => option.certainty !== 'unsearchable' || option.sameAsSource || !isHeld || !source.isSearchable,
  );
}

function optionOf(offer: PackOffer, source: Source, registry: TargetRegistry, wanted: string): PackOption | null {
  const sameAsSource = isSame(registry, source);
  const base = { registry, found: null, problem: null, sameAsSource };
  const matches = offer.matchingRegistryUids.includes(registry.uid);
  const versions = own(offer.versionsByRegistry, registry.uid);
  if (versions?.known === true) {
    const found = findVersion(versions.value, wanted);
    return found === null ? null : { ...base, certainty: 'holds', found };
  }
  if (matches) {
    return { ...base, certainty: 'holds' };
  }
  if (!registry.isSyncSupported) {
    return fits(registry, source) ? { ...base, certainty: 'unsearchable' } : null;
  }
  return versions === undefined ? null : { ...base, certainty: 'unasked', problem: versions.problem };
}

/** With nothing learnt, the registry of the same name and kind is the one guess that can be offered. */
function withoutOffer(source: Source, registries: readonly TargetRegistry[]): readonly PackOption[] {
  return registries
    .filter((registry) => isSame(registry, source))
    .map((registry) => ({ registry, certainty: 'unasked', found: null, problem: null, sameAsSource: true }));
}

/** A pack of an OCI registry may be a chart too (`providerType` helm); a chart never lives in a pack registry. */
function fits(registry: TargetRegistry, source: Source): boolean {
  return registry.kind === source.kind || registry.kind === 'oci' || source.kind === 'oci' || source.kind === '';
}

function nameExists(offer: PackOffer): boolean | null {
  if (offer.matchingRegistryUids.length > 0) {
    return true;
  }
  const asked = Object.values(offer.versionsByRegistry).flatMap((fact) => (fact.known ? [fact.value] : []));
  return asked.length === 0 ? null : asked.some((versions) => versions.length > 0);
}

function nearestOf(
  offer: PackOffer,
  source: Source,
  registries: readonly TargetRegistry[],
  wanted: string,
): readonly NearVersion[] {
  const candidates = ranked(registries, source).flatMap((registry) => {
    const fact = own(offer.versionsByRegistry, registry.uid);
    return fact?.known === true ? fact.value.map((entry) => ({ entry, registry })) : [];
  });
  return nearestVersions(wanted, candidates);
}
