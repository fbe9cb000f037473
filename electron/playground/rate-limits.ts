/** Rates of the Palette API introduction, "Rate limits": requests per second and the largest burst. */
const SLOW = { perSecond: 10, burst: 50 };
const FAST = { perSecond: 50, burst: 250 };
const FAST_PREFIX = '/v1/clusterprofiles';
const SLOW_PREFIXES = [
  '/v1/auth',
  '/v1/apiKeys',
  '/v1/dashboard',
  '/v1/packs',
  '/v1/projects',
  '/v1/registries',
  '/v1/roles',
  '/v1/permissions',
  '/v1/tenants',
  '/v1/users',
  '/v1/system',
  '/v1/health',
];

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** Counts requests together per resource prefix and source address, as one bucket of tokens each. */
export class RateLimiter {
  isActive: boolean;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(isActive: boolean, now: () => number) {
    this.isActive = isActive;
    this.#now = now;
  }

  /** Whether this request is within the limit; counts it if so. */
  admits(path: string, sourceAddress: string): boolean {
    if (!this.isActive) return true;
    const isFast = path.startsWith(FAST_PREFIX);
    const prefix = isFast ? FAST_PREFIX : SLOW_PREFIXES.find((candidate) => path.startsWith(candidate));
    if (prefix === undefined) return true;
    const rate = isFast ? FAST : SLOW;
    const now = this.#now();
    const key = `${sourceAddress} ${prefix}`;
    const bucket = this.#buckets.get(key) ?? { tokens: rate.burst, filledAt: now };
    const refill = (Math.max(0, now - bucket.filledAt) / 1000) * rate.perSecond;
    const tokens = Math.min(rate.burst, bucket.tokens + refill);
    const admitted = tokens >= 1;
    this.#buckets.set(key, { tokens: admitted ? tokens - 1 : tokens, filledAt: now });
    return admitted;
  }
}
