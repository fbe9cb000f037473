import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type Playground,
  type PlaygroundEnvironment,
  startPlayground,
} from '../../../electron/playground/playground.ts';
import { answered, openWorld, placeIn, profilesIn, requestFor, reviewed } from '../transfers/world.ts';
import { type Child, endChildren, type Home, type Job, startChild } from './child.ts';

const importRoute = 'POST /v1/clusterprofiles/import';
const macrosRoute = 'POST /v1/projects/*/macros';
const lookRoute = 'GET /v1/dashboard/clusterprofiles/metadata';
const secret = 'typed-canary-90d3';

let playground: Playground;
let dev: PlaygroundEnvironment;
let prod: PlaygroundEnvironment;
let home: Home;

beforeEach(async () => {
  playground = await startPlayground({ rateLimits: false });
  dev = playground.environment('DEV');
  prod = playground.environment('PROD');
  home = { folder: await mkdtemp(join(tmpdir(), 'ferry-crash-')), environments: [dev, prod] };
});
afterEach(async () => {
  await endChildren();
  await playground.close();
  await rm(home.folder, { recursive: true, force: true });
});

/** A sheet with every point answered: one sensitive variable typed for shop-frontend, one macro for ingress-edge. */
async function ready(name: string): Promise<Job> {
  const world = openWorld([dev, prod]);
  const transfer = requestFor(dev, name, placeIn(prod, 'payments'), 'Default');
  const decisions = await answered(world, transfer, secret);
  await world.close();
  return { transfer, decisions, reviewed: reviewed(world, transfer, decisions) };
}

/** The next start over the same folder: what it says of the import, and what it leaves open. */
async function nextStart() {
  const child = startChild(home, null);
  await child.heard('drafts');
  await child.ended();
  const settled = child.said.filter(({ kind }) => kind === 'import-settled' || kind === 'told');
  const unsettled = child.said.find(({ kind }) => kind === 'unsettled')?.entries;
  const drafts = child.said.find(({ kind }) => kind === 'drafts')?.drafts;
  return { settled, unsettled, drafts };
}

const there = (name: string) => profilesIn(prod, 'payments', name);
/** How often the macro that ingress-edge uses is there. */
const macros = () =>
  prod.tenant.macros
    .list({ kind: 'project', projectUid: prod.projectUid('payments') })
    .flatMap(({ name }) => (name === 'ingress_domain' ? [name] : []));

/** Kills the process the moment the server has a request of that route before it has done anything. */
function killAt(route: string, child: () => Child, skip = 0): Promise<void> {
  prod.faults.arm({ route, fault: { kind: 'meanwhile', act: () => child().kill() }, skip });
  return prod.faults.arm({ route, fault: { kind: 'reset-before' }, skip }).struck;
}

