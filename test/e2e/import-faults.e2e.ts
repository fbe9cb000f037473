import { expect, type Locator } from '@playwright/test';
import type { Fault } from '../../electron/playground/faults.ts';
import { problemWords } from '../../renderer/words/problem-words.ts';
import type { Problem } from '../../shared/problem.ts';
import { leaksIn, leaksInFolder } from './canary.ts';
import { testOnStage } from './fixtures.ts';
import { pane } from './screens/pane.ts';
import { reviewSheet } from './screens/review-sheet.ts';
import { signInSheet } from './screens/sign-in-sheet.ts';
import { connect, type Stage, showPanes } from './stage.ts';
import { leaksInWindow } from './window-traces.ts';

const profile = 'edge-base';
const version = '1.2.0';
const importRoute = 'POST /v1/clusterprofiles/import';

const test = testOnStage(async (stage) => {
  await connect(stage, 'DEV');
  await connect(stage, 'PROD');
  await showPanes(stage);
});

test.afterEach(async ({ stage }) => {
  const { dev, prod, ferry } = stage;
  const review = reviewSheet(ferry.window);
  if (await review.sheet.isVisible()) await review.leave();
  for (const { uid } of copies(stage)) prod.tenant.profiles.remove(uid);
  for (const environment of [dev, prod]) {
    environment.faults.clear();
    environment.clearRequests();
  }
  expect([
    ...leaksIn('what the app printed', stage.output(), stage.secrets),
    ...(await leaksInWindow(ferry.app, ferry.window, stage.secrets)),
    ...(await leaksInFolder(stage.userData, stage.secrets)),
  ]).toEqual([]);
});

test('reset before the server took the import: not imported, and importing again brings exactly one', async ({
  stage,
}) => {
  const review = await readyToConfirm(stage);
  stage.prod.faults.arm({ route: importRoute, fault: { kind: 'reset-before' } });
  await review.confirm.click();
  await expectWords(review.problem, {
    kind: 'import-lost',
    profile,
    cause: { kind: 'connection-lost', host: prodHost(stage) },
  });
  await expect(review.problem).toContainText('was not imported');
  expect(copies(stage)).toHaveLength(0);

  await review.backToReview.click();
  await confirmAgain(review);
  await expect(review.proof).toContainText('Identical');
  expect(copies(stage)).toHaveLength(1);
  expect(writes(stage)).toBe(2);
});

for (const [title, fault] of [
  ['reset', { kind: 'reset-after' }],
  ['an answer cut in the middle', { kind: 'cut-answer' }],
  ['an empty answer', { kind: 'empty-body' }],
] as const satisfies readonly (readonly [string, Fault])[]) {
  test(`${title} after the server took the import: found, proven, exactly one`, async ({ stage }) => {
    const review = await readyToConfirm(stage);
    const lost = stage.prod.faults.arm({ route: importRoute, fault });
    await review.confirm.click();
    await expect(review.proof).toContainText('Identical');
    await expect(review.proof).toContainText(
      'The answer to the import was lost; it was found in the target afterwards.',
    );
    expect(lost.hits).toBe(1);
    expect(writes(stage)).toBe(1);
    expect(copies(stage)).toHaveLength(1);
  });
}

test('a lost answer and a target that stays silent: told as unknown, and never written twice', async ({ stage }) => {
  const review = await readyToConfirm(stage);
  stage.prod.faults.arm({
    route: importRoute,
    fault: { kind: 'meanwhile', act: () => stage.prod.faults.arm({ route: 'GET *', fault: gone, times: 1000 }) },
  });
  stage.prod.faults.arm({ route: importRoute, fault: { kind: 'reset-after' } });
  await review.confirm.click();
  await expect(review.problem).toContainText(`It is not known whether ${profile} was imported`, { timeout: 60_000 });
  expect(writes(stage)).toBe(1);
  expect(copies(stage)).toHaveLength(1);
});
const gone: Fault = { kind: 'status', status: 503 };

test('a gateway that waited no longer (504): told as unknown, and looking before importing again brings exactly one', async ({
  stage,
}) => {
  const { window } = stage.ferry;
  const review = await readyToConfirm(stage);
  stage.prod.faults.arm({ route: importRoute, fault: { kind: 'status', status: 504 } });
  await review.confirm.click();
  await expectWords(review.problem, {
    kind: 'import-unsettled',
    profile,
    looked: 'nothing',
    cause: {
      kind: 'server-refused',
      host: prodHost(stage),
      status: 504,
      code: '',
      message: '',
      reference: '',
    },
  });
  await expect(review.problem).toContainText('it may still be at work on the import');
  expect(copies(stage)).toHaveLength(0);

  await review.leave();
  const target = pane(window, 'Target');
  await target.refresh.click();
  await expect(target.row(profile)).toBeHidden();
  const again = await readyToConfirm(stage, 1);
  await again.confirm.click();
  await expect(again.proof).toContainText('Identical');
  expect(copies(stage)).toHaveLength(1);
  expect(writes(stage)).toBe(2);
});

