import { basename } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { leaksIn, leaksInFolder } from './canary.ts';
import { pane } from './screens/pane.ts';
import { reviewSheet } from './screens/review-sheet.ts';
import { signInSheet } from './screens/sign-in-sheet.ts';
import { type Stage, setStage } from './stage.ts';
import { usualValues } from './usual-case.ts';

const profile = 'payments-stack';

test('from an empty app to a proven import without touching the mouse', async () => {
  const stage = await setStage();
  const { window } = stage.ferry;
  const hand = keyboardOf(window);
  const review = reviewSheet(window, `${profile} 2.4.0`);
  try {
    await watchMouse(window);

    await test.step('two environments are added; the keyboard is never lost on the way', async () => {
      // The first door is one Tab away, and what it is for is what a screen reader begins with.
      await expect(window.getByRole('region', { name: 'Carry a cluster profile across' })).toBeFocused();
      await hand.press('Tab');
      await hand.isAt(/^Add environment/);
      await hand.press('Enter');
      await addEnvironment(stage, 'DEV');
      await hand.isAt(/^Place of Source: DEV .*Default$/);

      await hand.tabTo(/^Place of Target/);
      await hand.press('Enter');
      await hand.goTo('ArrowUp', /^Add environment…$/);
      await hand.press('Enter');
      await addEnvironment(stage, 'PROD');
      await hand.isAt(/^Place of Target: PROD .*Default$/);
    });

    await test.step('another project is chosen for the target', async () => {
      await hand.press('Enter');
      await hand.isAt(/^Default$/);
      await hand.goTo('ArrowDown', /^payments$/);
      await hand.press('Enter');
      await hand.isAt(/^Place of Target: PROD .*payments$/);
      await expect(pane(window, 'Target').row('web-platform')).toBeVisible();
    });

    await test.step('a profile is found, lifted and dropped; every move is announced', async () => {
      await hand.tabTo(/^Filter Source$/, 'Shift+Tab');
      await hand.type(profile);
      await expect(pane(window, 'Source').grid.getByRole('row', { selected: false })).toHaveCount(1);
      await hand.tabTo(new RegExp(`^${profile} 2\\.4\\.0`));
      await hand.press('ArrowRight');
      await hand.isAt(`Drag ${profile} 2.4.0`);
      await hand.press('Enter');
      await hand.isAt('Drop on Profiles in PROD / payments');
      await expect(told(window)).toHaveText(
        `Lifted ${profile} 2.4.0 from DEV / Default. Target takes it into PROD / payments. Tab goes on to every other place; Escape puts back.`,
      );
      await hand.press('Escape');
      await expect(told(window)).toHaveText(`${profile} 2.4.0 put back. Nothing was copied.`);
      await hand.isAt(`Drag ${profile} 2.4.0`);
      await hand.press('Enter');
      await hand.isAt('Drop on Profiles in PROD / payments');
      await hand.press('Enter');
      await expect(told(window)).toHaveText(
        `${profile} 2.4.0 dropped onto PROD / payments. Its review opens; nothing is written yet.`,
      );
    });

    await test.step('each masked value leads on to the next, and the last one out of the part', async () => {
      for (const [path, value] of [
        ['charts.vault.unseal.token in vault', usualValues.unsealToken],
        ['charts.vault.unseal.tls.key in vault', usualValues.tlsKey],
        ['charts.prometheus-operator.grafanaAccess.adminPassword in prometheus-operator', usualValues.grafana],
        ['charts.argo-cd.configs.secret.argocdServerAdminPassword in argo-cd', usualValues.argo],
      ] as const) {
        await hand.isAt(`Value for ${path}`);
        await hand.type(value);
        // In a field of several lines Enter is a line.
        await hand.press('F8');
      }
      await hand.isAt('Next: Checks');
      await expect(review.panel('Values')).toContainText('4 of 4 answered');
    });

    await test.step('the taken name, the missing macros and the repository: each open point has the keyboard', async () => {
      await hand.press('Enter');
      await hand.isAt('Import as 2.4.1');
      await hand.press('Enter');
      for (const [macro, value] of [
        ['payments_alert_channel', 'ops-alerts'],
        ['payments_db_host', 'db.payments.internal'],
      ] as const) {
        await hand.isAt(`Value of macro ${macro}`);
        await hand.type(value);
        await hand.press('Enter');
      }
      await hand.isAt('Next: Repositories');
      await hand.press('Enter');
      await hand.isAt('Use Palette Registry for all packs from acme-platform');
      await hand.tabTo('Use acme-mirror for all packs from acme-platform');
      await hand.press('Enter');
      await hand.isAt('Next: Confirm');
    });

    await test.step('production is unlocked, its name typed, and the import is proven', async () => {
      await hand.press('Enter');
      await hand.isAt('Unlock for 15 minutes');
      await expect(review.part('Confirm')).toHaveAttribute('aria-selected', 'true');
      await hand.press('Enter');
      await hand.isAt('Type PROD to confirm');
      await hand.type('PROD');
      await hand.tabTo('Import into PROD / payments');
      await hand.press('Enter');
      await expect(review.proof).toContainText('Identical except 4 masked values');
      await hand.isAt('Done');
      await hand.press('Enter');
      await expect(review.sheet).toBeHidden();
      await hand.isAt(new RegExp(`^${profile} 2\\.4\\.0`));
    });

    const scope = { kind: 'project', projectUid: stage.prod.projectUid('payments') } as const;
    const held = stage.prod.tenant.profiles.inScope(scope).filter(({ name }) => name === profile);
    expect(held.map(({ version }) => version).sort()).toEqual(['2.4.0', '2.4.1']);
    expect(await mouseMoves(window)).toBe(0);
    const typed = Object.entries(usualValues).map(([what, value]) => ({ what, value }));
    const secrets = [...stage.secrets, ...typed];
    expect(leaksIn('what was announced', await told(window).innerText(), secrets)).toEqual([]);
    expect(await leaksInFolder(stage.userData, secrets)).toEqual([]);
  } finally {
    await stage.close();
  }
});

