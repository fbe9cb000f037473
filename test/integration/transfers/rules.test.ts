import { expect, test } from 'vitest';
import type { Decision } from '../../../shared/transfer/decision.ts';
import { createPlanner } from '../../../shared/transfer/planner.ts';
import { problemOf, succeeded } from '../palette/harness.ts';
import { dev, prod, withWorldForEachTest, world } from './each-test.ts';
import { answered, confirm, placeIn, profilesIn, requestFor } from './world.ts';

withWorldForEachTest();

const request = () => requestFor(dev, 'platform-everything', placeIn(prod, 'payments'), 'Default');
const rulesRoute = 'GET /v1/clusterprofiles/*/packs';

/** external-dns requires `charts.external-dns.provider`; at the source somebody left it empty. */
function emptyProvider(profile: string) {
  const pack = dev.tenant.profiles.get(profile)?.published?.packs.find(({ name }) => name === 'external-dns');
  if (pack === undefined) throw new Error('no external-dns');
  pack.values = pack.values.replace(/^(\s*provider:) aws$/m, '$1 ""');
  expect(pack.values).toContain('provider: ""');
}

test('what a pack requires and came empty is asked for, filled in and imported', async () => {
  const transfer = request();
  emptyProvider(transfer.profile.uid);
  const plan = createPlanner(succeeded(await world.transfers.plan(transfer))).plan([]);
  const empty = plan.holes.find(({ hole }) => hole.reason === 'required-empty' && hole.where.kind === 'scalar');
  expect(empty).toMatchObject({
    state: 'not-filled',
    rule: { path: 'charts.external-dns.provider', isRequired: true },
    hole: { where: { layer: 'external-dns' } },
  });
  const answers = await answered(world, transfer);
  const fill: Decision = { kind: 'fill', hole: empty?.hole.id ?? '', value: 'google' };
  const outcome = succeeded(await confirm(world, transfer, [...answers, fill]));
  expect(outcome.proof.verdict).toBe('identical-except-masked');
  const [stored] = profilesIn(prod, 'payments', 'platform-everything');
  const values = stored?.published?.packs.find(({ name }) => name === 'external-dns')?.values;
  expect(values).toContain('provider: "google"');
});

test('masked values carry the format that masks them', async () => {
  const plan = createPlanner(succeeded(await world.transfers.plan(request()))).plan([]);
  const masked = plan.holes.filter(({ hole }) => hole.where.kind === 'scalar');
  expect(masked.length).toBeGreaterThan(0);
  for (const { rule, hole } of masked) expect(rule?.format, hole.id).toMatch(/^\$\{password/);
});

test('a source that keeps the rules to itself is planned without them; one that cannot be asked is not', async () => {
  const transfer = request();
  emptyProvider(transfer.profile.uid);
  dev.faults.arm({ route: rulesRoute, fault: { kind: 'status', status: 403 }, times: 9 });
  const material = succeeded(await world.transfers.plan(transfer));
  expect(material.rules).toEqual({});
  expect(
    createPlanner(material)
      .plan([])
      .holes.some(({ hole }) => hole.reason === 'required-empty'),
  ).toBe(false);
  dev.faults.clear();
  dev.faults.arm({ route: rulesRoute, fault: { kind: 'reset-before' }, times: 99 });
  expect(problemOf(await world.transfers.plan(transfer), dev.apiKeys.admin)).toMatchObject({ kind: 'connection-lost' });
});
