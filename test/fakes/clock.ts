import type { ClockPort } from '../../electron/ports/clock.ts';

/** A clock that stands still until it is moved. */
export interface FakeClock extends ClockPort {
  /** Moves on, running every alarm that falls due on the way, in order. */
  advance(milliseconds: number): void;
  /** The time of day alone, as after a computer slept: alarms stand still. */
  sleep(milliseconds: number): void;
  readonly alarms: number;
}

export function createFakeClock(start = Date.UTC(2026, 0, 1)): FakeClock {
  let now = start;
  let elapsed = 0;
  let next = 0;
  const alarms = new Map<number, { readonly at: number; readonly run: () => void }>();
  return {
    now: () => now,
    after(milliseconds, run) {
      const id = next++;
      alarms.set(id, { at: elapsed + milliseconds, run });
      return () => void alarms.delete(id);
    },
    advance(milliseconds) {
      const end = elapsed + milliseconds;
      for (;;) {
        const due = [...alarms].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
        if (due === undefined) break;
        const [id, { at, run }] = due;
        alarms.delete(id);
        now += at - elapsed;
        elapsed = at;
        run();
      }
      now += end - elapsed;
      elapsed = end;
    },
    sleep(milliseconds) {
      now += milliseconds;
    },
    get alarms() {
      return alarms.size;
    },
  };
}
