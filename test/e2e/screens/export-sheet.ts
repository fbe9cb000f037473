import { expect, type Locator, type Page } from '@playwright/test';

/** The sheet in which files are named, secrets answered for, and profiles written into a folder. */
export function exportSheet(window: Page) {
  const sheet = window.getByRole('dialog', { name: /^(Export|Copy) / });
  const items = sheet.getByRole('list', { name: 'Files to write' }).locator('> li');
  return {
    sheet,
    items,
    item: (profile: string) => items.filter({ has: window.getByRole('heading', { name: new RegExp(`^${profile} `) }) }),
    form: (name: 'As they are' | 'JSON' | 'YAML') => sheet.getByRole('radio', { name }),
    /** What becomes of a file that is there, or of a value that looks like a secret. */
    answer: (name: string) => sheet.getByRole('button', { name: new RegExp(`What becomes of ${name}`) }),
    answerForAll: sheet.getByRole('button', { name: /What becomes of all/ }),
    maskAll: sheet.getByRole('button', { name: 'Mask all' }),
    leaveAll: sheet.getByRole('button', { name: 'Leave all' }),
    confirm: sheet.getByRole('button', { name: /^(Export|Copy) / }),
    done: sheet.getByRole('button', { name: 'Done', exact: true }),
    close: sheet.getByRole('button', { name: 'Close' }).first(),

    /** Leaves what looks like a secret as it is, wherever the files have any: once all of them were looked at. */
    async leaveAny(act = (leaveAll: Locator) => leaveAll.click()): Promise<void> {
      await expect(sheet.locator('footer').getByRole('status')).toHaveText(/open$|^Nothing has been written yet/);
      if (await this.leaveAll.isVisible()) await act(this.leaveAll);
    },

    async choose(name: string, option: RegExp): Promise<void> {
      await this.answer(name).click();
      await window.getByRole('option', { name: option }).click();
    },
  };
}
