import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Playground,
  type PlaygroundEnvironment,
  startPlayground,
} from '../../../electron/playground/playground.ts';
import type { Switches } from '../../../electron/playground/switches.ts';
import { type AnswerBody, type Call, caller, uidOf } from './caller.ts';

const IMPORT = 'POST /v1/clusterprofiles/import';
const VALIDATE = 'POST /v1/clusterprofiles/import/validate';

/* Behaviour that is unknown, or differs between releases; those of the lists and of keys are tested with these. */
describe('switches', () => {
  let playground: Playground;
  let dev: PlaygroundEnvironment;
  let prod: PlaygroundEnvironment;
  let from: Call;
  let to: Call;

  beforeEach(async () => {
    playground = await startPlayground({ rateLimits: false });
    dev = playground.environment('DEV');
    prod = playground.environment('PROD');
    from = caller(dev, { project: 'Default' });
    to = caller(prod, { project: 'payments' });
  });
  afterEach(() => playground.close());

  async function text(name: string): Promise<string> {
    return (await from(`GET /v1/clusterprofiles/${await uidOf(from, name)}/export`)).text;
  }

  async function exported(name: string): Promise<AnswerBody> {
    return JSON.parse(await text(name));
  }

  function set(changes: Partial<Switches>): void {
    Object.assign(dev.switches, changes);
    Object.assign(prod.switches, changes);
  }

  it('answer to a taken name with any status and code', async () => {
    set({ duplicateError: { status: 400, code: 'NameTaken' } });
    const answer = await to(IMPORT, { body: await exported('web-platform') });
    expect([answer.status, answer.json.code]).toEqual([400, 'NameTaken']);
  });

  it('leave duplicates to the import', async () => {
    set({ validateRefusesDuplicates: false });
    expect((await to(VALIDATE, { body: await exported('web-platform') })).status).toBe(200);
  });

  it('refuse a missing pack at validation', async () => {
    const body = await exported('legacy-mesh');
    expect((await to(VALIDATE, { body })).json.spec.template.packs[1]?.registry.matchingRegistries).toEqual([]);
    set({ missingPackAtValidation: 'error' });
    expect((await to(VALIDATE, { body })).json.code).toBe('PackNotFound');
  });

  it('insist on the uid of the registry, or on one that is known', async () => {
    const body = await exported('edge-base');
    set({ unknownRegistryUidResolvesByName: false });
    expect((await to(IMPORT, { body })).json.message).toContain('not found');
    for (const pack of body.spec.template.packs) delete pack.registry.metadata.uid;
    set({ registryUidRequired: true });
    expect((await to(IMPORT, { body })).json.message).toContain('has no uid');
    set({ registryUidRequired: false });
    expect((await to(IMPORT, { body })).status).toBe(201);
  });

  it('find the chosen registry in either place', async () => {
    const body = await exported('tenant-security');
    for (const [index, pack] of body.spec.template.packs.entries()) {
      const matchingRegistries = prod.tenant.catalogue.byName(index === 0 ? 'acme-mirror' : 'Public Repo');
      pack.registry.matchingRegistries = matchingRegistries.map(({ uid, name, kind }) => ({ uid, name, kind }));
    }
    const registries = async (version: string): Promise<(string | undefined)[]> => {
      body.spec.version = version;
      const { json } = await to(IMPORT, { body });
      const packs = prod.tenant.profiles.get(json.uid)?.draft?.packs ?? [];
      return packs.map((pack) => prod.tenant.catalogue.byUid(pack.registryUid)?.name);
    };
    expect(await registries('2.0.0')).toEqual(['Palette Registry', 'Public Repo']);
    set({ chosenRegistryIn: 'matching-registries' });
    expect(await registries('2.0.1')).toEqual(['acme-mirror', 'Public Repo']);
  });

  it('refuse masks', async () => {
    set({ refusesMaskedValues: true, projectNamesCollideWithTenant: false });
    expect((await to(IMPORT, { body: await exported('shop-frontend') })).json.message).toContain('masked');
    expect((await to(IMPORT, { body: await exported('platform-everything') })).json.message).toContain('masked');
  });

  it('write masks plain', async () => {
    set({ maskStyle: 'plain' });
    const values = (await exported('payments-stack')).spec.template.packs.map((pack) => pack.values).join('');
    expect(values).toContain('token: ********\n');
    expect(values).not.toContain("'********'");
  });

  it('export as older releases did', async () => {
    set({ exportLayout: 'single-line', exportsNewerFields: false });
    const line = await text('edge-base');
    expect(line).not.toContain('\n');
    const document: AnswerBody = JSON.parse(line);
    expect(Object.keys(document.spec.template.packs[0]?.registry.metadata ?? {})).toEqual([
      'uid',
      'name',
      'kind',
      'isPrivate',
    ]);
    expect(document.spec.variables).toBeUndefined();
    const { json } = await from('GET /v1/dashboard/clusterprofiles/metadata');
    const long = json.items.find((item) => item.metadata.name.startsWith('Überwachung'));
    const special = await from(`GET /v1/clusterprofiles/${long?.metadata.uid}/export`);
    expect(special.text).toContain('\\u003c\\u0026\\u003e');
    expect(special.json.metadata.description).toContain('<&>');
  });

  it('export the draft of a profile that has both', async () => {
    expect((await exported('gitops-core')).spec.template.packs).toHaveLength(1);
    set({ exportsDraftFirst: true });
    expect((await exported('gitops-core')).spec.template.packs).toHaveLength(2);
  });

  it('publish clones or not', async () => {
    const uid = await uidOf(from, 'edge-base', '1.0.0');
    for (const [clonesArePublished, version] of [
      [true, '5.0.0'],
      [false, '5.0.1'],
    ] as const) {
      set({ clonesArePublished });
      const { json } = await from(`POST /v1/clusterprofiles/${uid}/clone`, {
        body: { metadata: { name: 'copy', version } },
      });
      expect((await from(`GET /v1/clusterprofiles/${json.uid}`)).json.status.isPublished).toBe(clonesArePublished);
    }
  });

  it('limit names, compare them without case, and refuse build metadata', async () => {
    const check = async (name: string, version: string): Promise<number> => {
      const query = `name=${encodeURIComponent(name)}&version=${encodeURIComponent(version)}`;
      return (await to(`GET /v1/clusterprofiles/validate/name?${query}`)).status;
    };
    expect(await check('WEB-platform', '1.0.0')).toBe(204);
    expect(await check('web', '1.0.0+build')).toBe(204);
    set({ longestName: 10, namesAreCaseSensitive: false, acceptsBuildMetadata: false });
    expect(await check('web-platform-of-the-company', '1.0.0')).toBe(400);
    set({ longestName: 100 });
    expect(await check('WEB-platform', '1.0.0')).toBe(409);
    expect(await check('web', '1.0.0+build')).toBe(400);
    expect(await check(' web', '1.0.0')).toBe(400);
  });

  it('take names of the tenant for taken in its projects', async () => {
    const route = 'GET /v1/clusterprofiles/validate/name?name=tenant-baseline&version=1.0.0';
    expect((await to(route)).status).toBe(204);
    set({ projectNamesCollideWithTenant: true });
    expect((await to(route)).status).toBe(409);
  });

  it('accept disabled packs', async () => {
    set({ importAcceptsDisabledPacks: true });
    expect((await to(IMPORT, { body: await exported('legacy-dashboard') })).status).toBe(201);
  });

  it('notice a missing macro early or never', async () => {
    const body = await exported('ingress-edge');
    expect((await to(VALIDATE, { body })).status).toBe(200);
    set({ missingMacro: 'refuse-validate-and-import' });
    expect((await to(VALIDATE, { body })).json.code).toBe('MacrosNotFound');
    set({ missingMacro: 'accept' });
    expect((await to(IMPORT, { body })).status).toBe(201);
  });

  it('refuse large bodies', async () => {
    const body = await exported('edge-base');
    set({ bodyLimit: 1000 });
    expect((await to(IMPORT, { body })).status).toBe(413);
  });

  it('expect the type that charts from an OCI registry have', async () => {
    const registry = prod.tenant.catalogue.byName('Bitnami')[0];
    Object.assign(registry ?? {}, { kind: 'oci' });
    const body = await exported('data-services');
    body.spec.template.packs.splice(1);
    const attempt = async (ociChartType: Switches['ociChartType'], version: string): Promise<number> => {
      set({ ociChartType });
      body.spec.version = version;
      return (await to(IMPORT, { body })).status;
    };
    expect(await attempt('oci', '1.0.0')).toBe(400);
    expect(await attempt('helm', '1.0.1')).toBe(201);
    expect(await attempt('either', '1.0.2')).toBe(201);
  });

  it('forget variables on import, and trim the last newline', async () => {
    const body = await exported('shop-frontend');
    set({ importDropsVariables: true, trimsTrailingNewline: true });
    const { json } = await to(IMPORT, { body });
    const stored = prod.tenant.profiles.get(json.uid);
    expect(stored?.variables).toEqual([]);
    expect(stored?.draft?.packs[0]?.values.endsWith('\n')).toBe(false);
  });

  it('forget variables on creation unless told not to', async () => {
    const { json: packs } = await to('GET /v1/packs?filters=spec.name=hello-universeANDspec.version=1.3.0');
    const [pack] = packs.items;
    const template = {
      type: 'add-on',
      cloudType: 'all',
      packs: [{ name: 'hello-universe', type: 'spectro', layer: 'addon', uid: pack?.metadata.uid, tag: '1.3.0' }],
    };
    const create = async (name: string): Promise<number> => {
      const spec = { template, variables: [{ name: 'size' }], version: '1.0.0' };
      const { json } = await to('POST /v1/clusterprofiles?publish=true', { body: { metadata: { name }, spec } });
      return prod.tenant.profiles.get(json.uid)?.variables.length ?? -1;
    };
    expect(await create('made-1')).toBe(0);
    set({ createDropsVariables: false });
    expect(await create('made-2')).toBe(1);
  });
});
