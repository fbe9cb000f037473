import { expect, test } from '@playwright/test';
import { leaksIn, leaksInFolder } from './canary.ts';
import { type Stage, setStage } from './stage.ts';
import { story } from './story.ts';

test('from an empty app to a proven import', async () => {
  const stage = await setStage();
  try {
    await hearPolicy(stage);
    for (const { title, play } of story) await test.step(title, () => play(stage, async () => {}));

    await test.step('and the policy of the page was not broken once', async () => {
      expect(stage.output()).not.toContain(brokenPolicy);
      // Chromium asks for an icon that the app has no use for.
      const errors = stage
        .output()
        .split('\n')
        .filter((line) => /^page (error|warning)/.test(line));
      expect(errors.filter((line) => !line.includes('favicon.ico'))).toEqual([]);
    });

    await test.step('and no API key was left anywhere but in the keychain', async () => {
      const { window } = stage.ferry;
      const page = await window.content();
      const spoken = await window.locator('body').ariaSnapshot();
      expect([
        ...leaksIn('the page', page, stage.secrets),
        ...leaksIn('the accessibility tree', spoken, stage.secrets),
        ...leaksIn('the window title', await window.title(), stage.secrets),
        ...leaksIn('what the app printed', stage.output(), stage.secrets),
        ...(await leaksInFolder(stage.userData, stage.secrets)),
      ]).toEqual([]);
    });
  } finally {
    await stage.close();
  }
});

const brokenPolicy = 'The policy of the page was broken';

/** Lets the page tell of every breach of its policy, its first load included. */
async function hearPolicy({ ferry: { app, window } }: Stage): Promise<void> {
  await app.context().addInitScript((words) => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
      console.error(words, effectiveDirective, blockedURI, sample);
    });
  }, brokenPolicy);
  await window.reload();
  await window.locator('[data-app-state="ready"]').waitFor();
}
