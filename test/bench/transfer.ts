import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { openHttp } from '../../electron/adapters/http-undici.ts';
import { systemClock as clock } from '../../electron/adapters/system-clock.ts';
import { createPaletteClient, type PaletteClient } from '../../electron/palette/client.ts';
import { createRateLimits } from '../../electron/palette/rate-limit.ts';
import { type PlaygroundEnvironment, startPlayground } from '../../electron/playground/playground.ts';
import type { HttpPort } from '../../electron/ports/http.ts';
import { Secret } from '../../electron/secret.ts';
import { createTransferAccess } from '../../electron/services/transfer-access.ts';
import { createTransfers } from '../../electron/services/transfers.ts';
import type { EnvironmentPlace } from '../../shared/place.ts';
import { packsOf } from '../../shared/profile/document.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Decision } from '../../shared/transfer/decision.ts';
import type { TransferMaterial } from '../../shared/transfer/plan.ts';
import { createPlanner } from '../../shared/transfer/planner.ts';
import type { TransferRequest } from '../../shared/transfer/request.ts';
import { reviewedOf } from '../../shared/transfer/reviewed.ts';
import { createFakeAnalyser } from '../fakes/analyser.ts';
import { createFakeLog } from '../fakes/log.ts';
import { environmentSources } from '../fakes/sources.ts';
import { dependentRounds, type TimedCall, timed } from './rounds.ts';
import { type BenchRow, median } from './row.ts';

const LATENCY_MS = 100;
const RUNS = 5;
const PROFILE = 'platform-everything';

