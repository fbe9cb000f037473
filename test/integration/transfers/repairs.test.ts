import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Fault } from '../../../electron/playground/faults.ts';
import { proofWords, publishedWords } from '../../../renderer/words/transfer-words.ts';
import type { Decision } from '../../../shared/transfer/decision.ts';
import { problemOf, succeeded } from '../palette/harness.ts';
import { dev, prod, withWorldForEachTest, world } from './each-test.ts';
import { answered, confirm, placeIn, profilesIn, requestFor } from './world.ts';

const variablesRoute = 'PUT /v1/clusterprofiles/*/variables';
const publishRoute = 'PATCH /v1/clusterprofiles/*/publish';
const stateRoute = 'GET /v1/clusterprofiles/*';

withWorldForEachTest();

async function importShop() {
  const transfer = requestFor(dev, 'shop-frontend', placeIn(prod, 'payments'), 'Default');
  const decisions = await answered(world, transfer);
  prod.clearRequests();
  return succeeded(await confirm(world, transfer, decisions));
}

const sent = (route: RegExp) => prod.requests.filter(({ method, path }) => route.test(`${method} ${path}`)).length;
const afterImport = () => {
  const at = prod.requests.findIndex(({ method, path }) => method === 'POST' && path === '/v1/clusterprofiles/import');
  return prod.requests.slice(at + 1).map(({ method, path }) => `${method} ${path.replace(/[0-9a-f]{24}/, '<uid>')}`);
};

test('all is well: one round trip after the import’s answer proves it', async () => {
  expect(await importShop()).toMatchObject({
    published: true,
    publishing: 'at-once',
    repairedVariables: [],
    repairProblem: null,
    proof: { verdict: 'identical-except-masked' },
  });
  expect(afterImport().sort()).toEqual(['GET /v1/clusterprofiles/<uid>', 'GET /v1/clusterprofiles/<uid>/export']);
});

test('variables that the server dropped are put back, and told', async () => {
  prod.switches.importDropsVariables = true;
  const outcome = await importShop();
  expect(outcome).toMatchObject({ repairProblem: null, proof: { verdict: 'identical-except-masked' } });
  expect(outcome.repairedVariables).toHaveLength(6);
  expect(outcome.repairedVariables).toContain('api_token');
  expect(sent(/^PUT .*variables$/)).toBe(1);
  const [stored] = profilesIn(prod, 'payments', 'shop-frontend');
  expect(stored?.variables.find(({ name }) => name === 'api_token')?.defaultValue).toBe('typed-canary-41a7');
});

test('the answer to the repair is lost after it was done: reading settles it, nothing is sent again', async () => {
  prod.switches.importDropsVariables = true;
  prod.faults.arm({ route: variablesRoute, fault: { kind: 'reset-after' } });
  expect((await importShop()).repairedVariables).toHaveLength(6);
  expect(sent(/^PUT .*variables$/)).toBe(1);
});

test('the repair is lost before it was done: reading shows it, and it is sent once more', async () => {
  prod.switches.importDropsVariables = true;
  prod.faults.arm({ route: variablesRoute, fault: { kind: 'reset-before' } });
  expect((await importShop()).repairedVariables).toHaveLength(6);
  expect(sent(/^PUT .*variables$/)).toBe(2);
});

test('the repair is refused: the profile is there, and it is told which permission lacks', async () => {
  prod.switches.importDropsVariables = true;
  const forbidden = '{"code":"OperationForbidden","message":"forbidden"}';
  prod.faults.arm({ route: variablesRoute, fault: { kind: 'status', status: 403, body: forbidden } });
  expect(await importShop()).toMatchObject({
    repairedVariables: [],
    repairProblem: { kind: 'permission-denied', permission: 'clusterProfile.update' },
    proof: { verdict: 'differs' },
  });
  expect(sent(/^PUT .*variables$/)).toBe(1);
});

