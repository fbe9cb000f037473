import type { Scope } from '../../shared/place.ts';
import type { Problem } from '../../shared/problem.ts';
import { type Pack, type ProfileDocument, packsOf, type RegistryMetadata } from '../../shared/profile/document.ts';
import { isManifestPack, realPackName } from '../../shared/profile/pack-names.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Fact, PackOffer, PackVersion, TargetRegistry } from '../../shared/transfer/facts.ts';
import { findVersion } from '../../shared/transfer/find-version.ts';
import type { PaletteClient } from '../palette/client.ts';

type Asking = Pick<PaletteClient, 'packVersions' | 'packVersion'>;
type Versions = Readonly<Record<string, Fact<readonly PackVersion[]>>>;

/** What is being read beside this. */
export interface Readings {
  readonly document: Promise<Result<ProfileDocument>>;
  readonly registries: Promise<Result<readonly TargetRegistry[]>>;
  /** The document as import/validate gave it back. */
  readonly validated: Promise<Result<ProfileDocument>>;
}

/** Who is asked for pack versions. */
export interface PackSources {
  /** May answer from memory: what no decision hangs on. */
  readonly known: Asking;
  /** Whether a pack that import/validate did not match is in a registry all the same. */
  readonly fresh: Asking;
}

interface Question {
  readonly pack: string;
  readonly registryUid: string;
  /** The version whose state is asked for, in a registry that holds it; null: all versions. */
  readonly version: string | null;
}

// Packs may be asked for 10 times a second with a burst of 50, and all versions of one are three requests.
const mostSearches = 15;
const mostRegistriesPerPack = 4;

/**
 * What the target offers for each pack of the document. import/validate tells the registries that hold the exact
 * version; versions are asked for where that does not settle it: all those of a pack without a match, so that others can
 * be offered, and the state of a matched one, which may be deprecated or disabled. Where the server refused to validate,
 * the versions alone answer: they prove what is there, and what is not only if every registry could be asked.
 */
export async function packOffers(
  sources: PackSources,
  scope: Scope,
  readings: Readings,
): Promise<Result<Readonly<Record<string, PackOffer>>>> {
  void askAhead(sources.known, scope, readings);
  const [source, found, validated] = await Promise.all([readings.document, readings.registries, readings.validated]);
  if (!source.ok) return source;
  if (!validated.ok && !isVerdict(validated.problem)) return validated;
  const known = withMatches(found, validated);
  const registries = known.ok ? known.value : [];
  const packs = packsOf(source.value).filter((pack) => !isManifestPack(pack));
  const matches = matchesByPack(validated);
  const answers = await ask(sources, scope, questions(packs, matches, registries));

  const offers: [string, PackOffer][] = packs.map((pack) => {
    const versions = answersAbout(pack, answers);
    if (!validated.ok) return [pack.name, offerByVersions(pack, versions, registries, validated.problem)];
    const matched = matches.get(pack.name) ?? [];
    const agreed = agreeing(pack, versions, matched);
    return [pack.name, { matchingRegistryUids: matched, unproven: null, versionsByRegistry: agreed }];
  });
  // A pack may be called `__proto__`; fromEntries makes it an ordinary member.
  return ok(Object.fromEntries(offers));
}

/**
 * Nearly every pack is found where its source's registry says, so the state there is asked for beside import/validate:
 * that saves a round trip, and the answers wait in memory.
 */
async function askAhead(client: Asking, scope: Scope, { document, registries }: Readings): Promise<void> {
  const [source, found] = await Promise.all([document, registries]);
  if (!source.ok || !found.ok) return;
  for (const pack of packsOf(source.value)) {
    const { name, kind } = pack.registry?.metadata ?? {};
    const same = found.value.find((each) => each.name === name && each.kind === kind && each.isSyncSupported);
    const version = concreteVersion(pack);
    if (same === undefined || version === null || isManifestPack(pack)) continue;
    void client.packVersion(scope, realPackName(pack.name), same.uid, version);
  }
}

/**
 * The registries of the target, with what import/validate tells of them beyond the list. Where the list could not be
 * read, the matched ones stand for it as long as they settle every pack; else a pack could seem missing that a registry
 * outside of this user's sight may hold.
 */
export function withMatches(
  registries: Result<readonly TargetRegistry[]>,
  validated: Result<ProfileDocument>,
): Result<readonly TargetRegistry[]> {
  const matched = new Map<string, RegistryMetadata>();
  let isSettled = validated.ok;
  for (const pack of validated.ok ? packsOf(validated.value) : []) {
    const usable = (pack.registry?.matchingRegistries ?? []).filter(({ uid }) => uid);
    if (usable.length === 0 && !isManifestPack(pack)) isSettled = false;
    for (const metadata of usable) matched.set(metadata.uid ?? '', metadata);
  }
  if (!registries.ok) return isSettled ? ok([...matched].map(registryFromMatch)) : registries;
  const listed = registries.value.map((registry) => enriched(registry, matched.get(registry.uid)));
  const unlisted = [...matched].filter(([uid]) => !registries.value.some((registry) => registry.uid === uid));
  return ok([...listed, ...unlisted.map(registryFromMatch)]);
}

function enriched(registry: TargetRegistry, match: RegistryMetadata | undefined): TargetRegistry {
  if (match === undefined) return registry;
  return {
    ...registry,
    isSyncSupported: match.isSyncSupported ?? registry.isSyncSupported,
    metadata: { ...registry.metadata, ...match },
  };
}

