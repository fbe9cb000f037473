import { Buffer } from 'node:buffer';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../../electron/adapters/system-clock.ts';
import {
  type Playground,
  type PlaygroundEnvironment,
  startPlayground,
} from '../../../electron/playground/playground.ts';
import type { HttpPort } from '../../../electron/ports/http.ts';
import type { ProfileRow } from '../../../shared/bridge/views.ts';
import { expectWithout, type Opened, open, problemOf, projectOf, succeeded, tenant } from './harness.ts';

let playground: Playground;
let dev: PlaygroundEnvironment;
let opened: Opened;

beforeAll(async () => {
  playground = await startPlayground({ rateLimits: false, profiles: 500 });
  dev = playground.environment('DEV');
});
afterAll(() => playground.close());
beforeEach(() => {
  dev.clearRequests();
  opened = open(dev);
});
afterEach(async () => {
  dev.faults.clear();
  dev.limitRates(false);
  await opened.close();
});

/** The scope with the filler profiles. */
function crowded() {
  const counts = dev.projects.map(({ name, uid }) => ({
    name,
    count: [...dev.tenant.profiles.inScope({ kind: 'project', projectUid: uid })].length,
  }));
  const [most] = counts.sort((a, b) => b.count - a.count);
  return projectOf(dev, most?.name ?? '');
}

function everyProfile() {
  const projects = dev.projects.map(({ uid }) => ({ kind: 'project', projectUid: uid }) as const);
  return [{ kind: 'tenant' } as const, ...projects].flatMap((scope) => dev.tenant.profiles.inScope(scope));
}

test('500 profiles come page by page, side by side, and complete', async () => {
  const scope = crowded();
  const pages: { rows: readonly ProfileRow[]; total: number }[] = [];
  const rows = succeeded(await opened.client.listProfiles(scope, (page, total) => pages.push({ rows: page, total })));
  const names = new Set(rows.map(({ name, scope: place }) => `${place}/${name}`));
  expect(rows.length).toBeGreaterThan(400);
  expect(names.size).toBe(rows.length);
  expect(pages.length).toBeGreaterThan(8);
  expect(pages.flatMap((page) => page.rows)).toHaveLength(rows.length);
  expect(pages.every(({ total }) => total === rows.length)).toBe(true);
  expect(rows.every(({ versions }) => versions.length > 0)).toBe(true);
  expect(dev.requests.filter(({ status }) => status === 200)).toHaveLength(pages.length);
});

test('a server that tells no count is read by its continue token, to the same end', async () => {
  const scope = crowded();
  const all = succeeded(await opened.client.listProfiles(scope, () => undefined));
  dev.faults.arm({
    route: 'POST /v1/dashboard/clusterprofiles',
    times: 1000,
    fault: { kind: 'rewrite', rewrite: (body) => body.replaceAll(/"count":\d+/g, '"count":0') },
  });
  const rows = succeeded(await opened.client.listProfiles(scope, () => undefined));
  expect(rows.map(({ name }) => name).sort()).toEqual(all.map(({ name }) => name).sort());
});

test('one page that fails fails the list: half a list is not shown as the whole', async () => {
  dev.faults.arm({ route: 'POST /v1/dashboard/clusterprofiles', fault: { kind: 'status', status: 500 }, skip: 3 });
  const answer = await opened.client.listProfiles(crowded(), () => undefined);
  expect(problemOf(answer, dev.apiKeys.admin)).toMatchObject({ kind: 'server-refused', status: 500 });
});

test('the rate limits are never exceeded, on the real clock', async () => {
  dev.limitRates(true);
  const paced = open(dev, { clock: systemClock });
  const scope = crowded();
  const uid = dev.tenant.profiles.inScope({ kind: 'tenant' })[0]?.uid ?? '';
  const lists = Array.from({ length: 6 }, () => paced.client.listProfiles(scope, () => undefined));
  const exports = Array.from({ length: 300 }, () => paced.client.exportProfile(tenant, uid));
  const answers = await Promise.all([...lists, ...exports]);
  expect(answers.filter((answer) => !answer.ok)).toEqual([]);
  expect(dev.requests.filter(({ status }) => status === 429)).toEqual([]);
  expect(dev.requests.length).toBeGreaterThan(350);
  await paced.close();
});

