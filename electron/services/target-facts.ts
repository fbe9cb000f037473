import type { EnvironmentPlace } from '../../shared/place.ts';
import type { Problem } from '../../shared/problem.ts';
import { type ProfileDocument, versionOf } from '../../shared/profile/document.ts';
import { isProfileVersion, nextVersion } from '../../shared/profile/versions.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { Fact, SameName, TakenName, TargetFacts } from '../../shared/transfer/facts.ts';
import type { UserInfo } from '../palette/access.ts';
import type { PaletteClient } from '../palette/client.ts';
import type { CloneSource } from '../palette/clones.ts';
import { packOffers, withMatches } from './pack-offers.ts';

export type FactsClient = Pick<
  PaletteClient,
  | 'host'
  | 'userInfo'
  | 'permissions'
  | 'profileNames'
  | 'getProfile'
  | 'nameIsFree'
  | 'macroNames'
  | 'registries'
  | 'validateImport'
  | 'validateClone'
  | 'packVersions'
  | 'packVersion'
>;

/**
 * Everything the planner needs to know of the target, in at most three dependent round trips:
 * 1. user, names, registries, macros (and, beside them, the export of the source, when `source` is still on its way);
 * 2. import/validate, clone/validate, the exact name, a profile of the same name, the tenant's macros, the user's roles,
 *    the states of packs that are where they were at the source;
 * 3. the roles' permissions, and versions of packs that matching alone does not settle.
 * Each fact is known or unknown on its own. Macro values never get here: the client reads names only.
 *
 * @param fresh asked for the user's roles, and whether a registry holds an unmatched pack, where an answer from memory
 * would be too old
 * @param cloneOf what Palette can clone to here itself; null: it cannot
 */
export async function readTargetFacts(
  client: FactsClient,
  place: EnvironmentPlace,
  source: ProfileDocument | Promise<Result<ProfileDocument>>,
  fresh: Pick<FactsClient, 'userInfo' | 'permissions' | 'packVersions' | 'packVersion'> = client,
  cloneOf: CloneSource | null = null,
): Promise<TargetFacts> {
  const { scope } = place;
  const document = source instanceof Promise ? source : Promise.resolve(ok(source));
  const user = fresh.userInfo();
  const listed = client.profileNames(scope);
  const registries = client.registries(scope);
  const validated = validate(client, place, document, listed);

  const [who, takenNames, sameName, project, tenant, system, permissions, found, checked, offers, clone] =
    await Promise.all([
      user,
      readTakenNames(client, place, document, listed),
      readSameName(client, place, document, listed),
      scope.kind === 'project' ? client.macroNames({ kind: 'project', projectUid: scope.uid }) : null,
      ofUser(user, ({ tenantUid }) => client.macroNames({ kind: 'tenant', tenantUid })),
      client.macroNames({ kind: 'system' }),
      fresh.permissions(scope),
      registries,
      validated,
      packOffers({ known: client, fresh }, scope, { document, registries, validated }),
      cloneOf === null ? null : validateClone(client, place, cloneOf, document, listed),
    ]);

  return {
    tenantName: who.ok ? who.value.tenantName : '',
    projectName: scope.kind === 'project' ? scope.name : null,
    takenNames: fact(takenNames),
    sameName: fact(sameName),
    macros: { project: project === null ? null : fact(project), tenant: fact(tenant), system: fact(system) },
    registries: fact(withMatches(found, checked)),
    packs: fact(offers),
    permissions: permissionsFact(permissions, client.host),
    serverCheck: checked.ok ? { known: true, value: null } : { known: false, problem: checked.problem },
    cloneCheck: clone === null ? null : fact(clone),
  };
}

function fact<T>(answer: Result<T>): Fact<T> {
  return answer.ok ? { known: true, value: answer.value } : { known: false, problem: answer.problem };
}

