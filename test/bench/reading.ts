import { openHttp } from '../../electron/adapters/http-undici.ts';
import { systemClock as clock } from '../../electron/adapters/system-clock.ts';
import { createPaletteClient } from '../../electron/palette/client.ts';
import { createRateLimits } from '../../electron/palette/rate-limit.ts';
import { type PlaygroundEnvironment, startPlayground } from '../../electron/playground/playground.ts';
import { Secret } from '../../electron/secret.ts';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import type { EnvironmentPlace, Scope } from '../../shared/place.ts';
import { packsOf } from '../../shared/profile/document.ts';
import type { ProfileRef } from '../../shared/transfer/request.ts';
import { yamlOf } from './big-profile.ts';
import type { BenchRow } from './row.ts';
import { openFerry, type RunningWindow, signIn } from './window-app.ts';

const BYTES = 5_000_000;
const NAME = 'five-megabytes';

/** How long the main process answers nobody while a document of 5 MB is read, to look at it and to plan with it. */
export async function readingBench(): Promise<BenchRow[]> {
  const playground = await startPlayground({ rateLimits: false });
  const ferry = await openFerry();
  try {
    const dev = playground.environment('DEV');
    const profile = await sowBigProfile(dev);
    const id = await signIn(ferry.page, dev);
    const prod = await signIn(ferry.page, playground.environment('PROD'));
    const source = placeOf(id, dev, 'Default');
    const target = placeOf(prod, playground.environment('PROD'), 'payments');
    const idle = await blocked(ferry, () => ferry.page.waitForTimeout(1000));
    const look = await blocked(ferry, () => ferry.page.evaluate(lookAt, { place: source, uid: profile.uid }));
    const plan = await blocked(ferry, () => ferry.page.evaluate(planFor, { source, target, profile }));
    return [rowOf('its details', look, idle), rowOf('a plan', plan, idle)];
  } finally {
    await ferry.close();
    await playground.close();
  }
}

function rowOf(what: string, measured: number, reference: number): BenchRow {
  const name = `main process blocked while 5 MB are read for ${what}; while idle`;
  return { name, measured, reference, unit: 'ms', limits: { measured: 50 } };
}

/** The longest time for which the main process ran nothing else during the work. */
async function blocked({ app }: RunningWindow, work: () => Promise<unknown>): Promise<number> {
  await app.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
    const delays = monitorEventLoopDelay({ resolution: 1 });
    delays.enable();
    Object.assign(globalThis, { benchDelays: delays });
  });
  await work();
  return app.evaluate(() => {
    const { benchDelays } = globalThis as unknown as { benchDelays: { max: number; disable(): void } };
    benchDelays.disable();
    return benchDelays.max / 1e6;
  });
}

async function lookAt(request: { place: EnvironmentPlace; uid: string }): Promise<void> {
  const { ferry } = window as unknown as { ferry: Ferry };
  const answer = await ferry.places.profile(request);
  if (!answer.ok) throw new Error(answer.problem.kind);
}

async function planFor(request: {
  source: EnvironmentPlace;
  target: EnvironmentPlace;
  profile: ProfileRef;
}): Promise<void> {
  const { ferry } = window as unknown as { ferry: Ferry };
  const answer = await ferry.transfers.plan({ id: crypto.randomUUID(), ...request });
  if (!answer.ok) throw new Error(answer.problem.kind);
}

function placeOf(environmentId: string, environment: PlaygroundEnvironment, name: string): EnvironmentPlace {
  return { kind: 'environment', environmentId, scope: scopeOf(environment, name) };
}

function scopeOf(environment: PlaygroundEnvironment, name: string): Scope {
  return { kind: 'project', uid: environment.projectUid(name), name };
}

/** Imports the 20-pack profile again with values of 5 MB in all. */
async function sowBigProfile(dev: PlaygroundEnvironment): Promise<ProfileRef> {
  const http = openHttp({ address: dev.url, caPem: dev.caPem });
  const apiKey = new Secret(dev.apiKeys.admin);
  const client = createPaletteClient({ http, apiKey, limits: createRateLimits(clock), clock });
  const scope = scopeOf(dev, 'Default');
  const seed = dev.tenant.profiles
    .inScope({ kind: 'project', projectUid: dev.projectUid('Default') })
    .find(({ name }) => name === 'platform-everything');
  const exported = await client.exportProfile(scope, seed?.uid ?? '');
  if (!exported.ok) throw new Error(`No document to enlarge: ${exported.problem.kind}`);
  const document = structuredClone(exported.value);
  const packs = packsOf(document);
  for (const pack of packs) pack.values = `${pack.values ?? ''}\n${yamlOf(BYTES / packs.length)}`;
  document.metadata.name = NAME;
  const imported = await client.importProfile(scope, document, { publish: true });
  await http.close();
  if (!imported.ok) throw new Error(`The big profile was refused: ${imported.problem.kind}`);
  return { uid: imported.value.uid, name: NAME, version: seed?.version ?? '' };
}
