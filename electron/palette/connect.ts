import type { ConnectionReport } from '../../shared/environment.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { ClockPort } from '../ports/clock.ts';
import type { HttpServer, OpenHttp } from '../ports/http.ts';
import type { Secret } from '../secret.ts';
import { createPaletteClient } from './client.ts';
import type { RateLimits } from './rate-limit.ts';

/** What it takes to speak to one environment. */
export interface Access extends HttpServer {
  readonly apiKey: Secret;
}

export interface ConnectParts {
  readonly openHttp: OpenHttp;
  readonly limits: RateLimits;
  readonly clock: ClockPort;
  readonly random?: () => number;
}

/**
 * Tries an address with a key and tells what it learnt; keeps nothing and writes nothing. GET /v1/users/info decides,
 * because it needs no permission; what else the server does not let this user see is reported as unknown.
 */
export function createConnectionTest(
  parts: ConnectParts,
): (access: Access, signal?: AbortSignal) => Promise<Result<ConnectionReport>> {
  const { openHttp, limits, clock, random = Math.random } = parts;
  return async ({ address, apiKey, caPem }, signal = new AbortController().signal) => {
    const http = openHttp({ address, caPem });
    try {
      const client = createPaletteClient({ http, apiKey, limits, clock, random }).withSignal(signal);
      const user = await client.userInfo();
      if (!user.ok) return user;
      const [projects, permissions, expiry, version] = await Promise.all([
        client.projects(),
        client.permissions({ kind: 'tenant' }),
        client.keyExpiry(),
        client.serverVersion(),
      ]);
      if (signal.aborted) return failed({ kind: 'cancelled' });
      if (!projects.ok && projects.problem.kind !== 'permission-denied') return projects;
      return ok({
        ...user.value,
        projects: projects.ok ? projects.value : [],
        permissions: permissions.ok ? permissions.value : null,
        keyExpiresAt: expiry.ok ? expiry.value : null,
        serverVersion: version.ok ? version.value : null,
        certificateChain: http.certificateChain(),
      });
    } finally {
      await http.close();
    }
  };
}
