import { defineConfig, mergeConfig } from 'vite';
import renderer from '../../../renderer/vite.config.ts';

/** The bare page, built as the app's own window is. */
export default mergeConfig(
  renderer,
  defineConfig({
    root: import.meta.dirname,
    build: { outDir: '../../../.cache/bare-page', chunkSizeWarningLimit: 4000 },
    logLevel: 'warn',
  }),
);
