import type { Locator, Page } from '@playwright/test';

/** The part of the review sheet in which missing values are filled in. */
export function valuesPart(window: Page) {
  const panel = window.getByRole('dialog').getByRole('tabpanel', { name: /^Values/ });
  const list = panel.getByRole('listbox', { name: 'Layers and missing values' });
  const atHand = panel.getByRole('region', { name: 'Value at hand' });
  const place = panel.getByRole('region', { name: 'Text at hand' });
  return {
    panel,
    list,
    /** Of missing values; each text has a row of its own above them. */
    rows: list.locator('[role="option"][data-state]'),
    text: (layer: string) => list.getByRole('option', { name: new RegExp(`^${layer} ?(values|manifest)`) }),
    rowAtHand: list.getByRole('option', { selected: true }),
    row: (path: string) => list.getByRole('option', { name: path }),
    /**
     * Presses a row, as a hand does once the list rests beneath the pointer. The list notes where it is scrolled to with
     * the next frame; pressed before that it goes back to where it was, and the row is elsewhere when the button goes up.
     */
    pressed: async (row: Locator): Promise<void> => {
      await row.hover();
      await row.click();
    },
    field: atHand.getByRole('textbox', { name: /^Value for / }),
    entered: atHand.getByRole('list', { name: 'What was entered' }),
    reveal: atHand.getByRole('button', { name: 'Show the value while held' }),
    keepEmpty: atHand.getByRole('button', { name: 'Keep it empty' }),
    leaveMasked: atHand.getByRole('button', { name: 'Import the asterisks as they are' }),
    /** What was given before, for this path or another one. */
    remembered: atHand.getByRole('button', { name: /^Use the (remembered value|value remembered for )/ }),
    undo: atHand.getByRole('button', { name: 'Undo' }),
    /** How far the answer counts among the profiles of the sheet. */
    sharing: atHand.getByRole('group', { name: 'Other profiles of this sheet' }),
    forAll: atHand.getByRole('button', { name: 'Use for all like this' }),
    takeBackForAll: atHand.getByRole('button', { name: /^Take back for all: / }),
    takeBackHere: atHand.getByRole('button', { name: /^Take back here alone: / }),
    next: panel.getByRole('button', { name: 'Next without a value' }),
    editor: place.locator('.cm-content'),
    line: (text: RegExp) => place.locator('.cm-line').filter({ hasText: text }),
    chip: (name: string) => place.getByRole('button', { name: `Masked value ${name}` }),
    emptyChip: (name: string) => place.getByRole('button', { name: `Empty value ${name}` }),
    edits: place.getByText(/^\d+ edits?$/),
    undoStep: place.getByRole('button', { name: 'Undo' }),
    redoStep: place.getByRole('button', { name: 'Redo' }),
    backToExported: place.getByRole('button', { name: 'Back to what was exported' }),
    changes: place.getByRole('button', { name: 'Changes' }),
    /** The search of the text at hand. */
    findField: place.getByRole('textbox', { name: 'Find in this text' }),
    replaceField: place.getByRole('textbox', { name: 'Replace with' }),
    replaceAll: place.getByRole('button', { name: 'Replace all' }),
    searchStatus: place.getByRole('search', { name: 'In this text' }).getByRole('status'),
    /** The two sides of the comparison. */
    exported: place.getByRole('textbox', { name: /as it was exported$/ }),
    now: place.getByRole('textbox', { name: /as you edited it$/ }),
    found: place.getByRole('list', { name: 'Found in this text' }).getByRole('listitem'),
    chipAtHand: place.locator('button[aria-current="true"]'),

    /** The name of what holds the keyboard. */
    focused: () =>
      window.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent),

    /** Pastes as the system does: a text from the clipboard into what holds the keyboard. */
    paste: (text: string) =>
      window.evaluate((given) => {
        const field = document.activeElement;
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', given);
        const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
        if (field?.dispatchEvent(paste) === true) document.execCommand('insertText', false, given);
      }, text),
  };
}
