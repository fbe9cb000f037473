import { ok, type Result } from '../../shared/result.ts';
import type { ClockPort } from '../ports/clock.ts';
import type { HttpPort, HttpServer, OpenHttp } from '../ports/http.ts';
import type { Secret } from '../secret.ts';
import { createPaletteClient, type PaletteClient } from './client.ts';
import type { RateLimits } from './rate-limit.ts';

/** What it takes to speak to one environment. */
export interface Access extends HttpServer {
  readonly apiKey: Secret;
}

export interface ClientsParts {
  readonly openHttp: OpenHttp;
  /** Where an environment is and with which key, as it stands now. */
  readonly access: (environmentId: string) => Promise<Result<Access>>;
  readonly limits: RateLimits;
  readonly clock: ClockPort;
  readonly random?: () => number;
}

/** The clients of all environments, one connection pool each. */
export interface Clients {
  /** The client for an environment; a new one as soon as its address, key or authority has changed. */
  of(environmentId: string): Promise<Result<PaletteClient>>;
  close(): Promise<void>;
}

interface Open {
  readonly access: Access;
  readonly http: HttpPort;
  readonly client: PaletteClient;
}

export function createClients(parts: ClientsParts): Clients {
  const { openHttp, limits, clock, random = Math.random } = parts;
  const open = new Map<string, Open>();

  return {
    async of(environmentId) {
      const access = await parts.access(environmentId);
      const known = open.get(environmentId);
      if (!access.ok) {
        // Whatever took the access away (removed, key gone) ends its connections too.
        open.delete(environmentId);
        await known?.http.close();
        return access;
      }
      if (known !== undefined && isSame(known.access, access.value)) return ok(known.client);
      const http = openHttp({ address: access.value.address, caPem: access.value.caPem });
      const client = createPaletteClient({ http, apiKey: access.value.apiKey, limits, clock, random });
      open.set(environmentId, { access: access.value, http, client });
      await known?.http.close();
      return ok(client);
    },
    async close() {
      const all = [...open.values()];
      open.clear();
      await Promise.all(all.map(({ http }) => http.close()));
    },
  };
}

/** A new Secret object is a new key: its text is not looked at. */
function isSame(a: Access, b: Access): boolean {
  return a.address === b.address && a.caPem === b.caPem && a.apiKey === b.apiKey;
}
