import { registerHooks } from 'node:module';
import type { StoreConstructor } from '../../electron/adapters/settings-store.ts';

/**
 * The genuine electron-store in plain Node. It imports `electron`, which cannot be loaded here, and needs nothing of
 * it once a folder is given: an empty module stands in.
 */
export async function loadElectronStore(): Promise<StoreConstructor> {
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron'
        ? { url: 'data:text/javascript,export default {}', shortCircuit: true }
        : next(specifier, context),
  });
  try {
    return (await import('electron-store')).default;
  } finally {
    hooks.deregister();
  }
}
