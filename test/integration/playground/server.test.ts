import { X509Certificate } from 'node:crypto';
import { fetch } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Playground,
  type PlaygroundEnvironment,
  startPlayground,
} from '../../../electron/playground/playground.ts';
import { caller } from './caller.ts';

describe('the playground as a server', () => {
  let playground: Playground;
  let dev: PlaygroundEnvironment;
  let now = new Date('2026-06-01T10:00:00Z');

  beforeAll(async () => {
    playground = await startPlayground({ profiles: 120, clock: () => now });
    dev = playground.environment('DEV');
  });
  afterAll(() => playground.close());

  it('shows a certificate that only its own authority vouches for', async () => {
    await expect(fetch(`${dev.url}/v1/health/ping`)).rejects.toThrow();
    const prod = playground.environment('PROD');
    await expect(caller({ ...dev, caPem: prod.caPem })('GET /v1/health/ping')).rejects.toThrow();
    expect((await caller(dev)('GET /v1/health/ping')).status).toBe(200);
    expect(new X509Certificate(dev.caPem).ca).toBe(true);
  });

  it('can be reached by address and by name', async () => {
    const byName = { ...dev, url: dev.url.replace('127.0.0.1', 'localhost') };
    expect((await caller(byName)('GET /v1/health/ping')).status).toBe(200);
  });

  it('has the same identifiers in every run and fresh keys in each', async () => {
    const again = await startPlayground();
    expect(again.environment('DEV').projects).toEqual(dev.projects);
    expect(again.environment('DEV').tenantUid).toMatch(/^[0-9a-f]{24}$/);
    expect(again.environment('DEV').apiKeys.admin).not.toBe(dev.apiKeys.admin);
    await again.close();
  });

  it('records requests without the values of their headers', async () => {
    dev.clearRequests();
    await caller(dev, { project: 'payments' })('GET /v1/users/info');
    const [request] = dev.requests;
    expect(request).toMatchObject({
      method: 'GET',
      path: '/v1/users/info',
      projectUid: dev.projectUid('payments'),
      status: 200,
    });
    expect(request?.headerNames).toContain('apikey');
    expect(JSON.stringify(request)).not.toContain(dev.apiKeys.admin);
    expect(request?.raw().headers.apikey).toBe(dev.apiKeys.admin);
  });

  it('limits requests per prefix: fifty at once, ten more each second', async () => {
    const call = caller(dev);
    const burst = await Promise.all(Array.from({ length: 55 }, () => call('GET /v1/registries/metadata')));
    expect(burst.filter((answer) => answer.status === 200)).toHaveLength(50);
    const refused = burst.find((answer) => answer.status === 429);
    expect(refused?.json).toMatchObject({
      code: 'TooManyRequests',
      message: 'Too Many Requests, [GET] /v1/registries/metadata',
    });
    expect((await call('GET /v1/dashboard/projects/metadata')).status).toBe(200);

    now = new Date(now.getTime() + 1000);
    const later = await Promise.all(Array.from({ length: 12 }, () => call('GET /v1/registries/metadata')));
    expect(later.filter((answer) => answer.status === 200)).toHaveLength(10);

    dev.limitRates(false);
    expect((await call('GET /v1/registries/metadata')).status).toBe(200);
    dev.limitRates(true);
  });

  it('allows five times as much below /v1/clusterprofiles', async () => {
    const call = caller(dev);
    const burst = await Promise.all(Array.from({ length: 255 }, () => call('GET /v1/clusterprofiles/macros')));
    expect(burst.filter((answer) => answer.status === 200)).toHaveLength(250);
  });

  it('pages through a filled tenant with opaque tokens', async () => {
    dev.limitRates(false);
    const call = caller(dev, { project: 'Default' });
    const names: string[] = [];
    const sizes: number[] = [];
    let token = '';
    do {
      const query = token === '' ? '' : `?continue=${encodeURIComponent(token)}`;
      const { json } = await call(`POST /v1/dashboard/clusterprofiles${query}`, {
        body: { sort: [{ field: 'profileName', order: 'asc' }] },
      });
      names.push(...json.items.map((item) => item.metadata.name));
      sizes.push(json.items.length);
      token = json.listmeta.continue;
      expect(json.listmeta).toMatchObject({ limit: 50, offset: names.length - json.items.length });
    } while (token !== '');
    expect(sizes.slice(0, 2)).toEqual([50, 50]);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(130);
    expect(names).toContain('billing-0001');

    const offset = await call('POST /v1/dashboard/clusterprofiles?limit=2&offset=1', {
      body: { sort: [{ field: 'profileName', order: 'asc' }] },
    });
    expect(offset.json.items.map((item) => item.metadata.name)).toEqual(names.slice(1, 3));
    const broken = await call('POST /v1/dashboard/clusterprofiles?continue=nonsense', { body: {} });
    expect(broken.status).toBe(400);
  });
});
