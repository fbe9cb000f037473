import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { proofWords, publishedWords } from '../../../renderer/words/transfer-words.ts';
import type { Decision } from '../../../shared/transfer/decision.ts';
import type { TransferOutcome } from '../../../shared/transfer/proof.ts';
import { problemOf, succeeded } from '../palette/harness.ts';
import { dev, withWorldForEachTest, world } from './each-test.ts';
import { answered, answersFor, confirm, placeIn, profilesIn, requestFor, writesTo } from './world.ts';

const cloneRoute = 'POST /v1/clusterprofiles/*/clone';
const typed = 'typed-canary-77c1';

withWorldForEachTest();

/** From DEV / Default to a project of DEV, or to its tenant. */
const request = (name: string, project: string | null = 'payments') =>
  requestFor(dev, name, placeIn(dev, project), 'Default');

async function cloned(name: string, project: string | null = 'payments', more: readonly Decision[] = []) {
  const transfer = request(name, project);
  const answers = [...(await answered(world, transfer, typed)), ...more];
  dev.clearRequests();
  return succeeded(await confirm(world, transfer, answers));
}

/** What the server itself keeps of a profile, masked nowhere. */
const stored = (uid: string) => dev.tenant.profiles.get(uid);
const contentOf = (uid: string) => {
  const { published, draft, variables } = stored(uid) ?? {};
  return { packs: (published ?? draft)?.packs, variables };
};

test('masked values arrive intact though nobody entered one; missing macros are made first, and the proof names them', async () => {
  const transfer = request('payments-stack');
  const material = succeeded(await world.transfers.plan(transfer));
  const answers = answersFor(material, typed);
  expect(answers.map((one) => (one.kind === 'create-macro' ? one.macro : one.kind))).toEqual([
    'payments_alert_channel',
    'payments_db_host',
  ]);
  dev.clearRequests();
  const outcome = succeeded(await confirm(world, transfer, answers));

  expect(contentOf(outcome.uid)).toEqual(contentOf(transfer.profile.uid));
  expect(JSON.stringify(stored(outcome.uid))).toContain('BEGIN');
  expect(JSON.stringify(stored(outcome.uid))).not.toContain('********');
  expect(outcome).toMatchObject({
    way: 'clone',
    name: 'payments-stack',
    version: transfer.profile.version,
    settled: 'answered',
    createdMacros: ['payments_alert_channel', 'payments_db_host'],
    proof: { verdict: 'identical-except-masked', differences: [] },
  });
  expect(outcome.proof.masked).toHaveLength(4);
  expect(proofWords(outcome).title).toBe('Identical; 4 masked values copied by Palette');
  expect(writesTo(dev)).toEqual([
    expect.stringMatching(/^POST \/v1\/projects\/\w+\/macros$/),
    expect.stringMatching(/^POST \/v1\/projects\/\w+\/macros$/),
    `POST /v1/clusterprofiles/${transfer.profile.uid}/clone`,
  ]);
  expect(world.events.flatMap((event) => (event.kind === 'transfer-step' ? event.step : []))).toEqual([
    'checking-target',
    'creating-macros',
    'importing',
    'reading-back',
    'comparing',
  ]);
  expect(await world.journal.unsettled()).toEqual([]);
});

test('a sensitive variable is copied and never put again from its mask', async () => {
  const outcome = await cloned('shop-frontend', null);
  expect(stored(outcome.uid)).toMatchObject({ scope: { kind: 'tenant' } });
  expect(stored(outcome.uid)?.variables.find(({ name }) => name === 'api_token')?.defaultValue).toBe('seeded-token');
  expect(writesTo(dev)).toHaveLength(1);
});

