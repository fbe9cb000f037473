import type { Page } from '@playwright/test';
import { paymentsExport } from '../e2e/files/payments.ts';
import { sourceProfiles } from '../fakes/ferry-profiles.ts';
import { certificate } from './certificate.ts';
import type { Picture } from './steps.ts';

const payments = { name: 'payments.json', text: paymentsExport() };

/** A file of the fake's own profiles. */
function exported(name: string): { readonly name: string; readonly text: string } {
  const document = sourceProfiles(0)
    .flatMap(({ versions }) => versions)
    .find((version) => version.document.metadata.name === name)?.document;
  if (document === undefined) throw new Error(`No profile ${name}`);
  return { name: `${name}.json`, text: JSON.stringify(document, null, 2) };
}

const screen = (page: Page) => page.getByRole('region', { name: /^File (?!not opened)/ });
const layer = (page: Page, name: string) => page.getByRole('option', { name: new RegExp(`^${name}`) }).click();
const tab = (page: Page, name: string) =>
  screen(page)
    .getByRole('tab', { name: new RegExp(`^${name}`) })
    .click();
const button = (page: Page, name: string) => screen(page).getByRole('button', { name, exact: true }).click();

/** What a person picks in the system's dialog, which no picture has. */
async function pick(page: Page, file: { readonly name: string; readonly text: string }): Promise<void> {
  await page.evaluate((given) => window.fake.control.picks({ ...given }), file);
  await page.keyboard.press('Control+o');
}

/** Until every layer was told of: what counts problems and masks holds still then. */
async function open(page: Page, file = payments): Promise<void> {
  await pick(page, file);
  await screen(page).getByRole('tab', { name: 'Problems' }).filter({ hasNotText: '…' }).waitFor();
}

/** To a masked value, its field and the chip in its text. */
async function openMask(page: Page, name: string, file = payments): Promise<void> {
  await open(page, file);
  await tab(page, 'Masked values');
  await page.getByRole('listbox', { name: 'Masked values' }).getByRole('option', { name }).click();
  await valueField(page).waitFor();
  await editor(page).waitFor();
}

/** The marks beside the lines come a moment after the text. */
const marked = (page: Page) => page.locator('.cm-lint-marker').first().waitFor();

const valueField = (page: Page) => screen(page).getByRole('textbox', { name: /^Value for / });
const editor = (page: Page) => screen(page).getByRole('textbox', { name: /masked values?$/ });