describe('the app is killed in the middle of an import', () => {
  test('while it looks, before the journal: there is nothing to tell, and the typed answers are there', async () => {
    const job = await ready('shop-frontend');
    // Once for the facts, once before the write.
    const killed = killAt(lookRoute, () => child, 1);
    const child = startChild(home, job);
    await killed;
    await child.ended();
    expect(await nextStart()).toMatchObject({
      settled: [],
      unsettled: [],
      drafts: { value: [{ transfers: [{ answers: job.decisions.length }] }] },
    });
    expect(there('shop-frontend')).toHaveLength(0);
  });

  test('after the journal, before the request: told that there is no such profile, and the second try makes one', async () => {
    const job = await ready('shop-frontend');
    const child = startChild(home, job, true);
    await child.heard('journal-written');
    child.kill();
    await child.ended();
    expect(await nextStart()).toMatchObject({
      settled: [{ kind: 'import-settled', name: 'shop-frontend', target: job.transfer.target, uid: null }],
      unsettled: [],
      drafts: { value: [{}] },
    });
    await importAgain(job);
    expect(there('shop-frontend')).toHaveLength(1);
  });

  test('during the request, and the server never got to it: told that there is no such profile', async () => {
    const job = await ready('shop-frontend');
    const killed = killAt(importRoute, () => child);
    const child = startChild(home, job);
    await killed;
    await child.ended();
    expect(await nextStart()).toMatchObject({ settled: [{ kind: 'import-settled', uid: null }], unsettled: [] });
    await importAgain(job);
    expect(there('shop-frontend')).toHaveLength(1);
  });

  test('during the request, and the server goes on with it after the next start has looked: it is found', async () => {
    const job = await ready('shop-frontend');
    const held = prod.faults.arm({ route: importRoute, fault: { kind: 'hold' } });
    const child = startChild(home, job);
    await held.struck;
    child.kill();
    await child.ended();
    // The first look finds nothing, and lets the request through.
    const looked = { kind: 'meanwhile', act: () => setImmediate(() => held.release()) } as const;
    prod.faults.arm({ route: lookRoute, fault: looked });
    const { settled, unsettled } = await nextStart();
    expect(there('shop-frontend')).toHaveLength(1);
    expect(settled).toMatchObject([{ kind: 'import-settled', uid: there('shop-frontend')[0]?.uid }]);
    expect(unsettled).toEqual([]);
  });

  test('after the profile was made, before the answer: told that it is there, and trying again makes no second one', async () => {
    const job = await ready('shop-frontend');
    const act = (body: string) => {
      child.kill();
      return body;
    };
    const killed = prod.faults.arm({ route: importRoute, fault: { kind: 'rewrite', rewrite: act } });
    const child = startChild(home, job);
    await killed.struck;
    await child.ended();
    expect(await nextStart()).toMatchObject({
      settled: [
        { kind: 'import-settled', name: 'shop-frontend', uid: there('shop-frontend')[0]?.uid, content: 'same' },
      ],
      unsettled: [],
    });
    const again = startChild(home, job);
    expect(await again.heard('ended')).toMatchObject({ answer: { ok: false, problem: { kind: 'plan-open' } } });
    expect(there('shop-frontend')).toHaveLength(1);
  });

  test('before the server got to it, and somebody else takes the name: told that it is another profile', async () => {
    const job = await ready('shop-frontend');
    const killed = killAt(importRoute, () => child);
    const child = startChild(home, job);
    await killed;
    await child.ended();
    const other = prod.tenant.profiles.inScope({ kind: 'tenant' })[0];
    if (other === undefined) throw new Error('PROD is empty');
    const scope = { kind: 'project', projectUid: prod.projectUid('payments') } as const;
    const { uid } = prod.tenant.profiles.add({
      ...other,
      scope,
      name: 'shop-frontend',
      version: job.transfer.profile.version,
    });
    const { settled, unsettled } = await nextStart();
    expect(settled).toMatchObject([{ kind: 'import-settled', uid, content: 'other' }]);
    expect(unsettled).toEqual([]);
  });

  test('while it reads back: told that it is there', async () => {
    const job = await ready('shop-frontend');
    const killed = killAt('GET /v1/clusterprofiles/*/export', () => child);
    const child = startChild(home, job);
    await killed;
    await child.ended();
    expect(await nextStart()).toMatchObject({
      settled: [{ kind: 'import-settled', uid: there('shop-frontend')[0]?.uid }],
      unsettled: [],
    });
    expect(there('shop-frontend')).toHaveLength(1);
  });

  test.each([
    ['before it is made', [], []],
    ['after it is made', ['ingress_domain'], ['ingress_domain']],
  ] as const)(
    'while a macro is created, %s: told so, no profile, and the second try ends with one of each',
    async (when, told, made) => {
      const job = await ready('ingress-edge');
      const after = (body: string) => {
        child.kill();
        return body;
      };
      const killed =
        when === 'before it is made'
          ? killAt(macrosRoute, () => child)
          : prod.faults.arm({ route: macrosRoute, fault: { kind: 'rewrite', rewrite: after } }).struck;
      const child = startChild(home, job);
      await killed;
      await child.ended();
      expect(macros()).toEqual(made);
      expect(await nextStart()).toMatchObject({
        settled: [{ kind: 'import-settled', name: 'ingress-edge', uid: null, macros: told }],
        unsettled: [],
      });
      await importAgain(job);
      expect(macros()).toEqual(['ingress_domain']);
      expect(there('ingress-edge')).toHaveLength(1);
    },
  );

  test('and at the next start the target cannot be asked: told as open, kept, and settled at the start after that', async () => {
    const job = await ready('shop-frontend');
    const killed = killAt(importRoute, () => child);
    const child = startChild(home, job);
    await killed;
    await child.ended();
    prod.faults.arm({ route: '* *', fault: { kind: 'status', status: 401 }, times: 999 });
    expect(await nextStart()).toMatchObject({
      settled: [{ kind: 'told', problem: { kind: 'import-unsettled', profile: 'shop-frontend 1.0.0' } }],
      unsettled: [{ name: 'shop-frontend' }],
    });
    prod.faults.clear();
    expect(await nextStart()).toMatchObject({ settled: [{ kind: 'import-settled', uid: null }], unsettled: [] });
  });
});

