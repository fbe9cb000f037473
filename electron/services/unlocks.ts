import type { ClockPort } from '../ports/clock.ts';

const UNLOCK_MILLISECONDS = 15 * 60_000;

export interface Unlocks {
  unlock(id: string): void;
  lock(id: string): void;
  /** Milliseconds since 1970, or null when locked. */
  until(id: string): number | null;
}

/** Which environments may be written to for a while. `expired` runs when one locks itself again. */
export function createUnlocks(clock: ClockPort, expired: () => void): Unlocks {
  const open = new Map<string, { readonly until: number; readonly stopTimer: () => void }>();
  const lock = (id: string) => {
    open.get(id)?.stopTimer();
    open.delete(id);
  };
  return {
    lock,
    unlock(id) {
      lock(id);
      const until = clock.now() + UNLOCK_MILLISECONDS;
      const stopTimer = clock.after(UNLOCK_MILLISECONDS, () => {
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
