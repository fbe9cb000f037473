import type { Scope } from '../../shared/place.ts';
import type { Problem } from '../../shared/problem.ts';
import { type Pack, type ProfileDocument, packsOf, type RegistryMetadata } from '../../shared/profile/document.ts';
import { isManifestPack, realPackName } from '../../shared/profile/pack-names.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Fact, PackOffer, PackVersion, TargetRegistry } from '../../shared/transfer/facts.ts';
import type { PaletteClient } from '../palette/client.ts';

type Asking = Pick<PaletteClient, 'packVersions'>;
type Versions = Readonly<Record<string, Fact<readonly PackVersion[]>>>;

/** What is being read beside this. */
export interface Readings {
  readonly document: Promise<Result<ProfileDocument>>;
  readonly registries: Promise<Result<readonly TargetRegistry[]>>;
  /** The document as import/validate gave it back. */
  readonly validated: Promise<Result<ProfileDocument>>;
}

interface Question {
  readonly pack: string;
  readonly registryUid: string;
}

// Three requests each, and packs may be asked for 10 times a second with a burst of 50.
const mostQuestions = 15;
const mostRegistriesPerPack = 4;

/**
 * What the target offers for each pack of the document. import/validate tells the registries that hold the exact
 * version; versions are asked for where that does not settle it: of a pack without a match, so that others can be
 * offered, and of a matched one, whose version may be deprecated or disabled. Where the server refused to validate,
 * the versions alone answer.
 */
export async function packOffers(
  client: Asking,
  scope: Scope,
  readings: Readings,
): Promise<Result<Readonly<Record<string, PackOffer>>>> {
  const [source, found, validated] = await Promise.all([readings.document, readings.registries, readings.validated]);
  if (!source.ok) return source;
  if (!validated.ok && !isVerdict(validated.problem)) return validated;
  const known = withMatches(found, validated);
  const registries = known.ok ? known.value : [];
  const packs = packsOf(source.value).filter((pack) => !isManifestPack(pack));
  const matches = matchesByPack(validated);
  const answers = await ask(client, scope, questions(packs, matches, registries));

  const offers: [string, PackOffer][] = packs.map((pack) => {
    const versions = answers.get(realPackName(pack.name)) ?? {};
    if (!validated.ok) {
      return [pack.name, { matchingRegistryUids: registriesHolding(pack, versions), versionsByRegistry: versions }];
    }
    const matched = matches.get(pack.name) ?? [];
    return [pack.name, { matchingRegistryUids: matched, versionsByRegistry: agreeing(pack, versions, matched) }];
  });
  // A pack may be called `__proto__`; fromEntries makes it an ordinary member.
  return ok(Object.fromEntries(offers));
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

/** Unmatched packs first: their answer stops or opens the way, the state of a matched one is mostly a remark. */
function questions(
  packs: readonly Pack[],
  matches: ReadonlyMap<string, readonly string[]>,
  registries: readonly TargetRegistry[],
): readonly Question[] {
  const missing: Question[] = [];
  const states: Question[] = [];
  for (const pack of packs) {
    const matched = matches.get(pack.name) ?? [];
    const ranked = rankedFor(pack, registries);
    const name = realPackName(pack.name);
    if (matched.length === 0) {
      const searchable = ranked.filter((registry) => registry.isSyncSupported).slice(0, mostRegistriesPerPack);
      missing.push(...searchable.map(({ uid }) => ({ pack: name, registryUid: uid })));
    } else {
      const best = ranked.find(({ uid, isSyncSupported }) => isSyncSupported && matched.includes(uid));
      if (best !== undefined) states.push({ pack: name, registryUid: best.uid });
    }
  }
  const once = new Map([...missing, ...states].map((one) => [JSON.stringify([one.pack, one.registryUid]), one]));
  return [...once.values()].slice(0, mostQuestions);
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

async function ask(client: Asking, scope: Scope, asked: readonly Question[]): Promise<ReadonlyMap<string, Versions>> {
  const answered = await Promise.all(
    asked.map(async (question) => ({
      ...question,
      versions: await client.packVersions(scope, question.pack, question.registryUid),
    })),
  );
  const byPack = new Map<string, Record<string, Fact<readonly PackVersion[]>>>();
  for (const { pack, registryUid, versions } of answered) {
    const known = byPack.get(pack) ?? {};
    known[registryUid] = versions.ok
      ? { known: true, value: versions.value }
      : { known: false, problem: versions.problem };
    byPack.set(pack, known);
  }
  return byPack;
}

function registriesHolding(pack: Pack, versions: Versions): readonly string[] {
  return Object.keys(versions).filter((uid) => holds(pack, versions[uid]));
}

/** import/validate has the last word: versions of a registry that lack what it matched there are older than it. */
function agreeing(pack: Pack, versions: Versions, matched: readonly string[]): Versions {
  const kept = Object.entries(versions).filter(([uid, fact]) => !matched.includes(uid) || holds(pack, fact));
  return Object.fromEntries(kept);
}

/** A version is named by itself, by its tag, or by a tag above it such as `1.25.x`. */
function holds(pack: Pack, fact: Versions[string] | undefined): boolean {
  if (fact?.known !== true) return false;
  const wanted = pack.version || pack.tag || '';
  return fact.value.some((one) => one.version === wanted || one.tag === wanted || one.parentTags.includes(wanted));
}
