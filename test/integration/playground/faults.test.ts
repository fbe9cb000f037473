import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../../electron/playground/faults.ts';
import {
  type Playground,
  type PlaygroundEnvironment,
  startPlayground,
} from '../../../electron/playground/playground.ts';
import { type AnswerBody, type Call, caller, uidOf } from './caller.ts';

const INFO = 'GET /v1/users/info';
const IMPORT = 'POST /v1/clusterprofiles/import';

describe('faults', () => {
  let playground: Playground;
  let prod: PlaygroundEnvironment;
  let call: Call;
  let body: AnswerBody;

  beforeEach(async () => {
    playground = await startPlayground({ rateLimits: false });
    prod = playground.environment('PROD');
    call = caller(prod, { project: 'payments' });
    const dev = caller(playground.environment('DEV'), { project: 'Default' });
    body = (await dev(`GET /v1/clusterprofiles/${await uidOf(dev, 'edge-base')}/export`)).json;
  });
  afterEach(() => playground.close());

  function imported(): number {
    return prod.tenant.profiles.inScope({ kind: 'project', projectUid: prod.projectUid('payments') }).length - 2;
  }

  function struck(fault: Fault, route = INFO): void {
    prod.faults.arm({ route, fault });
  }

  it('strike as often as told, after letting as many pass as told, on the route told', async () => {
    const fault = prod.faults.arm({
      route: '* /v1/users/*',
      fault: { kind: 'status', status: 500 },
      times: 2,
      skip: 1,
    });
    expect((await call('GET /v1/registries/metadata')).status).toBe(200);
    const statuses = [];
    for (let round = 0; round < 4; round += 1) statuses.push((await call(INFO)).status);
    expect(statuses).toEqual([200, 500, 500, 200]);
    expect(fault.hits).toBe(2);
    expect(prod.requests.filter((request) => request.fault === 'status')).toHaveLength(2);
    prod.faults.arm({ route: INFO, fault: { kind: 'status', status: 503 }, times: Number.POSITIVE_INFINITY }).disarm();
    expect((await call(INFO)).status).toBe(200);
  });

  it('answer with any status and body, empty ones and ones that are not JSON included', async () => {
    struck({ kind: 'status', status: 423 });
    expect(await call(INFO)).toMatchObject({ status: 423, text: '' });
    struck({ kind: 'status', status: 403, body: 'Forbidden', contentType: 'text/plain' });
    expect(await call(INFO, { breaksSpecification: true })).toMatchObject({ status: 403, text: 'Forbidden' });
  });

  it('answer with a sign-in page, a redirect, or a rate limit that tells when to come back', async () => {
    struck({ kind: 'login-page' });
    const page = await call(INFO, { breaksSpecification: true });
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toContain('text/html');
    struck({ kind: 'redirect', location: 'https://elsewhere.example.com/login' });
    const redirect = await call(INFO, { breaksSpecification: true });
    expect([redirect.status, redirect.headers.get('location')]).toEqual([302, 'https://elsewhere.example.com/login']);
    struck({ kind: 'too-many-requests', retryAfterSeconds: 7 });
    const limited = await call(INFO);
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
  });

  it('spoil bodies: empty, truncated, rewritten, compressed, slow', async () => {
    const { text } = await call(INFO);
    struck({ kind: 'empty-body' });
    expect(await call(INFO, { breaksSpecification: true })).toMatchObject({ status: 200, text: '' });
    struck({ kind: 'truncated-body' });
    expect((await call(INFO, { breaksSpecification: true })).json).toBeNull();
    struck({ kind: 'rewrite', rewrite: (original) => original.replace('acme', 'other') });
    expect((await call(INFO)).json.orgName).toBe('other');
    struck({ kind: 'gzip' });
    const compressed = await call(INFO);
    expect(compressed.headers.get('content-encoding')).toBe('gzip');
    expect(compressed.text).toBe(text);
    struck({ kind: 'slow-drip', bytes: 20, milliseconds: 1 });
    expect((await call(INFO)).text).toBe(text);
    struck({ kind: 'latency', milliseconds: 1 });
    expect((await call(INFO)).text).toBe(text);
  });

  it('never end a body until the client gives up', async () => {
    const endless = prod.faults.arm({ route: INFO, fault: { kind: 'endless-body' } });
    const giveUp = new AbortController();
    const answer = call(INFO, { signal: giveUp.signal });
    const refused = expect(answer).rejects.toThrow();
    await endless.struck;
    giveUp.abort();
    await refused;
    expect((await call(INFO)).status).toBe(200);
  });

  it('lose a request before it has done anything', async () => {
    struck({ kind: 'reset-before' }, IMPORT);
    await expect(call(IMPORT, { body })).rejects.toThrow();
    expect(imported()).toBe(0);
    expect(prod.requests.at(-1)).toMatchObject({ status: undefined, fault: 'reset-before' });
  });

  it.each([{ kind: 'reset-after' }, { kind: 'cut-answer' }] as const)(
    'lose the answer after it was done: $kind',
    async (fault) => {
      struck(fault, IMPORT);
      await expect(call(IMPORT, { body })).rejects.toThrow();
      expect(imported()).toBe(1);
      expect((await call(IMPORT, { body })).status).toBe(409);
    },
  );

  it('hold a request until it is released, and let the world change meanwhile', async () => {
    const held = prod.faults.arm({ route: IMPORT, fault: { kind: 'hold' } });
    const pending = call(IMPORT, { body });
    await held.struck;
    expect(imported()).toBe(0);
    held.release();
    expect((await pending).status).toBe(201);

    const route = 'POST /v1/clusterprofiles/import/validate';
    const act = (): void => prod.tenant.profiles.remove(prod.tenant.profiles.inScope({ kind: 'tenant' })[0]?.uid ?? '');
    prod.faults.arm({ route, fault: { kind: 'meanwhile', act } });
    await call(route, { body: { ...body, metadata: { ...body.metadata, name: 'other' } } });
    expect(prod.tenant.profiles.inScope({ kind: 'tenant' })).toEqual([]);
  });

  it('drop the variables of a new profile', async () => {
    const dev = caller(playground.environment('DEV'), { project: 'Default' });
    const { json: shop } = await dev(`GET /v1/clusterprofiles/${await uidOf(dev, 'shop-frontend')}/export`);
    struck({ kind: 'drop-variables' }, IMPORT);
    const { json } = await call(IMPORT, { body: shop });
    expect((await call(`GET /v1/clusterprofiles/${json.uid}/variables`)).json.variables).toEqual([]);
    const { variables } = shop.spec;
    expect((await call(`PUT /v1/clusterprofiles/${json.uid}/variables`, { body: { variables } })).status).toBe(204);
    const change = { variables: [{ name: 'shop_name', defaultValue: 'New' }] };
    expect((await call(`PATCH /v1/clusterprofiles/${json.uid}/variables`, { body: change })).status).toBe(204);
    const names = { variables: ['banner'] };
    expect((await call(`DELETE /v1/clusterprofiles/${json.uid}/variables`, { body: names })).status).toBe(204);
    const { json: read } = await call(`GET /v1/clusterprofiles/${json.uid}/variables`);
    expect(read.variables).toHaveLength(5);
    expect(read.variables[0]).toMatchObject({ name: 'shop_name', defaultValue: 'New' });
  });

  it('lose connections at random, the same ones for the same seed', async () => {
    async function outcomes(seed: number): Promise<string> {
      prod.faults.clear();
      prod.faults.loseAtRandom({ seed, before: 0.25, after: 0.5, routes: [INFO] });
      const results: string[] = [];
      for (let round = 0; round < 40; round += 1) {
        await call(INFO).catch(() => undefined);
        results.push(prod.requests.at(-1)?.fault ?? 'served');
      }
      return results.join(' ');
    }
    const first = await outcomes(7);
    expect(await outcomes(7)).toBe(first);
    expect(await outcomes(8)).not.toBe(first);
    for (const kind of ['reset-before', 'reset-after', 'served']) expect(first).toContain(kind);
    prod.faults.clear();
    expect((await call(INFO)).status).toBe(200);
  });
});
