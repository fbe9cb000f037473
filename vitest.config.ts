import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts', 'test/contracts/**/*.test.ts', 'test/integration/**/*.test.ts'],
    // Starting servers, browsers and a keychain on a busy two-core machine takes longer than vitest's five seconds.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default'],
  },
});
