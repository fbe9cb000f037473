import type { ClockPort } from '../ports/clock.ts';
import { pause } from './pause.ts';

/**
 * Keeps every call under Palette's rate limits (public API introduction, "Rate limits"): 10 per second with a burst of
 * 50, profiles 50 per second with a burst of 250, counted per resource prefix and per source address. Hence one object
 * for the whole app, which also keeps apart hosts and prefixes.
 */
export interface RateLimits {
  /** Waits for a free slot; false when the signal aborted first. */
  admit(host: string, path: string, signal: AbortSignal | null): Promise<boolean>;
  /** The server said "too many": nothing of that prefix goes out for so long. */
  hold(host: string, path: string, milliseconds: number): void;
}

interface Pace {
  readonly perSecond: number;
  readonly burst: number;
}

// A little under the published limits: network jitter can bunch calls that left evenly spaced.
const profilePace: Pace = { perSecond: 47, burst: 235 };
const usualPace: Pace = { perSecond: 9.4, burst: 45 };

/** @param held hears of every pause that a server asked for */
export function createRateLimits(
  clock: ClockPort,
  held: (host: string, milliseconds: number) => void = () => {},
): RateLimits {
  // Per host and prefix the time at which an idle server would have forgotten every call so far.
  const caughtUpAt = new Map<string, number>();
  let latest = clock.now();

  /** A clock that was set back must not make calls wait for the size of the jump. */
  function time(): number {
    const now = clock.now();
    if (now < latest) for (const [key, at] of caughtUpAt) caughtUpAt.set(key, at - (latest - now));
    latest = now;
    return now;
  }

  return {
    admit(host, path, signal) {
      const { key, pace } = bucketOf(host, path);
      const now = time();
      const interval = 1000 / pace.perSecond;
      const start = Math.max(caughtUpAt.get(key) ?? now, now);
      caughtUpAt.set(key, start + interval);
      const wait = start - (pace.burst - 1) * interval - now;
      return wait > 0 ? pause(clock, Math.ceil(wait), signal) : Promise.resolve(signal?.aborted !== true);
    },
    hold(host, path, milliseconds) {
      const { key, pace } = bucketOf(host, path);
      const full = time() + milliseconds + ((pace.burst - 1) * 1000) / pace.perSecond;
      caughtUpAt.set(key, Math.max(caughtUpAt.get(key) ?? 0, full));
      held(host, milliseconds);
    },
  };
}

function bucketOf(host: string, path: string): { readonly key: string; readonly pace: Pace } {
  const [, version = '', resource = ''] = (path.split('?', 1)[0] ?? '').split('/');
  const prefix = `/${version}/${resource}`;
  return { key: `${host}${prefix}`, pace: prefix === '/v1/clusterprofiles' ? profilePace : usualPace };
}
