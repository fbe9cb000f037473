import type { Page } from '@playwright/test';

/** The sheet in which a transfer is reviewed, confirmed and proven. */
export function reviewSheet(window: Page, profile: RegExp | string = /.*/) {
  const name = typeof profile === 'string' ? `Review transfer of ${profile}` : /^Review transfer of /;
  const sheet = window.getByRole('dialog', { name });
  return {
    sheet,
    part: (part: 'Values' | 'Checks' | 'Repositories' | 'Confirm' | 'Proof') => sheet.getByRole('tab', { name: part }),
    openChecks: sheet.getByRole('list', { name: 'Open checks' }).getByRole('listitem'),
    unlock: sheet.getByRole('button', { name: 'Unlock for 15 minutes' }),
    typedName: sheet.getByRole('textbox', { name: /^Type .* to confirm$/ }),
    confirm: sheet.getByRole('button', { name: /^Import / }),
    proof: sheet.getByRole('tabpanel', { name: /^Proof/ }),
    close: sheet.getByRole('button', { name: 'Close' }).first(),
    discard: sheet.getByRole('button', { name: 'Discard' }),
  };
}
