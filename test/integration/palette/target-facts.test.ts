import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type Playground,
  type PlaygroundEnvironment,
  startPlayground,
} from '../../../electron/playground/playground.ts';
import { readTargetFacts } from '../../../electron/services/target-facts.ts';
import type { EnvironmentPlace, Scope } from '../../../shared/place.ts';
import { type ProfileDocument, packsOf, versionOf } from '../../../shared/profile/document.ts';
import { isManifestPack } from '../../../shared/profile/pack-names.ts';
import type { Fact, TargetFacts } from '../../../shared/transfer/facts.ts';
import { expectWithout, inRounds, type Opened, open, projectOf, succeeded, tenant } from './harness.ts';

let playground: Playground;
let dev: PlaygroundEnvironment;
let prod: PlaygroundEnvironment;
let source: Opened;
let target: Opened;

beforeAll(async () => {
  playground = await startPlayground({ rateLimits: false });
  dev = playground.environment('DEV');
  prod = playground.environment('PROD');
});
afterAll(() => playground.close());
beforeEach(() => {
  source = open(dev);
  target = open(prod);
  prod.clearRequests();
});
afterEach(async () => {
  prod.faults.clear();
  prod.switches.missingPackAtValidation = 'empty-matches';
  await Promise.all([source.close(), target.close()]);
});

function placeIn(scope: Scope): EnvironmentPlace {
  return { kind: 'environment', environmentId: 'prod', scope };
}

/** Every profile of the source with the scope it is read in. */
function sources() {
  const projects = dev.projects.map(({ name }) => projectOf(dev, name));
  return [tenant, ...projects].flatMap((scope) => {
    const at = scope.kind === 'tenant' ? scope : ({ kind: 'project', projectUid: scope.uid } as const);
    return dev.tenant.profiles.inScope(at).map(({ uid, name }) => ({ scope, uid, name }));
  });
}

async function largest(): Promise<ProfileDocument> {
  const documents = await Promise.all(
    sources().map(async ({ scope, uid }) => succeeded(await source.client.exportProfile(scope, uid))),
  );
  return documents.reduce((most, one) => (packsOf(one).length > packsOf(most).length ? one : most));
}

function known<T>(fact: Fact<T>): T {
  if (!fact.known) throw new Error(`Unknown: ${JSON.stringify(fact.problem)}`);
  return fact.value;
}

test('everything a plan needs in three dependent round trips, the export of the source among them', async () => {
  for (const { scope, uid, name } of sources()) {
    let rounds: readonly (readonly string[])[] = [];
    const cold = open(prod, {
      through: (http) => {
        const counted = inRounds(http);
        rounds = counted.rounds;
        return counted.http;
      },
    });
    const exported = source.client.exportProfile(scope, uid);
    const facts = await readTargetFacts(cold.client, placeIn(projectOf(prod, 'payments')), exported);
    expect(known(facts.permissions), name).toContain('clusterProfile.create');
    expect(rounds.length, `${name}: ${JSON.stringify(rounds, null, 1)}`).toBeLessThanOrEqual(3);
    expect(rounds[0]?.some((request) => request.includes('/import/validate'))).toBe(false);
    await cold.close();
  }
});

test('facts of a project: names, macros per scope, registries, matches', async () => {
  const document = await largest();
  const facts = await readTargetFacts(target.client, placeIn(projectOf(prod, 'payments')), document);
  expect(facts).toMatchObject({ tenantName: prod.tenant.orgName, projectName: 'payments' });
  const seeded = (scope: Parameters<typeof prod.tenant.macros.list>[0]) =>
    prod.tenant.macros.list(scope).map(({ name }) => name);
  expect(facts.macros.project && known(facts.macros.project)).toEqual(
    seeded({ kind: 'project', projectUid: prod.projectUid('payments') }),
  );
  expect(known(facts.macros.tenant)).toEqual(seeded({ kind: 'tenant' }));
  expect(known(facts.macros.system)).toEqual(seeded({ kind: 'system' }));
  const registries = prod.tenant.catalogue.registries;
  expect(
    known(facts.registries)
      .map(({ uid }) => uid)
      .sort(),
  ).toEqual(registries.map(({ uid }) => uid).sort());
  for (const registry of known(facts.registries)) {
    expect(registry.metadata).toMatchObject({ uid: registry.uid, name: registry.name, kind: registry.kind });
  }
  const offers = known(facts.packs);
  const wanted = packsOf(document).filter((pack) => !isManifestPack(pack));
  expect(Object.keys(offers).sort()).toEqual(wanted.map(({ name }) => name).sort());
  for (const pack of wanted) {
    const holding = prod.tenant.catalogue.findEverywhere(pack.name, pack.version ?? '', pack.tag ?? '');
    const usable = holding.filter(({ version }) => version.state !== 'disabled').map(({ registry }) => registry.uid);
    expect([...(offers[pack.name]?.matchingRegistryUids ?? [])].sort()).toEqual(usable.sort());
  }
});

