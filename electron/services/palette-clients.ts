import { ok, type Result } from '../../shared/result.ts';
import type { PaletteClient } from '../palette/client.ts';
import type { RateLimits } from '../palette/rate-limit.ts';
import type { ClockPort } from '../ports/clock.ts';
import type { HttpPort, OpenHttp } from '../ports/http.ts';
import type { EnvironmentCredentials, Environments } from './environments.ts';

export interface ClientsPorts {
  readonly environments: Pick<Environments, 'credentials'>;
  readonly openHttp: OpenHttp;
  /** One for the whole app: Palette counts per source address. */
  readonly limits: RateLimits;
  readonly clock: ClockPort;
}

/** A client per environment, made anew when its address, key or certificates change. */
export interface PaletteClients {
  of(environmentId: string): Promise<Result<PaletteClient>>;
  close(): Promise<void>;
}

interface Kept {
  readonly credentials: EnvironmentCredentials;
  readonly http: HttpPort;
  readonly client: PaletteClient;
}

export function createPaletteClients(ports: ClientsPorts): PaletteClients {
  const kept = new Map<string, Kept>();

  return {
    async of(environmentId) {
      // What it is made of is large, and the window is there before anybody asks a server.
      const [found, { createPaletteClient }] = await Promise.all([
        ports.environments.credentials(environmentId),
        import('../palette/client.ts'),
      ]);
      if (!found.ok) return found;
      const before = kept.get(environmentId);
      if (before !== undefined && isSame(before.credentials, found.value)) return ok(before.client);
      // Calls under way on the old connection end by themselves; closing would fail them for no reason of theirs.
      const http = ports.openHttp({ address: found.value.address, caPem: found.value.caPem });
      const client = createPaletteClient({
        http,
        apiKey: found.value.apiKey,
        limits: ports.limits,
        clock: ports.clock,
      });
      kept.set(environmentId, { credentials: found.value, http, client });
      return ok(client);
    },
    async close() {
      await Promise.all([...kept.values()].map(({ http }) => http.close()));
      kept.clear();
    },
  };
}

function isSame(a: EnvironmentCredentials, b: EnvironmentCredentials): boolean {
  return a.address === b.address && a.apiKey === b.apiKey && a.caPem === b.caPem;
}
