import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type Playground,
  type PlaygroundEnvironment,
  startPlayground,
} from '../../../electron/playground/playground.ts';
import type { HttpPort } from '../../../electron/ports/http.ts';
import { checkOutgoing } from '../../../electron/services/check-outgoing.ts';
import { type ImportJob, importOnce } from '../../../electron/services/import-once.ts';
import { lookForWritten } from '../../../electron/services/write-once.ts';
import type { ProfileDocument } from '../../../shared/profile/document.ts';
import { failed } from '../../../shared/result.ts';
import { expectWithout, type Opened, open, problemOf, projectOf, succeeded, tenant } from './harness.ts';

const route = 'POST /v1/clusterprofiles/import';

let playground: Playground;
let dev: PlaygroundEnvironment;
let opened: Opened;
let document: ProfileDocument;
let counter = 0;

beforeAll(async () => {
  playground = await startPlayground({ rateLimits: false });
  dev = playground.environment('DEV');
});
afterAll(() => playground.close());
beforeEach(async () => {
  opened = open(dev, { importMs: 500 });
  const uid = dev.tenant.profiles.inScope({ kind: 'tenant' })[0]?.uid ?? '';
  const exported = succeeded(await opened.client.exportProfile(tenant, uid));
  counter += 1;
  document = named(exported, `once ${counter}`);
  dev.clearRequests();
});
afterEach(async () => {
  dev.faults.clear();
  await opened.close();
});

function named(from: ProfileDocument, name: string): ProfileDocument {
  return { ...from, metadata: { ...from.metadata, name } };
}

function run(job: Partial<ImportJob> = {}) {
  return importOnce(opened, { scope: tenant, document, publish: true, ...job });
}

/** The profiles of that name in the tenant's own scope. */
function existing(name = document.metadata.name) {
  return dev.tenant.profiles.inScope({ kind: 'tenant' }).filter((profile) => profile.name === name);
}

const writes = () => dev.requests.filter(({ method, path }) => `${method} ${path}` === route).length;

test('answered: one look, one write', async () => {
  const settled = succeeded(await run());
  expect(settled).toEqual({ uid: existing()[0]?.uid, how: 'answered' });
  expect(dev.requests).toHaveLength(2);
});

test.each([
  ['reset-after', { kind: 'reset-after' }],
  ['cut-answer', { kind: 'cut-answer' }],
  ['truncated', { kind: 'truncated-body' }],
  ['empty', { kind: 'empty-body' }],
  ['page', { kind: 'rewrite', rewrite: () => '<html>hello</html>' }],
  ['gzip', { kind: 'gzip' }],
  ['endless', { kind: 'endless-body' }],
] as const)('%s: the answer is lost, the profile is found, there is one', async (_, fault) => {
  dev.faults.arm({ route, fault, times: 9 });
  expect(succeeded(await run())).toEqual({ uid: existing()[0]?.uid, how: 'found' });
  expect(existing()).toHaveLength(1);
  expect(writes()).toBe(1);
});

test.each([
  ['reset-before', { kind: 'reset-before' }],
  ['login page', { kind: 'login-page' }],
  ['502', { kind: 'status', status: 502, body: '<html>bad gateway</html>' }],
  ['redirect', { kind: 'redirect', location: 'https://login.example.com/' }],
] as const)('%s: nothing was written, and a second try writes one', async (_, fault) => {
  dev.faults.arm({ route, fault });
  const problem = problemOf(await run(), dev.apiKeys.admin);
  expect(problem).toMatchObject({ kind: 'import-lost', profile: document.metadata.name });
  expect(existing()).toHaveLength(0);
  expect(opened.clock.waits).toEqual([1000, 2000, 4000]);
  expect(succeeded(await run()).how).toBe('answered');
  expect(existing()).toHaveLength(1);
  expect(writes()).toBe(2);
});

test('a server that is still at work after the time-out is waited for', async () => {
  const held = dev.faults.arm({ route, fault: { kind: 'hold' } });
  const names = 'GET /v1/dashboard/clusterprofiles/metadata';
  const release = { kind: 'meanwhile', act: () => held.release() } as const;
  // The second look after the write is what lets the write through: the third one finds it.
  dev.faults.arm({ route: names, fault: release, skip: 2 });
  dev.faults.arm({ route: names, fault: { kind: 'latency', milliseconds: 100 }, skip: 2, times: 9 });
  expect(succeeded(await run())).toEqual({ uid: existing()[0]?.uid, how: 'found' });
  expect(existing()).toHaveLength(1);
});

test('a server that works for longer than answers may usually take is waited for', async () => {
  const patient = open(dev, { limits: { headersMs: 200 }, importMs: 60_000 });
  dev.faults.arm({ route, fault: { kind: 'latency', milliseconds: 700 } });
  const settled = await importOnce(patient, { scope: tenant, document, publish: true });
  expect(succeeded(settled)).toEqual({ uid: existing()[0]?.uid, how: 'answered' });
  await patient.close();
});

