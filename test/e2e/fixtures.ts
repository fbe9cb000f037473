import { test as base } from '@playwright/test';
import { type Stage, type StageOptions, setStage } from './stage.ts';

/**
 * A test whose file shares one running app: each file makes its own, so that none sees another's. A failed test ends
 * the sharing, the next one starts afresh.
 */
export function testOnStage(prepare: (stage: Stage) => Promise<void> = async () => {}, options: StageOptions = {}) {
  return base.extend<object, { stage: Stage }>({
    stage: [
      // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of what a fixture needs from it
      async ({}, use) => {
        const stage = await setStage(options);
        try {
          await prepare(stage);
          await use(stage);
        } finally {
          await stage.close();
        }
      },
      { scope: 'worker', timeout: 60_000 },
    ],
  });
}