test('what was typed lies in no file of the folder, whenever the app is killed', async () => {
  const job = await ready('shop-frontend');
  const child = startChild(home, job, true);
  await child.heard('journal-written');
  child.kill();
  await child.ended();
  const data = join(home.folder, 'data');
  const names = await readdir(data);
  expect(names).toContain('journal.json');
  expect(names).toContain('drafts.bin');
  for (const name of names) {
    const bytes = await readFile(join(data, name));
    for (const form of [secret, Buffer.from(secret).toString('base64'), Buffer.from(secret).toString('hex')]) {
      expect(bytes.includes(form)).toBe(false);
    }
  }
});

/** As a person does: opens the sheet again, answers what is open, confirms. */
test('killed after a clone was made, before the answer: told at the next start, as a clone', async () => {
  const world = openWorld([dev, prod]);
  const transfer = requestFor(dev, 'platform-everything', placeIn(dev, 'payments'), 'Default');
  const decisions = await answered(world, transfer, secret);
  await world.close();
  const act = (body: string) => {
    child.kill();
    return body;
  };
  const route = 'POST /v1/clusterprofiles/*/clone';
  const killed = dev.faults.arm({ route, fault: { kind: 'rewrite', rewrite: act } });
  const child = startChild(home, { transfer, decisions, reviewed: reviewed(world, transfer, decisions) });
  await killed.struck;
  await child.ended();
  const [clone, ...others] = profilesIn(dev, 'payments', 'platform-everything');
  expect(others).toEqual([]);
  expect(await nextStart()).toMatchObject({
    settled: [{ kind: 'import-settled', way: 'clone', target: transfer.target, uid: clone?.uid, content: 'same' }],
    unsettled: [],
  });
});

test('killed during a clone, and the target cannot be asked at the next start: told as open, as a clone', async () => {
  const world = openWorld([dev, prod]);
  const transfer = requestFor(dev, 'observability', placeIn(dev, 'payments'), 'Default');
  const decisions = await answered(world, transfer, secret);
  await world.close();
  const route = 'POST /v1/clusterprofiles/*/clone';
  dev.faults.arm({ route, fault: { kind: 'meanwhile', act: () => child.kill() } });
  const killed = dev.faults.arm({ route, fault: { kind: 'reset-before' } }).struck;
  const child = startChild(home, { transfer, decisions, reviewed: reviewed(world, transfer, decisions) });
  await killed;
  await child.ended();
  dev.faults.arm({ route: '* *', fault: { kind: 'status', status: 401 }, times: 999 });
  expect(await nextStart()).toMatchObject({
    settled: [{ kind: 'told', problem: { kind: 'clone-unsettled', scope: { name: 'payments' } } }],
    unsettled: [{ way: 'clone' }],
  });
});

async function importAgain({ transfer }: Job): Promise<void> {
  prod.faults.clear();
  const child = startChild(home, await ready(transfer.profile.name));
  expect(await child.heard('ended')).toMatchObject({ answer: { ok: true } });
  await child.ended();
  expect(await nextStart()).toMatchObject({ settled: [], unsettled: [], drafts: { value: [] } });
}
