import { expect, type Page } from '@playwright/test';

/** The screen that lists what is remembered. */
export function rememberedScreen(window: Page) {
  const screen = window.getByRole('dialog', { name: 'Remembered answers' });
  const question = window.getByRole('alertdialog');
  return {
    screen,
    question,
    rows: (place: string) => screen.getByRole('list', { name: `Answers for ${place}` }).getByRole('listitem'),
    show: (title: string) => screen.getByRole('button', { name: `Show ${title} while held` }),
    forgetEverything: screen.getByRole('button', { name: 'Forget everything' }),

    async open() {
      await window.getByRole('banner').getByRole('button', { name: 'Remembered' }).click();
      await expect(screen).toBeVisible();
    },

    async close(): Promise<void> {
      await screen.getByRole('button', { name: 'Done' }).click();
      await expect(screen).toBeHidden();
    },

    /** Forgets what this button stands for, after the question. */
    async forget(button: string): Promise<void> {
      await screen.getByRole('button', { name: button }).click();
      await question.getByRole('button', { name: 'Forget' }).click();
      await expect(question).toBeHidden();
    },
  };
}