test('a server that is at work for longer than anybody looks: not known, and it is found when it is done', async () => {
  const held = dev.faults.arm({ route, fault: { kind: 'hold' } });
  expect(problemOf(await run(), dev.apiKeys.admin)).toMatchObject({
    kind: 'import-unsettled',
    looked: 'nothing',
    cause: { kind: 'timed-out', seconds: 0.5 },
  });
  held.release();
  await expect.poll(() => existing()).toHaveLength(1);
  const sought = { scope: tenant, name: document.metadata.name, version: document.spec.version ?? '1.0.0' };
  expect(succeeded(await lookForWritten(opened.client, sought, []))).toEqual([existing()[0]?.uid]);
});

test('a gateway that waited no longer (504) does not tell that nothing is written', async () => {
  dev.faults.arm({ route, fault: { kind: 'status', status: 504 } });
  expect(problemOf(await run(), dev.apiKeys.admin)).toMatchObject({
    kind: 'import-unsettled',
    looked: 'nothing',
    cause: { kind: 'server-refused', status: 504 },
  });
});

test('the server cannot be asked what became of it', async () => {
  dev.faults.arm({ route, fault: { kind: 'reset-after' } });
  dev.faults.arm({ route: 'GET /v1/dashboard/*', fault: { kind: 'reset-before' }, skip: 1, times: 99 });
  const problem = problemOf(await run(), dev.apiKeys.admin);
  expect(problem).toMatchObject({ kind: 'import-unsettled', looked: 'no-answer', cause: { kind: 'connection-lost' } });
  const sought = { scope: tenant, name: document.metadata.name, version: document.spec.version ?? '1.0.0' };
  dev.faults.clear();
  expect(succeeded(await lookForWritten(opened.client, sought, []))).toEqual([existing()[0]?.uid]);
  expect(succeeded(await lookForWritten(opened.client, sought, [existing()[0]?.uid ?? '']))).toEqual([]);
});

test('the profile is there but cannot be read: unsettled, never reported as lost', async () => {
  dev.faults.arm({ route, fault: { kind: 'reset-after' } });
  dev.faults.arm({ route: 'GET /v1/clusterprofiles/*/export', fault: { kind: 'status', status: 403 }, times: 99 });
  expect(problemOf(await run(), dev.apiKeys.admin)).toMatchObject({ kind: 'import-unsettled' });
});

test('a name that is taken is refused, and the one that was there is not claimed', async () => {
  expect(succeeded(await run()).how).toBe('answered');
  const problem = problemOf(await run(), dev.apiKeys.admin);
  expect(problem).toMatchObject({ kind: 'import-refused', cause: { kind: 'server-refused', status: 409 } });
  expect(existing()).toHaveLength(1);
});

test('a 409 behind which our own write stands: some gateway sent it twice', async () => {
  const conflict = '{"code":"ClusterProfileAlreadyExists","message":"exists"}';
  dev.faults.arm({ route, fault: { kind: 'rewrite', rewrite: () => conflict } });
  const asConflict = (http: HttpPort): HttpPort => ({
    ...http,
    send: async (request) => {
      const answer = await http.send(request);
      return answer.kind === 'answer' && request.method === 'POST' ? { ...answer, status: 409 } : answer;
    },
  });
  const twice = open(dev, { through: asConflict });
  const settled = await importOnce(twice, { scope: tenant, document, publish: true });
  expect(succeeded(settled)).toEqual({ uid: existing()[0]?.uid, how: 'found' });
  await twice.close();
});

test('the server keeps the texts in another way and the answer is lost: never reported as lost', async () => {
  const [first, ...rest] = document.spec.template.packs ?? [];
  if (first === undefined) throw new Error('no pack');
  const packs = [{ ...first, values: (first.values ?? '').replaceAll('\n', '\r\n') }, ...rest];
  const windows = { ...document, spec: { ...document.spec, template: { ...document.spec.template, packs } } };
  const keepUnixBreaks = () => {
    const [stored] = existing()[0]?.published?.packs ?? [];
    if (stored === undefined) throw new Error('nothing was written');
    expect(stored.values).toContain('\r\n');
    stored.values = stored.values.replaceAll('\r\n', '\n');
    return '';
  };
  dev.faults.arm({ route, fault: { kind: 'rewrite', rewrite: keepUnixBreaks } });
  const problem = problemOf(await run({ document: windows }), dev.apiKeys.admin);
  expect(problem).toMatchObject({ kind: 'import-unsettled', looked: 'other-content' });
  expect(existing()).toHaveLength(1);
});

test("somebody else's profile of that name, made at the same moment, is not ours", async () => {
  const other = dev.tenant.profiles.inScope({ kind: 'tenant' })[1]?.uid ?? '';
  const theirs = named(succeeded(await opened.client.exportProfile(tenant, other)), document.metadata.name);
  const versioned = { ...theirs, spec: { ...theirs.spec, version: document.spec.version ?? '1.0.0' } };
  const problem = problemOf(
    await run({
      beforeWrite: async () => {
        succeeded(await opened.client.importProfile(tenant, versioned, { publish: true }));
        dev.faults.arm({ route, fault: { kind: 'reset-after' } });
        return { ok: true, value: null };
      },
    }),
    dev.apiKeys.admin,
  );
  expect(problem).toMatchObject({ kind: 'import-unsettled', looked: 'other-content' });
  expect(existing()).toHaveLength(1);
});