test('variables that the server lost are told, and never put back from the masks of the source', async () => {
  const transfer = request('shop-frontend');
  const answers = await answered(world, transfer);
  const act = () => {
    for (const clone of profilesIn(dev, 'payments', 'shop-frontend')) Object.assign(clone, { variables: [] });
  };
  // The source is read first, then the clone.
  dev.faults.arm({ route: 'GET /v1/clusterprofiles/*/export', fault: { kind: 'meanwhile', act }, skip: 1 });
  dev.clearRequests();
  const outcome = succeeded(await confirm(world, transfer, answers));
  expect(outcome).toMatchObject({ repairedVariables: [], proof: { verdict: 'differs' } });
  expect(outcome.proof.differences).toContainEqual({
    path: ['variables', 'api_token'],
    kind: 'missing',
    sent: null,
    found: null,
  });
  expect(stored(outcome.uid)?.variables).toEqual([]);
  expect(writesTo(dev)).toHaveLength(1);
});

test.each([
  ['published at once, as asked', true, [], { published: true, publishing: 'at-once' }, 1],
  ['left a draft and published afterwards', false, [], { published: true, publishing: 'afterwards' }, 2],
  ['left a draft, as asked', false, [{ kind: 'publish', publish: false }], { published: false }, 1],
  ['published by Palette, though not asked', true, [{ kind: 'publish', publish: false }], { published: true }, 1],
] as const)('%s', async (_, clonesArePublished, more, state, writes) => {
  dev.switches.clonesArePublished = clonesArePublished;
  const outcome = await cloned('observability', 'payments', more);
  expect(outcome).toMatchObject(state);
  expect(stored(outcome.uid)?.published !== undefined).toBe(state.published);
  expect(writesTo(dev)).toHaveLength(writes);
  if (more.length > 0 && clonesArePublished) expect(publishedWords(outcome)).toContain('by Palette');
});

test('a draft that may not be published stays one, and the outcome says why', async () => {
  dev.switches.clonesArePublished = false;
  const refusal = { kind: 'status', status: 403, body: '{"message":"Forbidden"}' } as const;
  dev.faults.arm({ route: 'PATCH /v1/clusterprofiles/*/publish', fault: refusal });
  expect(await cloned('observability')).toMatchObject({
    published: false,
    publishing: 'failed',
    publishProblem: { kind: 'permission-denied', permission: 'clusterProfile.publish' },
  });
});

test('a taken name and version: the clone takes the next free one, and what was there stays as it was', async () => {
  const first = await cloned('observability');
  const before = JSON.stringify(stored(first.uid));
  const second = await cloned('observability');
  expect(second.version).not.toBe(first.version);
  expect(second.proof.verdict).toBe('identical');
  expect(JSON.stringify(stored(first.uid))).toBe(before);
  expect(profilesIn(dev, 'payments', 'observability')).toHaveLength(2);
});

test('a name that somebody takes between the check and the write is refused, and theirs is left alone', async () => {
  const transfer = request('observability');
  const answers = await answered(world, transfer);
  const act = () => {
    const source = stored(transfer.profile.uid);
    if (source === undefined) throw new Error('The source went');
    const scope = { kind: 'project', projectUid: dev.projectUid('payments') } as const;
    dev.tenant.profiles.add({ ...structuredClone(source), scope, published: { packs: [] }, draft: undefined });
  };
  dev.faults.arm({ route: cloneRoute, fault: { kind: 'meanwhile', act } });
  const problem = problemOf(await confirm(world, transfer, answers), dev.apiKeys.admin);
  expect(problem).toMatchObject({
    kind: 'clone-refused',
    profile: 'observability',
    scope: { name: 'payments' },
    cause: { kind: 'server-refused', status: 409 },
  });
  expect(profilesIn(dev, 'payments', 'observability')).toHaveLength(1);
  expect(await world.journal.unsettled()).toEqual([]);
});

test('a project that was disabled since: refused with the server’s words, and nothing is written', async () => {
  const transfer = request('observability');
  const answers = await answered(world, transfer);
  const project = dev.tenant.projects.find(({ name }) => name === 'payments');
  Object.assign(project ?? {}, { isDisabled: true });
  dev.clearRequests();
  expect(problemOf(await confirm(world, transfer, answers), dev.apiKeys.admin)).toMatchObject({ kind: 'plan-open' });
  expect(writesTo(dev)).toEqual([]);
  const plan = succeeded(await world.transfers.plan(transfer));
  expect(plan.facts.cloneCheck).toMatchObject({ known: false, problem: { code: 'ProjectDisabled' } });
});