test('the scope travels as ProjectUid, and is absent for the tenant', async () => {
  await opened.client.profileNames(tenant);
  await opened.client.profileNames(projectOf(dev, 'payments'));
  expect(dev.requests.map(({ projectUid }) => projectUid)).toEqual([undefined, dev.projectUid('payments')]);
});

test('an exported document comes as it is: order of members, unknown ones and all', async () => {
  const uid = dev.tenant.profiles.inScope({ kind: 'tenant' })[0]?.uid ?? '';
  let sent = '';
  dev.faults.arm({
    route: 'GET /v1/clusterprofiles/*/export',
    fault: {
      kind: 'rewrite',
      rewrite: (body) => {
        const { spec, metadata } = JSON.parse(body);
        sent = JSON.stringify({ spec, 'x-unknown': { b: 1, a: [null] }, metadata });
        return sent;
      },
    },
  });
  expect(JSON.stringify(succeeded(await opened.client.exportProfile(tenant, uid)))).toBe(sent);
});

test('macro names come without their values', async () => {
  const seeded = dev.tenant.macros.list({ kind: 'tenant' });
  expect(seeded.length).toBeGreaterThan(0);
  const names = await opened.client.macroNames({ kind: 'tenant', tenantUid: dev.tenantUid });
  expect([...succeeded(names)].sort()).toEqual(seeded.map(({ name }) => name).sort());
  for (const { value } of seeded) expectWithout(names, value);
});

test('a macro is added beside the others, and a refusal does not repeat its value', async () => {
  const scope = { kind: 'project', projectUid: dev.projectUid('payments') } as const;
  const before = succeeded(await opened.client.macroNames(scope));
  const value = 'canary-value-7!x';
  expect((await opened.client.createMacro(scope, { name: 'brand-new', value })).ok).toBe(true);
  expect(succeeded(await opened.client.macroNames(scope))).toEqual(expect.arrayContaining([...before, 'brand-new']));
  dev.faults.arm({
    route: 'POST /v1/projects/*/macros',
    fault: {
      kind: 'status',
      status: 422,
      body: `{"code":"Bad","message":"value '${value}' is not allowed","ref":"r"}`,
    },
  });
  const again = await opened.client.createMacro(scope, { name: 'brand-new', value });
  expect(again).toMatchObject({ ok: false, problem: { kind: 'server-refused', status: 422 } });
  expectWithout(again, value);
});

test('a write is sent once, whatever comes of it', async () => {
  const faults = [
    { kind: 'status', status: 503 },
    { kind: 'too-many-requests', retryAfterSeconds: 1 },
    { kind: 'reset-before' },
    { kind: 'reset-after' },
    { kind: 'cut-answer' },
  ] as const;
  for (const fault of faults) {
    dev.clearRequests();
    dev.faults.arm({ route: '* /v1/projects/*/macros', fault, times: 9 });
    const scope = { kind: 'project', projectUid: dev.projectUid('payments') } as const;
    const answer = await opened.client.createMacro(scope, { name: `once-${fault.kind}`, value: 'v' });
    expect(answer.ok).toBe(false);
    expect(dev.requests).toHaveLength(1);
    dev.faults.clear();
  }
});

test('permissions: of the tenant, of one project, not told', async () => {
  expect(succeeded(await opened.client.permissions(tenant))).toContain('clusterProfile.create');
  const viewer = open(dev, { apiKey: dev.apiKeys.viewer });
  expect(succeeded(await viewer.client.permissions(tenant))).toBeNull();
  await viewer.close();
});

