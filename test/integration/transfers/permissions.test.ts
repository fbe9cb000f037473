import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type Playground,
  type PlaygroundEnvironment,
  startPlayground,
} from '../../../electron/playground/playground.ts';
import type { Decision } from '../../../shared/transfer/decision.ts';
import { problemOf, succeeded } from '../palette/harness.ts';
import { answered, confirm, openWorld, placeIn, profilesIn, requestFor, type World, writesTo } from './world.ts';

let playground: Playground;
let dev: PlaygroundEnvironment;
let prod: PlaygroundEnvironment;
let world: World;

beforeAll(async () => {
  playground = await startPlayground({ rateLimits: false });
  dev = playground.environment('DEV');
  prod = playground.environment('PROD');
});
afterAll(() => playground.close());
beforeEach(() => {
  world = openWorld([dev, prod]);
});
afterEach(() => world.close());

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

test('the viewer learns it when the sheet opens', async () => {
  world.changeKey(prod, prod.apiKeys.viewer);
  const material = succeeded(await world.transfers.plan(request('observability')));
  expect(material.facts.serverCheck).toMatchObject({
    known: false,
    problem: { kind: 'permission-denied', permission: 'clusterProfile.create' },
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