test('a user without clusterProfile.create in the target is told so, before anything is written', async () => {
  const transfer = request('observability');
  const answers = await answered(world, transfer);
  world.changeKey(dev, dev.apiKeys.viewer);
  dev.clearRequests();
  expect(problemOf(await confirm(world, transfer, answers), dev.apiKeys.viewer)).toMatchObject({
    kind: 'permission-denied',
    permission: 'clusterProfile.create',
  });
  expect(writesTo(dev)).toEqual([]);
});

test('what was entered for an import is neither sent nor remembered by a clone; the import itself sends it', async () => {
  const transfer = request('shop-frontend');
  const asImport: Decision = { kind: 'way', way: 'import' };
  const material = succeeded(await world.transfers.plan(transfer));
  const answers = answersFor(material, typed, [asImport]);
  expect(answers.some(({ kind }) => kind === 'fill')).toBe(true);
  const clone = succeeded(await confirm(world, transfer, [...answers, { kind: 'way', way: 'clone' }]));
  expect(clone.way).toBe('clone');
  expect(contentOf(clone.uid)).toEqual(contentOf(transfer.profile.uid));
  expect(succeeded(await world.remembered.calls.list())).toEqual([]);

  const again = { ...request('shop-frontend', 'edge-lab'), id: randomUUID() };
  const filled = answersFor(succeeded(await world.transfers.plan(again)), typed, [asImport]);
  const imported = succeeded(await confirm(world, again, filled));
  expect(imported.way).toBe('import');
  expect(JSON.stringify(stored(imported.uid))).toContain(typed);
});

test('cancelled while the target is checked: nothing is written', async () => {
  const transfer = request('observability');
  const answers = await answered(world, transfer);
  dev.clearRequests();
  const act = () => void world.transfers.cancel({ id: transfer.id });
  dev.faults.arm({ route: `${cloneRoute}/validate`, fault: { kind: 'meanwhile', act }, skip: 1 });
  expect(problemOf(await confirm(world, transfer, answers), dev.apiKeys.admin)).toEqual({ kind: 'cancelled' });
  expect(writesTo(dev)).toEqual([]);
  expect(await world.journal.unsettled()).toEqual([]);
});

test('twenty clones, of which answers are lost before and after the write: each is there exactly once', async () => {
  dev.faults.loseAtRandom({ seed: 5, before: 0.3, after: 0.5, routes: [cloneRoute] });
  const source = stored(request('payments-stack').profile.uid);
  if (source === undefined) throw new Error('DEV has no payments-stack');
  let lost = 0;
  const outcomes: TransferOutcome[] = [];
  for (let index = 0; index < 20; index += 1) {
    const { uid, name, version } = dev.tenant.profiles.add({ ...structuredClone(source), name: `lost ${index}` });
    const transfer = { ...request('payments-stack'), id: randomUUID(), profile: { uid, name, version } };
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const answers = answersFor(succeeded(await world.transfers.plan(transfer)), typed);
      const answer = await confirm(world, transfer, answers);
      if (answer.ok) {
        outcomes.push(answer.value);
        break;
      }
      const { problem } = answer;
      expect(problem.kind === 'macros-left' ? problem.cause.kind : problem.kind).toBe('clone-lost');
      lost += 1;
    }
    expect(profilesIn(dev, 'payments', name)).toHaveLength(1);
  }
  expect(outcomes).toHaveLength(20);
  expect(outcomes.every(({ proof }) => proof.verdict === 'identical-except-masked')).toBe(true);
  expect(outcomes.filter(({ settled }) => settled === 'found').length).toBeGreaterThan(3);
  expect(lost).toBeGreaterThan(3);
  expect(await world.journal.unsettled()).toEqual([]);
});
