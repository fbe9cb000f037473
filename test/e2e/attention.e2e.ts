import type { ElectronApplication } from '@playwright/test';
import { expect } from '@playwright/test';
import { watchDesktop } from './desktop.ts';
import { testOnStage } from './fixtures.ts';
import { pane } from './screens/pane.ts';
import { reviewSheet } from './screens/review-sheet.ts';
import { topBar } from './screens/top-bar.ts';
import { connect, type Stage, showPanes } from './stage.ts';

const profile = 'edge-base';
const version = '1.2.0';
const importRoute = 'POST /v1/clusterprofiles/import';
const exportRoute = 'GET /v1/clusterprofiles/*/export';

const test = testOnStage(async (stage) => {
  await connect(stage, 'DEV');
  await connect(stage, 'PROD');
  await showPanes(stage);
});

test.afterEach(async ({ stage }) => {
  for (const environment of [stage.dev, stage.prod]) environment.faults.clear();
  for (const { uid } of copies(stage)) stage.prod.tenant.profiles.remove(uid);
  await stage.restart();
});

test('a quit while something is written asks; once that has ended it asks no more, and everything is locked again', async ({
  stage,
}) => {
  const { app } = stage.ferry;
  const desktop = await watchDesktop(app);
  const { review, held } = await writing(stage);
  await app.evaluate(({ app: electronApp }) => electronApp.quit());
  await expect.poll(async () => (await desktop.record()).questions).toHaveLength(1);
  const [question] = (await desktop.record()).questions;
  expect(question).toMatchObject({ message: 'A transfer is under way', buttons: ['Keep running', 'Quit anyway'] });
  expect(question?.detail).toContain(`${profile} ${version}`);

  // Closing the window that keeps the app alive is the same question.
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(async () => (await desktop.record()).questions).toHaveLength(2);

  held.release();
  await expect(review.proof).toContainText('Identical');
  expect(copies(stage)).toHaveLength(1);
  await expect(pane(stage.ferry.window, 'Target').region).toContainText(/\d+:\d\d left/);

  const ended = exitOf(app);
  await app.evaluate(({ app: electronApp }) => electronApp.quit());
  expect(await ended).toBe(0);
  await stage.restart();
  await expect(pane(stage.ferry.window, 'Target').region.getByRole('button', { name: /^Unlock PROD/ })).toBeVisible();
});

test('quitting anyway ends the app; the next start tells what became of the import', async ({ stage }) => {
  const { app } = stage.ferry;
  const desktop = await watchDesktop(app);
  const { held } = await writing(stage);
  await desktop.answerWith(1);
  const ended = exitOf(app);
  await app.evaluate(({ app: electronApp }) => electronApp.quit()).catch(() => undefined);
  await ended;
  held.release();
  await stage.restart();
  await expect(stage.ferry.window.getByRole('region', { name: 'Notices' })).toContainText(`${profile} ${version}`);
});

test('a transfer that ends behind a hidden window is told without content, and a click brings its proof', async ({
  stage,
}) => {
  const { app, window } = stage.ferry;
  const desktop = await watchDesktop(app);
  const { review, held } = await writing(stage);
  await review.close.click();
  await expect(review.sheet).toBeHidden();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  held.release();
  await expect.poll(async () => (await desktop.record()).badges).toEqual([1]);
  const { notifications } = await desktop.record();
  expect(notifications).toEqual([{ title: 'Profile Ferry', body: 'A transfer has ended.' }]);

  await desktop.clickLastNotification();
  await expect.poll(() => windowState(app)).toEqual({ visible: true, focused: true });
  await expect(review.proof).toContainText('Identical');
  expect((await desktop.record()).badges).toEqual([1, 0]);
  await review.close.click();
  await expect(topBar(window).transfers).toContainText('1');
});

test('a transfer that ends before the eyes of the person is told nowhere else', async ({ stage }) => {
  const { app } = stage.ferry;
  const desktop = await watchDesktop(app);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus());
  const { review, held } = await writing(stage);
  held.release();
  await expect(review.proof).toContainText('Identical');
  expect(await desktop.record()).toEqual({ questions: [], notifications: [], badges: [] });
});