test('permissions that come from a resource role: in its projects, and nowhere else', async () => {
  const resource = open(dev, { apiKey: dev.apiKeys.resourceAdmin });
  const told = async (scope: Parameters<typeof resource.client.permissions>[0]) =>
    succeeded(await resource.client.permissions(scope));
  expect(await told(projectOf(dev, 'payments'))).toEqual(expect.arrayContaining(['clusterProfile.create', 'user.get']));
  expect(await told(projectOf(dev, 'edge-lab'))).not.toContain('clusterProfile.create');
  expect(await told(tenant)).not.toContain('clusterProfile.create');
  await resource.close();
});

test('permissions where resource roles are not shown: not told; where the server knows none: all the others', async () => {
  const route = 'GET /v1/users/*/resourceRoles';
  const scope = projectOf(dev, 'payments');
  for (const [status, expected] of [
    [403, null],
    [404, expect.arrayContaining(['clusterProfile.create'])],
  ] as const) {
    const fresh = open(dev);
    dev.faults.arm({ route, fault: { kind: 'status', status, body: '{"code":"Refused","message":"no"}' } });
    expect(succeeded(await fresh.client.permissions(scope)), String(status)).toEqual(expected);
    dev.faults.clear();
    await fresh.close();
  }
});

test('a refused action names its permission', async () => {
  const viewer = open(dev, { apiKey: dev.apiKeys.viewer });
  const uid = dev.tenant.profiles.inScope({ kind: 'tenant' })[0]?.uid ?? '';
  const answer = await viewer.client.deleteProfile(tenant, uid);
  expect(problemOf(answer, dev.apiKeys.viewer)).toMatchObject({
    kind: 'permission-denied',
    permission: 'clusterProfile.delete',
  });
  await viewer.close();
});

test('variables are read, replaced; a profile is published, looked at and deleted', async () => {
  const source = everyProfile().find(({ variables }) => variables.length > 1);
  const document = succeeded(await opened.client.exportProfile(tenant, source?.uid ?? ''));
  const copy = { ...document, metadata: { ...document.metadata, name: 'client-test' } };
  const scope = tenant;
  const { uid } = succeeded(await opened.client.importProfile(scope, copy, { publish: false }));
  expect(succeeded(await opened.client.getProfile(scope, uid))).toMatchObject({
    name: 'client-test',
    isPublished: false,
  });
  expect((await opened.client.publish(scope, uid)).ok).toBe(true);
  expect(succeeded(await opened.client.getProfile(scope, uid))).toMatchObject({ isPublished: true, inUse: [] });
  const variables = succeeded(await opened.client.variables(scope, uid));
  expect(variables.map(({ name }) => name)).toEqual(source?.variables.map(({ name }) => name));
  expect((await opened.client.putVariables(scope, uid, variables.slice(0, 1))).ok).toBe(true);
  expect(succeeded(await opened.client.variables(scope, uid))).toHaveLength(1);
  expect((await opened.client.deleteProfile(scope, uid)).ok).toBe(true);
  expect(problemOf(await opened.client.getProfile(scope, uid), dev.apiKeys.admin)).toMatchObject({ kind: 'not-found' });
});

test('whether a name is free, for every way in which the server may say no', async () => {
  const taken = dev.tenant.profiles.inScope({ kind: 'tenant' })[0];
  if (taken === undefined) throw new Error('no profile');
  expect(succeeded(await opened.client.nameIsFree(tenant, 'ML Ops & / Fun', '1.0.0'))).toBe(true);
  const before = dev.switches.duplicateError;
  for (const duplicateError of [
    before,
    { status: 400, code: 'DuplicateName' },
    { status: 500, code: 'AlreadyExists' },
  ]) {
    dev.switches.duplicateError = duplicateError;
    expect(succeeded(await opened.client.nameIsFree(tenant, taken.name, taken.version))).toBe(false);
  }
  dev.switches.duplicateError = before;
});

