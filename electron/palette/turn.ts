import { setImmediate } from 'node:timers/promises';

/**
 * Lets everybody else who waits have their turn: timers, files, sockets and the window's calls. One `setImmediate` alone
 * comes back before any of them, in the same round of the event loop.
 */
export async function turn(): Promise<void> {
  await setImmediate();
  await setImmediate();
}
