import type { Ferry } from '../shared/bridge/ferry.ts';

declare global {
  interface Window {
    /** Put there by the preload. */
    readonly ferry: Ferry;
  }
}
