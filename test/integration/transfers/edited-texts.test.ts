import { describe, expect, test } from 'vitest';
import { packsOf } from '../../../shared/profile/document.ts';
import { textAt } from '../../../shared/profile/texts.ts';
import type { Decision } from '../../../shared/transfer/decision.ts';
import { describeOpen } from '../../../shared/transfer/describe-open.ts';
import { textDecision } from '../../../shared/transfer/hand-edits.ts';
import type { TransferMaterial } from '../../../shared/transfer/plan.ts';
import { createPlanner } from '../../../shared/transfer/planner.ts';
import type { TransferRequest } from '../../../shared/transfer/request.ts';
import { problemOf, succeeded } from '../palette/harness.ts';
import { dev, prod, withWorldForEachTest, world } from './each-test.ts';
import { answersFor, confirm, placeIn, profilesIn, requestFor, writesTo } from './world.ts';

const address = { kind: 'values', pack: 0 } as const;

withWorldForEachTest();

const requestOf = (name: string) => requestFor(dev, name, placeIn(prod, 'payments'), 'Default');
const open = async (transfer: TransferRequest) => succeeded(await world.transfers.plan(transfer));

/** The first layer's values with lines in front of them. */
function withLines({ document }: TransferMaterial, lines: string): Decision {
  const decision = textDecision(document, address, [{ start: 0, end: 0, text: lines }]);
  if (decision === null) throw new Error('The first layer has no values');
  return decision;
}

/** All answers of a person who edited before answering. */
function answersAfter(material: TransferMaterial, edit: Decision, typed = 'typed-canary-41a7'): readonly Decision[] {
  const edited = { ...material, document: createPlanner(material).edited([edit]).document };
  return [edit, ...answersFor(edited, typed)];
}

describe('a text edited by hand in the review', () => {
  test('reaches the target as it was edited, with values filled into it, and is proven against what was sent', async () => {
    const transfer = requestOf('platform-everything');
    const material = await open(transfer);
    const { name = '' } = packsOf(material.document)[0] ?? {};
    const before = textAt(material.document, address) ?? '';
    const edit = withLines(material, 'addedByHand: yes # kept\nownPassword: ********\n');
    const outcome = succeeded(await confirm(world, transfer, answersAfter(material, edit)));
    expect(outcome).toMatchObject({ editedLayers: [name], proof: { differences: [] } });

    const [arrived] = profilesIn(prod, 'payments', 'platform-everything');
    const values = arrived?.published?.packs.find((pack) => pack.name === name)?.values ?? '';
    expect(values.startsWith('addedByHand: yes # kept\nownPassword: typed-canary-41a7\n')).toBe(true);
    expect(values.trimEnd().endsWith(before.trimEnd().split('\n').at(-1) ?? '')).toBe(true);
  });

  test('is remembered for what was filled into it: the next profile with that mask has its value', async () => {
    const transfer = requestOf('observability');
    const material = await open(transfer);
    const edit = withLines(material, 'ownPassword: ********\n');
    succeeded(await confirm(world, transfer, answersAfter(material, edit)));
    const hole = createPlanner(material)
      .plan([edit])
      .holes.find((one) => one.hole.id.includes('ownPassword'))?.hole;
    if (hole === undefined) throw new Error('No hole of its own');
    const { source, target, profile } = transfer;
    const { remembered } = await world.remembered.lookUp(source, target, profile.name, [hole]);
    const kept = await world.remembered.values(target, remembered.holes);
    expect([...kept]).toEqual([[hole.id, 'typed-canary-41a7']]);
  });

  test('needs the macros that were written into it, and makes them', async () => {
    const transfer = requestOf('observability');
    const material = await open(transfer);
    const edit = withLines(material, 'zone: "{{.spectro.macro.written_by_hand}}"\n');
    expect(problemOf(await confirm(world, transfer, [edit]), prod.apiKeys.admin)).toMatchObject({
      kind: 'plan-open',
      open: ['macro written_by_hand'],
    });
    const outcome = succeeded(await confirm(world, transfer, answersAfter(material, edit)));
    expect(outcome.createdMacros).toEqual(['written_by_hand']);
  });

  test('is not written while it is no YAML: refused by layer, and nothing is written', async () => {
    const transfer = requestOf('observability');
    const material = await open(transfer);
    const { name = '' } = packsOf(material.document)[0] ?? {};
    prod.clearRequests();
    expect(
      problemOf(await confirm(world, transfer, [withLines(material, 'a: "\n')]), prod.apiKeys.admin),
    ).toMatchObject({
      kind: 'plan-open',
      open: [`edited text in ${name}: invalid-yaml`],
    });
    expect(writesTo(prod)).toEqual([]);
  });

  test('was changed in the source meanwhile: nothing is written, the layer is named, and the edits fit the new text', async () => {
    const transfer = requestOf('observability');
    const material = await open(transfer);
    const { name = '' } = packsOf(material.document)[0] ?? {};
    const answers = answersAfter(material, withLines(material, 'addedByHand: yes\n'));
    const [source] = dev.tenant.profiles
      .inScope({ kind: 'project', projectUid: dev.projectUid('Default') })
      .filter((one) => one.name === 'observability' && one.version === transfer.profile.version);
    const pack = source?.published?.packs.find((one) => one.name === name);
    if (pack === undefined) throw new Error('No such layer');
    pack.values = `${pack.values}\nchangedMeanwhile: true\n`;
    prod.clearRequests();
    expect(problemOf(await confirm(world, transfer, answers), prod.apiKeys.admin)).toEqual({
      kind: 'source-changed',
      profile: `observability ${transfer.profile.version}`,
    });
    expect(writesTo(prod)).toEqual([]);

    const again = createPlanner(await open(transfer)).plan(answers);
    expect(describeOpen(again)).toEqual([`edited text in ${name}: outdated`]);
    const fix = again.checks
      .flatMap(({ fixes }) => fixes)
      .find((one) => one.kind === 'decide' && one.suits === 'edit-again');
    if (fix?.kind !== 'decide') throw new Error('The edits are not offered again');
    succeeded(await confirm(world, transfer, [...answers, fix.decision]));
    const [arrived] = profilesIn(prod, 'payments', 'observability');
    const values = arrived?.published?.packs.find((one) => one.name === name)?.values ?? '';
    expect(values).toMatch(/^addedByHand: yes\n[\s\S]*changedMeanwhile: true/);
  });

  test('may hold a secret: the target’s refusal is told without it', async () => {
    const secret = 'hunter2-canary-7731';
    const transfer = requestOf('observability');
    const material = await open(transfer);
    const edit = withLines(material, `env:\n  - name: ADMIN_PASSWORD\n    value: ${secret}\n`);
    prod.faults.arm({
      route: 'POST /v1/clusterprofiles/import/validate',
      fault: {
        kind: 'status',
        status: 422,
        body: JSON.stringify({ code: 'Weak', message: `${secret} is weak` }),
      },
      skip: 1,
    });
    const problem = problemOf(await confirm(world, transfer, answersAfter(material, edit)), prod.apiKeys.admin);
    expect(problem).toMatchObject({ kind: 'import-refused', cause: { code: 'Weak' } });
    expect(JSON.stringify(problem)).not.toContain(secret);
    expect(JSON.stringify([world.log, world.events])).not.toContain(secret);
  });
});
