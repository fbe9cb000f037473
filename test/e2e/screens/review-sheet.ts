import { expect, type Page } from '@playwright/test';

type Part = 'Values' | 'Checks' | 'Repositories' | 'Confirm' | 'Proof';

/** The sheet in which a transfer is reviewed, confirmed and proven. */
export function reviewSheet(window: Page, profile: RegExp | string = /.*/) {
  const name = typeof profile === 'string' ? `Review transfer of ${profile}` : /^Review transfer of /;
  const sheet = window.getByRole('dialog', { name });
  return {
    sheet,
    part: (part: Part) => sheet.getByRole('tab', { name: part }),
    panel: (part: Part) => sheet.getByRole('tabpanel', { name: new RegExp(`^${part}`) }),
    openChecks: sheet.getByRole('list', { name: 'Open checks' }).getByRole('listitem'),
    unlock: sheet.getByRole('button', { name: 'Unlock for 15 minutes' }),
    typedName: sheet.getByRole('textbox', { name: /^Type .* to confirm$/ }),
    confirm: sheet.getByRole('button', { name: /^(?:Import|Clone) .*into / }),
    importInstead: sheet.getByRole('button', { name: 'Import a changed copy instead' }),
    cloneInstead: sheet.getByRole('button', { name: 'Clone it as it is instead' }),
    proof: sheet.getByRole('tabpanel', { name: /^Proof/ }),
    close: sheet.getByRole('button', { name: 'Close' }).first(),
    fix: (name: string) => sheet.getByRole('button', { name }),
    macro: (name: string) => sheet.getByRole('textbox', { name: `Value of macro ${name}` }),
    /** One of the profiles of a sheet with several. */
    profile: (profile: string) =>
      sheet.getByRole('radiogroup', { name: 'Profiles of this review' }).getByRole('radio', { name: profile }),
    discard: sheet.getByRole('button', { name: 'Discard' }),
    problem: sheet.getByRole('alert'),
    done: sheet.getByRole('button', { name: 'Done', exact: true }),
    backToReview: sheet.getByRole('button', { name: 'Back to review' }),
    stopReadingBack: sheet.getByRole('button', { name: 'Stop reading back' }),
    cancelTransfer: sheet.getByRole('button', { name: 'Cancel transfer' }),

    /** Answers a missing macro with a value, wherever the sheet offers to create it. */
    async createMacro(name: string, value: string): Promise<void> {
      await this.part('Checks').click();
      const form = this.panel('Checks').getByRole('form', { name: `Create macro ${name}` });
      await form.getByRole('textbox').fill(value);
      await form.getByRole('button', { name: 'Create macro' }).click();
      await expect(form).toBeHidden();
    },

    /** Takes a pack from this repository of the target. */
    async chooseRepository(pack: string, repository: string): Promise<void> {
      await this.part('Repositories').click();
      const row = this.panel('Repositories').getByRole('row', { name: new RegExp(`^${pack} `) });
      await row.getByRole('button').click();
      await window.getByRole('option', { name: new RegExp(`^${repository}`) }).click();
      await expect(row).toContainText(repository);
    },

    /** The field of one missing value, by the end of its path. */
    value: (path: string) => sheet.getByRole('textbox', { name: new RegExp(`^Value for .*${path}`) }),

    /** Out of the sheet, wherever it stands; what is under review is discarded, what ran stays in the tray. */
    async leave(): Promise<void> {
      if (await this.backToReview.isVisible()) {
        await this.backToReview.click();
        await this.discard.waitFor();
      }
      if (await this.discard.isVisible()) await this.discard.click();
      else await this.close.click();
      await expect(sheet).toBeHidden();
    },
  };
}