test('after a repair that cannot be read the old reading is no proof', async () => {
  prod.switches.importDropsVariables = true;
  prod.faults.arm({
    route: 'GET /v1/clusterprofiles/*/export',
    fault: { kind: 'reset-before' },
    skip: 1,
    times: 99,
  });
  expect(await importShop()).toMatchObject({
    repairedVariables: [],
    repairProblem: { kind: 'connection-lost' },
    proof: { verdict: 'not-read' },
    proofProblem: { kind: 'connection-lost' },
  });
});

/** The server takes the profile and leaves it a draft, whatever was asked. */
function leavesDrafts() {
  const armed = prod.faults.arm({
    route: stateRoute,
    times: 99,
    fault: {
      kind: 'meanwhile',
      act: () => {
        const [stored] = profilesIn(prod, 'payments', 'shop-frontend');
        if (stored?.published === undefined) return;
        stored.draft = stored.published;
        stored.published = undefined;
        armed.disarm();
      },
    },
  });
}

test('a profile that stayed a draft is published once more, and told', async () => {
  leavesDrafts();
  expect(await importShop()).toMatchObject({ published: true, publishing: 'afterwards', publishProblem: null });
  expect(sent(/^PATCH .*publish$/)).toBe(1);
  expect(profilesIn(prod, 'payments', 'shop-frontend')[0]?.published).toBeDefined();
});

test('the answer to that is lost: asking for the state settles it', async () => {
  leavesDrafts();
  prod.faults.arm({ route: publishRoute, fault: { kind: 'reset-after' } });
  expect(await importShop()).toMatchObject({ published: true, publishing: 'afterwards' });
  expect(sent(/^PATCH .*publish$/)).toBe(1);
});

test('publishing is refused: it is a draft, and told why', async () => {
  leavesDrafts();
  prod.faults.arm({
    route: publishRoute,
    fault: { kind: 'status', status: 403, body: '{"code":"OperationForbidden"}' },
  });
  expect(await importShop()).toMatchObject({
    published: false,
    publishing: 'failed',
    publishProblem: { kind: 'permission-denied', permission: 'clusterProfile.publish' },
  });
});

const macrosRoute = 'POST /v1/projects/*/macros';

test('the answer to a macro’s creation is lost after it was made: looking settles it, the import goes on', async () => {
  const transfer = requestFor(dev, 'ingress-edge', placeIn(prod, 'payments'), 'Default');
  const decisions = await answered(world, transfer);
  prod.clearRequests();
  prod.faults.arm({ route: macrosRoute, fault: { kind: 'reset-after' } });
  expect(succeeded(await confirm(world, transfer, decisions))).toMatchObject({ createdMacros: ['ingress_domain'] });
  expect(sent(/^POST .*macros$/)).toBe(1);
});

test('a macro’s creation is lost before it was made: told by its name, it is not sent again, no profile is written', async () => {
  const transfer = requestFor(dev, 'ingress-edge', placeIn(prod, 'payments'), 'Default');
  const decisions = await answered(world, transfer);
  prod.clearRequests();
  prod.faults.arm({ route: macrosRoute, fault: { kind: 'reset-before' } });
  expect(problemOf(await confirm(world, transfer, decisions), prod.apiKeys.admin)).toMatchObject({
    kind: 'macro-not-created',
    macro: 'ingress_domain',
    cause: { kind: 'connection-lost' },
  });
  expect(sent(/^POST .*macros$/)).toBe(1);
  expect(profilesIn(prod, 'payments', 'ingress-edge')).toHaveLength(0);
  expect(await world.journal.unsettled()).toEqual([]);
});

const silencedMeanwhile: Fault = {
  kind: 'meanwhile',
  act: () => {
    prod.faults.arm({ route: 'GET /v1/projects/*/macros', fault: { kind: 'status', status: 503 }, times: 99 });
  },
};

