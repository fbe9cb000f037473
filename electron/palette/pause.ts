import type { ClockPort } from '../ports/clock.ts';

/** Waits by the clock; answers false as soon as the signal aborts. */
export function pause(clock: ClockPort, milliseconds: number, signal: AbortSignal | null): Promise<boolean> {
  if (signal?.aborted === true) return Promise.resolve(false);
  return new Promise((resolve) => {
    const callOff = clock.after(milliseconds, () => {
      signal?.removeEventListener('abort', onAbort);
      resolve(true);
    });
    const onAbort = () => {
      callOff();
      resolve(false);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
