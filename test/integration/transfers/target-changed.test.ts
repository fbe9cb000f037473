import { afterEach, describe, expect, test } from 'vitest';
import type { Decision } from '../../../shared/transfer/decision.ts';
import { createPlanner } from '../../../shared/transfer/planner.ts';
import type { TransferRequest } from '../../../shared/transfer/request.ts';
import { problemOf, succeeded } from '../palette/harness.ts';
import { dev, prod, withWorldForEachTest, world } from './each-test.ts';
import { answered, answersFor, confirm, placeIn, profilesIn, requestFor, writesTo } from './world.ts';

withWorldForEachTest();
afterEach(async () => {
  expect(await world.journal.unsettled()).toEqual([]);
});

const request = (name: string, target = placeIn(prod, 'payments')) => requestFor(dev, name, target, 'Default');

/** The sheet is open and answered; now the target changes, and the person confirms. */
async function confirmAfter(transfer: TransferRequest, change: () => void, decisions?: readonly Decision[]) {
  const answers = decisions ?? (await answered(world, transfer));
  prod.clearRequests();
  change();
  return problemOf(await confirm(world, transfer, answers), prod.apiKeys.admin);
}

describe('the target changed between the check and the write', () => {
  test('somebody took the name: refused by name and version, nothing is written', async () => {
    const transfer = request('observability');
    const problem = await confirmAfter(transfer, () => {
      const [any] = prod.tenant.profiles.inScope({ kind: 'tenant' });
      if (any === undefined) throw new Error('PROD is empty');
      const scope = { kind: 'project', projectUid: prod.projectUid('payments') } as const;
      prod.tenant.profiles.add({ ...any, scope, name: 'observability', version: transfer.profile.version });
    });
    expect(problem).toEqual({
      kind: 'plan-open',
      profile: 'observability',
      open: [`name observability ${transfer.profile.version}`],
    });
    expect(writesTo(prod)).toEqual([]);
  });

  test('a macro that was there is deleted: refused by its name, and it is not made up', async () => {
    const scope = { kind: 'tenant' } as const;
    prod.tenant.macros.add(scope, [{ name: 'ingress_domain', value: 'example.org' }]);
    const transfer = request('ingress-edge');
    const problem = await confirmAfter(transfer, () => prod.tenant.macros.remove(scope, ['ingress_domain']));
    expect(problem).toMatchObject({ kind: 'plan-open', open: ['macro ingress_domain'] });
    expect(writesTo(prod)).toEqual([]);
  });

  describe('a pack is gone from every registry', () => {
    const gone = () => {
      for (const registry of prod.tenant.catalogue.registries) registry.packs.delete('prometheus-agent');
    };

    test('a moment after its versions were read: refused by pack and version, nothing is written', async () => {
      expect(await confirmAfter(request('observability'), gone)).toMatchObject({
        kind: 'plan-open',
        profile: 'observability',
        open: [expect.stringMatching(/^pack prometheus-agent \S+$/)],
      });
      expect(writesTo(prod)).toEqual([]);
    });

    test('a moment after the last look: the target refuses the import in its own words', async () => {
      const transfer = request('observability');
      const answers = await answered(world, transfer);
      prod.faults.arm({ route: 'POST /v1/clusterprofiles/import', fault: { kind: 'meanwhile', act: gone } });
      expect(problemOf(await confirm(world, transfer, answers), prod.apiKeys.admin)).toMatchObject({
        kind: 'import-refused',
        cause: { kind: 'not-found', message: expect.stringContaining("Pack 'prometheus-agent'") },
      });
      expect(profilesIn(prod, 'payments', 'observability')).toHaveLength(0);
    });

    test('and comes back in another version: checking again offers it, however little time has passed', async () => {
      const transfer = request('observability');
      const [registry] = prod.tenant.catalogue.registries.filter(({ packs }) => packs.has('prometheus-agent'));
      const pack = registry?.packs.get('prometheus-agent');
      const [version] = pack?.versions ?? [];
      if (registry === undefined || pack === undefined || version === undefined) throw new Error('No such pack');
      const look = async () => {
        const { checks } = createPlanner(succeeded(await world.transfers.plan(transfer))).plan([]);
        return checks.find(({ id }) => id === 'pack:prometheus-agent');
      };
      gone();
      expect(await look()).toMatchObject({ finding: 'missing-name', nearestVersions: [] });
      registry.packs.set(pack.name, { ...pack, versions: [{ ...version, version: '99.1.0', tag: '99.1.0' }] });
      expect(await look()).toMatchObject({ finding: 'missing-version', nearestVersions: [{ version: '99.1.0' }] });
    });
  });

  test('the key was revoked: refused as exactly that, not as a list of what could not be read', async () => {
    const transfer = request('observability');
    const problem = await confirmAfter(transfer, () => world.changeKey(prod, prod.apiKeys.revoked));
    expect(problem).toMatchObject({ kind: 'key-refused', host: prod.url.replace('https://', '') });
    expect(writesTo(prod)).toEqual([]);
  });

  test('the target judges the filled-in document and not the exported one: its words are told without the value', async () => {
    const transfer = request('platform-everything');
    const secret = 'hunter2-canary-6620';
    const answers = await answered(world, transfer, secret);
    const refusal = { code: 'PackValuesInvalid', message: `adminPassword ${secret} is too weak` };
    const judged = prod.faults.arm({
      route: 'POST /v1/clusterprofiles/import/validate',
      fault: { kind: 'status', status: 422, body: JSON.stringify(refusal) },
      skip: 1,
    });
    const problem = await confirmAfter(transfer, () => undefined, answers);
    expect(judged.hits).toBe(1);
    expect(problem).toMatchObject({
      kind: 'import-refused',
      profile: 'platform-everything',
      cause: { kind: 'server-refused', status: 422, code: 'PackValuesInvalid' },
    });
    expect(JSON.stringify(problem)).not.toContain(secret);
    expect(writesTo(prod)).toEqual([]);
    const asked = prod.requests.filter(({ path }) => path.endsWith('/import/validate')).map((one) => one.raw().body);
    expect(asked.map((body) => body.includes(secret))).toEqual([false, true]);
  });

  test('a judgement before the macros are made leaves no macro behind', async () => {
    const transfer = request('ingress-edge');
    const answers = await answered(world, transfer);
    prod.faults.arm({
      route: 'POST /v1/clusterprofiles/import/validate',
      fault: { kind: 'status', status: 400, body: '{"code":"NotToday","message":"No profiles today"}' },
      skip: 1,
    });
    expect(await confirmAfter(transfer, () => undefined, answers)).toMatchObject({ kind: 'import-refused' });
    expect(writesTo(prod)).toEqual([]);
  });

  test('a target that looks for macros while it judges is asked again once they are made', async () => {
    prod.switches.missingMacro = 'refuse-validate-and-import';
    const transfer = request('ingress-edge');
    const answers = await answered(world, transfer);
    prod.clearRequests();
    expect(succeeded(await confirm(world, transfer, answers))).toMatchObject({
      createdMacros: ['ingress_domain'],
      proof: { verdict: 'identical' },
    });
    expect(prod.requests.filter(({ path }) => path.endsWith('/import/validate'))).toHaveLength(3);
  });

  test('refused after its macros were made: both are told', async () => {
    const transfer = request('ingress-edge');
    const answers = await answered(world, transfer);
    prod.faults.arm({
      route: 'POST /v1/clusterprofiles/import',
      fault: { kind: 'status', status: 400, body: '{"code":"NotToday","message":"No profiles today"}' },
    });
    expect(await confirmAfter(transfer, () => undefined, answers)).toMatchObject({
      kind: 'macros-left',
      macros: ['ingress_domain'],
      cause: { kind: 'import-refused', cause: { code: 'NotToday' } },
    });
    expect(profilesIn(prod, 'payments', 'ingress-edge')).toHaveLength(0);
  });
});

