import { expect, test } from '@playwright/test';
import { leaksIn, leaksInFolder } from './canary.ts';
import { setStage } from './stage.ts';
import { story } from './story.ts';

test('from an empty app to a proven import', async () => {
  const stage = await setStage();
  try {
    for (const { title, play } of story) await test.step(title, () => play(stage, async () => {}));

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
