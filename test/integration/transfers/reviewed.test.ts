import { expect, test } from 'vitest';
import type { Decision } from '../../../shared/transfer/decision.ts';
import { createPlanner } from '../../../shared/transfer/planner.ts';
import { succeeded } from '../palette/harness.ts';
import { dev, prod, withWorldForEachTest, world } from './each-test.ts';
import { answered, answersFor, confirm, placeIn, profilesIn, requestFor, writesTo } from './world.ts';

withWorldForEachTest();

const requestOf = (name: string) => requestFor(dev, name, placeIn(prod, 'payments'), 'Default');
const profile = 'payments-stack';

function sourceValues(): { values: string } {
  const [found] = profilesIn(dev, 'Default', profile);
  const pack = found?.published?.packs.find(({ values }) => values.includes('********') || values.length > 0);
  if (pack === undefined) throw new Error(`${profile} has no values`);
  return pack;
}

test('a source that changed after the review is not imported: nothing is written, and the next review shows it', async () => {
  const transfer = requestOf(profile);
  const decisions = await answered(world, transfer);
  const pack = sourceValues();
  pack.values = `# another image than the one that was looked at\n${pack.values}`;
  expect(await confirm(world, transfer, decisions)).toEqual({
    ok: false,
    problem: { kind: 'source-changed', profile: `${profile} ${transfer.profile.version}` },
  });
  expect(writesTo(prod)).toEqual([]);
  const again = await answered(world, transfer);
  expect(succeeded(await confirm(world, transfer, again)).proof.differences).toEqual([]);
});

test('a remembered value goes where it was reviewed, though another one was kept for the same place meanwhile', async () => {
  // What an earlier import left behind, and two reviews that are both offered it.
  const first = requestOf(profile);
  succeeded(await confirm(world, first, await answered(world, first, 'value-of-the-first')));
  const [imported] = profilesIn(prod, 'payments', profile);
  const version = (of: string): Decision => ({ kind: 'set-version', version: of });
  const [typing, taking] = [requestOf(profile), requestOf(profile)];
  const material = succeeded(await world.transfers.plan(taking));
  const taken = answersFor(material, 'not-typed', [version('7.7.7')]);
  const { holes } = createPlanner(material).plan(taken);
  expect(holes.length).toBeGreaterThan(0);
  expect(new Set(holes.map(({ state }) => state))).toEqual(new Set(['remembered']));

  // The other one ends first, with a value of its own in each place.
  const own = holes.map(({ hole }): Decision => ({ kind: 'fill', hole: hole.id, value: 'value-of-the-second' }));
  succeeded(await world.transfers.plan(typing));
  succeeded(await confirm(world, typing, [version('6.6.6'), ...own]));

  const answer = await confirm(world, taking, taken);
  expect(answer).toMatchObject({ ok: false, problem: { kind: 'plan-open' } });
  const texts = JSON.stringify(profilesIn(prod, 'payments', profile).filter(({ version: of }) => of === '7.7.7'));
  expect(texts).not.toContain('value-of-the-second');
  expect(imported).toBeDefined();
});
