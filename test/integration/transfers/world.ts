import { randomUUID } from 'node:crypto';
import { openHttp } from '../../../electron/adapters/http-undici.ts';
import { createKeyKeeper } from '../../../electron/adapters/key-keeper.ts';
import { createMemoryKeychain } from '../../../electron/adapters/keychain-memory.ts';
import { createRateLimits } from '../../../electron/palette/rate-limit.ts';
import type { PlaygroundEnvironment } from '../../../electron/playground/playground.ts';
import { Secret } from '../../../electron/secret.ts';
import { createDrafts } from '../../../electron/services/drafts.ts';
import type { EnvironmentCredentials } from '../../../electron/services/environments.ts';
import { createJournal } from '../../../electron/services/journal.ts';
import { createPaletteClients } from '../../../electron/services/palette-clients.ts';
import { createRememberedAnswers } from '../../../electron/services/remembered.ts';
import { createTransferAccess } from '../../../electron/services/transfer-access.ts';
import { createTransfers } from '../../../electron/services/transfers.ts';
import { createVault, type VaultName } from '../../../electron/services/vault.ts';
import type { FerryEvent } from '../../../shared/bridge/events.ts';
import type { EnvironmentPlace } from '../../../shared/place.ts';
import { failed, ok } from '../../../shared/result.ts';
import type { Decision } from '../../../shared/transfer/decision.ts';
import type { Check, TransferMaterial } from '../../../shared/transfer/plan.ts';
import { createPlanner } from '../../../shared/transfer/planner.ts';
import type { TransferRequest } from '../../../shared/transfer/request.ts';
import { type Reviewed, reviewedOf } from '../../../shared/transfer/reviewed.ts';
import { createFakeAnalyser } from '../../fakes/analyser.ts';
import { createFakeFiles } from '../../fakes/files.ts';
import { createFakeLog } from '../../fakes/log.ts';
import { environmentSources } from '../../fakes/sources.ts';
import { createEagerClock, succeeded } from '../palette/harness.ts';

/** The services of the app between playground environments, as main composes them, on files in memory. */
export function openWorld(environments: readonly PlaygroundEnvironment[]) {
  const clock = createEagerClock();
  const log = createFakeLog();
  const events: FerryEvent[] = [];
  const emit = (event: FerryEvent) => void events.push(event);
  const credentials = new Map<string, EnvironmentCredentials>();
  const changeKey = (environment: PlaygroundEnvironment, apiKey: string) =>
    credentials.set(idOf(environment), {
      name: environment.name,
      class: 'development',
      address: environment.url,
      caPem: environment.caPem,
      apiKey: new Secret(apiKey),
    });
  for (const environment of environments) changeKey(environment, environment.apiKeys.admin);

  const clients = createPaletteClients({
    environments: {
      async credentials(id) {
        const found = credentials.get(id);
        return found === undefined ? failed({ kind: 'environment-unknown', id }) : ok(found);
      },
    },
    openHttp,
    limits: createRateLimits(clock),
    clock,
  });
  const keys = createKeyKeeper(createMemoryKeychain(), createMemoryKeychain());
  const files = createFakeFiles();
  const vault = (name: VaultName) => createVault({ keys, files }, name, `/app/${name}`);
  const remembered = createRememberedAnswers(vault('remembered-answers'), clock);
  const drafts = createDrafts({ vault: vault('drafts'), clock, emit });
  let disk: string | null = null;
  const journal = createJournal(
    {
      read: async () => ok(disk),
      async write(text) {
        disk = text;
        return ok(null);
      },
      setAside: async () => ok('aside'),
      remove: async () => ok(null),
    },
    (problem) => emit({ kind: 'told', problem }),
  );
  const transfers = createTransfers({
    ...createTransferAccess({
      clients,
      sources: environmentSources(clients),
      analyser: createFakeAnalyser(),
      remembered,
      clock,
      log,
    }),
    isUnlocked: () => true,
    environment: (id) => (credentials.has(id) ? { name: id, isProduction: false } : null),
    imported: drafts.imported,
    ended: async () => {},
    journal,
    emit,
  });
  /** What the window had of each transfer last. */
  const materials = new Map<string, TransferMaterial>();
  const plan = async (request: TransferRequest) => {
    const answer = await transfers.plan(request);
    if (answer.ok) materials.set(request.id, answer.value);
    return answer;
  };
  return {
    transfers: { ...transfers, plan },
    materials,
    clients,
    journal,
    drafts,
    remembered,
    events,
    log,
    clock,
    emit,
    changeKey,
    close: clients.close,
  };
}

