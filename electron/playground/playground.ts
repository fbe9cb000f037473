import { makeServerCertificate } from './certificates.ts';
import { FaultControl } from './faults.ts';
import type { Tenant } from './model/tenant.ts';
import { RateLimiter } from './rate-limits.ts';
import { type RecordedRequest, Recorder } from './recorder.ts';
import { createApp } from './routes/app.ts';
import { addRoutes } from './routes/routes.ts';
import { KEY_HOLDERS, type KeyHolder } from './seed/people.ts';
import { buildTenant, DEV, PROD, type TenantBlueprint } from './seed/tenants.ts';
import { startServer } from './server.ts';
import { type Switches, switchesWith } from './switches.ts';

/** How to start the playground. Everything may be left out. */
export interface PlaygroundOptions {
  /** Tenants to start; DEV and PROD when left out. */
  environments?: TenantBlueprint[];
  /** How many more profiles to put into DEV. */
  profiles?: number;
  /** Behaviour that differs from the defaults, in all environments. */
  switches?: Partial<Switches>;
  /** Delay before every answer. */
  latencyMilliseconds?: number;
  /** Whether Palette's rate limits apply; they do when left out. */
  rateLimits?: boolean;
  /** The time, for keys that expire, rates and time stamps. */
  clock?: () => Date;
}

/** One running environment. */
export interface PlaygroundEnvironment {
  readonly name: string;
  readonly url: string;
  /** Certificate of the authority that a client must trust, PEM. */
  readonly caPem: string;
  /** One key for each kind of user; they exist only while the environment runs. */
  readonly apiKeys: Readonly<Record<KeyHolder, string>>;
  readonly tenantUid: string;
  readonly projects: readonly { name: string; uid: string }[];
  /** What goes wrong, and when. */
  readonly faults: FaultControl;
  /** The requests received so far, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** Behaviour; may be changed at any time. */
  readonly switches: Switches;
  /** The state behind the API; tests may look and change. */
  readonly tenant: Tenant;
  /** The uid of a project by its name. */
  projectUid(name: string): string;
  /** Forgets the requests received so far. */
  clearRequests(): void;
  /** Switches the rate limits on or off. */
  limitRates(isActive: boolean): void;
}

/** All running environments. */
export interface Playground {
  readonly environments: readonly PlaygroundEnvironment[];
  /** The environment with this name. */
  environment(name: string): PlaygroundEnvironment;
  close(): Promise<void>;
}

interface Started {
  environment: PlaygroundEnvironment;
  close: () => Promise<void>;
}

async function startEnvironment(blueprint: TenantBlueprint, options: PlaygroundOptions): Promise<Started> {
  const now = options.clock ?? (() => new Date());
  const switches = switchesWith(options.switches);
  const { tenant, access } = buildTenant(blueprint, { switches, now, fillers: options.profiles ?? 0 });
  const faults = new FaultControl();
  const recorder = new Recorder();
  const rateLimiter = new RateLimiter(options.rateLimits ?? true, () => now().getTime());
  const certificate = await makeServerCertificate(blueprint.name);
  const app = createApp({ tenant, access });
  addRoutes(app, rateLimiter);
  const server = await startServer({
    app,
    certificate,
    faults,
    recorder,
    rateLimiter,
    switches,
    latencyMilliseconds: options.latencyMilliseconds ?? 0,
    dropVariables: (uid) => {
      const profile = tenant.profiles.get(uid);
      if (profile !== undefined) profile.variables = [];
    },
  });
  const keyOf = (holder: KeyHolder): string => access.keys.find((key) => key.name === `${holder}-key`)?.key ?? '';
  const environment: PlaygroundEnvironment = {
    name: blueprint.name,
    url: server.url,
    caPem: certificate.caPem,
    apiKeys: Object.fromEntries(KEY_HOLDERS.map((holder) => [holder, keyOf(holder)])) as Record<KeyHolder, string>,
    tenantUid: tenant.uid,
    projects: tenant.projects.map(({ name, uid }) => ({ name, uid })),
    faults,
    requests: recorder.requests,
    switches,
    tenant,
    projectUid: (name) => {
      const project = tenant.projects.find((candidate) => candidate.name === name);
      if (project === undefined) throw new Error(`${blueprint.name} has no project '${name}'`);
      return project.uid;
    },
    clearRequests: () => recorder.clear(),
    limitRates: (isActive) => {
      rateLimiter.isActive = isActive;
    },
  };
  return { environment, close: server.close };
}

/**
 * Starts one HTTPS server per environment on free loopback ports, each with a certificate authority and keys of its
 * own. Close it when done.
 */
export async function startPlayground(options: PlaygroundOptions = {}): Promise<Playground> {
  const started: Started[] = [];
  for (const blueprint of options.environments ?? [DEV, PROD]) started.push(await startEnvironment(blueprint, options));
  const environments = started.map(({ environment }) => environment);
  return {
    environments,
    environment: (name) => {
      const found = environments.find((environment) => environment.name === name);
      if (found === undefined) throw new Error(`The playground has no environment '${name}'`);
      return found;
    },
    close: async () => {
      await Promise.all(started.map(({ close }) => close()));
    },
  };
}
