import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** No violation of any rule, in light and in dark. */
export async function expectAccessible(window: Page, state = ''): Promise<void> {
  // A pointer left over a button would open its tooltip at some moment of the scan.
  await window.mouse.move(1, 1);
  for (const colorScheme of ['light', 'dark'] as const) {
    await window.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await atRest(window);
    const { violations } = await scanned(window);
    const told = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html}: ${failureSummary ?? ''}`),
    );
    expect.soft(told, `${state} ${colorScheme}`).toEqual([]);
  }
}

/** Axe reads the page in several turns and breaks off where something is drawn in between: then it reads it again. */
async function scanned(page: Page, attempts = 5): ReturnType<AxeBuilder['analyze']> {
  try {
    return await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  } catch (problem) {
    if (attempts === 1 || !String(problem).includes('nthChild')) throw problem;
    return scanned(page, attempts - 1);
  }
}

/** Colours are measured once nothing fades any more; a turning wheel never ends. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
        .map((animation) => animation.finished.catch(() => undefined)),
    ),
  );
}
