import type { BridgePeer, createBridgePeer } from './bridge-peer.ts';

/**
 * The page's end of the bridge. Runs before any script of the page, takes the private element that the preload's world
 * offers and leaves nothing in the page but what is exposed. Its text is injected: no imports that are values.
 */
export function runMainWorld(createPeer: typeof createBridgePeer, handshake: string): void {
  if (window.top !== window) return;

  function deepFreeze(value: unknown): unknown {
    if ((typeof value === 'object' && value !== null) || typeof value === 'function') {
      if (!Object.isFrozen(value)) {
        Object.freeze(value);
        for (const inner of Object.values(value)) deepFreeze(inner);
      }
    }
    return value;
  }

  function expose(peer: BridgePeer, key: string, node: unknown): void {
    const taken = Object.hasOwn(window, key);
    if (!taken) {
      const value = deepFreeze(peer.unwrap(node));
      Object.defineProperty(window, key, { value, enumerable: true, configurable: false, writable: false });
    }
    peer.post({ kind: 'exposed', taken });
  }

  window.addEventListener(
    handshake,
    (event) => {
      event.stopImmediatePropagation();
      const element = (event as MouseEvent).relatedTarget;
      if (element === null) return;
      const peer = createPeer(element, 'to-preload', 'to-page', (message) => {
        if (message.kind === 'expose') expose(peer, String(message.key), message.node);
      });
    },
    { once: true, capture: true },
  );
}
