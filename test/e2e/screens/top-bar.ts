import type { Page } from '@playwright/test';

/** The window's head. */
export function topBar(window: Page) {
  const bar = window.getByRole('banner');
  return {
    environments: bar.getByRole('button', { name: 'Environments' }),
    transfers: bar.getByRole('button', { name: /^Transfers/ }),
    history: bar.getByRole('button', { name: 'History' }),
    theme: bar.getByRole('button', { name: /^Theme: / }),
  };
}