test('name and version taken meanwhile (409): refused in its words, nothing written', async ({ stage }) => {
  await refusedWith(stage, 409, 'ClusterProfileAlreadyExists', 'Cluster profile already exists', (host, message) => ({
    kind: 'server-refused',
    host,
    status: 409,
    code: 'ClusterProfileAlreadyExists',
    message,
    reference: '',
  }));
});

test('the right to import taken away meanwhile (403): refused, the permission named, nothing written', async ({
  stage,
}) => {
  const said = "Operation forbidden: permission 'clusterProfile.create' is required";
  await refusedWith(stage, 403, 'OperationForbidden', said, (host, message) => ({
    kind: 'permission-denied',
    host,
    permission: 'clusterProfile.create',
    message,
  }));
});

test('the key is refused before the write: nothing written, and another key is entered without leaving', async ({
  stage,
}) => {
  const { window, app } = stage.ferry;
  const review = await readyToConfirm(stage);
  const body = JSON.stringify({ code: 'InvalidApiKey', message: 'Api key is revoked', ref: '' });
  const revoked = stage.prod.faults.arm({ route: '* /v1/*', fault: { kind: 'status', status: 401, body }, times: 999 });
  await review.confirm.click();
  await expectWords(review.problem, { kind: 'key-refused', host: prodHost(stage), message: 'Api key is revoked' });
  await expect(review.problem).toContainText('Nothing was written.');
  await review.fix('Back to review').click();
  await expect(review.fix('Check again').or(review.fix('Go to Checks')).first()).toBeVisible();

  revoked.disarm();
  const enterKey = review.fix('Enter another key for PROD').first();
  await enterKey.click();
  const signIn = signInSheet(app, window, 'Edit PROD');
  await signIn.apiKey.fill(stage.prod.apiKeys.admin);
  await signIn.submit.click();
  await expect(signIn.sheet).toBeHidden();
  await review.part('Checks').click();
  await review.fix('Check again').first().click();
  await expect(review.sheet).toContainText(`${profile} ${version} was not imported`);
  await expect(enterKey).toBeHidden();
  await review.part('Confirm').click();
  await confirmAgain(review);
  await expect(review.proof).toContainText('Identical');
  expect(writes(stage)).toBe(1);
  expect(copies(stage)).toHaveLength(1);
});

test('cancelled before the write: nothing is written, what was typed stays, and it can go on', async ({ stage }) => {
  const review = await readyToConfirm(stage);
  const held = stage.dev.faults.arm({ route: 'GET /v1/clusterprofiles/*/export', fault: { kind: 'hold' } });
  await review.confirm.click();
  await held.struck;
  await review.cancelTransfer.click();
  await expect(review.panel('Proof')).toContainText('Cancelled, nothing was written');
  held.release();
  expect(writes(stage)).toBe(0);
  expect(copies(stage)).toHaveLength(0);

  await review.backToReview.click();
  await expect(review.typedName).toHaveValue('PROD');
  await confirmAgain(review);
  await expect(review.proof).toContainText('Identical');
  expect(copies(stage)).toHaveLength(1);
});

test('cancelled after the write: it is imported, and only the proof of it is left out', async ({ stage }) => {
  const review = await readyToConfirm(stage);
  const held = stage.prod.faults.arm({
    route: 'GET /v1/clusterprofiles/*/export',
    fault: { kind: 'hold' },
    times: 9,
  });
  await review.confirm.click();
  await held.struck;
  await expect(review.sheet).toContainText('It is in the target already.');
  await expect(review.cancelTransfer).toBeHidden();
  await review.stopReadingBack.click();
  await expect(review.proof).toContainText('Imported, not read back');
  await expect(review.proof).toContainText('Reading back was cancelled.');
  held.release();
  expect(writes(stage)).toBe(1);
  expect(copies(stage)).toHaveLength(1);
});

