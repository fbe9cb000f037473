import { readdir } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { expectAccessible } from './expect-accessible.ts';
import { testOnStage } from './fixtures.ts';
import { historyScreen } from './screens/history-screen.ts';
import { pane } from './screens/pane.ts';
import { reviewSheet } from './screens/review-sheet.ts';
import { topBar } from './screens/top-bar.ts';
import { connect, type Stage, showPanes } from './stage.ts';

// In the order in which a person meets it: each test goes on where the one before it stopped.
const test = testOnStage(async (stage) => {
  await connect(stage, 'DEV');
  await connect(stage, 'PROD', { class: 'staging' });
  await showPanes(stage);
});
test.describe.configure({ mode: 'serial' });

const files = async ({ userData }: Stage) =>
  (await readdir(userData)).filter((name) => name.startsWith('history.json'));

async function openReview({ ferry: { window } }: Stage) {
  await pane(window, 'Source').filter.fill('edge-base');
  await pane(window, 'Source').row('edge-base').click();
  await window.keyboard.press('F5');
  const review = reviewSheet(window);
  await expect(review.confirm).toBeEnabled();
  return review;
}

test('before anything was imported it says what will be listed, and leaves no file', async ({ stage }) => {
  const { window } = stage.ferry;
  const history = historyScreen(window);
  await topBar(window).history.click();
  await expect(history.screen).toContainText('Nothing was imported or cloned yet');
  await expect(history.clear).toBeHidden();
  await expectAccessible(window, 'an empty history');
  await history.done.click();
  await expect(history.screen).toBeHidden();
  await expect(topBar(window).history).toBeFocused();
  expect(await files(stage)).toEqual([]);
});

test('an import is listed with its proof, also after the app was started again', async ({ stage }) => {
  const review = await openReview(stage);
  await review.confirm.click();
  await expect(review.proof).toContainText('Identical');
  await review.done.click();

  await stage.restart();
  const { window } = stage.ferry;
  await expect(pane(window, 'Target').row('edge-base')).toBeVisible();
  await expect(topBar(window).transfers).not.toContainText('1');
  const history = historyScreen(window);
  await topBar(window).history.click();
  await expect(history.rows).toHaveCount(1);
  const row = history.rows.first();
  await expect(row).toContainText('edge-base 1.2.0');
  await expect(row).toContainText('DEV / Default → PROD / payments');
  await expect(row).toContainText('Identical');
  await expect(row).toContainText(/Imported, (?:published|as a draft)/);
  await expect(row).toContainText('just now');
  await expect(row.getByRole('time')).toHaveAttribute('datetime', /^\d{4}-\d\d-\d\dT/);
  await expect(history.status).toHaveText('1 import or clone');
  await expectAccessible(window, 'a history');
  await history.done.click();
});

test('what the target refuses is listed without what it said', async ({ stage }) => {
  const said = 'history-echo-9c41d7';
  stage.prod.faults.arm({
    route: 'POST /v1/clusterprofiles/import',
    fault: { kind: 'status', status: 400, body: JSON.stringify({ code: 'InvalidProfile', message: said }) },
  });
  const scope = { kind: 'project', projectUid: stage.prod.projectUid('payments') } as const;
  for (const { uid, name } of stage.prod.tenant.profiles.inScope(scope)) {
    if (name === 'edge-base') stage.prod.tenant.profiles.remove(uid);
  }
  const review = await openReview(stage);
  await review.confirm.click();
  await expect(review.problem.or(review.backToReview).first()).toBeVisible();
  await expect(review.sheet).toContainText(said);
  await review.leave();
  stage.prod.faults.clear();

  const { window } = stage.ferry;
  const history = historyScreen(window);
  await topBar(window).history.click();
  await expect(history.rows).toHaveCount(2);
  await expect(history.rows.first()).toContainText('The target refused edge-base');
  await expect(history.screen).not.toContainText(said);
  await history.done.click();
});

test('by keyboard alone: it opens, is cleared after a question, and stays empty', async ({ stage }) => {
  const { window } = stage.ferry;
  const history = historyScreen(window);
  await window.keyboard.press('ControlOrMeta+Shift+H');
  await expect(history.rows).toHaveCount(2);
  await history.clear.press('Enter');
  await expect(history.question.getByRole('button', { name: 'Keep' })).toBeFocused();
  await expectAccessible(window, 'the question');
  await window.keyboard.press('Escape');
  await expect(history.question).toBeHidden();
  await expect(history.clear).toBeFocused();
  await expect(history.rows).toHaveCount(2);

  await window.keyboard.press('Enter');
  await window.keyboard.press('Tab');
  await expect(history.question.getByRole('button', { name: 'Clear' })).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(history.screen).toContainText('Nothing was imported or cloned yet');
  await expect(history.done).toBeFocused();
  expect(await files(stage)).toEqual([]);
  await window.keyboard.press('Escape');
  await expect(history.screen).toBeHidden();

  await stage.restart();
  await topBar(stage.ferry.window).history.click();
  await expect(historyScreen(stage.ferry.window).screen).toContainText('Nothing was imported or cloned yet');
});
