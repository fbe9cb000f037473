import { performance } from 'node:perf_hooks';
import type { HttpPort } from '../../electron/ports/http.ts';

/** One request as the client saw it, in milliseconds of the process. */
export interface TimedCall {
  readonly path: string;
  readonly method: string;
  readonly start: number;
  readonly end: number;
}

/** Notes when each request left and when its answer was there. */
export function timed(http: HttpPort, calls: TimedCall[]): HttpPort {
  return {
    ...http,
    async send(request) {
      const start = performance.now();
      const answer = await http.send(request);
      calls.push({ path: request.path, method: request.method, start, end: performance.now() });
      return answer;
    },
  };
}

/**
 * The longest chain of requests in which each left after the one before had been answered: the number of dependent
 * round trips, or more, where requests waited for another reason than an answer.
 */
export function dependentRounds(calls: readonly TimedCall[]): number {
  const ends: { readonly end: number; readonly depth: number }[] = [];
  for (const { start, end } of [...calls].sort((a, b) => a.start - b.start)) {
    const before = Math.max(0, ...ends.filter((one) => one.end <= start).map((one) => one.depth));
    ends.push({ end, depth: before + 1 });
  }
  return Math.max(0, ...ends.map((one) => one.depth));
}