test('no macro value is anywhere in the facts', async () => {
  const facts = await readTargetFacts(target.client, placeIn(projectOf(prod, 'payments')), await largest());
  for (const { value } of prod.tenant.macros.list({ kind: 'tenant' })) expectWithout(facts, value);
  expectWithout(facts, prod.apiKeys.admin);
});

test('a tenant target has no project facts', async () => {
  const facts = await readTargetFacts(target.client, placeIn(tenant), await largest());
  expect(facts).toMatchObject({ projectName: null, macros: { project: null } });
  expect(prod.requests.every(({ projectUid }) => projectUid === undefined)).toBe(true);
});

test('a missing version: the others of that pack are offered with their states', async () => {
  const document = await largest();
  const [first, ...rest] = packsOf(document).filter((pack) => !isManifestPack(pack));
  if (first === undefined) throw new Error('no pack');
  const strange = { ...first, version: '99.98.97', tag: '99.98.97' };
  const changed = withPacks(document, [strange, ...rest]);
  const offers = known((await readTargetFacts(target.client, placeIn(tenant), changed)).packs);
  const offer = offers[first.name];
  expect(offer?.matchingRegistryUids).toEqual([]);
  const versions = Object.values(offer?.versionsByRegistry ?? {}).flatMap((fact) => known(fact));
  expect(versions.length).toBeGreaterThan(0);
  expect(versions.every(({ state }) => ['usable', 'deprecated', 'disabled'].includes(state))).toBe(true);
});

test('a server that refuses to validate a missing pack: the versions answer for all packs', async () => {
  const document = await largest();
  const [first, ...rest] = packsOf(document).filter((pack) => !isManifestPack(pack));
  if (first === undefined) throw new Error('no pack');
  const plain = known((await readTargetFacts(target.client, placeIn(tenant), withPacks(document, rest))).packs);
  prod.switches.missingPackAtValidation = 'error';
  const changed = withPacks(document, [{ ...first, version: '99.98.97', tag: '99.98.97' }, ...rest]);
  const facts = await readTargetFacts(open(prod).client, placeIn(tenant), changed);
  expect(facts.serverCheck.known).toBe(false);
  const offers = known(facts.packs);
  expect(offers[first.name]?.matchingRegistryUids).toEqual([]);
  const asked = rest.filter(({ name }) => Object.keys(offers[name]?.versionsByRegistry ?? {}).length > 0);
  expect(asked.length).toBeGreaterThan(0);
  for (const { name } of asked) {
    const found = offers[name]?.matchingRegistryUids ?? [];
    expect(plain[name]?.matchingRegistryUids.filter((uid) => found.includes(uid))).toEqual(found);
  }
});

test('a refusal of the document itself leaves what the versions cannot prove unproven', async () => {
  const document = await largest();
  const [first, second] = packsOf(document).filter((pack) => !isManifestPack(pack));
  if (first === undefined || second === undefined) throw new Error('no packs');
  prod.switches.missingPackAtValidation = 'error';
  const strange = { ...first, name: 'no-such-pack' };
  const few = known(
    (await readTargetFacts(target.client, placeIn(tenant), withPacks(document, [strange, second]))).packs,
  );
  const searchable = prod.tenant.catalogue.registries.filter(({ isSyncSupported }) => isSyncSupported);
  const asked = Object.keys(few['no-such-pack']?.versionsByRegistry ?? {});
  // Proven where every searchable registry answered; else the server's own words are the reason.
  expect(few['no-such-pack']?.unproven === null).toBe(asked.length === searchable.length);
  expect(few[second.name]?.matchingRegistryUids.length).toBeGreaterThan(0);
});

