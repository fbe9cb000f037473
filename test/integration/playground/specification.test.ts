import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Playground, startPlayground } from '../../../electron/playground/playground.ts';
import { type Call, caller, uidOf } from './caller.ts';
import { ABSENT, hasSpecification, loadSpecification } from './specification.ts';

describe.skipIf(!hasSpecification)(
  `the checker of the API definition${hasSpecification ? '' : ` (skipped: ${ABSENT})`}`,
  () => {
    const specification = loadSpecification();

    it('accepts what the definition allows', () => {
      expect(
        specification.requestErrors({
          method: 'POST',
          path: '/v1/dashboard/clusterprofiles?limit=50',
          body: { filter: { profileName: { contains: 'edge', eq: null } } },
        }),
      ).toEqual([]);
      expect(specification.requestErrors({ method: 'GET', path: '/v1/clusterprofiles/macros' })).toEqual([]);
      expect(specification.requestErrors({ method: 'GET', path: '/v1/health/ping' })).toEqual([]);
    });

    it.each([
      ['an unknown path', { method: 'GET', path: '/v1/nothing' }],
      ['an unknown query', { method: 'GET', path: '/v1/users/info?all=true' }],
      ['a page beyond the limit', { method: 'POST', path: '/v1/dashboard/clusterprofiles?limit=51', body: {} }],
      ['a word that is no choice', { method: 'GET', path: '/v1/clusterprofiles/x/export?format=xml' }],
      ['a member that is not declared', { method: 'POST', path: '/v1/clusterprofiles/import', body: { meta: {} } }],
      [
        'a member of the wrong type',
        { method: 'POST', path: '/v1/clusterprofiles/import', body: { spec: { version: 1 } } },
      ],
      ['a body where none belongs', { method: 'GET', path: '/v1/users/info', body: {} }],
    ])('refuses %s', (_what, request) => {
      expect(specification.requestErrors(request)).not.toEqual([]);
    });

    it('refuses answers of the wrong shape or status', () => {
      const request = { method: 'GET', path: '/v1/users/info' };
      expect(specification.answerErrors(request, { status: 200, body: { tenant: 'x' } })).not.toEqual([]);
      expect(specification.answerErrors(request, { status: 201, body: {} })).not.toEqual([]);
      expect(specification.answerErrors(request, { status: 403, body: { text: 'no' } })).not.toEqual([]);
      expect(
        specification.answerErrors(request, { status: 200, body: { orgName: 'a', tenantUid: 'b', userUid: 'c' } }),
      ).toEqual([]);
    });
  },
);

/*
 * The caller checks every request and answer; this walk makes sure that every route has been answered at least once.
 */
describe(`every answer fits the API definition${hasSpecification ? '' : ` (shape not checked: ${ABSENT})`}`, () => {
  let playground: Playground;
  let dev: Call;
  let tenant: Call;

  beforeAll(async () => {
    playground = await startPlayground({ rateLimits: false });
    dev = caller(playground.environment('DEV'), { project: 'Default' });
    tenant = caller(playground.environment('DEV'));
  });
  afterAll(() => playground.close());

  it('for people, roles and keys', async () => {
    const { json: info } = await tenant('GET /v1/users/info');
    const { json: roles } = await tenant(`GET /v1/users/${info.userUid}/roles`);
    const { json: role } = await tenant(`GET /v1/roles/${roles.roles[0]?.uid}`);
    expect(role.spec.permissions).toContain('clusterProfile.create');
    expect((await tenant(`GET /v1/users/${info.userUid}/projects`)).json).toEqual({ projects: [] });
    const { json: keys } = await tenant('GET /v1/apiKeys');
    expect(JSON.stringify(keys)).not.toContain(playground.environment('DEV').apiKeys.viewer);
    await tenant('GET /v1/permissions?scope=tenant');
    await tenant('GET /v1/health/ping');
    await tenant('GET /v1/system/ratelimit');
  });

  it('for projects', async () => {
    const { json } = await tenant('GET /v1/dashboard/projects/metadata');
    expect(json.items).toHaveLength(3);
    await tenant('GET /v1/dashboard/projects/metadata?name=payments');
    await tenant('POST /v1/dashboard/projects', { body: { sort: [{ field: 'name', order: 'desc' }] } });
    await tenant(`GET /v1/projects/${json.items[0]?.metadata.uid}`);
    const refused = await tenant('GET /v1/projects');
    expect(refused.status).toBe(405);
    expect(refused.json.message).toBe('method GET is not allowed, but [POST] are');
  });

  it('for every seeded profile', async () => {
    const { json } = await dev('GET /v1/dashboard/clusterprofiles/metadata');
    expect(json.items.length).toBeGreaterThan(20);
    for (const item of json.items) {
      const { uid } = item.metadata;
      await dev(`GET /v1/dashboard/clusterprofiles/${uid}`);
      await dev(`GET /v1/clusterprofiles/${uid}?includePackMeta=schema,presets&includePackAnnotations=true`);
      await dev(`GET /v1/clusterprofiles/${uid}/packs?includePackMeta=schema`);
      await dev(`GET /v1/clusterprofiles/${uid}/packs/manifests`);
      await dev(`GET /v1/clusterprofiles/${uid}/variables`);
      const exported = await dev(`GET /v1/clusterprofiles/${uid}/export?format=json`);
      const shape = loadSpecification().requestErrors({
        method: 'POST',
        path: '/v1/clusterprofiles/import',
        body: exported.json,
      });
      expect(shape, item.metadata.name).toEqual([]);
    }
    const manifests = await uidOf(dev, 'cluster-policies');
    const { json: contents } = await dev(`GET /v1/clusterprofiles/${manifests}/packs/cluster-policies/manifests`);
    expect(contents.items).toHaveLength(2);
  });

  it('for registries and packs', async () => {
    const { json: registries } = await dev('GET /v1/registries/metadata?scope=all');
    for (const { uid, kind, name } of registries.items) {
      if (kind !== 'oci') await dev(`GET /v1/registries/${kind}/${uid}/sync/status`);
      else await dev(`GET /v1/registries/oci/${uid}/${name === 'acme-platform' ? 'ecr' : 'basic'}/sync/status`);
    }
    await dev('GET /v1/registries/oci/summary');
    await dev('GET /v1/registries/helm/summary');
    await dev('GET /v1/registries/pack/summary');
    const { json: search } = await dev('POST /v1/packs/search', { body: { filter: { layer: ['cni'] } } });
    expect(search.items.map((item) => item.spec.name)).toEqual(['cni-calico', 'cni-cilium-oss']);
    const { json: found } = await dev('GET /v1/packs?filters=metadata.name=nginxANDspec.version=1.11.3');
    expect(found.items).toHaveLength(1);
    await dev(`GET /v1/packs/${found.items[0]?.metadata.uid}`);
    await dev(`GET /v1/packs/nginx/registries/${found.items[0]?.spec.registryUid}?states=deprecated,disabled`);
  });
});
