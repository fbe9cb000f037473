import { filePictures } from './file-pictures.ts';
import { partPictures } from './part-pictures.ts';
import {
  choose,
  chooseOption,
  clicked,
  confirm,
  editText,
  fillSignIn,
  filterMenu,
  onName,
  opened,
  openReview,
  type Picture,
  part,
  press,
  review,
  row,
  select,
} from './steps.ts';
import { toldPictures } from './told-pictures.ts';

/** Every picture of the gallery, in the order a person meets them. */
export const pictures: readonly Picture[] = [
  { name: 'first-start', scene: 'nothing' },
  { name: 'first-start-no-keychain', scene: 'no-keychain' },
  {
    name: 'sign-in-empty',
    scene: 'nothing',
    act: (page) => clicked(page, 'Add environment'),
  },
  {
    name: 'sign-in-tested',
    scene: 'nothing',
    act: async (page) => {
      await fillSignIn(page);
      await page.getByRole('button', { name: 'Test', exact: true }).click();
      await page.getByRole('region', { name: 'Connection test' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'sign-in-failed',
    scene: 'nothing',
    act: async (page) => {
      await page.evaluate(() =>
        window.fake.control.fail('environments.test', {
          kind: 'certificate-untrusted',
          host: 'palette.example',
          reason: 'self-signed',
        }),
      );
      await fillSignIn(page);
      await page.getByRole('button', { name: 'Test', exact: true }).click();
      await page.getByRole('alert').scrollIntoViewIfNeeded();
    },
  },
  { name: 'no-places', scene: 'no-places' },
  { name: 'panes', scene: 'panes', act: (page) => select(page, 'payments-stack') },
  {
    name: 'place-picker',
    scene: 'panes',
    act: async (page) => {
      await page.getByRole('button', { name: /^Place of Target/ }).click();
      await page.getByRole('menuitemradio', { name: /retail/ }).waitFor();
    },
  },
  { name: 'manager', scene: 'panes', act: (page) => clicked(page, 'Environments') },
  {
    name: 'manager-imported',
    scene: 'expiring',
    act: async (page) => {
      await page.getByRole('button', { name: 'Environments' }).click();
      await page.getByRole('button', { name: 'Import list…' }).click();
      await page.getByRole('status').filter({ hasText: 'added' }).waitFor();
    },
  },
  { name: 'palette', scene: 'panes', act: (page) => opened(page, 'Control+k') },
  {
    name: 'palette-typed',
    scene: 'panes',
    act: async (page) => {
      await opened(page, 'Control+k');
      await page.keyboard.type('pay');
    },
  },
  {
    name: 'palette-nothing',
    scene: 'panes',
    act: async (page) => {
      await opened(page, 'Control+k');
      await page.keyboard.type('zzzq');
    },
  },
  { name: 'shortcuts', scene: 'panes', act: (page) => opened(page, 'F1') },
  { name: 'settings', scene: 'panes', act: (page) => opened(page, 'Control+,') },
  {
    name: 'settings-end',
    scene: 'panes',
    act: async (page) => {
      await opened(page, 'Control+,');
      await page.getByRole('button', { name: 'Forget everything…' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'forget-question',
    scene: 'panes',
    act: async (page) => {
      await opened(page, 'Control+,');
      await page.getByRole('button', { name: 'Forget everything…' }).click();
    },
  },
  {
    name: 'forget-incomplete',
    scene: 'kept-back',
    act: async (page) => {
      await opened(page, 'Control+,');
      await page.getByRole('button', { name: 'Forget everything…' }).click();
      await page.getByRole('button', { name: 'Forget everything', exact: true }).click();
      await page.getByRole('button', { name: 'Close' }).last().waitFor();
    },
  },
  { name: 'compact-all-columns', scene: 'all-columns', act: (page) => select(page, 'payments-stack') },
  {
    name: 'context-menu',
    scene: 'panes',
    act: (page) => row(page, 'Source', 'edge-base').click({ ...onName, button: 'right' }),
  },
  {
    name: 'column-choice',
    scene: 'panes',
    act: (page) => page.getByRole('button', { name: 'Choose columns of Source' }).click(),
  },
  { name: 'key-expiring', scene: 'expiring' },
  {
    name: 'folder',
    scene: 'folder',
    act: (page) => page.getByRole('region', { name: 'Target', exact: true }).locator('summary').click(),
  },
  { name: 'empty-folder', scene: 'empty-folder' },
  {
    name: 'export',
    scene: 'empty-folder',
    act: async (page) => {
      await press(page, 'edge-base');
      await press(page, 'payments-stack', true);
      await page.keyboard.press('F5');
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^Export/ })
        .waitFor();
      await page.getByRole('list', { name: 'Files to write' }).getByText('.json').nth(1).waitFor();
    },
  },
  {
    name: 'export-taken',
    scene: 'empty-folder',
    act: async (page) => {
      const names = ['edge-base', 'gpu-workers', 'quota-defaults'];
      const sheet = page.getByRole('dialog', { name: /^Export/ });
      for (const many of [2, 3]) {
        for (const [at, name] of names.slice(0, many).entries()) await press(page, name, at > 0);
        await page.keyboard.press('F5');
        await sheet
          .getByText('.json')
          .nth(many - 1)
          .waitFor();
        if (many === 3) break;
        await sheet.getByRole('button', { name: /^Export/ }).click();
        await sheet.getByRole('button', { name: 'Done' }).click();
      }
      await sheet.getByRole('button', { name: /What becomes of all/ }).click();
      await page.getByRole('option', { name: 'Keep both, numbered' }).click();
      await sheet.getByRole('button', { name: /What becomes of gpu-workers/ }).click();
      await page.getByRole('option', { name: 'Skip this one' }).click();
    },
  },
  {
    name: 'folder-reading',
    scene: 'folder',
    act: async (page) => {
      await page.getByRole('region', { name: 'Target', exact: true }).getByRole('row').first().waitFor();
      await page.evaluate(() => {
        window.fake.control.hold('places.profiles');
      });
      await page.getByRole('button', { name: 'Refresh Target' }).click();
      await page.evaluate(() => {
        const asked = window.fake.control.calls.findLast(({ call }) => call === 'places.profiles')?.request;
        const { listing } = asked as { readonly listing: string };
        window.fake.control.tell({ kind: 'folder-page', listing, rows: [], read: 1240, files: 3000 });
      });
      await page.getByText('1,240 of 3,000 files read').waitFor();
    },
  },
  { name: 'loading', scene: 'loading' },
  { name: 'failed', scene: 'failed' },
  { name: 'empty', scene: 'empty' },
  {
    name: 'refresh-failed',
    scene: 'panes',
    act: async (page) => {
      await page.evaluate(() =>
        window.fake.control.fail('places.profiles', { kind: 'connection-lost', host: 'palette.example' }),
      );
      await page.getByRole('button', { name: 'Refresh Target' }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'filtered-to-nothing',
    scene: 'panes',
    act: (page) => page.getByRole('searchbox', { name: 'Filter Source' }).fill('kafka'),
  },
  {
    name: 'filters-on',
    scene: 'panes',
    act: async (page) => {
      await choose(page, 'type', 'add-on');
      await choose(page, 'tag', 'owner:payments', 'owner:network');
    },
  },
  {
    name: 'filters-choosing',
    scene: 'panes',
    act: async (page) => {
      await choose(page, 'type', 'add-on');
      await filterMenu(page, 'tag').click();
      await chooseOption(page, 'owner:payments');
      // From its beginning: where a small menu was scrolled to depends on when its lines were measured.
      await page.mouse.move(2, 2);
      await page.keyboard.press('Home');
      await page.locator('[role="menuitemcheckbox"]:focus', { hasText: /^Any / }).waitFor();
    },
  },
  {
    name: 'filters-to-nothing',
    scene: 'panes',
    act: async (page) => {
      await choose(page, 'type', 'add-on', 'infra');
      await choose(page, 'tag', 'owner:payments');
      await page.getByRole('searchbox', { name: 'Filter Source' }).fill('kafka');
    },
  },
  {
    name: 'long-names',
    scene: 'long',
    act: (page) => select(page, 'regional-payment-settlement-and-reconciliation-platform-with-compliance'),
  },
  { name: 'two-thousand', scene: 'many' },
  {
    name: 'several-selected',
    scene: 'panes',
    act: async (page) => {
      await press(page, 'dns-zones');
      await press(page, 'observability', true);
      await press(page, 'payments-stack', true);
    },
  },
  {
    name: 'row-menu',
    scene: 'panes',
    act: async (page) => {
      await row(page, 'Source', 'gpu-workers').hover();
      await page.getByRole('button', { name: 'Actions for gpu-workers' }).click();
    },
  },
  {
    name: 'dragging',
    scene: 'panes',
    act: async (page) => {
      await row(page, 'Source', 'gpu-workers').hover();
      await page.mouse.down();
      const target = await page.getByRole('region', { name: 'Target', exact: true }).boundingBox();
      if (target === null) throw new Error('No target pane');
      await page.mouse.move(target.x + 60, target.y + 260, { steps: 12 });
      await page.getByText('Drop to import').waitFor();
    },
  },
  {
    name: 'dragging-to-clone',
    scene: 'two-projects',
    act: async (page) => {
      await row(page, 'Source', 'gpu-workers').hover();
      await page.mouse.down();
      const target = await page.getByRole('region', { name: 'Target', exact: true }).boundingBox();
      if (target === null) throw new Error('No target pane');
      await page.mouse.move(target.x + 60, target.y + 260, { steps: 12 });
      await page.getByText('Drop to clone').waitFor();
    },
  },
  {
    name: 'dragging-refused',
    scene: 'same-place',
    act: async (page) => {
      await row(page, 'Source', 'gpu-workers').hover();
      await page.mouse.down();
      const target = await page.getByRole('region', { name: 'Target', exact: true }).boundingBox();
      if (target === null) throw new Error('No target pane');
      await page.mouse.move(target.x + 60, target.y + 260, { steps: 12 });
      await page.getByText('Both panes show').first().waitFor();
    },
  },
  {
    name: 'dropping-onto-a-place',
    scene: 'panes',
    act: async (page) => {
      await row(page, 'Source', 'gpu-workers').hover();
      await page.mouse.down();
      const picker = await page.getByRole('button', { name: /^Place of Target/ }).boundingBox();
      if (picker === null) throw new Error('No place');
      await page.mouse.move(picker.x + 30, picker.y + 14, { steps: 12 });
      const shelf = page.getByRole('region', { name: 'Places to drop onto in Target' });
      await shelf.getByText('lab').waitFor();
      const retail = await shelf.getByText('retail').boundingBox();
      if (retail === null) throw new Error('No retail');
      await page.mouse.move(retail.x + 10, retail.y + 8, { steps: 12 });
      await shelf.getByText('PROD / retail').waitFor();
    },
  },
  { name: 'sheet-ready-locked', scene: 'panes', act: (page) => review(page, 'gpu-workers') },
  { name: 'sheet-ready-unlocked', scene: 'unlocked', act: (page) => review(page, 'gpu-workers') },
  { name: 'sheet-values', scene: 'unlocked', act: (page) => review(page, 'payments-stack') },
  {
    name: 'sheet-values-answered',
    scene: 'unlocked',
    act: async (page) => {
      await review(page, 'payments-stack');
      await page.getByLabel(/^Value for/).fill('typed-for-picture');
      await page.keyboard.press('F8');
      await page.getByRole('button', { name: 'Keep it empty' }).click();
      await page.keyboard.press('F8');
      await page.getByLabel(/^Value for/).fill('-----BEGIN CERTIFICATE-----\ncut off');
    },
  },
  {
    name: 'sheet-values-masked',
    scene: 'unlocked',
    act: async (page) => {
      await review(page, 'payments-stack');
      await page.getByRole('button', { name: 'Import the asterisks as they are' }).click();
      await page.keyboard.press('F8');
      await page.getByLabel(/^Value for/).fill('********');
    },
  },
  { name: 'sheet-values-remembered', scene: 'remembered', act: (page) => review(page, 'payments-stack') },
  {
    name: 'sheet-values-moved',
    scene: 'remembered',
    act: async (page) => {
      await review(page, 'payments-stack');
      await page.getByRole('option', { name: /replicationPassword/ }).click();
    },
  },
  {
    name: 'sheet-values-search',
    scene: 'unlocked',
    act: async (page) => {
      await review(page, 'payments-stack');
      await page.getByRole('button', { name: 'Find in this text' }).click();
      await page.getByRole('textbox', { name: 'Find' }).fill('auth');
      await page.locator('.cm-searchMatch-selected').waitFor();
    },
  },
  {
    name: 'sheet-values-none',
    scene: 'unlocked',
    act: async (page) => {
      await review(page, 'gpu-workers');
      await part(page, 'Values');
    },
  },
  {
    name: 'sheet-values-empty',
    scene: 'unlocked',
    act: async (page) => {
      await review(page, 'quota-defaults');
      await part(page, 'Values');
      await page.getByRole('option', { name: /^namespace-quotas ?values/ }).click();
      await page
        .getByRole('textbox', { name: 'Values of namespace-quotas' })
        .getByText('No values of its own')
        .waitFor();
    },
  },
  {
    name: 'sheet-values-edited',
    scene: 'unlocked',
    act: async (page) => {
      await review(page, 'payments-stack');
      await editText(page, 'postgresql', 'metrics: "{{.spectro.macro.region}}"\napiToken: ********\n');
      await page.getByRole('option', { name: /apiToken/ }).waitFor();
    },
  },
  {
    name: 'sheet-values-broken',
    scene: 'unlocked',
    act: async (page) => {
      await review(page, 'gpu-workers');
      await part(page, 'Values');
      await editText(page, 'kubernetes', 'extra:\n  - [eu-1, eu-2\n');
      await page.getByRole('list', { name: 'Found in this text' }).waitFor();
      await page.locator('.cm-lint-marker').first().waitFor();
    },
  },
  {
    name: 'sheet-values-compared',
    scene: 'unlocked',
    act: async (page) => {
      await review(page, 'payments-stack');
      await editText(page, 'postgresql', 'metrics:\n  enabled: true\n');
      await page.getByRole('button', { name: 'Changes' }).click();
      await page.getByRole('textbox', { name: /as you edited it$/ }).waitFor();
    },
  },
  {
    name: 'sheet-name-taken',
    scene: 'unlocked',
    act: async (page) => {
      await review(page, 'ingress-only');
      await part(page, 'Checks');
    },
  },
  {
    name: 'sheet-missing-macro',
    scene: 'unlocked',
    act: async (page) => {
      await review(page, 'dns-zones');
      await part(page, 'Checks');
    },
  },
  {
    name: 'sheet-missing-pack',
    scene: 'unlocked',
    act: async (page) => {
      await review(page, 'service-mesh');
      await part(page, 'Checks');
    },
  },
  {
    name: 'sheet-repositories',
    scene: 'unlocked',
    act: async (page) => {
      await review(page, 'observability');
      await part(page, 'Repositories');
    },
  },
  {
    name: 'sheet-several',
    scene: 'unlocked',
    act: async (page) => {
      await press(page, 'dns-zones');
      await press(page, 'gpu-workers', true);
      await press(page, 'payments-stack', true);
      await openReview(page);
    },
  },
  {
    name: 'clone-values',
    scene: 'two-projects',
    act: async (page) => {
      await review(page, 'payments-stack');
      await part(page, 'Values');
      await page.getByText('copied by Palette').first().waitFor();
    },
  },
  {
    name: 'clone-confirm',
    scene: 'two-projects',
    act: async (page) => {
      await review(page, 'payments-stack');
      await part(page, 'Confirm');
    },
  },
  {
    name: 'clone-changed-instead',
    scene: 'two-projects',
    act: async (page) => {
      await review(page, 'payments-stack');
      await part(page, 'Values');
      await page.getByRole('button', { name: 'Import a changed copy instead' }).click();
      await page.getByRole('button', { name: 'Clone it as it is instead' }).waitFor();
    },
  },
  {
    name: 'clone-proof',
    scene: 'two-projects',
    act: async (page) => {
      await review(page, 'payments-stack');
      await page.getByRole('button', { name: 'Clone into DEV / lab' }).click();
      await page.getByText('copied by Palette').first().waitFor();
    },
  },
  {
    name: 'running',
    scene: 'running',
    act: async (page) => {
      await review(page, 'gpu-workers');
      await confirm(page);
      await page.evaluate(() => {
        const { control } = window.fake;
        const run = control.calls.findLast(({ call }) => call === 'transfers.run')?.request as {
          transfer: { id: string };
        };
        control.tell({ kind: 'transfer-step', transfer: run.transfer.id, step: 'importing' });
      });
      await page.getByRole('status').filter({ hasText: 'Import the profile' }).waitFor();
    },
  },
  {
    name: 'proof-identical',
    scene: 'unlocked',
    act: async (page) => {
      await review(page, 'gpu-workers');
      await confirm(page);
      await page.getByText('Identical', { exact: true }).waitFor();
    },
  },
  {
    name: 'proof-masked',
    scene: 'unlocked',
    act: async (page) => {
      await review(page, 'payments-stack');
      for (const hole of ['postgresPassword', 'replicationPassword', 'certificate']) {
        await page.getByLabel(new RegExp(`^Value for .*${hole}`)).fill('typed-for-picture');
        const next = page.getByRole('button', { name: 'Next without a value' });
        if (hole !== 'certificate') await next.click();
      }
      await confirm(page);
      await page
        .getByText(/^Identical except/)
        .first()
        .waitFor();
    },
  },
  {
    name: 'proof-differs',
    scene: 'differs',
    act: async (page) => {
      await review(page, 'gpu-workers');
      await confirm(page);
      await page
        .getByText(/^Differs in/)
        .first()
        .waitFor();
    },
  },
  {
    name: 'run-failed',
    scene: 'unlocked',
    act: async (page) => {
      await page.evaluate(() =>
        window.fake.control.fail('transfers.run', {
          kind: 'import-lost',
          profile: 'gpu-workers 0.3.0',
          cause: { kind: 'connection-lost', host: 'palette.example' },
        }),
      );
      await review(page, 'gpu-workers');
      await confirm(page);
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'tray',
    scene: 'unlocked',
    act: async (page) => {
      await review(page, 'gpu-workers');
      await confirm(page);
      await page.getByText('Identical', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Done' }).click();
      await review(page, 'payments-stack');
      await page
        .getByLabel(/^Value for/)
        .first()
        .fill('typed-for-picture');
      await page.getByRole('button', { name: 'Close', exact: true }).click();
    },
  },
  {
    name: 'missing-key',
    scene: 'missing-key',
    act: (page) => clicked(page, 'Environments'),
  },
  ...filePictures,
  ...toldPictures,
  ...partPictures,
];