test('a pack that the profile holds in two versions: each with its own state', async () => {
  const registry = prod.tenant.catalogue.registries.find(
    ({ packs, isSyncSupported }) =>
      isSyncSupported &&
      [...packs.values()].some(({ versions }) => versions.some(({ state }) => state === 'deprecated')),
  );
  const pack = [...(registry?.packs.values() ?? [])].find(({ versions }) =>
    versions.some(({ state }) => state === 'deprecated'),
  );
  const deprecated = pack?.versions.find(({ state }) => state === 'deprecated');
  const active = pack?.versions.find(({ state }) => state === 'active');
  if (registry === undefined || pack === undefined || !deprecated || !active) throw new Error('no deprecated pack');
  const layer = (prefix: string, { version }: { readonly version: string }) => ({
    name: `${prefix}--${pack.name}`,
    type: 'spectro',
    layer: 'addon',
    version,
    tag: version,
    registry: { metadata: { uid: 'x', name: registry.name, kind: registry.kind } },
  });
  const document = withPacks(await largest(), [layer('old', deprecated), layer('new', active)]);
  const offers = known((await readTargetFacts(target.client, placeIn(tenant), document)).packs);
  const told = (name: string) => offers[`${name}--${pack.name}`]?.versionsByRegistry[registry.uid];
  expect(told('old')).toMatchObject({ known: true, value: [{ version: deprecated.version, state: 'deprecated' }] });
  const current = told('new');
  expect(
    current === undefined ? 'usable' : known(current).find(({ version }) => version === active.version)?.state,
  ).toBe('usable');
});

test('a taken name is a fact of its own and hides no pack', async () => {
  const taken = prod.tenant.profiles.inScope({ kind: 'tenant' })[0];
  if (taken === undefined) throw new Error('no profile');
  const document = succeeded(await target.client.exportProfile(tenant, taken.uid));
  const facts = await readTargetFacts(target.client, placeIn(tenant), document);
  expect(known(facts.takenNames)).toContainEqual({ uid: taken.uid, name: taken.name, version: taken.version });
  expect(facts.serverCheck.known).toBe(true);
  expect(Object.keys(known(facts.packs)).length).toBeGreaterThan(0);
});

test("a tenant's profile that a project's list shows is no conflict where the server says so", async () => {
  const inTenant = prod.tenant.profiles.inScope({ kind: 'tenant' })[0];
  if (inTenant === undefined) throw new Error('no profile');
  const document = succeeded(await target.client.exportProfile(tenant, inTenant.uid));
  const place = placeIn(projectOf(prod, 'payments'));
  const isTaken = (facts: TargetFacts) =>
    known(facts.takenNames).some(
      ({ name, version }) => name === document.metadata.name && version === versionOf(document),
    );
  expect(isTaken(await readTargetFacts(target.client, place, document))).toBe(false);
  prod.switches.projectNamesCollideWithTenant = true;
  expect(isTaken(await readTargetFacts(target.client, place, document))).toBe(true);
  prod.switches.projectListsShowTenant = false;
  expect(isTaken(await readTargetFacts(target.client, place, document))).toBe(true);
  prod.switches.projectNamesCollideWithTenant = false;
  prod.switches.projectListsShowTenant = true;
});

test('what another version of the name is, of this scope alone', async () => {
  const inTenant = prod.tenant.profiles.inScope({ kind: 'tenant' })[0];
  if (inTenant === undefined) throw new Error('no profile');
  const document = succeeded(await target.client.exportProfile(tenant, inTenant.uid));
  const there = await readTargetFacts(target.client, placeIn(tenant), document);
  const { version, type, cloudType } = inTenant;
  expect(there.sameName).toEqual({ known: true, value: { version, type, cloudType } });
  const inProject = await readTargetFacts(target.client, placeIn(projectOf(prod, 'payments')), document);
  expect(inProject.sameName).toEqual({ known: true, value: null });
  const other = { ...document, metadata: { ...document.metadata, name: 'nobody-has-this' } };
  prod.clearRequests();
  expect((await readTargetFacts(target.client, placeIn(tenant), other)).sameName).toEqual({ known: true, value: null });
  expect(prod.requests.some(({ path }) => /^\/v1\/clusterprofiles\/[0-9a-f]{24}$/.test(path))).toBe(false);
});

