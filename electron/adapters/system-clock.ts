import type { ClockPort } from '../ports/clock.ts';

/** The computer's clock; its alarms do not keep the process alive. */
export const systemClock: ClockPort = {
  now: () => Date.now(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