test('the unlocking runs out while the target is read: refused before the write', async ({ stage }) => {
  const review = await readyToConfirm(stage);
  const held = stage.dev.faults.arm({ route: 'GET /v1/clusterprofiles/*/export', fault: { kind: 'hold' } });
  await review.confirm.click();
  await held.struck;
  await passMinutes(stage, 15);
  held.release();
  await expectWords(review.problem, { kind: 'environment-locked', environment: 'PROD' });
  expect(writes(stage)).toBe(0);
});

test('the unlocking runs out before the confirmation: the sheet asks to unlock again', async ({ stage }) => {
  const review = await readyToConfirm(stage);
  await passMinutes(stage, 15);
  await expect(review.unlock).toBeVisible();
  expect(writes(stage)).toBe(0);
  await review.unlock.click();
  await expect(review.typedName).toHaveValue('PROD');
  await expect(review.confirm).toBeEnabled();
});

test('a second click on the confirmation joins the first: one import, one profile', async ({ stage }) => {
  const review = await readyToConfirm(stage);
  const held = stage.prod.faults.arm({ route: importRoute, fault: { kind: 'hold' } });
  await review.confirm.evaluate((button) => {
    if (!(button instanceof HTMLElement)) throw new Error('The confirmation is no element');
    // In one turn, before the window can draw anything else.
    button.click();
    button.click();
  });
  await held.struck;
  held.release();
  await expect(review.proof).toContainText('Identical');
  expect(writes(stage)).toBe(1);
  expect(copies(stage)).toHaveLength(1);
});

type Review = ReturnType<typeof reviewSheet>;

/** Drags the profile across and answers everything but the last click. */
async function readyToConfirm(stage: Stage, written = 0): Promise<Review> {
  const { window } = stage.ferry;
  const target = pane(window, 'Target');
  await target.refresh.click();
  await expect(target.row(profile)).toBeHidden();
  await pane(window, 'Source').row(profile).dragTo(target.grid);
  const review = reviewSheet(window, `${profile} ${version}`);
  await expect(review.sheet).toContainText('Nothing stands in the way');
  await expect(review.unlock.or(review.typedName)).toBeVisible();
  if (await review.unlock.isVisible()) await review.unlock.click();
  await review.typedName.fill('PROD');
  await expect(review.confirm).toBeEnabled();
  expect(writes(stage)).toBe(written);
  return review;
}

/** After *Back to review* everything is still there: one click is enough. */
async function confirmAgain(review: Review): Promise<void> {
  await expect(review.typedName).toHaveValue('PROD');
  await expect(review.confirm).toBeEnabled();
  await review.confirm.click();
}

async function refusedWith(
  stage: Stage,
  status: number,
  code: string,
  message: string,
  cause: (host: string, message: string) => Problem,
): Promise<void> {
  const review = await readyToConfirm(stage);
  const body = JSON.stringify({ code, message, details: {}, ref: '' });
  stage.prod.faults.arm({ route: importRoute, fault: { kind: 'status', status, body } });
  await review.confirm.click();
  await expectWords(review.problem, { kind: 'import-refused', profile, cause: cause(prodHost(stage), message) });
  await expect(review.problem).toContainText('Nothing was written.');
  expect(writes(stage)).toBe(1);
  expect(copies(stage)).toHaveLength(0);
  await review.backToReview.click();
  await confirmAgain(review);
  await expect(review.proof).toContainText('Identical');
  expect(copies(stage)).toHaveLength(1);
}

async function expectWords(shown: Locator, problem: Problem): Promise<void> {
  const { title, text, next } = problemWords(problem);
  await expect(shown).toContainText(title, { timeout: 30_000 });
  await expect(shown).toContainText(text);
  await expect(shown).toContainText(next);
}

/** Lets that many minutes pass at once, for the window and for the process behind it; there is no way back. */
async function passMinutes({ ferry }: Stage, minutes: number): Promise<void> {
  const milliseconds = minutes * 60_000 + 1000;
  await ferry.app.evaluate((_electron, by) => {
    const { now } = Date;
    Date.now = () => now() + by;
  }, milliseconds);
  await ferry.window.evaluate((by) => {
    const { now } = Date;
    Date.now = () => now() + by;
  }, milliseconds);
}

const prodHost = ({ prod }: Stage) => new URL(prod.url).host;

/** What the server itself holds. */
function copies({ prod }: Stage) {
  const scope = { kind: 'project', projectUid: prod.projectUid('payments') } as const;
  return prod.tenant.profiles.inScope(scope).filter(({ name }) => name === profile);
}

/** How many imports the server has been asked for since the test began. */
function writes({ prod }: Stage): number {
  return prod.requests.filter(({ method, path }) => `${method} ${path}` === importRoute).length;
}
