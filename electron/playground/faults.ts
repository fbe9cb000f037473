import { seededRandom } from './seeded-random.ts';

/** What can go wrong with one request. `…Before` strikes before the server has done anything, the others after it has. */
export type Fault =
  /** The answer is late by so many milliseconds. */
  | { kind: 'latency'; milliseconds: number }
  /** Nothing is done until the test releases the request. */
  | { kind: 'hold' }
  /** The given function runs, then the request is served as if nothing had happened: the world changed meanwhile. */
  | { kind: 'meanwhile'; act: () => void }
  /** Refused with this status and body; nothing is done. */
  | { kind: 'status'; status: number; body?: string; contentType?: string; headers?: Record<string, string> }
  /** 200 with a sign-in page; nothing is done. */
  | { kind: 'login-page' }
  /** 429, with Retry-After when given; nothing is done. */
  | { kind: 'too-many-requests'; retryAfterSeconds?: number }
  /** 302 to another address; nothing is done. */
  | { kind: 'redirect'; location: string; status?: 301 | 302 | 307 | 308 }
  /** The connection is reset; nothing is done. */
  | { kind: 'reset-before' }
  /** The server does what was asked, then the connection is reset: the answer is lost. */
  | { kind: 'reset-after' }
  /** The server does what was asked, then cuts the connection in the middle of the answer. */
  | { kind: 'cut-answer' }
  /** The right status with no body at all. */
  | { kind: 'empty-body' }
  /** The first half of the body, properly ended. */
  | { kind: 'truncated-body' }
  /** A body that never ends. */
  | { kind: 'endless-body' }
  /** The body in small pieces with a pause before each. */
  | { kind: 'slow-drip'; bytes: number; milliseconds: number }
  /** The body compressed with gzip, whether asked for or not. */
  | { kind: 'gzip' }
  /** The answer as the function makes it. */
  | { kind: 'rewrite'; rewrite: (body: string) => string }
  /** A new profile loses its variables. */
  | { kind: 'drop-variables' };

/** Where and how often a fault strikes. */
export interface FaultPlan {
  /** Method and path pattern such as `POST /v1/clusterprofiles/import` or `* /v1/clusterprofiles/*`; `*` is any text. */
  route: string;
  fault: Fault;
  /** How many requests it strikes; once when left out. */
  times?: number;
  /** How many matching requests it lets pass first. */
  skip?: number;
}

/** A fault that has been armed. */
export interface ArmedFault {
  /** How many requests it has struck. */
  readonly hits: number;
  /** Fulfilled when it strikes for the first time. */
  readonly struck: Promise<void>;
  /** Lets held requests continue, and every later one pass. */
  release(): void;
  /** Takes it away. */
  disarm(): void;
}

/** Random loss of connections, the same for the same seed and the same sequence of requests. */
export interface RandomLoss {
  seed: number;
  /** Share of requests lost before they are served, 0 to 1. */
  before: number;
  /** Share of requests whose answer is lost after they were served, 0 to 1. */
  after: number;
  /** Routes concerned; all when left out. */
  routes?: string[];
}

interface Entry {
  matches: (method: string, path: string) => boolean;
  fault: Fault;
  remaining: number;
  skip: number;
  hits: number;
  markStruck: () => void;
  released: Promise<void>;
}

/** What strikes one request: a fault, and for `hold` the promise to wait for. */
export interface Strike {
  fault: Fault;
  released: Promise<void>;
}

function matcher(route: string): (method: string, path: string) => boolean {
  const [methodPattern = '*', pathPattern = '*'] = route.split(' ');
  const path = new RegExp(`^${pathPattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);
  return (method, requested) => (methodPattern === '*' || methodPattern === method) && path.test(requested);
}

/** Faults of one environment: armed by tests, taken by the server. */
export class FaultControl {
  #entries: Entry[] = [];
  #loss:
    | { before: number; after: number; random: () => number; matches: ((m: string, p: string) => boolean)[] }
    | undefined;

  /** Arms a fault. Several may be armed at once; each request is struck by all that match. */
  arm(plan: FaultPlan): ArmedFault {
    const struck = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    const entry: Entry = {
      matches: matcher(plan.route),
      fault: plan.fault,
      remaining: plan.times ?? 1,
      skip: plan.skip ?? 0,
      hits: 0,
      markStruck: struck.resolve,
      released: released.promise,
    };
    this.#entries.push(entry);
    const disarm = (): void => {
      this.#entries = this.#entries.filter((other) => other !== entry);
      released.resolve();
    };
    return {
      get hits() {
        return entry.hits;
      },
      struck: struck.promise,
      release: disarm,
      disarm,
    };
  }

  /** Starts losing connections at random. */
  loseAtRandom({ seed, before, after, routes }: RandomLoss): void {
    this.#loss = { before, after, random: seededRandom(seed), matches: (routes ?? ['* *']).map(matcher) };
  }

  /** Takes away all faults, random ones included. */
  clear(): void {
    this.#entries = [];
    this.#loss = undefined;
  }

  /** The faults that strike this request, in the order in which they were armed. Called by the server. */
  strikes(method: string, path: string): Strike[] {
    const strikes: Strike[] = [];
    for (const entry of this.#entries) {
      if (!entry.matches(method, path) || entry.remaining <= 0) continue;
      if (entry.skip > 0) {
        entry.skip -= 1;
        continue;
      }
      entry.remaining -= 1;
      entry.hits += 1;
      entry.markStruck();
      strikes.push({ fault: entry.fault, released: entry.released });
    }
    const loss = this.#loss;
    if (loss?.matches.some((matches) => matches(method, path))) {
      const drawn = loss.random();
      const released = Promise.resolve();
      if (drawn < loss.before) strikes.push({ fault: { kind: 'reset-before' }, released });
      else if (drawn < loss.before + loss.after) strikes.push({ fault: { kind: 'reset-after' }, released });
    }
    return strikes;
  }
}
