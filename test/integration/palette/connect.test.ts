import { createServer as createPlainServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openHttp } from '../../../electron/adapters/http-undici.ts';
import { type Access, createConnectionTest } from '../../../electron/palette/connect.ts';
import { createRateLimits } from '../../../electron/palette/rate-limit.ts';
import { makeServerCertificate } from '../../../electron/playground/certificates.ts';
import {
  type Playground,
  type PlaygroundEnvironment,
  startPlayground,
} from '../../../electron/playground/playground.ts';
import { Secret } from '../../../electron/secret.ts';
import { failed } from '../../../shared/result.ts';
import { createEagerClock, expectWithout, problemOf, succeeded } from './harness.ts';
import { selfSigned } from './self-signed.ts';

let playground: Playground;
let dev: PlaygroundEnvironment;
let prod: PlaygroundEnvironment;

beforeAll(async () => {
  playground = await startPlayground({ rateLimits: false });
  dev = playground.environment('DEV');
  prod = playground.environment('PROD');
});
afterAll(() => playground.close());

const others: Server[] = [];
beforeEach(() => {
  for (const environment of playground.environments) environment.clearRequests();
});
afterEach(async () => {
  for (const environment of playground.environments) environment.faults.clear();
  dev.switches.unknownKeyAnswer = 'unauthorized';
  await Promise.all(others.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

function access(
  change: Partial<{ address: string; apiKey: string; caPem: string | null }> = {},
): Access & { key: string } {
  const key = change.apiKey ?? dev.apiKeys.admin;
  return {
    address: change.address ?? dev.url,
    apiKey: new Secret(key),
    caPem: change.caPem === undefined ? dev.caPem : change.caPem,
    key,
  };
}

function tester(limits = {}) {
  const clock = createEagerClock();
  return createConnectionTest({
    openHttp: (server) => openHttp(server, limits),
    limits: createRateLimits(clock),
    clock,
  });
}

async function problem(of: Access & { key: string }, limits = {}) {
  return problemOf(await tester(limits)(of), of.key);
}

async function listen(server: Server): Promise<number> {
  others.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const host = () => new URL(dev.url).host;

test('a connection tells tenant, user, projects, permissions and certificates', async () => {
  const report = succeeded(await tester()(access()));
  expect(report).toMatchObject({ tenantUid: dev.tenantUid, tenantName: dev.tenant.orgName });
  expect(report.projects.map(({ uid }) => uid).sort()).toEqual(dev.projects.map(({ uid }) => uid).sort());
  expect(report.permissions).toContain('clusterProfile.create');
  expect(Date.parse(report.keyExpiresAt ?? '')).toBeGreaterThan(Date.now());
  expect(report.certificateChain.length).toBeGreaterThan(0);
  expect(report.certificateChain[0]).toMatchObject({ issuer: 'CN=Playground DEV authority' });
  expectWithout(report, dev.apiKeys.admin);
});

test('an ordinary user connects too, with what cannot be seen left unknown', async () => {
  const report = succeeded(await tester()(access({ apiKey: dev.apiKeys.projectViewer })));
  expect(report).toMatchObject({ permissions: null, keyExpiresAt: null });
});

test('a host that does not exist', async () => {
  const found = await problem(access({ address: 'https://no-such-host.invalid' }));
  expect(found).toEqual({ kind: 'host-not-found', host: 'no-such-host.invalid' });
});

test('a port where nobody listens', async () => {
  const port = await listen(createPlainServer());
  await Promise.all(others.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
  const found = await problem(access({ address: `https://127.0.0.1:${port}` }));
  expect(found).toMatchObject({ kind: 'connection-refused', host: `127.0.0.1:${port}` });
});

test('a host that speaks plain HTTP', async () => {
  const port = await listen(createPlainServer((_, response) => response.end('hello')));
  expect(await problem(access({ address: `https://127.0.0.1:${port}` }))).toMatchObject({ kind: 'not-palette' });
});

test('a host that is another kind of server', async () => {
  dev.faults.arm({ route: 'GET /v1/users/info', fault: { kind: 'rewrite', rewrite: () => '{"hello":"world"}' } });
  expect(await problem(access())).toEqual({
    kind: 'not-palette',
    host: host(),
    path: '/v1/users/info',
    found: 'other-shape',
  });
});

test('a wrong key, an expired one, a revoked one, one of another tenant', async () => {
  for (const apiKey of ['a'.repeat(32), dev.apiKeys.expired, dev.apiKeys.revoked, prod.apiKeys.admin]) {
    expect(await problem(access({ apiKey }))).toMatchObject({ kind: 'key-refused', host: host() });
  }
});

test('an unknown key that the server repeats in its message', async () => {
  dev.switches.unknownKeyAnswer = 'not-found-with-key';
  const apiKey = 'canary-0123456789-abcdefghijkl';
  expect(await problem(access({ apiKey }))).toMatchObject({ kind: 'key-refused' });
});

test.each(['', 'line\nbreak', 'schlüssel'])('a key that cannot be one is never sent: %j', async (apiKey) => {
  expect((await tester()({ ...access(), apiKey: new Secret(apiKey) })).ok).toBe(false);
  expect(dev.requests).toHaveLength(0);
});

test('an authority that the machine does not know', async () => {
  for (const caPem of [null, prod.caPem, 'garbage']) {
    expect(await problem(access({ caPem }))).toEqual({
      kind: 'certificate-untrusted',
      host: host(),
      reason: 'unknown-authority',
    });
  }
  expect(dev.requests).toHaveLength(0);
});

test('the environment variable that switches certificates off has no effect', async () => {
  const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
  try {
    expect(await problem(access({ caPem: null }))).toMatchObject({ kind: 'certificate-untrusted' });
    expect(dev.requests).toHaveLength(0);
  } finally {
    if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
  }
});

async function listenTls(certificate: { pem: string; key: string }, address = '127.0.0.1'): Promise<number> {
  const server = createTlsServer({ key: certificate.key, cert: certificate.pem }, (_, response) => response.end('{}'));
  others.push(server as unknown as Server);
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  return (server.address() as AddressInfo).port;
}

test('a certificate for another host', async () => {
  const { caPem, certificatePem, privateKeyPem } = await makeServerCertificate('elsewhere');
  const port = await listenTls({ pem: certificatePem, key: privateKeyPem }, '127.0.0.2');
  const found = await problem(access({ address: `https://127.0.0.2:${port}`, caPem }));
  expect(found).toEqual({ kind: 'certificate-untrusted', host: `127.0.0.2:${port}`, reason: 'wrong-host' });
});

test('a self-signed certificate, as a self-hosted Palette has it: refused, then trusted by being added', async () => {
  const certificate = await selfSigned(1);
  const address = `https://127.0.0.1:${await listenTls(certificate)}`;
  expect(await problem(access({ address, caPem: null }))).toMatchObject({ reason: 'self-signed' });
  expect(await problem(access({ address, caPem: certificate.pem }))).toMatchObject({ found: 'other-shape' });
});

test('an expired certificate', async () => {
  const certificate = await selfSigned(-1);
  const address = `https://127.0.0.1:${await listenTls(certificate)}`;
  expect(await problem(access({ address, caPem: certificate.pem }))).toMatchObject({ reason: 'expired' });
});

test('a redirect to another host: the key never arrives there', async () => {
  const certificate = await makeServerCertificate('elsewhere');
  const seen: string[] = [];
  const elsewhere = createTlsServer(
    { key: certificate.privateKeyPem, cert: certificate.certificatePem },
    (request, response) => {
      seen.push(JSON.stringify(request.headers));
      response.end('{}');
    },
  );
  const port = await listen(elsewhere as unknown as Server);
  for (const status of [301, 302, 307, 308] as const) {
    const location = `https://127.0.0.1:${port}/login?returnTo=/v1/users/info`;
    dev.faults.arm({ route: '* /v1/users/info', fault: { kind: 'redirect', location, status } });
    const both = access({ caPem: dev.caPem + certificate.caPem });
    expect(await problem(both)).toEqual({ kind: 'redirected', host: host(), to: `127.0.0.1:${port}` });
  }
  expect(seen).toEqual([]);
});

test('a login page instead of JSON', async () => {
  dev.faults.arm({ route: '* /v1/users/info', fault: { kind: 'login-page' } });
  expect(await problem(access())).toMatchObject({ kind: 'not-palette', found: 'web-page' });
});

test('an empty, a cut, a truncated body', async () => {
  dev.faults.arm({ route: '* /v1/users/info', fault: { kind: 'empty-body' } });
  expect(await problem(access())).toMatchObject({ kind: 'not-palette', found: 'nothing' });
  dev.faults.arm({ route: '* /v1/users/info', fault: { kind: 'truncated-body' } });
  expect(await problem(access())).toMatchObject({ kind: 'not-palette', found: 'not-json' });
  dev.faults.arm({ route: '* /v1/users/info', fault: { kind: 'cut-answer' }, times: 4 });
  expect(await problem(access())).toEqual({ kind: 'connection-lost', host: host() });
});

test('an endless body ends at the limit', async () => {
  dev.faults.arm({ route: '* /v1/users/info', fault: { kind: 'endless-body' } });
  const limit = 2 * 1024 * 1024;
  expect(await problem(access(), { bodyBytes: limit })).toEqual({
    kind: 'answer-too-large',
    host: host(),
    limitMegabytes: 2,
  });
});

test('a compressed body is refused unread', async () => {
  dev.faults.arm({ route: '* /v1/users/info', fault: { kind: 'gzip' } });
  expect(await problem(access())).toMatchObject({ kind: 'not-palette', found: 'compressed' });
  const [request] = dev.requests;
  expect(request?.raw().headers['accept-encoding']).toBe('identity');
});

test('a slow drip and a server that never answers end by the clock', async () => {
  dev.faults.arm({ route: '* /v1/users/info', fault: { kind: 'slow-drip', bytes: 1, milliseconds: 40 } });
  const limits = { totalMs: 400, headersMs: 300 };
  expect(await problem(access(), limits)).toEqual({ kind: 'timed-out', host: host(), seconds: 0.4 });
  const held = dev.faults.arm({ route: '* /v1/users/info', fault: { kind: 'hold' }, times: 10 });
  expect(await problem(access(), { totalMs: 200 })).toEqual({ kind: 'timed-out', host: host(), seconds: 0.2 });
  held.release();
});

test('too many requests: waits as asked, then succeeds; gives up after three retries', async () => {
  dev.faults.arm({ route: '* /v1/users/info', fault: { kind: 'too-many-requests', retryAfterSeconds: 3 } });
  dev.faults.arm({ route: '* /v1/users/info', fault: { kind: 'too-many-requests' }, skip: 1 });
  expect((await tester()(access())).ok).toBe(true);
  dev.clearRequests();
  dev.faults.arm({ route: '* /v1/users/info', fault: { kind: 'too-many-requests', retryAfterSeconds: 2 }, times: 9 });
  expect(await problem(access())).toEqual({ kind: 'rate-limited', host: host(), retryAfterSeconds: 2 });
  expect(dev.requests).toHaveLength(4);
});

test('a test under way ends when it is stopped', async () => {
  const stop = new AbortController();
  const held = dev.faults.arm({ route: '* /v1/users/info', fault: { kind: 'hold' } });
  const answer = tester()(access(), stop.signal);
  await held.struck;
  stop.abort();
  expect(await answer).toEqual(failed({ kind: 'cancelled' }));
  held.release();
});

test('a reset is tried again, an operational error is not', async () => {
  dev.faults.arm({ route: '* /v1/users/info', fault: { kind: 'reset-before' }, times: 2 });
  expect((await tester()(access())).ok).toBe(true);
  dev.clearRequests();
  const body = '{"code":"OperationalError","message":"not today","details":{},"ref":"r"}';
  dev.faults.arm({ route: '* /v1/users/info', fault: { kind: 'status', status: 500, body }, times: 9 });
  expect(await problem(access())).toMatchObject({ kind: 'server-refused', status: 500, message: 'not today' });
  expect(dev.requests).toHaveLength(1);
});