test('versions of a pack with their states', async () => {
  for (const registry of dev.tenant.catalogue.registries.filter(({ isSyncSupported }) => isSyncSupported)) {
    for (const [name, pack] of registry.packs) {
      const versions = succeeded(await opened.client.packVersions(tenant, name, registry.uid));
      const expected = pack.versions.map(({ version, state }) => [version, state]).sort();
      expect(versions.map(({ version, state }) => [version, state]).sort()).toEqual(
        expected.map(([version, state]) => [version, state === 'active' ? 'usable' : state]),
      );
    }
  }
});

/** A server on which `states` selects: it names the versions in that state and no others. */
function selecting(http: HttpPort): HttpPort {
  const versionsIn = (answer: Awaited<ReturnType<HttpPort['send']>>) =>
    answer.kind === 'failure' ? [] : (JSON.parse(Buffer.from(answer.body).toString()).tags as { version: string }[]);
  return {
    ...http,
    async send(request) {
      const answer = await http.send(request);
      const [, state] = /[?&]states=(\w+)/.exec(request.path) ?? [];
      if (state === undefined || answer.kind === 'failure' || answer.status !== 200) return answer;
      const other = state === 'disabled' ? 'deprecated' : 'disabled';
      const others = versionsIn(await http.send({ ...request, path: request.path.replace(state, other) }));
      const tags = versionsIn(answer).filter(({ version }) => !others.some((one) => one.version === version));
      return { ...answer, body: Buffer.from(JSON.stringify({ tags })) };
    },
  };
}

test.each([
  ['adds versions to the usable ones', (http: HttpPort) => http],
  ['selects versions', selecting],
])('the state of one version by two questions, on a server whose parameter %s', async (_name, through) => {
  const prod = playground.environment('PROD');
  const asking = open(prod, { through });
  const seen = new Set<string>();
  for (const registry of prod.tenant.catalogue.registries.filter(({ isSyncSupported }) => isSyncSupported)) {
    for (const [name, pack] of registry.packs) {
      for (const { version, state } of pack.versions) {
        const found = succeeded(await asking.client.packVersion(tenant, name, registry.uid, version));
        expect(found?.state ?? 'usable', `${name} ${version}`).toBe(state === 'active' ? 'usable' : state);
        seen.add(state);
      }
    }
  }
  expect([...seen].sort()).toEqual(['active', 'deprecated', 'disabled']);
  const [registry] = prod.tenant.catalogue.registries;
  const [name = ''] = registry?.packs.keys() ?? [];
  expect(succeeded(await asking.client.packVersion(tenant, name, registry?.uid ?? '', '77.66.55'))).toBeNull();
  await asking.close();
});

test('versions are asked for once, and once more when nothing from before will do', async () => {
  const registry = dev.tenant.catalogue.registries.find(
    ({ isSyncSupported, packs }) => isSyncSupported && packs.size > 0,
  );
  const [name = ''] = registry?.packs.keys() ?? [];
  const ask = (client = opened.client) => client.packVersions(tenant, name, registry?.uid ?? '');
  const asked = () => dev.requests.filter(({ path }) => path.startsWith('/v1/packs/')).length;
  await ask();
  await ask();
  expect(asked()).toBe(3);
  const fresh = opened.client.afresh();
  await Promise.all([ask(fresh), ask(fresh)]);
  expect(asked()).toBe(6);
  await ask();
  expect(asked()).toBe(6);
});

test('a cancelled call ends as cancelled', async () => {
  const held = dev.faults.arm({ route: 'GET /v1/users/info', fault: { kind: 'hold' } });
  const stop = new AbortController();
  const answer = opened.client.withSignal(stop.signal).userInfo();
  await held.struck;
  stop.abort();
  expect(problemOf(await answer, dev.apiKeys.admin)).toEqual({ kind: 'cancelled' });
  held.release();
});
