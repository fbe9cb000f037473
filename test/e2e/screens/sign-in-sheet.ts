import { basename } from 'node:path';
import { type ElectronApplication, expect, type Locator, type Page } from '@playwright/test';

export interface Typed {
  readonly address: string;
  readonly apiKey: string;
  readonly name: string;
  readonly colour: string;
  readonly class: 'Development' | 'Staging' | 'Production';
  /** Path of a PEM file; null: the computer's own authorities. */
  readonly caFile: string | null;
}

/** The sheet in which a person adds or edits an environment. */
export function signInSheet(app: ElectronApplication, window: Page, name = 'Add environment') {
  const sheet = window.getByRole('dialog', { name });
  return {
    sheet,
    address: sheet.getByRole('textbox', { name: 'Address' }),
    apiKey: sheet.getByRole('textbox', { name: 'API key' }),
    name: sheet.getByRole('textbox', { name: 'Name' }),
    test: sheet.getByRole('button', { name: 'Test', exact: true }),
    submit: sheet.getByRole('button', { name: /^(Add environment|Save)$/ }),
    cancel: sheet.getByRole('button', { name: 'Cancel' }),
    report: sheet.getByRole('region', { name: 'Connection' }),
    problem: sheet.getByRole('alert'),

    async fill(typed: Typed): Promise<void> {
      await this.address.fill(typed.address);
      await this.apiKey.fill(typed.apiKey);
      await this.name.fill(typed.name);
      await choose(sheet, 'Colour', typed.colour);
      await choose(sheet, 'Class', typed.class);
      if (typed.caFile === null) return;
      await this.chooseCertificate(typed.caFile);
      await expect(sheet).toContainText(`CA file: ${basename(typed.caFile)}`);
    },

    /** Takes a chosen CA file away again. */
    async clearCertificate(): Promise<void> {
      const remove = sheet.getByRole('button', { name: 'Remove CA file' });
      if (await remove.isVisible()) await remove.click();
    },

    /** Sees that nothing of what was typed is lost. */
    async expectTyped(typed: Typed): Promise<void> {
      await expect(this.address).toHaveValue(typed.address);
      await expect(this.apiKey).toHaveValue(typed.apiKey);
      await expect(this.name).toHaveValue(typed.name);
      await expect(radio(sheet, 'Colour', typed.colour)).toBeChecked();
      await expect(radio(sheet, 'Class', typed.class)).toBeChecked();
      await expect(sheet).toContainText(typed.caFile === null ? 'No CA file' : `CA file: ${basename(typed.caFile)}`);
    },

    /** Answers the system's file dialog, which no test can click, with this file. */
    async chooseCertificate(path: string): Promise<void> {
      await app.evaluate(({ dialog }, file) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] });
      }, path);
      await sheet.getByRole('button', { name: /CA file/ }).click();
    },
  };
}

function radio(sheet: Locator, group: string, name: string): Locator {
  return sheet.getByRole('radiogroup', { name: group }).getByRole('radio', { name });
}

async function choose(sheet: Locator, group: string, name: string): Promise<void> {
  // The radio itself is visually hidden; its label is what a mouse meets.
  await radio(sheet, group, name).check({ force: true });
}
