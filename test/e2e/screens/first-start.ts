import type { Page } from '@playwright/test';

/** The doors of a first start. */
export function firstStart(window: Page) {
  const door = (name: string) => window.getByRole('main').getByRole('button', { name });
  return {
    addEnvironment: door('Add environment'),
    samples: door('Try with sample environments'),
    openFile: door('Open an export file'),
    openFolder: door('Open a folder of exports'),
  };
}
