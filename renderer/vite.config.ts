import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** React Aria carries its sentences in some thirty languages; the window speaks one. */
function englishOnly(): Plugin {
  return {
    name: 'english-only',
    enforce: 'pre',
    load(id) {
      const path = id.replaceAll('\\', '/');
      const match =
        /\/(?:react-aria|react-stately|react-aria-components)\/.*\/intl\/.*\/([a-z]{2}-[A-Z]{2})\.m?js$/.exec(path);
      return match !== null && match[1] !== 'en-US' ? 'export default {};' : null;
    },
  };
}

/**
 * What several of the later views are made of is one file: in pieces of their own, its icons and styles compress to twice
 * the size. Of the editor, only the search without a text is among it.
 */
const laterViews = {
  name: 'later',
  test: /lucide-react|[\\/]renderer[\\/](?!editor)|[\\/]editor[\\/](?:find-bar|search-idly|text-matches|text-pattern)\./,
  minShareCount: 2,
};

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react(), englishOnly()],
  build: {
    outDir: '../.vite/renderer',
    emptyOutDir: true,
    target: 'chrome146',
    // SECURITY: the page's policy allows no inline script, no data: font and no connection, so nothing may be inlined.
    assetsInlineLimit: 0,
    // Every script lies on this computer, and screens are fetched when the window is idle: lists of what to fetch ahead
    // would only be read.
    modulePreload: false,
    // One file: in a small window of its own, what is imported later must not change the order of what is there already.
    cssCodeSplit: false,
    sourcemap: false,
    // What the window starts with is one file as well; every further one would be a question to the main process.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }, laterViews] } } },
    license: { fileName: 'third-party-licenses-window.md' },
  },
});
