import type { Page } from '@playwright/test';

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
    confirm: sheet.getByRole('button', { name: /^Import .*into / }),
    proof: sheet.getByRole('tabpanel', { name: /^Proof/ }),
    close: sheet.getByRole('button', { name: 'Close' }).first(),
    discard: sheet.getByRole('button', { name: 'Discard' }),
  };
}
