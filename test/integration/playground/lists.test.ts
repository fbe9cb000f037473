import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Playground,
  type PlaygroundEnvironment,
  startPlayground,
} from '../../../electron/playground/playground.ts';
import { type Call, caller, uidOf } from './caller.ts';

describe('lists of profiles', () => {
  let playground: Playground;
  let dev: PlaygroundEnvironment;
  let call: Call;

  beforeAll(async () => {
    playground = await startPlayground({ rateLimits: false });
    dev = playground.environment('DEV');
    call = caller(dev, { project: 'Default' });
  });
  afterAll(() => playground.close());

  async function names(body: unknown, from = call): Promise<string[]> {
    const { json } = await from('POST /v1/dashboard/clusterprofiles', { body });
    return json.items.map((item) => item.metadata.name);
  }

  it('show one item per name with all its versions, newest first', async () => {
    const { json } = await call('POST /v1/dashboard/clusterprofiles', {
      body: { filter: { profileName: { eq: 'EDGE-BASE' } } },
    });
    expect(json.items).toHaveLength(1);
    const [item] = json.items;
    expect(item?.specSummary.version).toBe('1.2.0');
    expect(item?.specSummary.versions.map(({ version }) => version)).toEqual(['1.2.0', '1.1.0', '1.0.0']);
    expect(item?.metadata.annotations?.scope).toBe('project');
  });

  it('show one metadata item per version', async () => {
    const { json } = await call('GET /v1/dashboard/clusterprofiles/metadata');
    const versions = json.items.filter((item) => item.metadata.name === 'edge-base').map((item) => item.spec.version);
    expect(versions).toEqual(['1.0.0', '1.1.0', '1.2.0']);
  });

  it.each([
    ['part of a name', { profileName: { contains: 'Platform' } }, ['web-platform', 'platform-everything']],
    ['case when told to', { profileName: { contains: 'Platform', ignoreCase: false } }, []],
    ['the beginning of a name', { profileName: { beginsWith: 'hello' } }, ['hello-twice']],
    ['a type', { profileType: ['system'] }, ['edge-bootstrap']],
    ['several types', { profileType: ['infra', 'cluster'] }, ['edge-base', 'platform-everything', 'aws-base']],
    ['a cloud', { environment: ['aws'] }, ['aws-base']],
    ['a scope', { scope: 'tenant' }, ['tenant-baseline', 'tenant-security']],
    ['a tag', { tags: { eq: ['golden'] } }, ['edge-base']],
    ['a tag with its value', { tags: { beginsWith: ['tier:'] } }, ['payments-stack']],
    ['a version', { version: { gt: '2.3.0' } }, ['payments-stack', 'platform-everything']],
  ])('filter by %s', async (_what, filter, expected) => {
    expect(await names({ filter })).toEqual(expected);
  });

  it('sort', async () => {
    const sorted = await names({ sort: [{ field: 'profileName', order: 'desc' }] });
    expect(sorted).toEqual([...sorted].sort((left, right) => right.localeCompare(left, 'en')));
    expect((await names({ sort: [{ field: 'creationTimestamp', order: 'asc' }] })).at(0)).toBe('edge-base');
  });

  it('refuse what they do not know', async () => {
    const answer = await call('POST /v1/dashboard/clusterprofiles', {
      body: { sort: [{ field: 'colour' }] },
      breaksSpecification: true,
    });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ code: 'InvalidPayload' });
  });

  it('keep the projects apart and show the profiles of the tenant in each', async () => {
    expect(await names({}, caller(dev, { project: 'edge-lab' }))).toEqual([
      'edge-lab-base',
      'tenant-baseline',
      'tenant-security',
    ]);
    expect(await names({}, caller(dev))).toEqual(['tenant-baseline', 'tenant-security']);
  });

  it('leave the profiles of the tenant out when switched', async () => {
    dev.switches.projectListsShowTenant = false;
    expect(await names({}, caller(dev, { project: 'edge-lab' }))).toEqual(['edge-lab-base']);
    dev.switches.projectListsShowTenant = true;
  });

  it('tell the scope in metadata, and null for the status, when switched', async () => {
    dev.switches.metadataTellsScope = true;
    dev.switches.listStatusIsNull = true;
    const metadata = await call('GET /v1/dashboard/clusterprofiles/metadata', { breaksSpecification: true });
    expect(metadata.json.items.at(-1)?.metadata.annotations).toEqual({ scope: 'tenant' });
    const list = await call('POST /v1/dashboard/clusterprofiles', { body: {}, breaksSpecification: true });
    expect(list.json.items[0]?.status).toBeNull();
    dev.switches.metadataTellsScope = false;
    dev.switches.listStatusIsNull = false;
  });

  it('count packs that are deprecated, disabled or gone', async () => {
    const { json } = await call('POST /v1/dashboard/clusterprofiles', {
      body: { filter: { profileName: { eq: 'legacy-dashboard' } } },
    });
    expect(json.items[0]?.status?.pack).toEqual({ deleted: 0, deprecated: 2, disabled: 0 });
  });

  it('read a profile of any scope by its uid, drafts and user macros told apart', async () => {
    const lab = caller(dev, { project: 'edge-lab' });
    const uid = await uidOf(call, 'payments-stack');
    expect((await lab(`GET /v1/clusterprofiles/${uid}`)).json.status).toMatchObject({
      isPublished: true,
      hasUserMacros: true,
    });
    const draft = await call(`GET /v1/clusterprofiles/${await uidOf(call, 'draft-lab')}`);
    expect(draft.json.status).toMatchObject({ isPublished: false, hasUserMacros: false });
    expect(draft.json.spec.published).toBeUndefined();
    const both = await call(`GET /v1/clusterprofiles/${await uidOf(call, 'gitops-core')}`);
    expect(both.json.spec.published?.packs).toHaveLength(1);
    expect(both.json.spec.draft?.packs).toHaveLength(2);
    expect((await call('GET /v1/clusterprofiles/0123456789abcdef01234567')).json.code).toBe('ResourceNotFound');
  });

  it('show registries flat and tell the newest version of a pack in each', async () => {
    const prod = caller(playground.environment('PROD'), { project: 'payments' });
    const { json } = await prod('GET /v1/registries/metadata');
    expect(json.items.find((item) => item.name === 'Public Repo')?.kind).toBe('pack');
    expect(json.items.filter((item) => item.name === 'team-charts')).toHaveLength(2);
    const search = await prod('POST /v1/packs/search', { body: { filter: { name: { eq: 'vault' } } } });
    expect(search.json.items[0]?.spec.registries.map(({ name, latestVersion }) => [name, latestVersion])).toEqual([
      ['Palette Registry', '0.30.0'],
      ['acme-mirror', '0.29.1'],
    ]);
  });

  it('show disabled packs only when asked, with moving tags', async () => {
    const prod = caller(playground.environment('PROD'), { project: 'payments' });
    const { json } = await prod('GET /v1/registries/metadata');
    const registry = json.items.find((item) => item.name === 'Public Repo')?.uid;
    const usual = await prod(`GET /v1/packs/nginx/registries/${registry}`);
    expect(usual.json.tags.map(({ version }) => version)).toEqual(['1.11.3']);
    const all = await prod(`GET /v1/packs/nginx/registries/${registry}?states=deprecated,disabled`);
    expect(all.json.tags.map(({ version, parentTags }) => [version, parentTags])).toEqual([
      ['1.11.3', ['1.11.x']],
      ['1.9.4', ['1.9.x']],
    ]);
    expect((await prod(`GET /v1/packs/nothing/registries/${registry}`)).status).toBe(404);
  });
});
