import { Buffer } from 'node:buffer';
import { inspect } from 'node:util';
import { expect } from 'vitest';
import { type HttpLimits, openHttp } from '../../../electron/adapters/http-undici.ts';
import { createPaletteClient, type PaletteClient } from '../../../electron/palette/client.ts';
import { createRateLimits } from '../../../electron/palette/rate-limit.ts';
import type { PlaygroundEnvironment } from '../../../electron/playground/playground.ts';
import type { ClockPort } from '../../../electron/ports/clock.ts';
import type { HttpPort } from '../../../electron/ports/http.ts';
import { Secret } from '../../../electron/secret.ts';
import type { Scope } from '../../../shared/place.ts';
import type { Result } from '../../../shared/result.ts';

export const tenant: Scope = { kind: 'tenant' };

/** The scope of a project of the playground. */
export function projectOf(environment: PlaygroundEnvironment, name: string): Scope {
  return { kind: 'project', uid: environment.projectUid(name), name };
}

/** A clock on which every wait is over at once, and which remembers what was waited for. */
export function createEagerClock(): ClockPort & { readonly waits: readonly number[] } {
  const waits: number[] = [];
  let skipped = 0;
  return {
    waits,
    now: () => Date.now() + skipped,
    after(milliseconds, run) {
      waits.push(milliseconds);
      const timer = setImmediate(() => {
        skipped += milliseconds;
        run();
      });
      return () => clearImmediate(timer);
    },
  };
}

export interface Opened {
  readonly client: PaletteClient;
  readonly clock: ReturnType<typeof createEagerClock>;
  close(): Promise<void>;
}

/**
 * Lets requests through in rounds: all that wait at once, then, when their answers have brought no more, the next.
 * The number of rounds is the number of dependent round trips.
 */
export function inRounds(http: HttpPort): { readonly http: HttpPort; readonly rounds: readonly (readonly string[])[] } {
  const rounds: string[][] = [];
  let waiting: { readonly name: string; readonly go: () => void }[] = [];
  let underWay = 0;
  let isPlanned = false;
  const plan = () => {
    if (isPlanned || underWay > 0) return;
    isPlanned = true;
    // Everything that an answer sets off by itself has been asked for by then.
    setTimeout(() => {
      isPlanned = false;
      const batch = waiting;
      waiting = [];
      rounds.push(batch.map(({ name }) => name));
      underWay += batch.length;
      for (const { go } of batch) go();
    }, 20);
  };
  return {
    rounds,
    http: {
      ...http,
      send: (request) =>
        new Promise((resolve, reject) => {
          const go = () => {
            http
              .send(request)
              .then(resolve, reject)
              .finally(() => {
                underWay -= 1;
                if (waiting.length > 0) plan();
              });
          };
          waiting.push({ name: `${request.method} ${request.path}`, go });
          plan();
        }),
    },
  };
}

export interface OpenOptions {
  readonly through?: (http: HttpPort) => HttpPort;
  readonly apiKey?: string;
  readonly caPem?: string | null;
  readonly limits?: Partial<HttpLimits>;
  readonly clock?: ClockPort;
  readonly importMs?: number;
}

/** A client on the real adapter, over real HTTPS. */
export function open(environment: PlaygroundEnvironment, options: OpenOptions = {}): Opened {
  const eager = createEagerClock();
  const clock = options.clock ?? eager;
  const http = openHttp(
    { address: environment.url, caPem: options.caPem === undefined ? environment.caPem : options.caPem },
    options.limits,
  );
  const client = createPaletteClient({
    http: options.through?.(http) ?? http,
    apiKey: new Secret(options.apiKey ?? environment.apiKeys.admin),
    limits: createRateLimits(clock),
    clock,
    ...(options.importMs === undefined ? {} : { importMs: options.importMs }),
  });
  return { client, clock: eager, close: () => http.close() };
}

/** The problem of a failed answer, after searching it for the key in every form. */
export function problemOf<T>(answer: Result<T>, apiKey: string) {
  if (answer.ok) throw new Error('It succeeded');
  expectWithout(answer, apiKey);
  return answer.problem;
}

/** Nothing of the secret in a value: raw, base64 at any alignment, hex, URL-encoded. */
export function expectWithout(value: unknown, secret: string): void {
  const texts = [JSON.stringify(value) ?? '', inspect(value, { depth: 10, showHidden: true })];
  const core = (before: number) =>
    Buffer.concat([Buffer.alloc(before), Buffer.from(secret)])
      .toString('base64')
      .slice(before + 1, -4);
  const forms = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('hex'), core(0), core(1), core(2)];
  for (const text of texts) for (const form of forms) expect(text).not.toContain(form);
}

/** The value of an answer that must have succeeded. */
export function succeeded<T>(answer: Result<T>): T {
  if (!answer.ok) throw new Error(`It failed: ${JSON.stringify(answer.problem)}`);
  return answer.value;
}