function permissionsFact(answer: Result<readonly string[] | null>, host: string): Fact<readonly string[]> {
  if (!answer.ok) return { known: false, problem: answer.problem };
  if (answer.value !== null) return { known: true, value: answer.value };
  const problem: Problem = { kind: 'permission-denied', host, permission: 'role.get', message: '' };
  return { known: false, problem };
}

async function ofUser<T>(
  user: Promise<Result<UserInfo>>,
  ask: (user: UserInfo) => Promise<Result<T>>,
): Promise<Result<T>> {
  const known = await user;
  return known.ok ? ask(known.value) : known;
}

/**
 * The names of the scope, put right for the document's own name and version by the server's word on it: a project's
 * list may show its tenant's profiles, which may be no conflict, and a list may be silently partial.
 */
async function readTakenNames(
  client: FactsClient,
  { scope }: EnvironmentPlace,
  source: Promise<Result<ProfileDocument>>,
  listed: Promise<Result<readonly TakenName[]>>,
): Promise<Result<readonly TakenName[]>> {
  const document = await source;
  if (!document.ok) return listed;
  const { name } = document.value.metadata;
  const version = versionOf(document.value);
  const [all, isFree] = await Promise.all([listed, client.nameIsFree(scope, name, version)]);
  if (!all.ok || !isFree.ok) return all;
  const isThisOne = (taken: TakenName) => taken.name === name && taken.version === version;
  if (isFree.value) return ok(all.value.filter((taken) => !isThisOne(taken)));
  return all.value.some(isThisOne) ? all : ok([...all.value, { uid: '', name, version }]);
}

/** What a profile of the document's own name is; the list of names does not tell its type (SPEC v1ClusterProfileMetadata). */
async function readSameName(
  client: FactsClient,
  { scope }: EnvironmentPlace,
  source: Promise<Result<ProfileDocument>>,
  listed: Promise<Result<readonly TakenName[]>>,
): Promise<Result<SameName | null>> {
  const [document, names] = await Promise.all([source, listed]);
  if (!document.ok) return document;
  if (!names.ok) return names;
  const there = names.value.find(({ name }) => name === document.value.metadata.name);
  if (there === undefined) return ok(null);
  const found = await client.getProfile(scope, there.uid);
  if (!found.ok) return found;
  // A project's list may show the profiles of its tenant, which are others of the same name.
  if (found.value.scope !== '' && found.value.scope !== scope.kind) return ok(null);
  const { type, cloudType } = found.value;
  return ok({ version: there.version, type, cloudType });
}

/**
 * import/validate of the document. A taken name may be refused before the packs are looked at, so a version that is
 * free is asked about instead: whether the name is taken is a fact of its own.
 */
async function validate(
  client: FactsClient,
  { scope }: EnvironmentPlace,
  source: Promise<Result<ProfileDocument>>,
  listed: Promise<Result<readonly TakenName[]>>,
): Promise<Result<ProfileDocument>> {
  const [document, names] = await Promise.all([source, listed]);
  if (!document.ok) return failed(document.problem);
  return client.validateImport(scope, names.ok ? withFreeVersion(document.value, names.value) : document.value);
}

/** clone/validate, about a version that is free for the same reason. */
async function validateClone(
  client: FactsClient,
  { scope }: EnvironmentPlace,
  cloneOf: CloneSource,
  source: Promise<Result<ProfileDocument>>,
  listed: Promise<Result<readonly TakenName[]>>,
): Promise<Result<null>> {
  const [document, names] = await Promise.all([source, listed]);
  if (!document.ok) return failed(document.problem);
  const asked = names.ok ? withFreeVersion(document.value, names.value) : document.value;
  return client.validateClone(cloneOf, { name: asked.metadata.name, version: versionOf(asked), scope });
}

function withFreeVersion(document: ProfileDocument, names: readonly TakenName[]): ProfileDocument {
  const version = versionOf(document);
  const taken = names.filter(({ name }) => name === document.metadata.name).map((one) => one.version);
  if (!taken.includes(version) || !isProfileVersion(version)) return document;
  return { ...document, spec: { ...document.spec, version: nextVersion(version, 'patch', taken) } };
}