function registryFromMatch([uid, match]: readonly [string, RegistryMetadata]): TargetRegistry {
  return {
    uid,
    name: match.name ?? '',
    kind: match.kind ?? '',
    scope: '',
    isDefault: false,
    isPrivate: match.isPrivate ?? false,
    isSyncSupported: match.isSyncSupported ?? true,
    metadata: match,
  };
}

/** The server's own judgement, as opposed to not having been asked. */
function isVerdict(problem: Problem): boolean {
  return ['server-refused', 'permission-denied', 'not-found'].includes(problem.kind);
}

function matchesByPack(validated: Result<ProfileDocument>): ReadonlyMap<string, readonly string[]> {
  const matches = new Map<string, readonly string[]>();
  for (const pack of validated.ok ? packsOf(validated.value) : []) {
    const uids = (pack.registry?.matchingRegistries ?? []).flatMap(({ uid }) => (uid ? [uid] : []));
    matches.set(pack.name, [...new Set(uids)]);
  }
  return matches;
}

/** Searches first: their answer stops or opens the way, the state of a matched pack is mostly a remark. */
function questions(
  packs: readonly Pack[],
  matches: ReadonlyMap<string, readonly string[]>,
  registries: readonly TargetRegistry[],
): readonly Question[] {
  const searches: Question[][] = [];
  const states: Question[] = [];
  for (const pack of packs) {
    const matched = matches.get(pack.name) ?? [];
    const ranked = rankedFor(pack, registries).filter((registry) => registry.isSyncSupported);
    const name = realPackName(pack.name);
    if (matched.length === 0) {
      searches.push(ranked.slice(0, mostRegistriesPerPack).map(({ uid }) => question(name, uid, null)));
    } else {
      const best = ranked.find(({ uid }) => matched.includes(uid));
      if (best !== undefined) states.push(question(name, best.uid, concreteVersion(pack)));
    }
  }
  // The likeliest registry of every pack before the second of any.
  const inTurns = Array.from({ length: mostRegistriesPerPack }, (_, turn) =>
    searches.flatMap((one) => one[turn] ?? []),
  );
  const most = Math.max(mostSearches, searches.length);
  const once = new Map([...inTurns.flat().slice(0, most), ...states].map((one) => [JSON.stringify(one), one]));
  return [...once.values()];
}

function question(pack: string, registryUid: string, version: string | null): Question {
  return { pack, registryUid, version };
}

/** Null: only a tag is named, or one that moves (`1.25.x`), so all versions must be seen to tell which one is meant. */
function concreteVersion({ version }: Pack): string | null {
  return version && !/(?:^|[._-])x$/i.test(version) ? version : null;
}

function rankedFor(pack: Pack, registries: readonly TargetRegistry[]): readonly TargetRegistry[] {
  const { name = '', kind = '' } = pack.registry?.metadata ?? {};
  const rank = (registry: TargetRegistry) => {
    if (registry.name === name) return registry.kind === kind ? 0 : 1;
    if (registry.kind === kind) return registry.isDefault ? 2 : 3;
    return registry.isDefault ? 4 : 5;
  };
  return [...registries].sort((a, b) => rank(a) - rank(b));
}

interface Answer extends Question {
  /** Null: nothing that would have to be told. */
  readonly versions: Result<readonly PackVersion[] | null>;
}

function ask({ known, fresh }: PackSources, scope: Scope, asked: readonly Question[]): Promise<readonly Answer[]> {
  return Promise.all(
    asked.map(async (each) => {
      const { pack, registryUid, version } = each;
      if (version === null) return { ...each, versions: await fresh.packVersions(scope, pack, registryUid) };
      const one = await known.packVersion(scope, pack, registryUid, version);
      return { ...each, versions: one.ok ? ok(one.value === null ? null : [one.value]) : one };
    }),
  );
}

/** A profile may hold one pack in two versions: what was asked about the other one is not about this. */
function answersAbout(pack: Pack, answers: readonly Answer[]): Versions {
  const name = realPackName(pack.name);
  const version = concreteVersion(pack);
  const found: [string, Fact<readonly PackVersion[]>][] = [];
  for (const answer of answers) {
    if (answer.pack !== name || (answer.version !== null && answer.version !== version)) continue;
    const { versions, registryUid } = answer;
    if (!versions.ok) found.push([registryUid, { known: false, problem: versions.problem }]);
    else if (versions.value !== null) found.push([registryUid, { known: true, value: versions.value }]);
  }
  return Object.fromEntries(found);
}

/** A refusal for want of a permission tells nothing of the packs, and this user's view of the registries may be partial. */
function offerByVersions(
  pack: Pack,
  versions: Versions,
  registries: readonly TargetRegistry[],
  problem: Problem,
): PackOffer {
  const holding = Object.keys(versions).filter((uid) => holds(pack, versions[uid]));
  const isEveryoneAsked = registries.every(({ uid, isSyncSupported }) => !isSyncSupported || versions[uid]?.known);
  const isProven = problem.kind !== 'permission-denied' && registries.length > 0 && isEveryoneAsked;
  return { matchingRegistryUids: holding, unproven: isProven ? null : problem, versionsByRegistry: versions };
}

/** import/validate has the last word: versions of a registry that lack what it matched there are older than it. */
function agreeing(pack: Pack, versions: Versions, matched: readonly string[]): Versions {
  const kept = Object.entries(versions).filter(([uid, fact]) => !matched.includes(uid) || holds(pack, fact));
  return Object.fromEntries(kept);
}

function holds(pack: Pack, fact: Versions[string] | undefined): boolean {
  return fact?.known === true && findVersion(fact.value, pack.version || pack.tag || '') !== null;
}
