import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type Playground,
  type PlaygroundEnvironment,
  startPlayground,
} from '../../../electron/playground/playground.ts';
import { type CloneJob, checkClone, cloneOnce } from '../../../electron/services/clone-once.ts';
import type { Scope } from '../../../shared/place.ts';
import type { ProfileDocument } from '../../../shared/profile/document.ts';
import { type Opened, open, problemOf, projectOf, succeeded, tenant } from './harness.ts';

const route = 'POST /v1/clusterprofiles/*/clone';

let playground: Playground;
let dev: PlaygroundEnvironment;
let opened: Opened;
let source: CloneJob['source'];
let document: ProfileDocument;
let counter = 0;

beforeAll(async () => {
  playground = await startPlayground({ rateLimits: false });
  dev = playground.environment('DEV');
});
afterAll(() => playground.close());
beforeEach(async () => {
  opened = open(dev, { importMs: 500 });
  const scope = projectOf(dev, 'Default');
  const found = dev.tenant.profiles
    .inScope({ kind: 'project', projectUid: dev.projectUid('Default') })
    .find(({ name }) => name === 'payments-stack');
  if (found === undefined) throw new Error('DEV has no payments-stack');
  source = { scope, uid: found.uid };
  const exported = succeeded(await opened.client.exportProfile(scope, found.uid));
  counter += 1;
  document = { ...exported, metadata: { ...exported.metadata, name: `clone ${counter}` } };
  dev.clearRequests();
});
afterEach(async () => {
  dev.faults.clear();
  await opened.close();
});

function run(scope: Scope = projectOf(dev, 'payments'), job: Partial<CloneJob> = {}) {
  return cloneOnce(opened, { source, scope, document, ...job });
}

function existing(project: string | null = 'payments') {
  const scope =
    project === null
      ? ({ kind: 'tenant' } as const)
      : ({ kind: 'project', projectUid: dev.projectUid(project) } as const);
  return dev.tenant.profiles.inScope(scope).filter(({ name }) => name === document.metadata.name);
}

const sent = () =>
  dev.requests.flatMap(({ method, path, raw }) => {
    const { headers, body } = raw();
    return method === 'POST' && path.endsWith('/clone')
      ? [{ body: JSON.parse(body), project: headers.projectuid }]
      : [];
  });

test('into a project: name, version and project are sent, from the scope of the source', async () => {
  expect(succeeded(await run())).toEqual({ uid: existing()[0]?.uid, how: 'answered' });
  const projectUid = dev.projectUid('payments');
  const metadata = { name: document.metadata.name, version: '2.4.0', target: { scope: 'project', projectUid } };
  expect(sent()).toEqual([{ body: { metadata }, project: dev.projectUid('Default') }]);
  // One look and one write.
  expect(dev.requests).toHaveLength(2);
});

test('into the tenant: no project is named, and the version is sent all the same', async () => {
  const { version: _none, ...spec } = document.spec;
  document = { ...document, spec };
  expect(succeeded(await run(tenant))).toEqual({ uid: existing(null)[0]?.uid, how: 'answered' });
  const metadata = { name: document.metadata.name, version: '1.0.0', target: { scope: 'tenant' } };
  expect(sent()).toEqual([{ body: { metadata }, project: dev.projectUid('Default') }]);
});

test.each([
  ['reset-after', { kind: 'reset-after' }],
  ['cut-answer', { kind: 'cut-answer' }],
  ['empty', { kind: 'empty-body' }],
  ['page', { kind: 'rewrite', rewrite: () => '<html>hello</html>' }],
] as const)('%s: the answer is lost, the clone is found, there is one', async (_, fault) => {
  dev.faults.arm({ route, fault, times: 9 });
  expect(succeeded(await run())).toEqual({ uid: existing()[0]?.uid, how: 'found' });
  expect(existing()).toHaveLength(1);
  expect(sent()).toHaveLength(1);
});

test.each([
  ['reset-before', { kind: 'reset-before' }],
  ['502', { kind: 'status', status: 502, body: '<html>bad gateway</html>' }],
] as const)('%s: there is no clone, and a second try makes one', async (_, fault) => {
  dev.faults.arm({ route, fault });
  expect(problemOf(await run(), dev.apiKeys.admin)).toMatchObject({
    kind: 'clone-lost',
    profile: document.metadata.name,
    scope: { kind: 'project', name: 'payments' },
  });
  expect(existing()).toHaveLength(0);
  expect(succeeded(await run()).how).toBe('answered');
  expect(existing()).toHaveLength(1);
});

test('the server cannot be asked what became of it: unsettled', async () => {
  dev.faults.arm({ route, fault: { kind: 'reset-after' } });
  dev.faults.arm({ route: 'GET /v1/dashboard/*', fault: { kind: 'reset-before' }, skip: 1, times: 99 });
  expect(problemOf(await run(), dev.apiKeys.admin)).toMatchObject({
    kind: 'clone-unsettled',
    cause: { kind: 'connection-lost' },
  });
});

test('somebody else takes the name between the look and the write: refused, and theirs is not claimed', async () => {
  const theirs = { ...document, spec: { ...document.spec, template: { type: 'add-on', packs: [] } } };
  const beforeWrite = async () => {
    const scope = projectOf(dev, 'payments');
    const taken = await opened.client.importProfile(scope, theirs, { publish: true });
    return taken.ok ? ({ ok: true, value: null } as const) : taken;
  };
  expect(problemOf(await run(undefined, { beforeWrite }), dev.apiKeys.admin)).toMatchObject({
    kind: 'clone-refused',
    cause: { kind: 'server-refused', status: 409 },
  });
  expect(existing()).toHaveLength(1);
});

test('clone/validate: free, taken, a project that is disabled, a permission that is missing', async () => {
  const scope = projectOf(dev, 'payments');
  const check = () => checkClone(opened.client, { source, scope, document });
  succeeded(await check());
  succeeded(await run());
  expect(problemOf(await check(), dev.apiKeys.admin)).toMatchObject({ kind: 'clone-refused', cause: { status: 409 } });

  const project = dev.tenant.projects.find(({ uid }) => uid === dev.projectUid('payments'));
  Object.assign(project ?? {}, { isDisabled: true });
  expect(problemOf(await check(), dev.apiKeys.admin)).toMatchObject({ cause: { code: 'ProjectDisabled' } });
  Object.assign(project ?? {}, { isDisabled: false });

  const viewer = open(dev, { apiKey: dev.apiKeys.viewer });
  const asViewer = await checkClone(viewer.client, { source, scope, document });
  expect(problemOf(asViewer, dev.apiKeys.viewer)).toMatchObject({
    kind: 'clone-refused',
    cause: { kind: 'permission-denied', permission: 'clusterProfile.create' },
  });
  await viewer.close();

  dev.faults.arm({ route: `${route}/validate`, fault: { kind: 'reset-before' }, times: 99 });
  expect(problemOf(await check(), dev.apiKeys.admin)).toMatchObject({ kind: 'connection-lost' });
});
