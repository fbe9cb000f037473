import type { ElectronApplication, Page } from '@playwright/test';
import { type Canary, type Leak, leaksIn } from './canary.ts';

/**
 * Every planted secret in what the window shows and tells: its elements, the tree that screen readers are given, its
 * title and address. What stands in a password field is where it belongs; anywhere else it is not.
 */
export async function leaksInWindow(
  app: ElectronApplication,
  window: Page,
  canaries: readonly Canary[],
): Promise<readonly Leak[]> {
  const elements = await window.evaluate(() => {
    const copy = document.documentElement.cloneNode(true);
    if (!(copy instanceof Element)) return '';
    for (const field of copy.querySelectorAll('input[type=password]')) field.removeAttribute('value');
    return copy.outerHTML;
  });
  const devTools = await app.context().newCDPSession(window);
  const spoken = JSON.stringify(await devTools.send('Accessibility.getFullAXTree'));
  await devTools.detach();
  return [
    ...leaksIn('the elements', elements, canaries),
    ...leaksIn('the accessibility tree', spoken, canaries),
    ...leaksIn('the title', await window.title(), canaries),
    ...leaksIn('the address', window.url(), canaries),
  ];
}