export type World = ReturnType<typeof openWorld>;

export function idOf(environment: PlaygroundEnvironment): string {
  return `env-${environment.name.toLowerCase()}`;
}

/** The tenant, or a project of it. */
export function placeIn(environment: PlaygroundEnvironment, project: string | null = null): EnvironmentPlace {
  return {
    kind: 'environment',
    environmentId: idOf(environment),
    scope:
      project === null ? { kind: 'tenant' } : { kind: 'project', uid: environment.projectUid(project), name: project },
  };
}

/** A request for the profile of that name, wherever in the source it is. */
export function requestFor(
  source: PlaygroundEnvironment,
  name: string,
  target: EnvironmentPlace,
  project: string | null = null,
): TransferRequest {
  const scope =
    project === null
      ? ({ kind: 'tenant' } as const)
      : ({ kind: 'project', projectUid: source.projectUid(project) } as const);
  const found = source.tenant.profiles.inScope(scope).find((profile) => profile.name === name);
  if (found === undefined) throw new Error(`${source.name} has no ${name}`);
  const { uid, version } = found;
  return { id: randomUUID(), source: placeIn(source, project), target, profile: { uid, name, version } };
}

/** Answers every open point as a person in a hurry does: the first fix offered, `typed` for values and macros. */
export function answersFor(
  material: TransferMaterial,
  typed: string,
  begun: readonly Decision[] = [],
): readonly Decision[] {
  const planner = createPlanner(material);
  const decisions: Decision[] = [...begun];
  for (let round = 0; round < 200; round += 1) {
    const plan = planner.plan(decisions);
    if (plan.ready) return decisions;
    const open = plan.checks.find((check) => check.state === 'open');
    const decision = open === undefined ? null : firstFix(open, typed);
    if (decision === null) throw new Error(`Nothing to decide: ${JSON.stringify(plan.checks.filter(isStopping))}`);
    decisions.push(decision);
  }
  throw new Error('The answers never ended');
}

function isStopping(check: Check): boolean {
  return ['open', 'refused', 'unknown'].includes(check.state);
}

function firstFix(check: Check, typed: string): Decision | null {
  const [fix] = check.fixes;
  switch (fix?.kind) {
    case 'decide':
      return fix.decision;
    case 'type-value':
      return { kind: 'fill', hole: fix.hole, value: typed };
    case 'create-macro': {
      const [scope] = fix.scopes;
      return scope === undefined ? null : { kind: 'create-macro', macro: fix.macro, scope, value: typed };
    }
    default:
      return null;
  }
}

/** Opens the sheet and answers it. */
export async function answered(world: World, request: TransferRequest, typed = 'typed-canary-41a7') {
  return answersFor(succeeded(await world.transfers.plan(request)), typed);
}

/** What a person has before them who gave these answers in the sheet that was opened last. */
export function reviewed({ materials }: World, { id }: TransferRequest, decisions: readonly Decision[]): Reviewed {
  const material = materials.get(id);
  if (material === undefined) throw new Error('The sheet was never opened');
  return reviewedOf(material, createPlanner(material).plan(decisions));
}

/** Confirms; opens the sheet first where that was not done. */
export async function confirm(world: World, transfer: TransferRequest, decisions: readonly Decision[]) {
  if (!world.materials.has(transfer.id)) succeeded(await world.transfers.plan(transfer));
  return world.transfers.run({
    transfer,
    decisions,
    reviewed: reviewed(world, transfer, decisions),
    typedName: null,
  });
}

/** Requests that change something, as method and path. */
export function writesTo(environment: PlaygroundEnvironment): readonly string[] {
  return environment.requests
    .filter(({ method, path }) => method !== 'GET' && !/\/(?:import|clone)\/validate$/.test(path))
    .map(({ method, path }) => `${method} ${path}`);
}

/** The profiles of that name in a project, as the server holds them. */
export function profilesIn(environment: PlaygroundEnvironment, project: string, name: string) {
  const scope = { kind: 'project', projectUid: environment.projectUid(project) } as const;
  return environment.tenant.profiles.inScope(scope).filter((profile) => profile.name === name);
}