test('no write without the look before it, and none when the journal says no', async () => {
  dev.faults.arm({ route: 'GET /v1/dashboard/*', fault: { kind: 'reset-before' }, times: 99 });
  expect(problemOf(await run(), dev.apiKeys.admin)).toMatchObject({ kind: 'connection-lost' });
  dev.faults.clear();
  const full = failed({ kind: 'file-unwritable', name: 'journal', reason: 'full' });
  expect(problemOf(await run({ beforeWrite: async () => full }), dev.apiKeys.admin)).toEqual(full.problem);
  expect(writes()).toBe(0);
});

test('a refusal does not repeat what was filled in', async () => {
  const message = 'adminPassword hunter2-hunter2 is too weak, and so is sesame-open';
  const body = JSON.stringify({ code: 'BadValue', message, ref: 'r' });
  dev.faults.arm({ route, fault: { kind: 'status', status: 400, body } });
  const [first, ...rest] = document.spec.template.packs ?? [];
  if (first === undefined) throw new Error('no pack');
  const values = `${first.values ?? ''}\nadminPassword: "hunter2-hunter2"\n`;
  const filled = {
    ...document,
    spec: { ...document.spec, template: { ...document.spec.template, packs: [{ ...first, values }, ...rest] } },
  };
  const answer = await run({ document: filled, hide: ['sesame-open'] });
  expect(problemOf(answer, dev.apiKeys.admin)).toMatchObject({ kind: 'import-refused' });
  expectWithout(answer, 'hunter2-hunter2');
  expectWithout(answer, 'sesame-open');
});

test('no part of what was filled in is told where the server’s words are cut, whichever call it refuses', async () => {
  // Of a letter that nothing else in the answer has.
  const secret = 'q9'.repeat(13);
  for (const refused of [route, `${route}/validate`]) {
    for (let before = 600 - secret.length; before < 600; before += 5) {
      const body = JSON.stringify({ code: 'BadValue', message: `${'x'.repeat(before)}${secret} is too weak`, ref: '' });
      dev.faults.arm({ route: refused, fault: { kind: 'status', status: 400, body } });
      const answer =
        refused === route
          ? await run({ hide: [secret] })
          : await checkOutgoing(opened.client, tenant, document, [secret]);
      expect(problemOf(answer, dev.apiKeys.admin)).toMatchObject({ kind: 'import-refused' });
      expect(JSON.stringify(answer), `${refused} after ${before}`).not.toContain('q');
      dev.faults.clear();
    }
  }
});

test('a refused permission is told by its name', async () => {
  const viewer = open(dev, { apiKey: dev.apiKeys.viewer });
  const answer = await importOnce(viewer, { scope: tenant, document, publish: true });
  expect(problemOf(answer, dev.apiKeys.viewer)).toMatchObject({
    kind: 'import-refused',
    cause: { kind: 'permission-denied', permission: 'clusterProfile.create' },
  });
  await viewer.close();
});

test('200 imports, a quarter lost before the write and half of the answers after it: 200 profiles, none twice', async () => {
  const scope = projectOf(dev, 'payments');
  // Ten at once may take their time: none of them is to end by the clock.
  const patient = open(dev);
  const before = dev.tenant.profiles.inScope({ kind: 'project', projectUid: dev.projectUid('payments') }).length;
  dev.faults.loseAtRandom({ seed: 7, before: 0.25, after: 0.5, routes: [route] });
  const jobs = Array.from({ length: 200 }, (_, index) => named(document, `storm ${index}`));
  const ways = { answered: 0, found: 0, retried: 0 };

  // As a person does: told that nothing was written, they try again.
  async function insist(job: ProfileDocument): Promise<void> {
    for (;;) {
      const answer = await importOnce(patient, { scope, document: job, publish: true });
      if (answer.ok) {
        ways[answer.value.how] += 1;
        return;
      }
      expect(answer.problem.kind).toBe('import-lost');
      ways.retried += 1;
    }
  }
  for (let from = 0; from < jobs.length; from += 10) await Promise.all(jobs.slice(from, from + 10).map(insist));

  const now = dev.tenant.profiles.inScope({ kind: 'project', projectUid: dev.projectUid('payments') });
  const storm = now.filter(({ name }) => name.startsWith('storm ')).map(({ name }) => name);
  expect(storm).toHaveLength(200);
  expect(new Set(storm).size).toBe(200);
  expect(now).toHaveLength(before + 200);
  expect(ways.answered + ways.found).toBe(200);
  expect(ways.found).toBeGreaterThan(50);
  expect(ways.retried).toBeGreaterThan(20);
  await patient.close();
});