test('a macro’s creation is lost and the target cannot be asked: told as not known, and it stays open', async () => {
  const transfer = requestFor(dev, 'ingress-edge', placeIn(prod, 'payments'), 'Default');
  const decisions = await answered(world, transfer);
  prod.faults.arm({ route: macrosRoute, fault: silencedMeanwhile });
  prod.faults.arm({ route: macrosRoute, fault: { kind: 'reset-after' } });
  expect(problemOf(await confirm(world, transfer, decisions), prod.apiKeys.admin)).toMatchObject({
    kind: 'macro-unsettled',
    macro: 'ingress_domain',
    looked: 'no-answer',
  });
  expect(profilesIn(prod, 'payments', 'ingress-edge')).toHaveLength(0);
  expect(await world.journal.unsettled()).toMatchObject([
    { name: 'ingress-edge', uidsBefore: null, macros: [{ name: 'ingress_domain' }] },
  ]);

  prod.faults.clear();
  // It was made: the next time it is used as it is.
  const again = await answered(world, transfer);
  expect(again.filter(({ kind }) => kind === 'create-macro')).toEqual([]);
  expect(succeeded(await confirm(world, transfer, again))).toMatchObject({ createdMacros: [] });
  expect(await world.journal.unsettled()).toEqual([]);
});

test('a macro’s creation takes longer than anybody waits: not told as if it had failed', async () => {
  const transfer = requestFor(dev, 'ingress-edge', placeIn(prod, 'payments'), 'Default');
  const decisions = await answered(world, transfer);
  prod.faults.arm({ route: macrosRoute, fault: { kind: 'status', status: 504 } });
  expect(problemOf(await confirm(world, transfer, decisions), prod.apiKeys.admin)).toMatchObject({
    kind: 'macro-unsettled',
    macro: 'ingress_domain',
    looked: 'nothing',
  });
  expect(await world.journal.unsettled()).toHaveLength(1);
});

test('a macro’s name is refused and the target cannot be asked whose it is: it was not made, and that is told', async () => {
  const transfer = requestFor(dev, 'ingress-edge', placeIn(prod, 'payments'), 'Default');
  const decisions = await answered(world, transfer);
  const body = JSON.stringify({ code: 'MacroInvalid', message: 'No such name', ref: '' });
  prod.faults.arm({ route: macrosRoute, fault: silencedMeanwhile });
  prod.faults.arm({ route: macrosRoute, fault: { kind: 'status', status: 422, body } });
  expect(problemOf(await confirm(world, transfer, decisions), prod.apiKeys.admin)).toMatchObject({
    kind: 'macro-not-created',
    cause: { kind: 'server-refused', status: 422 },
  });
  expect(await world.journal.unsettled()).toEqual([]);
});

test('what was imported is asked no more, and its answers are there for the next time', async () => {
  const transfer = requestFor(dev, 'shop-frontend', placeIn(prod, 'payments'), 'Default');
  const decisions = await answered(world, transfer);
  await world.drafts.calls.save({ id: transfer.id, transfers: [{ request: transfer, decisions: [...decisions] }] });
  succeeded(await confirm(world, transfer, decisions));
  expect(succeeded(await world.drafts.calls.list())).toEqual([]);
  expect(succeeded(await world.remembered.calls.list())).toMatchObject([
    { kind: 'value', profile: 'shop-frontend', layer: '', key: 'api_token', target: transfer.target },
  ]);
});

