import { expect, type Page } from '@playwright/test';

/** The sheet that lists every environment. */
export function manager(window: Page) {
  const sheet = window.getByRole('dialog', { name: 'Environments', exact: true });
  return {
    sheet,
    close: sheet.getByRole('button', { name: 'Close' }),
    add: sheet.getByRole('button', { name: 'Add environment' }),

    async open() {
      await window.getByRole('banner').getByRole('button', { name: 'Environments' }).click();
      await expect(sheet).toBeVisible();
      return this;
    },

    remove: (name: string) => sheet.getByRole('button', { name: `Remove ${name}`, exact: true }),

    row(name: string) {
      const edit = window.getByRole('button', { name: `Edit ${name}`, exact: true });
      return sheet.getByRole('listitem').filter({ has: edit });
    },
  };
}