async function typeByHand(page: Page, text: string): Promise<void> {
  await layer(page, 'vault');
  await editor(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText(text);
}

async function notSaved(page: Page): Promise<void> {
  await openMask(page, 'token');
  await valueField(page).fill('typed-for-picture');
  await screen(page).getByText('not saved').waitFor();
  await marked(page);
}

async function refused(page: Page, name: string, text: string): Promise<void> {
  await pick(page, { name, text });
  await page.getByRole('region', { name: 'File not opened' }).waitFor();
}

/** Everything that an open file shows and asks, as a person goes through it. */
export const filePictures: readonly Picture[] = [
  { name: 'file', scene: 'nothing', act: (page) => open(page) },
  {
    name: 'file-variable',
    scene: 'nothing',
    act: async (page) => {
      await open(page);
      await page.getByRole('row').getByRole('button', { name: 'licence', exact: true }).click();
      await page.getByRole('group', { name: 'Variable licence' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'file-label',
    scene: 'nothing',
    act: async (page) => {
      await open(page);
      await button(page, 'Change label team: payments');
    },
  },
  {
    name: 'file-layer',
    scene: 'nothing',
    act: async (page) => {
      await open(page);
      await layer(page, 'prometheus-operator');
      await editor(page).waitFor();
    },
  },
  {
    name: 'file-mask',
    scene: 'nothing',
    act: async (page) => {
      await openMask(page, 'token');
      await marked(page);
    },
  },
  { name: 'file-mask-typed', scene: 'nothing', act: notSaved },
  {
    name: 'file-base64',
    scene: 'nothing',
    act: async (page) => {
      await openMask(page, 'data.password');
      await valueField(page).fill('typed-for-picture');
      await screen(page).getByText('not saved').waitFor();
    },
  },
  {
    name: 'file-certificate',
    scene: 'nothing',
    act: async (page) => {
      await openMask(page, 'certificate', exported('payments-stack'));
      await valueField(page).fill(certificate);
      await page.getByRole('list', { name: 'What was entered' }).waitFor();
    },
  },
  {
    name: 'file-remembered',
    scene: 'answers',
    act: async (page) => {
      await openMask(page, 'postgresPassword', exported('payments-stack'));
      await page
        .getByRole('button', { name: /^Use what was remembered/ })
        .first()
        .waitFor();
    },
  },
  {
    name: 'file-variable-mask',
    scene: 'nothing',
    act: async (page) => {
      await open(page);
      await tab(page, 'Masked values');
      await page.getByRole('listbox', { name: 'Masked values' }).getByRole('option', { name: 'licence' }).click();
      await valueField(page).waitFor();
    },
  },
  {
    name: 'file-by-hand',
    scene: 'nothing',
    act: async (page) => {
      await open(page);
      await typeByHand(page, 'extra:\n  - password: ********\n    other: [1\n');
      await page.locator('.cm-lint-marker-error').first().waitFor();
    },
  },
  {
    name: 'file-search',
    scene: 'nothing',
    act: async (page) => {
      await open(page);
      await layer(page, 'vault');
      await editor(page).click();
      await page.keyboard.press('Control+f');
      await page.locator('input[aria-label="Find in this text"]').fill('vault');
      await page.locator('.cm-searchMatch-selected').waitFor();
    },
  },
  {
    name: 'file-references',
    scene: 'nothing',
    act: async (page) => {
      await open(page);
      await tab(page, 'References');
    },
  },
  {
    name: 'file-sound',
    scene: 'nothing',
    act: (page) => open(page, exported('gpu-workers')),
  },
  {
    name: 'file-find',
    scene: 'nothing',
    act: async (page) => {
      await open(page);
      await page.keyboard.press('Control+Shift+f');
      await page.getByRole('textbox', { name: 'Find in all layers' }).fill('pack');
      await page.getByRole('listbox', { name: 'Found' }).waitFor();
    },
  },
  {
    name: 'file-text',
    scene: 'nothing',
    act: async (page) => {
      await open(page);
      await button(page, 'File text');
      await page.getByRole('textbox', { name: /^File text/ }).waitFor();
    },
  },
  {
    name: 'file-text-folded',
    scene: 'nothing',
    act: async (page) => {
      await open(page);
      await button(page, 'File text');
      await page.getByRole('textbox', { name: /^File text/ }).waitFor();
      await button(page, 'Fold all');
      await page.locator('.cm-foldPlaceholder').first().waitFor();
    },
  },
  {
    name: 'file-text-search',
    scene: 'nothing',
    act: async (page) => {
      await open(page);
      await button(page, 'File text');
      await page.getByRole('textbox', { name: /^File text/ }).waitFor();
      await button(page, 'Find in this text');
      await page.locator('input[aria-label="Find in this text"]').fill('registry');
      await page.locator('.cm-searchMatch-selected').waitFor();
    },
  },
  {
    name: 'file-changes',
    scene: 'nothing',
    act: async (page) => {
      await notSaved(page);
      await typeByHand(page, 'extra:\n  replicas: 5\n');
      await button(page, 'Changes');
      await page.getByRole('textbox', { name: /, now$/ }).waitFor();
    },
  },
  {
    name: 'file-guard',
    scene: 'nothing',
    act: async (page) => {
      await notSaved(page);
      await page.keyboard.press('Control+s');
      await page.getByRole('dialog', { name: 'Secrets in plain text' }).waitFor();
    },
  },
  {
    name: 'file-import',
    scene: 'panes',
    act: async (page) => {
      await open(page);
      await button(page, 'Import…');
      await page.getByRole('option', { name: /retail/ }).waitFor();
    },
  },
  {
    name: 'file-import-nowhere',
    scene: 'nothing',
    act: async (page) => {
      await open(page);
      await button(page, 'Import…');
      await page.getByText('No environment to import into').waitFor();
    },
  },
  {
    name: 'file-leave',
    scene: 'nothing',
    act: async (page) => {
      await notSaved(page);
      await button(page, 'Close file');
      await page.getByRole('alertdialog').waitFor();
    },
  },
  {
    name: 'file-changed-on-disk',
    scene: 'nothing',
    act: async (page) => {
      await notSaved(page);
      await page.evaluate(
        (file) => window.fake.control.tell({ kind: 'file-changed', file, isGone: false }),
        '00000000-0000-4000-8000-000000000001',
      );
      await screen(page).getByText('was changed by another program').waitFor();
    },
  },
  { name: 'not-opened-web-page', scene: 'nothing', act: (page) => refused(page, 'login.json', '<!doctype html>') },
  {
    name: 'not-opened-broken',
    scene: 'panes',
    act: (page) => refused(page, 'words.json', '{\n  "metadata": nothing\n}'),
  },
  {
    name: 'not-opened-terraform',
    scene: 'nothing',
    act: (page) => refused(page, 'main.tf', 'resource "spectrocloud_cluster_profile" "p" {\n  name = "p"\n}\n'),
  },
  {
    name: 'file-waiting',
    scene: 'nothing',
    act: async (page) => {
      await page.evaluate((file) => {
        const { control } = window.fake;
        control.picks({ ...file });
        const names = [file.name, 'observability.json', 'edge-base.json'];
        control.tell({ kind: 'files-offered', files: names.map((name, at) => ({ id: `offered-${at}`, name })) });
      }, payments);
      await page.getByRole('region', { name: 'Files that wait' }).waitFor();
      await screen(page).getByRole('tab', { name: 'Problems' }).filter({ hasNotText: '…' }).waitFor();
    },
  },
  {
    name: 'file-held-over',
    scene: 'panes',
    act: async (page) => {
      await page.evaluate(() => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(['{}'], 'payments.json'));
        document.body.dispatchEvent(new DragEvent('dragenter', { dataTransfer, bubbles: true, cancelable: true }));
        document.body.dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }));
      });
      await page.getByText('Drop to open the profile').waitFor();
    },
  },
];
