import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Main, the utility processes: CommonJS for Electron's Node. Everything is bundled but Electron itself, Node's own
 * modules and keytar, whose native file must stay a file.
 */
export default defineConfig({
  root: here('.'),
  publicDir: false,
  logLevel: 'warn',
  resolve: { conditions: ['node'], mainFields: ['module', 'main'] },
  build: {
    outDir: here('../.vite/build'),
    emptyOutDir: false,
    target: 'node24',
    minify: false,
    sourcemap: false,
    ssr: true,
    license: { fileName: 'third-party-licenses-main.md' },
    rollupOptions: {
      input: {
        main: here('main.ts'),
        analyser: here('workers/analyser.ts'),
        'keychain-broker': here('workers/keychain-broker.ts'),
        playground: here('playground/process.ts'),
      },
      // No chunk asks the entry for what both use: evaluated a second time, it would be a second start.
      preserveEntrySignatures: 'strict',
      output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' },
      external: ['electron', 'keytar', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)],
    },
  },
  ssr: { noExternal: true, external: ['electron', 'keytar'] },
});