test('roles are remembered for a moment, and read again when the target is checked again', async () => {
  const document = await largest();
  const place = placeIn(projectOf(prod, 'payments'));
  const withoutPermissions = (body: string) => JSON.stringify({ ...JSON.parse(body), spec: { permissions: [] } });
  prod.faults.arm({ route: 'GET /v1/roles/*', fault: { kind: 'rewrite', rewrite: withoutPermissions }, times: 9 });
  expect(known((await readTargetFacts(target.client, place, document)).permissions)).toEqual([]);
  prod.faults.clear();

  prod.clearRequests();
  expect(known((await readTargetFacts(target.client, place, document)).permissions)).toEqual([]);
  expect(prod.requests.filter(({ path }) => path.startsWith('/v1/roles/'))).toEqual([]);
  prod.clearRequests();
  const checked = await readTargetFacts(target.client, place, document, target.client.afresh());
  expect(known(checked.permissions)).toContain('clusterProfile.create');
  expect(prod.requests.filter(({ path }) => path === '/v1/users/info')).toHaveLength(1);
});

test('each fact is unknown on its own', async () => {
  const document = await largest();
  const place = placeIn(projectOf(prod, 'payments'));
  const parts: readonly [string, (facts: TargetFacts) => Fact<unknown> | null][] = [
    ['GET /v1/dashboard/clusterprofiles/metadata', (facts) => facts.takenNames],
    ['GET /v1/projects/*/macros', (facts) => facts.macros.project],
    ['GET /v1/tenants/*/macros', (facts) => facts.macros.tenant],
    ['GET /v1/users/system/macros', (facts) => facts.macros.system],
    ['GET /v1/users/*/roles', (facts) => facts.permissions],
    ['POST /v1/clusterprofiles/import/validate', (facts) => facts.serverCheck],
  ];
  for (const [route, part] of parts) {
    const fresh = open(prod);
    prod.faults.arm({ route, fault: { kind: 'status', status: 403, body: '{"code":"OperationForbidden"}' }, times: 9 });
    const facts = await readTargetFacts(fresh.client, place, document);
    expect(part(facts), route).toMatchObject({ known: false, problem: { kind: 'permission-denied' } });
    const others = parts.filter(([other]) => other !== route).map(([, other]) => other(facts)?.known);
    expect(others, route).toEqual(others.map(() => true));
    prod.faults.clear();
    await fresh.close();
  }
});

test('registries that cannot be listed are known as far as matches settle every pack', async () => {
  const document = await largest();
  const packs = packsOf(document);
  const [first] = packs.filter((pack) => !isManifestPack(pack));
  if (first === undefined) throw new Error('no pack');
  const offers = known((await readTargetFacts(target.client, placeIn(tenant), document)).packs);
  const matched = packs.filter((pack) => (offers[pack.name]?.matchingRegistryUids.length ?? 0) > 0);
  expect(matched.length).toBeGreaterThan(0);
  prod.faults.arm({ route: 'GET /v1/registries/metadata', fault: { kind: 'status', status: 403 }, times: 2 });
  const settled = await readTargetFacts(target.client, placeIn(tenant), withPacks(document, matched));
  const uids = new Set(matched.flatMap(({ name }) => offers[name]?.matchingRegistryUids ?? []));
  expect(new Set(known(settled.registries).map(({ uid }) => uid))).toEqual(uids);
  const strange = { ...first, name: 'no-such-pack' };
  const open = await readTargetFacts(target.client, placeIn(tenant), withPacks(document, [...matched, strange]));
  expect(open.registries).toMatchObject({ known: false, problem: { kind: 'permission-denied' } });
});

test('a source that cannot be read leaves the facts of the target known', async () => {
  const missing = source.client.exportProfile(tenant, 'a'.repeat(24));
  const facts = await readTargetFacts(target.client, placeIn(tenant), missing);
  expect(facts.packs).toMatchObject({ known: false, problem: { kind: 'not-found' } });
  expect(known(facts.registries).length).toBeGreaterThan(0);
});

test('a pack called __proto__ stays an ordinary member', async () => {
  const document = await largest();
  const [first] = packsOf(document);
  const odd = JSON.parse(JSON.stringify({ ...first, name: '__proto__', type: 'spectro' }));
  const facts = await readTargetFacts(target.client, placeIn(tenant), withPacks(document, [odd]));
  expect(Object.keys(known(facts.packs))).toEqual(['__proto__']);
});

function withPacks(document: ProfileDocument, packs: ReturnType<typeof packsOf>): ProfileDocument {
  return { ...document, spec: { ...document.spec, template: { ...document.spec.template, packs: [...packs] } } };
}
