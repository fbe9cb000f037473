import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Playground,
  type PlaygroundEnvironment,
  startPlayground,
} from '../../../electron/playground/playground.ts';
import { type Call, caller, uidOf } from './caller.ts';

describe('keys, roles and scopes', () => {
  let playground: Playground;
  let dev: PlaygroundEnvironment;
  let admin: Call;
  let now = new Date('2026-06-01T10:00:00Z');

  beforeAll(async () => {
    playground = await startPlayground({ rateLimits: false, clock: () => now });
    dev = playground.environment('DEV');
    admin = caller(dev, { project: 'payments' });
  });
  afterAll(() => playground.close());

  it('refuse keys that are unknown, expired, revoked or of another tenant', async () => {
    const keys = ['nonsense', dev.apiKeys.expired, dev.apiKeys.revoked, playground.environment('PROD').apiKeys.admin];
    for (const key of keys) {
      const answer = await caller(dev, { key })('GET /v1/users/info');
      expect(answer.status).toBe(401);
      expect(answer.text).not.toContain(key);
    }
  });

  it('may tell the key itself in the message, when switched', async () => {
    dev.switches.unknownKeyAnswer = 'not-found-with-key';
    const answer = await caller(dev, { key: 'lost-and-found' })('GET /v1/users/info');
    expect(answer.status).toBe(404);
    expect(answer.json).toMatchObject({ code: 'ResourceNotFound', message: expect.stringContaining('lost-and-found') });
    dev.switches.unknownKeyAnswer = 'unauthorized';
  });

  it('open sessions of fifteen minutes', async () => {
    const body = { emailId: 'ada@acme-dev.example.com', password: dev.apiKeys.admin, org: 'acme-dev' };
    const { json } = await admin('POST /v1/auth/authenticate', { body });
    const withToken = caller(dev, { key: null });
    const headers = { Authorization: json.Authorization };
    expect((await withToken('GET /v1/users/info', { headers })).status).toBe(200);
    expect((await withToken('GET /v1/users/info')).status).toBe(401);
    now = new Date(now.getTime() + 15 * 60 * 1000);
    expect((await withToken('GET /v1/users/info', { headers })).status).toBe(401);
    expect((await admin('POST /v1/auth/authenticate', { body: { ...body, password: 'wrong' } })).status).toBe(401);
  });

  it('know no project that does not exist', async () => {
    const headers = { ProjectUid: '0123456789abcdef01234567' };
    const call = caller(dev);
    expect((await call('GET /v1/dashboard/clusterprofiles/metadata', { headers })).status).toBe(404);
    dev.switches.unknownProjectAnswer = 403;
    expect((await call('GET /v1/dashboard/clusterprofiles/metadata', { headers })).status).toBe(403);
    dev.switches.unknownProjectAnswer = 404;
  });

  it('take the project from the query as well', async () => {
    const query = `?ProjectUid=${dev.projectUid('edge-lab')}`;
    const call = caller(dev);
    const { json } = await call(`GET /v1/dashboard/clusterprofiles/metadata${query}`, { breaksSpecification: true });
    expect(json.items.map((item) => item.metadata.name)).toContain('edge-lab-base');
  });

  it('keep a project administrator inside the project', async () => {
    const key = dev.apiKeys.projectAdmin;
    const inside = caller(dev, { key, project: 'payments' });
    expect((await inside('POST /v1/dashboard/clusterprofiles', { body: {} })).status).toBe(200);
    expect((await inside('GET /v1/registries/metadata')).status).toBe(200);
    const projects = await inside('GET /v1/dashboard/projects/metadata');
    expect(projects.json.items.map((item) => item.metadata.name)).toEqual(['payments']);
    const tenantWide = await caller(dev, { key })('POST /v1/dashboard/clusterprofiles', { body: {} });
    expect(tenantWide.status).toBe(403);
    expect(tenantWide.json.code).toBe('OperationForbidden');
    expect((await caller(dev, { key, project: 'edge-lab' })('GET /v1/users/info')).status).toBe(403);
    const { json: info } = await inside('GET /v1/users/info');
    expect((await inside(`GET /v1/users/${info.userUid}/roles`)).status).toBe(403);
    expect((await inside(`GET /v1/tenants/${dev.tenantUid}/macros`)).json.details).toEqual({
      permission: 'macro.list',
    });
  });

  it.each([
    ['viewer', 'clusterProfile.create'],
    ['editor', 'clusterProfile.create'],
    ['creator', 'clusterProfile.publish'],
    ['noMacros', undefined],
  ] as const)('let the %s import what the role permits', async (holder, missing) => {
    const uid = await uidOf(admin, 'payments-gateway');
    const { json: body } = await admin(`GET /v1/clusterprofiles/${uid}/export`);
    body.metadata.name = `gateway-of-${holder}`;
    const call = caller(dev, { key: dev.apiKeys[holder], project: 'payments' });
    const answer = await call('POST /v1/clusterprofiles/import?publish=true', { body });
    expect(answer.status).toBe(missing === undefined ? 201 : 403);
    if (missing !== undefined) expect(answer.json.details).toEqual({ permission: missing });
  });

  it('let the editor change and publish, and the viewer neither', async () => {
    const uid = await uidOf(admin, 'payments-gateway');
    const as = (holder: 'editor' | 'viewer'): Call => caller(dev, { key: dev.apiKeys[holder], project: 'payments' });
    const body = { metadata: { annotations: { description: 'changed' }, labels: { a: 'b' } } };
    expect((await as('editor')(`PATCH /v1/clusterprofiles/${uid}/metadata`, { body })).status).toBe(204);
    expect((await as('editor')(`PATCH /v1/clusterprofiles/${uid}/publish`)).status).toBe(204);
    expect((await as('viewer')(`PATCH /v1/clusterprofiles/${uid}/metadata`, { body })).status).toBe(403);
    expect((await as('editor')(`DELETE /v1/clusterprofiles/${uid}`)).json.details).toEqual({
      permission: 'clusterProfile.delete',
    });
  });

  it('hide macros from those who may not read them, which is not the same as having none', async () => {
    const call = caller(dev, { key: dev.apiKeys.noMacros, project: 'Default' });
    expect((await call('GET /v1/clusterprofiles/macros')).status).toBe(403);
    expect((await call(`GET /v1/projects/${dev.projectUid('Default')}/macros`)).status).toBe(403);
  });

  it('expire keys while they are in use', async () => {
    now = new Date(now.getTime() + 366 * 24 * 60 * 60 * 1000);
    expect((await admin('GET /v1/users/info')).json.code).toBe('ApiKeyExpired');
  });
});