describe('several profiles in one go', () => {
  test('healthy ones go while another waits for its answers, and the one that waited goes later', async () => {
    const healthy = ['observability', 'hello-twice', 'gitops-core'].map((name) => request(name));
    const waiting = request('platform-everything');
    const all = await Promise.all([...healthy, waiting].map((one) => confirm(world, one, [])));
    expect(all.map((answer) => (answer.ok ? answer.value.proof.verdict : answer.problem.kind))).toEqual([
      'identical',
      'identical',
      'identical',
      'plan-open',
    ]);
    const later = succeeded(await confirm(world, waiting, await answered(world, waiting)));
    expect(later).toMatchObject({ name: 'platform-everything', settled: 'answered' });
  });

  test('two that lack the same macro at the same moment: it is made once, and both arrive', async () => {
    const first = request('ingress-edge');
    const second = { ...first, id: '5a2b3c4d-0000-4000-8000-00000000000b' };
    const answers = answersFor(succeeded(await world.transfers.plan(first)), 'example.org');
    const [one, two] = (
      await Promise.all([
        confirm(world, first, answers),
        confirm(world, second, [...answers, { kind: 'rename', name: 'ingress-edge-2' }]),
      ])
    ).map(succeeded);
    expect([...(one?.createdMacros ?? []), ...(two?.createdMacros ?? [])]).toEqual(['ingress_domain']);
    const named = prod.tenant.macros
      .usableFrom({ kind: 'project', projectUid: prod.projectUid('payments') })
      .filter(({ name }) => name === 'ingress_domain');
    expect(named).toHaveLength(1);
  });
});