test('a key that is refused leaves the keyboard where the test was begun, and it is put right from there', async () => {
  const stage = await setStage();
  const { window } = stage.ferry;
  const hand = keyboardOf(window);
  const sheet = signInSheet(stage.ferry.app, window);
  try {
    await hand.tabTo(/^Add environment/);
    await hand.press('Enter');
    await hand.isAt('Address');
    await hand.type(stage.dev.url);
    await hand.tabTo('API key');
    await hand.type('mistyped');
    await chooseCertificate(stage, stage.caFiles.dev);
    await hand.tabTo('Test');
    await hand.press('Enter');
    await expect(sheet.problem).toContainText('does not accept the API key');
    await hand.isAt('Test');
    await hand.tabTo('API key', 'Shift+Tab');
    await hand.type(stage.dev.apiKeys.admin);
    await hand.tabTo('Test');
    await hand.press('Enter');
    await expect(sheet.report).toContainText(stage.dev.tenant.orgName);
    await hand.isAt('Test');
    await hand.press('Escape');
    await expect(sheet.sheet).toBeHidden();
    await hand.isAt(/^Add environment/);
  } finally {
    await stage.close();
  }
});

const told = (window: Page) => window.locator('[role="status"][data-live-announcer]');

/** Everything the person does: keys alone. Each move is bounded, as patience is. */
function keyboardOf(window: Page) {
  const { keyboard } = window;
  const focused = window.locator(':focus');
  const press = (key: string) => keyboard.press(key);
  /** Presses a key until something of this name has the keyboard. */
  const goTo = async (key: string, name: RegExp | string): Promise<void> => {
    const passed: string[] = [];
    for (let presses = 0; presses < 30; presses += 1) {
      const at = await nameOf(window);
      if (typeof name === 'string' ? at === name : name.test(at)) return;
      passed.push(at);
      await press(key);
    }
    throw new Error(`${name} was not reached; passed: ${passed.join(' | ')}`);
  };
  return {
    press,
    type: (text: string) => keyboard.type(text),
    goTo,
    tabTo: (name: RegExp | string, key: 'Tab' | 'Shift+Tab' = 'Tab') => goTo(key, name),
    isAt: (name: RegExp | string) => expect(focused).toHaveAccessibleName(name),
  };
}

/** The accessible name of what has the keyboard; empty while nothing has. */
async function nameOf(window: Page): Promise<string> {
  const focused = window.locator(':focus');
  if ((await focused.count()) === 0) return '';
  const [line = ''] = (await focused.ariaSnapshot()).split('\n');
  const quoted = /"((?:[^"\\]|\\.)*)"/.exec(line);
  return quoted?.[1] ?? '';
}

async function addEnvironment(stage: Stage, name: 'DEV' | 'PROD'): Promise<void> {
  const { app, window } = stage.ferry;
  const hand = keyboardOf(window);
  const environment = name === 'DEV' ? stage.dev : stage.prod;
  const sheet = signInSheet(app, window);
  await hand.isAt('Address');
  await hand.type(environment.url);
  await hand.press('Tab');
  await hand.isAt('API key');
  await hand.type(environment.apiKeys.admin);
  await hand.press('Tab');
  await hand.isAt('Name');
  await hand.type(name);
  // A group of choices is one stop; the arrows choose.
  await hand.press('Tab');
  await hand.goTo('ArrowRight', name === 'DEV' ? 'blue' : 'red');
  await hand.press('Tab');
  await hand.isAt('Development');
  if (name === 'PROD') await hand.goTo('ArrowRight', 'Production');
  await chooseCertificate(stage, name === 'DEV' ? stage.caFiles.dev : stage.caFiles.prod);
  await hand.tabTo('Test');
  await hand.press('Enter');
  await expect(sheet.report).toContainText(environment.tenant.orgName);
  await hand.isAt('Test');
  await hand.tabTo('Add environment');
  await hand.press('Enter');
  await expect(sheet.sheet).toBeHidden();
}

/** The system's file dialog, which is no part of the page, answers with this file. */
async function chooseCertificate({ ferry: { app, window } }: Stage, path: string): Promise<void> {
  const hand = keyboardOf(window);
  await app.evaluate(({ dialog }, file) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] });
  }, path);
  await hand.tabTo('Choose CA file…');
  await hand.press('Enter');
  await expect(signInSheet(app, window).sheet).toContainText(`CA file: ${basename(path)}`);
  await hand.isAt('Choose CA file…');
}

declare global {
  interface Window {
    pointerEvents?: number;
  }
}

async function watchMouse(window: Page): Promise<void> {
  await window.evaluate(() => {
    globalThis.window.pointerEvents = 0;
    for (const kind of ['pointerdown', 'pointermove', 'dragstart'])
      addEventListener(
        kind,
        () => {
          globalThis.window.pointerEvents = (globalThis.window.pointerEvents ?? 0) + 1;
        },
        true,
      );
  });
}

const mouseMoves = (window: Page) => window.evaluate(() => globalThis.window.pointerEvents);
