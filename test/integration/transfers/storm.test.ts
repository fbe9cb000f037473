import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { startPlayground } from '../../../electron/playground/playground.ts';
import type { TransferOutcome } from '../../../shared/transfer/proof.ts';
import type { TransferRequest } from '../../../shared/transfer/request.ts';
import { succeeded } from '../palette/harness.ts';
import { answersFor, confirm, openWorld, placeIn, profilesIn, requestFor } from './world.ts';

const variables = 'PUT /v1/clusterprofiles/*/variables';
const publish = 'PATCH /v1/clusterprofiles/*/publish';

/** Half have a macro of their own; of the others five share one, and lack it at the same moment. */
const macroOf = (index: number) => (index < 100 ? `storm_own_${index}` : `storm_shared_${Math.floor(index / 5)}`);

// Thousands of requests: on a machine that is busy with other things they take their time.
test('200 imports with macros and variables; of every write a quarter is lost before it is done, half of the answers after', async () => {
  const playground = await startPlayground({ rateLimits: false });
  const dev = playground.environment('DEV');
  const prod = playground.environment('PROD');
  const world = openWorld([dev, prod]);
  const target = placeIn(prod, 'payments');
  const source = requestFor(dev, 'shop-frontend', target, 'Default');
  const stored = dev.tenant.profiles.get(source.profile.uid);
  const [first, ...others] = stored?.published?.packs ?? [];
  if (stored === undefined || first === undefined) throw new Error('shop-frontend has no packs');

  const transfers = Array.from({ length: 200 }, (_, index): TransferRequest => {
    const values = `${first.values}\nstormMacro: "{{.spectro.macro.${macroOf(index)}}}"\n`;
    const published = { packs: [{ ...first, values }, ...others] };
    const { uid, name, version } = dev.tenant.profiles.add({ ...stored, name: `storm ${index}`, published });
    return { ...source, id: randomUUID(), profile: { uid, name, version } };
  });

  prod.switches.importDropsVariables = true;
  prod.faults.loseAtRandom({
    seed: 11,
    before: 0.25,
    after: 0.5,
    routes: ['POST /v1/clusterprofiles/import', 'POST */macros', variables, publish],
  });

  const outcomes = new Map<string, TransferOutcome>();
  const retried = { macros: 0, profiles: 0 };
  /** As a person does: told that nothing was written, they check again, answer what is open and try once more. */
  async function insist(transfer: TransferRequest): Promise<void> {
    for (;;) {
      const decisions = answersFor(succeeded(await world.transfers.plan(transfer)), 'typed');
      const answer = await confirm(world, transfer, decisions);
      if (answer.ok) {
        outcomes.set(transfer.profile.name, answer.value);
        return;
      }
      const { problem } = answer;
      const cause = problem.kind === 'macros-left' ? problem.cause.kind : problem.kind;
      expect(['macro-not-created', 'import-lost']).toContain(cause);
      retried[cause === 'macro-not-created' ? 'macros' : 'profiles'] += 1;
    }
  }
  for (let from = 0; from < transfers.length; from += 10) {
    await Promise.all(transfers.slice(from, from + 10).map(insist));
  }

  const arrived = transfers.map(({ profile }) => profilesIn(prod, 'payments', profile.name).length);
  expect(new Set(arrived)).toEqual(new Set([1]));
  const scope = { kind: 'project', projectUid: prod.projectUid('payments') } as const;
  const macros = prod.tenant.macros.list(scope).filter(({ name }) => name.startsWith('storm_'));
  expect(macros).toHaveLength(120);
  expect(new Set(macros.map(({ name }) => name)).size).toBe(120);
  for (const { proof, repairProblem } of outcomes.values()) {
    expect(proof.verdict).toBe(repairProblem === null ? 'identical-except-masked' : 'differs');
  }
  const repaired = [...outcomes.values()].filter((outcome) => outcome.repairedVariables.length === 6);
  expect(repaired.length).toBeGreaterThan(190);
  expect([...outcomes.values()].filter(({ settled }) => settled === 'found').length).toBeGreaterThan(50);
  expect(retried.profiles).toBeGreaterThan(20);
  expect(retried.macros).toBeGreaterThan(5);
  expect(await world.journal.unsettled()).toEqual([]);

  await world.close();
  await playground.close();
}, 180_000);