test('a value taken over from another place is remembered for its own from then on; one taken back is not', async () => {
  const transfer = requestFor(dev, 'shop-frontend', placeIn(prod, 'payments'), 'Default');
  const decisions = await answered(world, transfer);
  succeeded(await confirm(world, transfer, decisions));
  const stored = dev.tenant.profiles.get(transfer.profile.uid);
  if (stored === undefined) throw new Error('no shop-frontend');
  const { uid } = dev.tenant.profiles.add({ ...stored, name: 'shop-two' });
  const second = { ...transfer, id: randomUUID(), profile: { ...transfer.profile, uid, name: 'shop-two' } };
  const [hole] = succeeded(await world.transfers.plan(second)).remembered.holes;
  expect(hole).toMatchObject({ match: 'moved', from: 'shop-frontend ▸ api_token' });
  succeeded(await confirm(world, second, [{ kind: 'use-remembered', hole: hole?.hole ?? '' }]));
  const third = { ...second, id: randomUUID() };
  expect(succeeded(await world.transfers.plan(third)).remembered.holes).toMatchObject([{ match: 'exact' }]);

  const other = dev.tenant.profiles.add({ ...stored, name: 'shop-three' });
  const last = { ...transfer, id: randomUUID(), profile: { ...transfer.profile, uid: other.uid, name: 'shop-three' } };
  const masked: Decision[] = [
    { kind: 'fill', hole: hole?.hole ?? '', value: 'typed-first' },
    { kind: 'leave-masked', hole: hole?.hole ?? '' },
  ];
  succeeded(await confirm(world, last, masked));
  const kept = succeeded(await world.remembered.calls.list()).flatMap((each) =>
    each.kind === 'value' ? [each.profile] : [],
  );
  expect(kept).toEqual(['shop-frontend', 'shop-two']);
});

describe('cancelled after the write', () => {
  /** Confirms, and cancels as soon as that request has struck, before it is served. */
  async function cancelledAt(route: string, skip = 0) {
    const transfer = requestFor(dev, 'shop-frontend', placeIn(prod, 'payments'), 'Default');
    const decisions = await answered(world, transfer);
    const held = prod.faults.arm({ route, fault: { kind: 'hold' }, skip });
    prod.clearRequests();
    const running = confirm(world, transfer, decisions);
    await held.struck;
    await world.transfers.cancel({ id: transfer.id });
    held.release();
    return succeeded(await running);
  }

  test('while it is written: the write stays, nothing is read, put right or published; the outcome says so', async () => {
    prod.switches.importDropsVariables = true;
    const outcome = await cancelledAt('POST /v1/clusterprofiles/import');
    expect(outcome).toMatchObject({
      settled: 'answered',
      proof: { verdict: 'not-read' },
      proofProblem: { kind: 'cancelled' },
      repairedVariables: [],
      repairProblem: null,
      publishing: 'not-looked',
      publishProblem: null,
    });
    expect(afterImport()).toEqual([]);
    expect(profilesIn(prod, 'payments', 'shop-frontend')).toHaveLength(1);
    expect(await world.journal.unsettled()).toEqual([]);
    const words = proofWords(outcome);
    expect(words.text).toMatch(/^Reading back was cancelled\. .*variables are all there was not looked at/);
    expect(publishedWords(outcome)).toContain('not looked at');
  });

  test('while it is read back: reading ends at once', async () => {
    const outcome = await cancelledAt('GET /v1/clusterprofiles/*/export');
    expect(outcome).toMatchObject({ proof: { verdict: 'not-read' }, proofProblem: { kind: 'cancelled' } });
    expect(profilesIn(prod, 'payments', 'shop-frontend')).toHaveLength(1);
  });

  test('while variables are put back: that is not stopped half-way, and what came of it is not claimed', async () => {
    prod.switches.importDropsVariables = true;
    const outcome = await cancelledAt(variablesRoute);
    expect(sent(/^PUT .*variables$/)).toBe(1);
    const [stored] = profilesIn(prod, 'payments', 'shop-frontend');
    expect(stored?.variables).toHaveLength(6);
    expect(outcome).toMatchObject({ proof: { verdict: 'not-read' }, repairProblem: { kind: 'cancelled' } });
  });

  test('a state that cannot be asked is not called published', async () => {
    prod.faults.arm({ route: stateRoute, fault: { kind: 'status', status: 403 }, times: 99 });
    expect(await importShop()).toMatchObject({ published: true, publishing: 'not-looked' });
  });
});
