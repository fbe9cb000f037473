import type { ClockPort } from '../ports/clock.ts';

export interface Unlocks {
  unlock(id: string): void;
  lock(id: string): void;
  /** Milliseconds since 1970, or null when locked. */
  until(id: string): number | null;
}

/**
 * Which environments may be written to for a while, `minutes` from now; one that is open already keeps its time.
 * `expired` runs when one locks itself again.
 */
export function createUnlocks(clock: ClockPort, minutes: () => number, expired: () => void): Unlocks {
  const open = new Map<string, { readonly until: number; readonly stopTimer: () => void }>();
  const lock = (id: string) => {
    open.get(id)?.stopTimer();
    open.delete(id);
  };
  return {
    lock,
    unlock(id) {
      lock(id);
      const milliseconds = minutes() * 60_000;
      const until = clock.now() + milliseconds;
      const stopTimer = clock.after(milliseconds, () => {
        lock(id);
        expired();
      });
      open.set(id, { until, stopTimer });
    },
    until(id) {
      const until = open.get(id)?.until ?? null;
      // The time of day decides, not the alarm: alarms stand still while the computer sleeps.
      return until !== null && until > clock.now() ? until : null;
    },
  };
}