interface Machine {
  readonly transfers: ReturnType<typeof createTransfers>;
  readonly calls: TimedCall[];
  /** Opens a connection to both places. */
  connect(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A 20-pack profile over a line of 100 ms per request, with Palette's rate limits: how many round trips depend on each
 * other until the plan can be drawn, and how many follow the import's answer until the proof. The reference is as many
 * bare requests in a row as are allowed.
 */
export async function transferBench(): Promise<BenchRow[]> {
  const planned: { readonly rounds: number; readonly time: number }[] = [];
  // A playground of its own for each run: the server's rate limits start full, as they are for a person's first drop.
  for (let run = 0; run < RUNS; run += 1) planned.push(await withPlayground(planOnce));
  const reference = await withPlayground((_dev, prod) => bareRequests(prod, 3));
  const proof = await withPlayground(proveOnce);
  return [
    {
      name: 'plan of a 20-pack profile, dependent round trips',
      measured: Math.max(...planned.map((one) => one.rounds)),
      reference: 3,
      unit: 'rounds',
      limits: { measured: 3 },
    },
    {
      name: 'plan of a 20-pack profile, time at 100 ms per request',
      measured: median(planned.map((one) => one.time)),
      reference,
      unit: 'ms',
      // A fourth round trip would show as a ratio of 4/3.
      limits: { ratio: 1.33 },
    },
    {
      name: "proof, dependent round trips after the import's answer",
      measured: proof.rounds,
      reference: 2,
      unit: 'rounds',
      limits: { measured: 2 },
    },
  ];
}

async function withPlayground<T>(
  measure: (dev: PlaygroundEnvironment, prod: PlaygroundEnvironment) => Promise<T>,
): Promise<T> {
  const playground = await startPlayground({ latencyMilliseconds: LATENCY_MS });
  try {
    return await measure(playground.environment('DEV'), playground.environment('PROD'));
  } finally {
    await playground.close();
  }
}

/** So many requests one after the other on an open connection. */
async function bareRequests(environment: PlaygroundEnvironment, count: number): Promise<number> {
  const http = openHttp({ address: environment.url, caPem: environment.caPem });
  const headers = { ApiKey: environment.apiKeys.admin };
  const request = { method: 'GET', path: '/v1/users/info', headers, body: null, totalMs: null, signal: null } as const;
  await http.send(request);
  const times = [];
  for (let run = 0; run < RUNS; run += 1) {
    const start = performance.now();
    for (let index = 0; index < count; index += 1) await http.send(request);
    times.push(performance.now() - start);
  }
  await http.close();
  return median(times);
}

async function planOnce(dev: PlaygroundEnvironment, prod: PlaygroundEnvironment) {
  const machine = startMachine(dev, prod);
  // As behind two panes that show their lists: a connection is open, the plan's own facts are not read yet.
  await machine.connect();
  const start = performance.now();
  const material = succeeded(await machine.transfers.plan(requestFor(dev, prod)));
  createPlanner(material).plan([]);
  const time = performance.now() - start;
  if (packsOf(material.document).length < 20) throw new Error(`${PROFILE} has fewer than 20 packs`);
  await machine.close();
  return { time, rounds: dependentRounds(machine.calls) };
}

async function proveOnce(dev: PlaygroundEnvironment, prod: PlaygroundEnvironment) {
  const machine = startMachine(dev, prod);
  const request = requestFor(dev, prod);
  const material = succeeded(await machine.transfers.plan(request));
  const decisions = answersTo(material);
  machine.calls.length = 0;
  const outcome = succeeded(
    await machine.transfers.run({
      transfer: request,
      decisions,
      reviewed: reviewedOf(material, createPlanner(material).plan(decisions)),
      typedName: null,
    }),
  );
  await machine.close();
  if (outcome.proof.verdict === 'not-read' || outcome.proof.verdict === 'differs') {
    throw new Error(`The proof says: ${outcome.proof.verdict}`);
  }
  const imported = machine.calls.find((call) => call.path.split('?')[0] === '/v1/clusterprofiles/import');
  if (imported === undefined) throw new Error('No import was sent');
  return { rounds: dependentRounds(machine.calls.filter((call) => call.start >= imported.end)) };
}

function startMachine(dev: PlaygroundEnvironment, prod: PlaygroundEnvironment): Machine {
  const calls: TimedCall[] = [];
  const opened: HttpPort[] = [];
  const limits = createRateLimits(clock);
  const clientOf = (environment: PlaygroundEnvironment): PaletteClient => {
    const http = openHttp({ address: environment.url, caPem: environment.caPem });
    opened.push(http);
    const apiKey = new Secret(environment.apiKeys.admin);
    return createPaletteClient({ http: timed(http, calls), apiKey, limits, clock });
  };
  const clients = new Map([
    ['dev', clientOf(dev)],
    ['prod', clientOf(prod)],
  ]);
  const known = {
    of: async (id: string) => {
      const client = clients.get(id);
      if (client === undefined) throw new Error(`No environment ${id}`);
      return ok(client);
    },
  };
  const access = createTransferAccess({
    clients: known,
    sources: environmentSources(known),
    analyser: createFakeAnalyser(),
    remembered: {
      lookUp: async () => ({ remembered: { holes: [], registries: {}, macroScopes: {} }, problem: null }),
      values: async () => new Map(),
      keep: async () => ok(null),
    },
    clock,
    log: createFakeLog(),
  });
  const transfers = createTransfers({
    ...access,
    imported: async () => undefined,
    ended: async () => undefined,
    isUnlocked: () => true,
    environment: (id) => ({ name: id, isProduction: false }),
    journal: {
      open: async () => ok(null),
      close: async () => undefined,
      arrived: async () => undefined,
      unsettled: async () => [],
      forgetAll: async () => ok(null),
    },
    emit: () => undefined,
  });
  const connect = async () => {
    await Promise.all([...clients.values()].map((client) => client.serverVersion()));
    calls.length = 0;
  };
  return { transfers, calls, connect, close: async () => void (await Promise.all(opened.map((http) => http.close()))) };
}

function requestFor(dev: PlaygroundEnvironment, prod: PlaygroundEnvironment): TransferRequest {
  const scope = { kind: 'project', projectUid: dev.projectUid('Default') } as const;
  const profile = dev.tenant.profiles.inScope(scope).find((one) => one.name === PROFILE);
  if (profile === undefined) throw new Error(`DEV has no ${PROFILE}`);
  const place = (environmentId: string, environment: PlaygroundEnvironment, name: string): EnvironmentPlace => ({
    kind: 'environment',
    environmentId,
    scope: { kind: 'project', uid: environment.projectUid(name), name },
  });
  return {
    id: randomUUID(),
    source: place('dev', dev, 'Default'),
    target: place('prod', prod, 'payments'),
    profile: { uid: profile.uid, name: profile.name, version: profile.version },
  };
}

/** Answers whatever stands open, as a person would: values typed, macros made, the first way offered taken. */
function answersTo(material: TransferMaterial): readonly Decision[] {
  const planner = createPlanner(material);
  let decisions: readonly Decision[] = [];
  for (let round = 0; round < 5; round += 1) {
    const plan = planner.plan(decisions);
    if (plan.ready) return decisions;
    const fills = plan.holes
      .filter(({ state }) => state === 'not-filled')
      .map(({ hole }): Decision => ({ kind: 'fill', hole: hole.id, value: 'typed by the bench' }));
    const fixes = plan.checks
      .filter(({ state, about }) => (state === 'open' || state === 'unknown') && about !== 'masked-value')
      .flatMap((check): readonly Decision[] => {
        if (check.about === 'macro')
          return [{ kind: 'create-macro', macro: check.macro, scope: 'project', value: 'made' }];
        const [fix] = check.fixes.filter((one) => one.kind === 'decide');
        return fix === undefined ? [] : [fix.decision];
      });
    decisions = [...decisions, ...fills, ...fixes];
  }
  const open = planner.plan(decisions).checks.filter(({ state }) => state !== 'passed' && state !== 'warning');
  throw new Error(`${PROFILE} cannot be made ready: ${JSON.stringify(open.map(({ id, state }) => [id, state]))}`);
}

function succeeded<T>(answer: Result<T>): T {
  if (!answer.ok) throw new Error(`It failed: ${JSON.stringify(answer.problem)}`);
  return answer.value;
}
