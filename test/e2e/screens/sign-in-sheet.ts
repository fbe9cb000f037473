import type { ElectronApplication, Locator, Page } from '@playwright/test';

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
    test: sheet.getByRole('button', { name: 'Test', exact: true }),
    submit: sheet.getByRole('button', { name: /^(Add environment|Save)$/ }),
    cancel: sheet.getByRole('button', { name: 'Cancel' }),
    report: sheet.getByRole('region', { name: 'Connection' }),

    async fill(typed: Typed): Promise<void> {
      await this.address.fill(typed.address);
      await this.apiKey.fill(typed.apiKey);
      await sheet.getByRole('textbox', { name: 'Name' }).fill(typed.name);
      await choose(sheet, 'Colour', typed.colour);
      await choose(sheet, 'Class', typed.class);
      if (typed.caFile !== null) await this.chooseCertificate(typed.caFile);
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

async function choose(sheet: Locator, group: string, name: string): Promise<void> {
  // The radio itself is visually hidden; its label is what a mouse meets.
  await sheet.getByRole('radiogroup', { name: group }).getByRole('radio', { name }).check({ force: true });
}
