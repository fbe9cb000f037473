import { expect, test } from 'vitest';
import type { Decision } from '../../../shared/transfer/decision.ts';
import { createPlanner } from '../../../shared/transfer/planner.ts';
import { succeeded } from '../palette/harness.ts';
import { dev, prod, withWorldForEachTest, world } from './each-test.ts';
import { answered, confirm, placeIn, profilesIn, requestFor } from './world.ts';

withWorldForEachTest();

const request = (name: string) => requestFor(dev, name, placeIn(prod, 'payments'), 'Default');

async function sheetOf(name: string, decisions: readonly Decision[] = []) {
  const plan = createPlanner(succeeded(await world.transfers.plan(request(name)))).plan(decisions);
  const packs = plan.checks.filter((check) => check.about === 'pack');
  const told = (pack: string) => packs.find((check) => check.pack === pack);
  const row = (pack: string) => plan.repositories.find((each) => each.pack === pack);
  return { packs, told, row, repositories: plan.repositories };
}

test('deprecated is told, disabled stops and offers the nearest version', async () => {
  const { told } = await sheetOf('legacy-dashboard');
  expect(told('spectro-k8s-dashboard')).toMatchObject({ finding: 'deprecated', state: 'warning' });
  expect(told('nginx')).toMatchObject({
    finding: 'disabled',
    state: 'open',
    nearestVersions: [{ version: '1.11.3' }],
  });
});

test('a version that no registry holds names the nearest ones', async () => {
  const { told } = await sheetOf('legacy-mesh');
  expect(told('istio')).toMatchObject({
    finding: 'missing-version',
    state: 'open',
    nearestVersions: [{ version: '1.23.3' }, { version: '1.24.1' }],
  });
});

test('one exact choice is silent; several are a question, and one answer for all from that registry settles every row', async () => {
  expect((await sheetOf('platform-everything')).repositories.every(({ how }) => how !== 'open')).toBe(true);
  const { row } = await sheetOf('payments-stack');
  const open = ['vault', 'external-secrets', 'argo-cd'].map(row);
  expect(open.map((each) => [each?.how, each?.options.length])).toEqual(open.map(() => ['open', 2]));
  const [first] = open;
  const decision: Decision = {
    kind: 'choose-registry-for-source',
    sourceRegistry: first?.sourceRegistry ?? '',
    registryUid: first?.options[0]?.uid ?? '',
  };
  const after = await sheetOf('payments-stack', [decision]);
  expect(after.repositories.filter(({ how }) => how === 'open')).toEqual([]);
});

test('the type follows the kind of the registry, through to the server', async () => {
  const transfer = request('aws-base');
  succeeded(await confirm(world, transfer, await answered(world, transfer)));
  const [stored] = profilesIn(prod, 'payments', 'aws-base');
  const kinds = new Map(prod.tenant.catalogue.registries.map(({ uid, kind }) => [uid, kind]));
  const packs = stored?.published?.packs ?? [];
  expect(packs.length).toBeGreaterThan(0);
  const types = { pack: 'spectro', helm: 'helm', oci: 'oci' } as const;
  for (const { type, registryUid, name } of packs) {
    expect(type, name).toBe(types[kinds.get(registryUid) ?? 'pack']);
  }
  const source = dev.tenant.profiles.get(transfer.profile.uid)?.published?.packs ?? [];
  expect(source.map(({ type }) => type)).not.toEqual(packs.map(({ type }) => type));
});

test('a pack that is there twice is looked up by its own name, and keeps both names', async () => {
  const { packs } = await sheetOf('hello-twice');
  const names = packs.map(({ pack }) => pack);
  expect(names.filter((name) => name.includes('--')).length).toBeGreaterThan(0);
  expect(packs.every(({ finding }) => finding === 'available')).toBe(true);
  const transfer = request('hello-twice');
  succeeded(await confirm(world, transfer, []));
  const stored = profilesIn(prod, 'payments', 'hello-twice')[0]?.published?.packs.map(({ name }) => name);
  expect(stored).toEqual(dev.tenant.profiles.get(transfer.profile.uid)?.published?.packs.map(({ name }) => name));
});

test('manifest packs have no registry to choose', async () => {
  const { packs, repositories } = await sheetOf('cluster-policies');
  expect(packs).toEqual([]);
  expect(repositories.map(({ how }) => how)).toEqual(repositories.map(() => 'none-needed'));
});

test('a registry whose catalogue cannot be searched is taken as one that cannot be verified, never as lacking the pack', async () => {
  const closed = prod.tenant.catalogue.registries.find(({ isSyncSupported }) => !isSyncSupported);
  if (closed === undefined) throw new Error('PROD can search everything');
  const { told, row } = await sheetOf('data-services');
  expect(told('shop-api')).toMatchObject({ finding: 'cannot-verify', state: 'warning' });
  expect(row('shop-api')).toMatchObject({ how: 'cannot-verify', chosenUid: closed.uid });
});

test('and one of another name is a question, with a retry', async () => {
  const closed = prod.tenant.catalogue.registries.find(({ isSyncSupported }) => !isSyncSupported);
  if (closed === undefined) throw new Error('PROD can search everything');
  closed.name = 'Renamed Charts';
  const { told, row } = await sheetOf('data-services');
  expect(told('shop-api')).toMatchObject({
    finding: 'cannot-verify',
    state: 'open',
    fixes: expect.arrayContaining([{ kind: 'check-again' }]),
  });
  expect(row('shop-api')?.options.map(({ uid }) => uid)).toEqual([closed.uid]);
  const choice: Decision = { kind: 'choose-registry', pack: 'shop-api', registryUid: closed.uid };
  expect((await sheetOf('data-services', [choice])).told('shop-api')).toMatchObject({ state: 'warning' });
  closed.isSyncSupported = true;
  expect((await sheetOf('data-services')).told('shop-api')).toMatchObject({ finding: 'missing-name' });
});
