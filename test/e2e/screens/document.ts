import { type ElectronApplication, expect, type Page } from '@playwright/test';

/** A profile file that is open in the window. */
export function documentScreen(app: ElectronApplication, window: Page) {
  const screen = window.getByRole('region', { name: /^File (?!not opened)/ });
  const guard = window.getByRole('dialog', { name: 'Secrets in plain text' });
  const question = window.getByRole('alertdialog', { name: 'Changes not saved' });
  const layers = screen.getByRole('listbox', { name: /^Profile and layers/ });
  const button = (name: string) => screen.getByRole('button', { name, exact: true });
  return {
    screen,
    layers: layers.getByRole('option'),
    layer: (name: string) => layers.getByRole('option', { name: new RegExp(`^${name}`) }),
    tab: (name: string) => screen.getByRole('tab', { name: new RegExp(`^${name}`) }),
    rows: (name: 'Problems' | 'Masked values' | 'References') =>
      screen.getByRole('listbox', { name }).getByRole('option'),
    table: (row: string) => screen.getByRole('row', { name: new RegExp(`^${row}`) }),
    field: screen.getByRole('textbox', { name: /^Value for / }),
    editor: screen.getByRole('textbox', { name: /masked values?$/ }),
    /** Those that the editor draws itself; a single caret is the browser's. */
    drawnCarets: screen.locator('.cm-cursor'),
    chip: (name: string) => screen.getByRole('button', { name: new RegExp(`^Masked value ${name}`) }),
    member: (name: 'Name' | 'Version' | 'Description') =>
      screen.getByRole('region', { name: 'Profile', exact: true }).getByRole('textbox', { name, exact: true }).first(),
    addLabel: button('Add label'),
    label: (text: string) => button(`Change label ${text}`),
    addVariable: button('Add variable'),
    variable: (name: string) => screen.getByRole('row').getByRole('button', { name, exact: true }),
    variableForm: (name: string) => screen.getByRole('group', { name: `Variable ${name}`, exact: true }),
    fileText: button('File text'),
    rawText: screen.getByRole('textbox', { name: /^File text/ }),
    foldAll: button('Fold all'),
    unfoldAll: button('Unfold all'),
    findField: screen.getByRole('textbox', { name: 'Find in all layers' }),
    /** The search of the one text that is shown. */
    textFindField: screen.getByRole('textbox', { name: 'Find in this text' }),
    replaceField: screen.getByRole('textbox', { name: 'Replace with' }),
    replaceOne: button('Replace'),
    replaceAll: button('Replace all'),
    selectAll: button('Select all matches'),
    searchWay: (name: 'Match case' | 'Whole word' | 'Pattern (RE2)') => button(name),
    searchStatus: screen.getByRole('search', { name: 'In this text' }).getByRole('status'),
    found: screen.getByRole('listbox', { name: 'Found' }).getByRole('option'),
    textOf: (layer: string) => screen.getByRole('textbox', { name: new RegExp(`^Values of ${layer}`) }),
    undo: button('Undo'),
    redo: button('Redo'),
    changes: screen.getByRole('button', { name: 'Changes' }),
    changed: screen.getByRole('listbox', { name: 'What changed' }).getByRole('option'),
    compared: (side: string) => screen.getByRole('textbox', { name: new RegExp(`, ${side}$`) }),
    save: button('Save'),
    saveAs: button('Save as…'),
    importing: button('Import…'),
    targets: window.getByRole('dialog', { name: /^Import / }),
    close: button('Close file'),
    reload: button('Reload'),
    notOpened: window.getByRole('region', { name: 'File not opened' }).getByRole('alert'),
    notices: window.getByRole('region', { name: 'Notices' }),
    openDraft: (name: string) => window.getByRole('button', { name: `Open with the changes to ${name}` }),
    discardDraft: (name: string) => window.getByRole('button', { name: `Discard the changes to ${name}` }),
    waiting: window.getByRole('region', { name: 'Files that wait' }),
    guard,
    guardAnswer: (name: string) => guard.getByRole('button', { name: new RegExp(`What becomes of ${name}`) }),
    leaveAll: guard.getByRole('button', { name: 'Leave all' }),
    guardSave: guard.getByRole('button', { name: 'Save', exact: true }),
    guardMasks: guard.getByRole('button', { name: 'Save with the masks' }),
    guardCancel: guard.getByRole('button', { name: 'Cancel' }),
    question,
    keepWorking: question.getByRole('button', { name: 'Keep working' }),
    saveFirst: question.getByRole('button', { name: 'Save', exact: true }),
    drop: question.getByRole('button', { name: 'Drop the changes' }),

    /** Answers the system's file dialogs, which no test can click, with this file. */
    async answerDialogs(path: string): Promise<void> {
      await app.evaluate(({ dialog }, file) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] });
        dialog.showSaveDialog = async () => ({ canceled: false, filePath: file });
      }, path);
    },
    /** Drops files from the desktop on the middle of the window, as the runtime tells the page of it. */
    async dropFiles(...paths: readonly string[]): Promise<void> {
      const session = await window.context().newCDPSession(window);
      const data = { items: [], files: [...paths], dragOperationsMask: 1 };
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
        await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
      }
      await session.detach();
    },
    /** Out of the file, wherever it stands: what was changed is dropped. */
    async leave(): Promise<void> {
      await expect(async () => {
        if (await guard.isVisible()) await this.guardCancel.click({ timeout: 1000 });
        if (await question.isVisible()) await this.drop.click({ timeout: 1000 });
        else if (await screen.isVisible()) await this.close.click({ timeout: 1000 });
        await expect(screen).toBeHidden({ timeout: 1000 });
      }).toPass();
    },
    async openByKey(path: string): Promise<void> {
      await this.answerDialogs(path);
      await window.keyboard.press('ControlOrMeta+o');
    },
  };
}
