import { type Picture, press } from './steps.ts';

/** What the window says of itself: notices, what earlier runs left, waits, and that it could not be drawn. */
export const toldPictures: readonly Picture[] = [
  {
    name: 'notices',
    scene: 'panes',
    act: async (page) => {
      await page.evaluate(() => {
        const { tell } = window.fake.control;
        const scope = { kind: 'project', uid: 'project-prod-payments', name: 'payments' } as const;
        const target = { kind: 'environment', environmentId: 'prod', scope } as const;
        const import_ = {
          kind: 'import-settled',
          way: 'import',
          name: 'payments-stack',
          version: '0.9.1',
          target,
        } as const;
        tell({ ...import_, uid: 'd-7', content: 'same', macros: [] });
        tell({ ...import_, name: 'dns-zones', version: '1.0.4', uid: null, content: null, macros: ['dns_zone'] });
        tell({ kind: 'told', problem: { kind: 'timed-out', host: 'palette.example', seconds: 30 } });
      });
      await page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Dismiss' }).nth(2).waitFor();
    },
  },
  {
    name: 'keychain-waiting',
    scene: 'panes',
    act: async (page) => {
      await page.evaluate(() => window.fake.control.tell({ kind: 'keychain-waiting', waiting: true }));
      await page.getByText('Waiting for the keychain').waitFor();
    },
  },
  {
    name: 'drafts-offered',
    scene: 'drafts',
    act: (page) => page.getByRole('button', { name: /^Open with the changes/ }).waitFor(),
  },
  {
    name: 'server-waits',
    scene: 'panes',
    act: async (page) => {
      await page.evaluate(() => {
        const { control } = window.fake;
        control.hold('places.profiles');
        control.tell({ kind: 'server-asked-to-wait', host: 'palette.example', milliseconds: 95_500 });
      });
      await page.getByRole('button', { name: 'Refresh Target' }).click();
      await page.getByText('asked to wait').first().waitFor();
    },
  },
  {
    name: 'sign-in-waits',
    scene: 'panes',
    act: async (page) => {
      await page.evaluate(() => {
        const { control } = window.fake;
        control.hold('environments.test');
        control.tell({ kind: 'server-asked-to-wait', host: 'palette.example', milliseconds: 20_500 });
      });
      await page.getByRole('button', { name: 'Environments' }).click();
      await page.getByRole('button', { name: 'Add environment' }).click();
      await page.getByRole('textbox', { name: 'Address' }).fill('palette.example');
      await page.getByLabel('API key').fill('a-key-for-the-picture');
      await page.getByRole('button', { name: 'Test', exact: true }).click();
      await page.getByText('asked to wait').waitFor();
    },
  },
  {
    name: 'review-waits',
    scene: 'panes',
    act: async (page) => {
      await page.evaluate(() => {
        const { control } = window.fake;
        control.hold('transfers.plan');
        control.tell({ kind: 'server-asked-to-wait', host: 'palette.example', milliseconds: 20_500 });
      });
      await press(page, 'gpu-workers');
      await page.keyboard.press('F5');
      await page.getByRole('dialog').getByText('asked to wait').waitFor();
    },
  },
  {
    name: 'remembered-answers',
    scene: 'answers',
    act: async (page) => {
      await page.getByRole('button', { name: 'Remembered' }).click();
      await page
        .getByRole('list', { name: /^Answers for/ })
        .first()
        .waitFor();
    },
  },
  {
    name: 'remembered-forget',
    scene: 'answers',
    act: async (page) => {
      await page.getByRole('button', { name: 'Remembered' }).click();
      await page
        .getByRole('button', { name: /^Forget all for/ })
        .first()
        .click();
      await page.getByRole('alertdialog').waitFor();
    },
  },
  {
    name: 'remembered-nothing',
    scene: 'panes',
    act: async (page) => {
      await page.getByRole('button', { name: 'Remembered' }).click();
      await page.getByText('Nothing is remembered yet').waitFor();
    },
  },
  {
    name: 'history',
    scene: 'history',
    act: async (page) => {
      await page.getByRole('button', { name: 'History' }).click();
      await page.getByRole('list', { name: 'Imports and clones, latest first' }).waitFor();
    },
  },
  {
    name: 'history-filtered',
    scene: 'history',
    act: async (page) => {
      await page.getByRole('button', { name: 'History' }).click();
      await page.getByRole('searchbox', { name: 'Filter history' }).fill('gpu prod');
      await page.getByText('2 of 10').waitFor();
    },
  },
  {
    name: 'history-clear',
    scene: 'history',
    act: async (page) => {
      await page.getByRole('button', { name: 'History' }).click();
      await page.getByRole('button', { name: 'Clear history…' }).click();
      await page.getByRole('alertdialog').waitFor();
    },
  },
  {
    name: 'history-nothing',
    scene: 'panes',
    act: async (page) => {
      await page.getByRole('button', { name: 'History' }).click();
      await page.getByText('Nothing was imported or cloned yet').waitFor();
    },
  },
  {
    name: 'export-questions',
    scene: 'folder-taken',
    act: async (page) => {
      await press(page, 'dns-zones');
      await press(page, 'legacy-login', true);
      await page.keyboard.press('F5');
      await page.getByRole('list', { name: 'Values that look like secrets' }).waitFor();
    },
  },
  {
    name: 'not-drawn',
    scene: 'panes',
    act: async (page) => {
      await page.evaluate(() => {
        const { every } = Array.prototype;
        // What filtering asks of each row: the next letter draws a list that cannot be drawn.
        Array.prototype.every = function (this: unknown[], ...args: Parameters<typeof every>) {
          if (this[0] === 'broken') throw new TypeError('cannot draw');
          return every.apply(this, args);
        } as typeof every;
      });
      await page.getByRole('searchbox', { name: 'Filter Source' }).fill('broken');
      await page.getByText('The log has it under').waitFor();
    },
    isOfFault: true,
  },
];
