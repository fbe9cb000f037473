import { FormData } from 'undici';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  type Playground,
  type PlaygroundEnvironment,
  startPlayground,
} from '../../../electron/playground/playground.ts';
import { type AnswerBody, type Call, caller, uidOf } from './caller.ts';

const MASK = '********';

describe('export and import', () => {
  let playground: Playground;
  let prod: PlaygroundEnvironment;
  let from: Call;
  let to: Call;

  beforeEach(async () => {
    playground = await startPlayground({ rateLimits: false });
    prod = playground.environment('PROD');
    from = caller(playground.environment('DEV'), { project: 'Default' });
    to = caller(prod, { project: 'payments' });
  });
  afterEach(() => playground.close());

  async function exported(name: string, version?: string, call = from): Promise<AnswerBody> {
    return (await call(`GET /v1/clusterprofiles/${await uidOf(call, name, version)}/export`)).json;
  }

  function comparable(document: AnswerBody): unknown {
    const packs = document.spec.template.packs.map(({ registry: _registry, ...pack }) => pack);
    return { ...document, spec: { ...document.spec, template: { ...document.spec.template, packs } } };
  }

  it.each(['edge-base', 'observability', 'hello-twice', 'platform-everything'])(
    'carry %s over unchanged',
    async (name) => {
      const document = await exported(name);
      const { status, json, headers } = await to('POST /v1/clusterprofiles/import?publish=true', { body: document });
      expect(status).toBe(201);
      expect(headers.get('AuditUid')).toMatch(/^[0-9a-f]{24}$/);
      const back = await exported(name, document.spec.version, to);
      expect(comparable(back)).toEqual(comparable(document));
      expect((await to(`GET /v1/clusterprofiles/${json.uid}`)).json.status.isPublished).toBe(true);
    },
  );

  it('keep every version apart and leave a draft unless told to publish', async () => {
    for (const version of ['1.0.0', '1.1.0', '1.2.0']) {
      const body = await exported('edge-base', version);
      const { json } = await to('POST /v1/clusterprofiles/import', { body });
      expect((await to(`GET /v1/clusterprofiles/${json.uid}`)).json.status.isPublished).toBe(false);
      expect((await to(`PATCH /v1/clusterprofiles/${json.uid}/publish`)).status).toBe(204);
      expect((await to(`GET /v1/clusterprofiles/${json.uid}`)).json.status.isPublished).toBe(true);
    }
    const { json } = await to('POST /v1/dashboard/clusterprofiles', {
      body: { filter: { profileName: { eq: 'edge-base' } } },
    });
    expect(json.items[0]?.specSummary.versions).toHaveLength(3);
  });

  it('send the document as a file of its own name', async () => {
    const uid = await uidOf(from, 'edge-base');
    const { headers } = await from(`GET /v1/clusterprofiles/${uid}/export`);
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toContain('edge-base.json');
    const yaml = await from(`GET /v1/clusterprofiles/${uid}/export?format=yaml`);
    expect(parse(yaml.text)).toEqual(await exported('edge-base'));
    const terraform = await from(`GET /v1/clusterprofiles/${uid}/export/terraform`);
    expect(terraform.text).toContain('resource "spectrocloud_cluster_profile"');
  });

  it('mask secrets by the schema of the pack and touch nothing else', async () => {
    const document = await exported('payments-stack');
    const texts = document.spec.template.packs.map((pack) => pack.values);
    expect(texts).toHaveLength(8);
    const counts = texts.map((text) => text.split(`'${MASK}'`).length - 1);
    expect(counts.filter((count) => count > 0).toSorted()).toEqual([1, 1, 2]);
    expect(JSON.stringify(document)).not.toContain('BEGIN');

    const stored = playground.environment('DEV').tenant.profiles.get(await uidOf(from, 'payments-stack'));
    const vault = stored?.published?.packs.find((pack) => pack.name === 'vault')?.values ?? '';
    const shown = document.spec.template.packs.find((pack) => pack.name === 'vault')?.values ?? '';
    expect(vault).toContain('-----BEGIN');
    const lines = new Set(vault.split('\n'));
    expect(shown.split('\n').filter((line) => !lines.has(line))).toEqual([
      `      token: '${MASK}'`,
      `        key: '${MASK}'`,
    ]);
    expect(shown).toContain('        secretName: vault-tls');
    const read = await from(`GET /v1/clusterprofiles/${await uidOf(from, 'payments-stack')}?includePackMeta=schema`);
    const pack = read.json.spec.published?.packs.find(({ name }) => name === 'vault');
    expect(pack?.values).toBe(shown);
    expect(pack?.schema.map(({ name }) => name)).toEqual(['charts.vault.unseal.token', 'charts.vault.unseal.tls.key']);
  });

  it('mask sensitive variables wherever they are read', async () => {
    const document = await exported('shop-frontend');
    const byName = Object.fromEntries(
      document.spec.variables.map((variable) => [variable.name, variable.defaultValue]),
    );
    expect(byName).toMatchObject({ shop_name: 'Corner shop', api_token: MASK });
    const uid = await uidOf(from, 'shop-frontend');
    const { json } = await from(`GET /v1/clusterprofiles/${uid}/variables`);
    expect(json.variables.find(({ name }) => name === 'api_token')?.defaultValue).toBe(MASK);
  });

  it('store a mask as it is: nobody can tell it from a value', async () => {
    const body = await exported('shop-frontend');
    const { json } = await to('POST /v1/clusterprofiles/import', { body });
    const variables = prod.tenant.profiles.get(json.uid)?.variables;
    expect(variables?.find(({ name }) => name === 'api_token')?.defaultValue).toBe(MASK);
  });

  it('name the registries that hold the exact version of each pack', async () => {
    const body = await exported('payments-stack');
    const renamed = { ...body, metadata: { ...body.metadata, name: 'payments-stack-2' } };
    const { json, status } = await to('POST /v1/clusterprofiles/import/validate', { body: renamed });
    expect(status).toBe(200);
    const offers = json.spec.template.packs.map(({ name, registry }) => [
      name,
      registry.matchingRegistries?.map((offer) => offer.name),
    ]);
    expect(Object.fromEntries(offers)).toEqual({
      'cert-manager': ['Public Repo'],
      nginx: ['Public Repo'],
      istio: ['Public Repo'],
      vault: ['Palette Registry', 'acme-mirror'],
      'external-secrets': ['Palette Registry', 'acme-mirror'],
      'prometheus-operator': ['Public Repo'],
      'argo-cd': ['Palette Registry', 'acme-mirror'],
      'payments-config': undefined,
    });
    expect(json.spec.template.packs[0]?.registry.metadata.uid).toBe(body.spec.template.packs[0]?.registry.metadata.uid);
  });

  it('refuse names and versions that are taken, in this scope only', async () => {
    const body = await exported('web-platform');
    for (const route of ['POST /v1/clusterprofiles/import', 'POST /v1/clusterprofiles/import/validate']) {
      expect((await to(route, { body })).json.code).toBe('ClusterProfileAlreadyExists');
    }
    const taken = await to('GET /v1/clusterprofiles/validate/name?name=web-platform&version=1.0.0');
    expect(taken.status).toBe(409);
    expect((await to('GET /v1/clusterprofiles/validate/name?name=web-platform&version=1.0.1')).status).toBe(204);
    const elsewhere = caller(prod, { project: 'platform' });
    expect((await elsewhere('POST /v1/clusterprofiles/import', { body })).status).toBe(201);
    expect((await caller(prod)('POST /v1/clusterprofiles/import', { body })).status).toBe(201);
  });

  it.each([
    ['legacy-mesh', 404, 'PackNotFound', 'istio'],
    ['ingress-edge', 422, 'MacrosNotFound', 'ingress_domain'],
    ['cluster-policies', 422, 'MacrosNotFound', 'image_mirror'],
    ['legacy-dashboard', 400, 'PackDisabled', 'nginx'],
    ['aws-base', 404, 'PackNotFound', 'ubuntu-aws'],
  ])('refuse %s as a whole', async (name, status, code, subject) => {
    const before = (await to('GET /v1/dashboard/clusterprofiles/metadata')).json.items.length;
    const answer = await to('POST /v1/clusterprofiles/import?publish=true', { body: await exported(name) });
    expect(answer.status).toBe(status);
    expect(answer.json.code).toBe(code);
    expect(answer.json.message).toContain(subject);
    expect((await to('GET /v1/dashboard/clusterprofiles/metadata')).json.items).toHaveLength(before);
  });

  it('take a pack from a registry of another kind only with the type that belongs to it', async () => {
    const body = await exported('aws-base');
    const { json } = await to('POST /v1/clusterprofiles/import/validate', { body });
    for (const [index, pack] of body.spec.template.packs.entries()) {
      const [offer] = json.spec.template.packs[index]?.registry.matchingRegistries ?? [];
      pack.registry = { metadata: { ...offer } };
    }
    const refused = await to('POST /v1/clusterprofiles/import', { body });
    expect(refused.json.message).toBe("PackType 'spectro' is not matching with registry type 'oci'");
    for (const pack of body.spec.template.packs) pack.type = 'oci';
    expect((await to('POST /v1/clusterprofiles/import', { body })).status).toBe(201);
  });

  it('refuse undefined variables, bad versions, repeated packs, repeated keys and missing parameters', async () => {
    const attempt = async (change: (document: AnswerBody) => void): Promise<string> => {
      const body = await exported('shop-frontend');
      change(body);
      return (await to('POST /v1/clusterprofiles/import', { body })).json.message;
    };
    expect(await attempt((document) => document.spec.variables.splice(3, 1))).toContain(
      'undefined variables: replicas',
    );
    for (const version of ['v1.2', '2.2.2.develop', '1.2']) {
      const message = await attempt((document) => {
        document.spec.version = version;
      });
      expect(message).toContain(`'${version}' is not a valid semantic version`);
    }
    const twice = (document: AnswerBody): void => {
      const [pack] = document.spec.template.packs;
      if (pack !== undefined) document.spec.template.packs.push({ ...pack, values: '' });
    };
    expect(await attempt(twice)).toContain('more than once');
    expect(
      await attempt(({ spec }) => {
        for (const pack of spec.template.packs) pack.values += '\npack: {}\n';
      }),
    ).toContain('same key twice');
    const external = await exported('ingress-edge');
    external.spec.template.packs.splice(0, 1);
    for (const pack of external.spec.template.packs) pack.values = pack.values.replace('provider: aws', '');
    const refused = await to('POST /v1/clusterprofiles/import', { body: external });
    expect(refused.json.message).toBe('Parameter charts.external-dns.provider value is required');
  });

  it('take the defaults of the pack for empty values and forget members they do not know', async () => {
    const body = await exported('web-platform');
    body.metadata.name = 'web-defaults';
    for (const pack of body.spec.template.packs) pack.values = '';
    const raw = JSON.stringify({ ...body, extra: true });
    const { json } = await to('POST /v1/clusterprofiles/import', { rawBody: raw, breaksSpecification: true });
    const stored = prod.tenant.profiles.get(json.uid);
    expect(stored?.published ?? stored?.draft).toMatchObject({
      packs: [{ values: expect.stringContaining('charts:') }, {}],
    });
  });

  it('read a file in JSON and in YAML', async () => {
    const uid = await uidOf(from, 'edge-base', '1.0.0');
    for (const [format, version] of [
      ['json', '7.0.0'],
      ['yaml', '7.0.1'],
    ] as const) {
      const { text } = await from(`GET /v1/clusterprofiles/${uid}/export?format=${format}`);
      const form = new FormData();
      form.set('importFile', new File([text.replace('1.0.0', version)], `profile.${format}`));
      const route = `POST /v1/clusterprofiles/import/file?publish=true&format=${format}`;
      expect((await to(route, { rawBody: form })).status).toBe(201);
      expect(await uidOf(to, 'edge-base', version)).toMatch(/^[0-9a-f]{24}$/);
    }
  });

  it('delete one version, and none that a cluster uses', async () => {
    const uid = await uidOf(to, 'web-platform');
    expect((await to(`DELETE /v1/clusterprofiles/${uid}`)).status).toBe(204);
    expect((await to(`GET /v1/clusterprofiles/${uid}`)).status).toBe(404);
    const used = await uidOf(to, 'payments-stack');
    expect((await to(`DELETE /v1/clusterprofiles/${used}`)).json.message).toContain('payments-eu-1');
    const { json } = await to('POST /v1/clusterprofiles/import', { body: await exported('edge-base') });
    const bulk = await to('DELETE /v1/clusterprofiles/bulk', { body: { uids: [json.uid, used] } });
    expect(bulk.json).toMatchObject({ deletedCount: 1, isSucceeded: false, failures: [{ uid: used }] });
  });
});
