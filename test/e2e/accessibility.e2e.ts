import { expect } from '@playwright/test';
import { expectAccessible } from './expect-accessible.ts';
import { testOnStage } from './fixtures.ts';
import { firstStart } from './screens/first-start.ts';
import { manager } from './screens/manager.ts';
import { pane } from './screens/pane.ts';
import { reviewSheet } from './screens/review-sheet.ts';
import { signInSheet } from './screens/sign-in-sheet.ts';
import { topBar } from './screens/top-bar.ts';
import { connect, showPanes } from './stage.ts';

// In the order in which a person meets them: each test goes on where the one before it stopped.
const test = testOnStage();
test.describe.configure({ mode: 'serial' });

test('first start', async ({ stage }) => {
  await expect(firstStart(stage.ferry.window).addEnvironment).toBeVisible();
  await expectAccessible(stage.ferry.window);
});

test('sign-in sheet: empty, failed, tested', async ({ stage }) => {
  const { app, window } = stage.ferry;
  await firstStart(window).addEnvironment.click();
  const sheet = signInSheet(app, window);
  await expect(sheet.address).toBeFocused();
  await expectAccessible(stage.ferry.window, 'empty');

  await sheet.test.click();
  await expect(sheet.problem).toBeVisible();
  await expectAccessible(stage.ferry.window, 'failed');

  await sheet.fill({
    address: stage.prod.url,
    apiKey: stage.prod.apiKeys.admin,
    name: 'PROD',
    colour: 'red',
    class: 'Production',
    caFile: stage.caFiles.prod,
  });
  await sheet.test.click();
  await expect(sheet.sheet).toContainText('Connected to');
  await expectAccessible(stage.ferry.window, 'tested');
  await sheet.cancel.click();
});

test('two panes with details', async ({ stage }) => {
  const { window } = stage.ferry;
  await connect(stage, 'DEV');
  await connect(stage, 'PROD');
  await showPanes(stage);
  const source = pane(window, 'Source');
  await source.row('edge-base').click();
  await expect(source.layers).toHaveCount(4);
  await expect(pane(window, 'Target').row('web-platform')).toBeVisible();
  await expectAccessible(stage.ferry.window);
});

test('place picker open', async ({ stage }) => {
  const { window } = stage.ferry;
  await pane(window, 'Target').place.click();
  await expect(window.getByRole('menu').getByRole('menuitemradio', { name: 'platform' })).toBeVisible();
  await expectAccessible(stage.ferry.window);
  await window.keyboard.press('Escape');
});

test('manager, and its question before removing', async ({ stage }) => {
  const { window } = stage.ferry;
  const environments = await manager(window).open();
  await expectAccessible(stage.ferry.window, 'list');
  await environments.remove('DEV').click();
  await expect(window.getByRole('alertdialog')).toBeVisible();
  await expectAccessible(stage.ferry.window, 'question');
  await window.keyboard.press('Escape');
  await environments.close.click();
});

test('review sheet with problems, each part', async ({ stage }) => {
  const { window } = stage.ferry;
  const source = pane(window, 'Source');
  await source.filter.fill('payments-stack');
  await source.row('payments-stack').dragTo(pane(window, 'Target').grid);
  const review = reviewSheet(window);
  await expect(review.part('Values')).toBeVisible();
  for (const part of ['Values', 'Checks', 'Repositories', 'Confirm'] as const) {
    await review.part(part).click();
    await expect(review.panel(part)).toBeVisible();
    await expectAccessible(stage.ferry.window, part);
  }
  await review.discard.click();
  await expect(review.sheet).toBeHidden();
});

test('review sheet that is ready, each part; running, proof, tray', async ({ stage }) => {
  const { window } = stage.ferry;
  const source = pane(window, 'Source');
  await source.filter.fill('edge-base');
  await source.row('edge-base').dragTo(pane(window, 'Target').grid);
  const review = reviewSheet(window);
  await expect(review.sheet).toContainText('Nothing stands in the way');
  for (const part of ['Values', 'Checks', 'Repositories', 'Confirm'] as const) {
    await review.part(part).click();
    await expect(review.panel(part)).toBeVisible();
    await expectAccessible(stage.ferry.window, `${part}, locked`);
  }
  await review.unlock.click();
  await review.typedName.fill('PROD');
  await expectAccessible(stage.ferry.window, 'Confirm, unlocked');

  const held = stage.prod.faults.arm({ route: 'POST /v1/clusterprofiles/import', fault: { kind: 'hold' } });
  await review.confirm.click();
  await held.struck;
  await expect(review.panel('Proof')).toContainText('Import the profile');
  await expectAccessible(stage.ferry.window, 'running');
  held.release();
  await expect(review.proof).toContainText('Identical');
  await expectAccessible(stage.ferry.window, 'proof');
  await review.done.click();
  await expect(window.getByRole('region', { name: 'Transfers' })).toBeVisible();
  await expectAccessible(stage.ferry.window, 'tray');
});

test('review sheet after a refusal', async ({ stage }) => {
  const { window } = stage.ferry;
  const source = pane(window, 'Source');
  await source.filter.fill('observability');
  await source.row('observability').dragTo(pane(window, 'Target').grid);
  const review = reviewSheet(window);
  await expect(review.sheet).toContainText('Nothing stands in the way');
  await review.typedName.fill('PROD');
  stage.prod.faults.arm({
    route: 'POST /v1/clusterprofiles/import',
    fault: { kind: 'status', status: 400, body: '{}' },
  });
  await review.confirm.click();
  await expect(review.problem).toBeVisible();
  await expectAccessible(stage.ferry.window);
  await review.leave();
  await expect(topBar(window).transfers).toBeVisible();
});
