import type { Page } from '@playwright/test';

/** The screen that lists what was imported and cloned. */
export function historyScreen(window: Page) {
  const screen = window.getByRole('dialog', { name: 'History' });
  const question = window.getByRole('alertdialog', { name: 'Clear history?' });
  return {
    screen,
    question,
    rows: screen.getByRole('list', { name: 'Imports and clones, latest first' }).getByRole('listitem'),
    status: screen.getByRole('status'),
    clear: screen.getByRole('button', { name: 'Clear history…' }),
    done: screen.getByRole('button', { name: 'Done' }),
  };
}
