import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Playground,
  type PlaygroundEnvironment,
  startPlayground,
} from '../../../electron/playground/playground.ts';
import { type Call, caller, uidOf } from './caller.ts';

describe('clones and creations', () => {
  let playground: Playground;
  let dev: PlaygroundEnvironment;
  let call: Call;

  beforeAll(async () => {
    playground = await startPlayground({ rateLimits: false });
    dev = playground.environment('DEV');
    call = caller(dev, { project: 'Default' });
  });
  afterAll(() => playground.close());

  it('keep secrets, go to the scope asked for and default to version 1.0.0', async () => {
    const uid = await uidOf(call, 'payments-stack');
    const target = { scope: 'project', projectUid: dev.projectUid('edge-lab') };
    const metadata = { name: 'payments-copy', target };
    expect((await call(`POST /v1/clusterprofiles/${uid}/clone/validate`, { body: metadata })).status).toBe(204);
    const { json } = await call(`POST /v1/clusterprofiles/${uid}/clone`, { body: { metadata } });
    const clone = dev.tenant.profiles.get(json.uid);
    expect(clone).toMatchObject({
      version: '1.0.0',
      scope: { kind: 'project', projectUid: dev.projectUid('edge-lab') },
    });
    expect(JSON.stringify(clone)).toContain('BEGIN');
    expect((await call(`POST /v1/clusterprofiles/${uid}/clone/validate`, { body: metadata })).status).toBe(409);
  });

  it('go to the tenant without a project', async () => {
    const uid = await uidOf(call, 'edge-base', '1.1.0');
    const wrong = { name: 'base', target: { scope: 'tenant', projectUid: dev.projectUid('payments') } };
    expect((await call(`POST /v1/clusterprofiles/${uid}/clone`, { body: { metadata: wrong } })).status).toBe(400);
    const metadata = { name: 'base', version: '2.0.0', target: { scope: 'tenant' } };
    const { json } = await call(`POST /v1/clusterprofiles/${uid}/clone`, { body: { metadata } });
    expect(dev.tenant.profiles.get(json.uid)?.scope).toEqual({ kind: 'tenant' });
  });

  it('do not enter a disabled project, nor do imports', async () => {
    const project = dev.tenant.projects.find(({ name }) => name === 'payments');
    Object.assign(project ?? {}, { isDisabled: true });
    const uid = await uidOf(call, 'edge-base', '1.1.0');
    const metadata = { name: 'base', target: { scope: 'project', projectUid: dev.projectUid('payments') } };
    const refused = await call(`POST /v1/clusterprofiles/${uid}/clone`, { body: { metadata } });
    expect(refused.json.code).toBe('ProjectDisabled');
    const { json: body } = await call(`GET /v1/clusterprofiles/${uid}/export`);
    const payments = caller(dev, { project: 'payments' });
    expect((await payments('POST /v1/clusterprofiles/import', { body })).json.code).toBe('ProjectDisabled');
    const { json } = await call('POST /v1/dashboard/projects', { body: { filter: { name: { eq: 'payments' } } } });
    expect(json.items[0]?.status).toEqual({ status: { isDisabled: true } });
  });

  it('become drafts when they are updated, and live when they are published', async () => {
    const uid = await uidOf(call, 'gitops-core');
    const { json: found } = await call('GET /v1/packs?filters=spec.name=descheduler');
    const [pack] = found.items;
    const packs = [
      { name: 'descheduler', type: 'spectro', layer: 'addon', uid: pack?.metadata.uid, tag: pack?.spec.version },
    ];
    const body = {
      metadata: { name: 'gitops-core', uid },
      spec: { template: { type: 'add-on', packs }, version: '1.0.1' },
    };
    expect((await call(`PUT /v1/clusterprofiles/${uid}`, { body })).status).toBe(204);
    const { json } = await call(`GET /v1/clusterprofiles/${uid}`);
    expect(json.spec.version).toBe('1.0.1');
    expect(json.spec.published?.packs.map(({ name }) => name)).toEqual(['cert-manager']);
    expect(json.spec.draft?.packs.map(({ name }) => name)).toEqual(['descheduler']);
    await call(`PATCH /v1/clusterprofiles/${uid}/publish`);
    const published = await call(`GET /v1/clusterprofiles/${uid}`);
    expect(published.json.spec.published?.packs.map(({ name }) => name)).toEqual(['descheduler']);
    expect(published.json.spec.draft).toBeUndefined();
  });

  it('are checked pack by pack inside an answer of 200', async () => {
    const manifest = { name: 'extra', type: 'manifest', manifests: [{ name: 'one', content: 'kind: Pod' }] };
    const packs = [
      { name: 'nothing', type: 'spectro', tag: '1.0.0' },
      manifest,
      { ...manifest, name: 'fine', uid: 'spectro-manifest-pack' },
    ];
    const answer = await call('POST /v1/clusterprofiles/validate/packs', { body: { type: 'add-on', packs } });
    expect(answer.status).toBe(200);
    expect(JSON.stringify(answer.json)).toContain("Parameter 'pack 'extra' uid' should not be empty");
    const uid = await uidOf(call, 'edge-base', '1.1.0');
    const again = await call(`POST /v1/clusterprofiles/${uid}/validate/packs`, { body: { type: 'add-on', packs } });
    expect(again.json).toEqual(answer.json);
  });
});
