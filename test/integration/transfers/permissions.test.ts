import { describe, expect, test } from 'vitest';
import type { PlaygroundEnvironment } from '../../../electron/playground/playground.ts';
import type { Decision } from '../../../shared/transfer/decision.ts';
import { createPlanner } from '../../../shared/transfer/planner.ts';
import { problemOf, succeeded } from '../palette/harness.ts';
import { dev, prod, withWorldForEachTest, world } from './each-test.ts';
import { answered, confirm, placeIn, profilesIn, requestFor, writesTo } from './world.ts';

withWorldForEachTest();

const request = (name: string) => requestFor(dev, name, placeIn(prod, 'payments'), 'Default');

/** Confirmed with another's key, after an administrator's had shown the sheet as ready. */
async function refusedWith(
  holder: keyof PlaygroundEnvironment['apiKeys'],
  name: string,
  more: readonly Decision[] = [],
) {
  const transfer = request(name);
  const answers = [...(await answered(world, transfer)), ...more];
  const key = prod.apiKeys[holder];
  world.changeKey(prod, key);
  prod.clearRequests();
  return problemOf(await confirm(world, transfer, answers), key);
}

test.each([
  ['viewer', 'observability'],
  ['editor', 'observability'],
  ['viewer', 'platform-everything'],
  ['editor', 'ingress-edge'],
] as const)(
  'a %s is refused %s for want of clusterProfile.create, before anything is written',
  async (holder, name) => {
    const problem = await refusedWith(holder, name);
    expect(problem.kind === 'import-refused' ? problem.cause : problem).toMatchObject({
      kind: 'permission-denied',
      permission: 'clusterProfile.create',
    });
    expect(writesTo(prod)).toEqual([]);
  },
);

test('someone whose resource role allows it is not held up, and imports', async () => {
  world.changeKey(prod, prod.apiKeys.resourceAdmin);
  const transfer = request('observability');
  const { checks, ready } = createPlanner(succeeded(await world.transfers.plan(transfer))).plan([]);
  const permissions = checks.filter((check) => check.about === 'permission');
  expect(permissions.map(({ state }) => state)).toEqual(['passed', 'passed']);
  expect(ready).toBe(true);
  expect(succeeded(await confirm(world, transfer, []))).toMatchObject({ published: true });
});

test('the viewer learns it when the sheet opens', async () => {
  world.changeKey(prod, prod.apiKeys.viewer);
  const material = succeeded(await world.transfers.plan(request('observability')));
  expect(material.facts.serverCheck).toMatchObject({
    known: false,
    problem: { kind: 'permission-denied', permission: 'clusterProfile.create' },
  });
});

describe('a viewer, for whom the server checks nothing', () => {
  const packsOfSheet = async (name: string) => {
    world.changeKey(prod, prod.apiKeys.viewer);
    const { checks, repositories } = createPlanner(succeeded(await world.transfers.plan(request(name)))).plan([]);
    return { packs: checks.filter((check) => check.about === 'pack'), repositories };
  };

  test('is told which packs the registries hold', async () => {
    const { packs, repositories } = await packsOfSheet('observability');
    expect(packs.length).toBeGreaterThan(0);
    expect(packs.map(({ finding, state }) => [finding, state])).toEqual(packs.map(() => ['available', 'passed']));
    for (const { pack } of packs) {
      expect(repositories.find((row) => row.pack === pack)?.chosenUid, pack).toEqual(expect.any(String));
    }
  });

  test('is told of every other pack that it could not be checked and why, never that it is missing', async () => {
    for (const registry of prod.tenant.catalogue.registries) registry.packs.delete('prometheus-agent');
    const { packs } = await packsOfSheet('observability');
    expect(packs.find(({ pack }) => pack === 'prometheus-agent')).toMatchObject({
      finding: 'not-checked',
      state: 'unknown',
      problem: { kind: 'permission-denied', permission: 'clusterProfile.create' },
      fixes: expect.arrayContaining([{ kind: 'check-again' }]),
    });
    for (const { finding } of packs) expect(finding).not.toMatch(/^missing/);
  });

  test('of twenty packs none is called missing', async () => {
    const { packs } = await packsOfSheet('platform-everything');
    expect(packs.length).toBeGreaterThan(15);
    for (const { finding, pack } of packs) expect(finding, pack).not.toMatch(/^missing/);
    expect(packs.filter(({ finding }) => finding === 'not-checked').every(({ problem }) => problem !== null)).toBe(
      true,
    );
    expect(packs.filter(({ state }) => state === 'passed').length).toBeGreaterThan(10);
  });
});

test('someone who may create but not publish is told so by name, and imports a draft instead', async () => {
  const problem = await refusedWith('creator', 'observability');
  expect(problem).toMatchObject({
    kind: 'import-refused',
    cause: { kind: 'permission-denied', permission: 'clusterProfile.publish' },
  });
  expect(profilesIn(prod, 'payments', 'observability')).toHaveLength(0);
  const draft: Decision = { kind: 'publish', publish: false };
  expect(succeeded(await confirm(world, request('observability'), [draft]))).toMatchObject({
    published: false,
    publishing: 'not-asked',
    proof: { verdict: 'identical' },
  });
});

test('someone who may not create macros is told which macro and which permission; no profile is written', async () => {
  const problem = await refusedWith('creator', 'cluster-policies', [{ kind: 'publish', publish: false }]);
  expect(problem).toMatchObject({
    kind: 'macro-not-created',
    macro: 'image_mirror',
    cause: { kind: 'permission-denied', permission: 'macro.create' },
  });
  expect(profilesIn(prod, 'payments', 'cluster-policies')).toHaveLength(0);
  expect(await world.journal.unsettled()).toEqual([]);
});
