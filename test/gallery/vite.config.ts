import { defineConfig, mergeConfig } from 'vite';
import renderer from '../../renderer/vite.config.ts';

/** The renderer as it is built for the app, on the in-memory bridge. */
export default mergeConfig(
  renderer,
  defineConfig({
    root: import.meta.dirname,
    build: { outDir: '../../.vite/gallery', chunkSizeWarningLimit: 4000 },
    logLevel: 'warn',
  }),
);
