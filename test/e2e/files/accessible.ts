import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** No violation of any rule, in light and in dark. */
export async function expectAccessible(window: Page, state: string): Promise<void> {
  // A tooltip stands outside of every landmark for as long as the mouse rests.
  await window.mouse.move(0, 0);
  await expect(window.getByRole('tooltip')).toHaveCount(0);
  for (const colorScheme of ['light', 'dark'] as const) {
    await window.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page: window }).setLegacyMode(true).analyze();
    const told = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    expect.soft(told, `${state} ${colorScheme}`).toEqual([]);
  }
}
