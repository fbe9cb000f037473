import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Playground,
  type PlaygroundEnvironment,
  startPlayground,
} from '../../../electron/playground/playground.ts';
import { type Call, caller, uidOf } from './caller.ts';

describe('macros', () => {
  let playground: Playground;
  let prod: PlaygroundEnvironment;
  let call: Call;

  beforeAll(async () => {
    playground = await startPlayground({ rateLimits: false });
    prod = playground.environment('PROD');
    call = caller(prod);
  });
  afterAll(() => playground.close());

  async function names(route: string, from = call): Promise<string[]> {
    return (await from(`GET ${route}`)).json.macros.map((macro) => macro.name);
  }

  it.each(['project', 'tenant', 'system'])('of the %s are added, changed, removed and replaced', async (scope) => {
    const paths: Record<string, string> = {
      project: `/v1/projects/${prod.projectUid('platform')}/macros`,
      tenant: `/v1/tenants/${prod.tenantUid}/macros`,
      system: '/v1/users/system/macros',
    };
    const path = paths[scope] ?? '';
    const before = await names(path);
    const added = { macros: [{ name: 'region', value: 'eu' }] };
    expect((await call(`POST ${path}`, { body: added })).status).toBe(204);
    expect(await names(path)).toEqual([...before, 'region']);
    expect((await call(`POST ${path}`, { body: added })).json.code).toBe('MacroAlreadyExists');
    expect((await call(`PATCH ${path}`, { body: { macros: [{ name: 'region', value: 'us' }] } })).status).toBe(204);
    expect((await call(`GET ${path}`)).json.macros.at(-1)).toEqual({ name: 'region', value: 'us' });
    expect((await call(`PATCH ${path}`, { body: { macros: [{ name: 'none', value: '' }] } })).status).toBe(404);
    expect((await call(`DELETE ${path}`, { body: added })).status).toBe(204);
    expect(await names(path)).toEqual(before);
    expect((await call(`PUT ${path}`, { body: added })).status).toBe(204);
    expect(await names(path)).toEqual(['region']);
  });

  it('are seen from a project in the order project, tenant, system', async () => {
    const project = caller(prod, { project: 'payments' });
    const path = `/v1/projects/${prod.projectUid('payments')}/macros`;
    await project(`POST ${path}`, { body: { macros: [{ name: 'region', value: 'own' }] } });
    const { json } = await project('GET /v1/clusterprofiles/macros');
    expect(json.macros.filter((macro) => macro.name === 'region')).toEqual([{ name: 'region', value: 'own' }]);
    expect(await names('/v1/clusterprofiles/macros')).not.toContain('gateway_host');
  });

  it('satisfy an import as soon as they exist where the profile can see them', async () => {
    const dev = caller(playground.environment('DEV'), { project: 'Default' });
    const { json: body } = await dev(`GET /v1/clusterprofiles/${await uidOf(dev, 'ingress-edge')}/export`);
    const project = caller(prod, { project: 'payments' });
    expect((await project('POST /v1/clusterprofiles/import', { body })).status).toBe(422);
    const macros = { macros: [{ name: 'ingress_domain', value: 'pay.example.com' }] };
    await project(`POST /v1/projects/${prod.projectUid('payments')}/macros`, { body: macros });
    expect((await project('POST /v1/clusterprofiles/import', { body })).status).toBe(201);
    expect((await call('POST /v1/clusterprofiles/import', { body })).status).toBe(422);
  });

  it('know no tenant and no project that does not exist', async () => {
    expect((await call('GET /v1/tenants/0123456789abcdef01234567/macros')).status).toBe(404);
    expect((await call('GET /v1/projects/0123456789abcdef01234567/macros')).status).toBe(404);
    expect((await call('POST /v1/users/system/macros', { rawBody: '{', breaksSpecification: true })).status).toBe(400);
  });
});