test('a transfer that needs an answer calls the person, and the sheet asks for it', async ({ stage }) => {
  const { app } = stage.ferry;
  const desktop = await watchDesktop(app);
  const review = await readyToConfirm(stage);
  const held = stage.dev.faults.arm({ route: exportRoute, fault: { kind: 'hold' } });
  await review.confirm.click();
  await held.struck;
  await review.close.click();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  // Somebody else takes the name meanwhile.
  const scope = { kind: 'project', projectUid: stage.prod.projectUid('payments') } as const;
  const [other] = stage.prod.tenant.profiles.inScope(scope);
  if (other === undefined) throw new Error('PROD / payments has no profile');
  stage.prod.tenant.profiles.add({ ...other, name: profile, version });
  held.release();
  await expect
    .poll(async () => (await desktop.record()).notifications)
    .toEqual([{ title: 'Profile Ferry', body: 'A transfer needs an answer.' }]);
  await desktop.clickLastNotification();
  await expect.poll(() => windowState(app)).toEqual({ visible: true, focused: true });
  await expect(review.part('Checks')).toBeVisible();
  await review.part('Checks').click();
  await expect(review.panel('Checks')).toContainText(`${profile} ${version}`);
  await expect(review.confirm).toBeDisabled();
});

test('where the app outlives its window, the transfer goes on; a click opens a window that knows it', async ({
  stage,
}) => {
  const { app } = stage.ferry;
  const desktop = await watchDesktop(app);
  const { review, held } = await writing(stage);
  await review.close.click();
  await app.evaluate(({ BrowserWindow }) => {
    Object.defineProperty(process, 'platform', { value: 'darwin' });
    BrowserWindow.getAllWindows()[0]?.close();
  });
  await expect.poll(() => app.windows().length).toBe(0);
  expect((await desktop.record()).questions).toEqual([]);
  held.release();
  await expect.poll(async () => (await desktop.record()).notifications).toHaveLength(1);
  expect(copies(stage)).toHaveLength(1);

  const opened = app.waitForEvent('window');
  await desktop.clickLastNotification();
  const window = await opened;
  const again = reviewSheet(window, `${profile} ${version}`);
  await expect(again.proof).toContainText('Identical');
  await again.close.click();
  await expect(window.getByRole('list', { name: 'Transfers of this run' }).getByRole('listitem')).toContainText([
    `${profile} ${version}`,
  ]);
});

for (const event of ['suspend', 'lock-screen'] as const) {
  test(`production locks itself again at ${event}`, async ({ stage }) => {
    const { app, window } = stage.ferry;
    const target = pane(window, 'Target').region;
    await target.getByRole('button', { name: /^Unlock PROD/ }).click();
    await expect(target.getByRole('button', { name: /left, lock PROD again$/ })).toBeVisible();
    await app.evaluate(({ powerMonitor }, name) => powerMonitor.emit(name), event);
    await expect(target.getByRole('button', { name: /^Unlock PROD/ })).toBeVisible();
  });
}

async function readyToConfirm(stage: Stage) {
  const { window } = stage.ferry;
  const target = pane(window, 'Target');
  await expect(pane(window, 'Source').row(profile)).toBeVisible();
  await pane(window, 'Source').row(profile).dragTo(target.grid);
  const review = reviewSheet(window, `${profile} ${version}`);
  await expect(review.sheet).toContainText('Nothing stands in the way');
  await review.unlock.click();
  await review.typedName.fill('PROD');
  await expect(review.confirm).toBeEnabled();
  return review;
}

/** A transfer whose import has reached the server and is not answered yet. */
async function writing(stage: Stage) {
  const review = await readyToConfirm(stage);
  const held = stage.prod.faults.arm({ route: importRoute, fault: { kind: 'hold' } });
  await review.confirm.click();
  await held.struck;
  return { review, held };
}

function copies({ prod }: Stage) {
  const scope = { kind: 'project', projectUid: prod.projectUid('payments') } as const;
  return prod.tenant.profiles.inScope(scope).filter(({ name }) => name === profile);
}

function windowState(app: ElectronApplication) {
  return app.evaluate(({ BrowserWindow }) => {
    const [first] = BrowserWindow.getAllWindows();
    return { visible: first?.isVisible(), focused: first?.isFocused() };
  });
}

function exitOf(app: ElectronApplication): Promise<number | null> {
  return new Promise((done) => app.process().once('exit', (code) => done(code)));
}
