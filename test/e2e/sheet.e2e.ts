import { expect, type Page } from '@playwright/test';
import { leaksIn, leaksInFolder } from './canary.ts';
import { expectAccessible } from './expect-accessible.ts';
import { testOnStage } from './fixtures.ts';
import { launchFerry } from './launch.ts';
import { pane } from './screens/pane.ts';
import { rememberedScreen } from './screens/remembered-screen.ts';
import { reviewSheet } from './screens/review-sheet.ts';
import { connect, type Stage, showPanes } from './stage.ts';

const test = testOnStage(async (stage) => {
  await connect(stage, 'DEV');
  await connect(stage, 'PROD', { class: 'staging' });
  await showPanes(stage);
});

const typed = [
  { what: 'a typed token', value: 'sheet-typed-token-c4f1e8' },
  { what: 'a typed macro', value: 'sheet-typed-domain-77ab20' },
] as const;
const [token, domain] = typed;

test.afterEach(async ({ stage }) => {
  const { window } = stage.ferry;
  const review = reviewSheet(window);
  if (await review.sheet.isVisible()) await review.leave();
  await pane(window, 'Source').filter.fill('');
  stage.prod.faults.clear();
});

test('answers survive a killed app: offered at the next start, and continued where they were', async ({ stage }) => {
  const review = await open(stage, 'payments-stack');
  await expect(review.value('unseal.token')).toBeFocused();
  await stage.ferry.window.keyboard.type(token.value);
  await review.part('Checks').click();
  await review.fix('Import as 2.4.1').click();
  // Closing the sheet saves at once what typing had not saved yet.
  await stage.ferry.window.keyboard.press('Escape');
  await expect(review.sheet).toBeHidden();
  await draftsKept(stage.ferry.window, 2);

  await kill(stage);
  const { window } = stage.ferry;
  expect(await leaksInFolder(stage.userData, typed)).toEqual([]);
  const notices = window.getByRole('region', { name: 'Notices' });
  await expect(notices).toContainText('Continue the review of payments-stack 2.4.0?');
  await expect(notices).toContainText('DEV / Default → PROD / payments · 2 answers kept');
  expect(leaksIn('the page', await window.content(), typed)).toEqual([]);
  await notices.getByRole('button', { name: 'Continue the review of payments-stack 2.4.0' }).click();

  const again = reviewSheet(window, 'payments-stack 2.4.0');
  await again.part('Values').click();
  await expect(again.panel('Values')).toContainText('1 of 4 answered');
  await again.part('Checks').click();
  await expect(again.panel('Checks')).toContainText('2 checks stop the import');
  await again.discard.click();
  await expect(again.sheet).toBeHidden();
  await draftsKept(window, 0);
  await expect(notices).toBeHidden();
});

test('a half-typed macro value survives a killed app, encrypted', async ({ stage }) => {
  const review = await open(stage, 'ingress-edge');
  await expect(review.macro('ingress_domain')).toBeFocused();
  // In one stroke: what is kept holds all of it or nothing.
  await stage.ferry.window.keyboard.insertText(domain.value);
  await draftsKept(stage.ferry.window, 1);

  await kill(stage);
  const { window } = stage.ferry;
  expect(await leaksInFolder(stage.userData, typed)).toEqual([]);
  expect(leaksIn('the page', await window.content(), typed)).toEqual([]);
  await window.getByRole('button', { name: /^Continue the review of ingress-edge / }).click();
  const again = reviewSheet(window, /^Review transfer of ingress-edge /);
  await again.part('Checks').click();
  await expect(again.macro('ingress_domain')).toHaveValue(domain.value);
  await expect(again.panel('Checks')).toContainText('Macro ingress_domain is missing in the target');
  await again.discard.click();
  await expect(again.sheet).toBeHidden();
  await draftsKept(window, 0);
});

test('a draft that nobody wants is discarded from its notice', async ({ stage }) => {
  const review = await open(stage, 'payments-stack');
  await review.part('Checks').click();
  await review.fix('Import as 3.0.0').click();
  await review.close.click();
  await draftsKept(stage.ferry.window, 1);
  await kill(stage);
  const { window } = stage.ferry;
  await window.getByRole('button', { name: 'Discard the review of payments-stack 2.4.0' }).click();
  await expect(window.getByRole('region', { name: 'Notices' })).toBeHidden();
  await draftsKept(window, 0);
});

test('a taken name shows both sides, and the next patch settles it', async ({ stage }) => {
  const review = await open(stage, 'web-platform');
  const sides = review.panel('Checks').getByRole('table', { name: 'Both sides' });
  await expect(sides.getByRole('columnheader')).toHaveText(['DEV / Default', 'PROD / payments']);
  await expect(sides.getByRole('row', { name: /^Layers/ })).toContainText('22');
  await expect(review.panel('Checks')).toContainText('All 2 layers have the same pack and version');
  await review.fix('Import as 1.0.1').click();
  await expect(review.confirm).toBeFocused();
  await stage.ferry.window.keyboard.press('Enter');
  await expect(review.proof).toContainText('Identical');
  expect(versionsOf(stage, 'web-platform')).toEqual(['1.0.0', '1.0.1']);
});

test('what is in the target cannot be read: the comparison says so and tries again', async ({ stage }) => {
  const fault = stage.prod.faults.arm({
    route: 'GET /v1/clusterprofiles/*/export',
    fault: { kind: 'status', status: 403, body: refusal },
  });
  const review = await open(stage, 'payments-stack');
  await review.part('Checks').click();
  await expect(review.problem).toContainText('So the two cannot be compared.');
  await expect(review.fix('Import as 2.4.1')).toBeEnabled();
  expect(fault.hits).toBe(1);
  await review.fix('Compare again').click();
  await expect(review.panel('Checks')).toContainText('6 of 8 layers differ in pack or version');
});

test('a missing macro is created in the sheet, in the project, just before the import', async ({ stage }) => {
  const review = await open(stage, 'ingress-edge');
  await expect(review.macro('ingress_domain')).toBeFocused();
  await stage.ferry.window.keyboard.type(domain.value);
  await stage.ferry.window.keyboard.press('Enter');
  await expect(review.panel('Checks')).toContainText('Macro ingress_domain is created just before the import');
  await review.fix('Take back the new macro').click();
  await expect(review.panel('Checks')).toContainText('Macro ingress_domain is missing in the target');
  await review.macro('ingress_domain').fill(domain.value);
  await review.fix('Create macro').click();
  expect(macros(stage)).not.toContain('ingress_domain');
  await review.confirm.click();
  await expect(review.proof).toContainText('Created macros: ingress_domain.');
  expect(macros(stage)).toContain('ingress_domain');
  await review.close.click();
  await draftsKept(stage.ferry.window, 0);
});

test('one answer chooses the repository for all packs of a source, and can be taken back', async ({ stage }) => {
  const { window } = stage.ferry;
  const review = await open(stage, 'payments-stack');
  await review.part('Repositories').click();
  await review.fix('Use acme-mirror for all packs from acme-platform').focus();
  await window.keyboard.press('Enter');
  await expect(review.panel('Repositories')).toContainText('Every pack has its repository in the target.');
  await expect(review.panel('Repositories').getByText('chosen for all')).toHaveCount(3);
  await expect(review.fix('Next: Confirm')).toBeFocused();
  await review.fix('Take back the choice for acme-platform').click();
  await expect(review.panel('Repositories')).toContainText('3 packs are in more than one repository');
});

test('of several profiles the ready ones go first, the others wait with their answers', async ({ stage }) => {
  const { window } = stage.ferry;
  const source = pane(window, 'Source');
  await source.row('edge-base').click();
  for (const name of ['cluster-policies', 'observability'])
    await source.row(name).click({ modifiers: ['ControlOrMeta'] });
  await source.copy.click();
  const review = reviewSheet(window, '3 profiles');
  await expect(review.confirm).toHaveText('Import 2 of 3 into PROD / payments');
  await review.profile('cluster-policies').click();
  await review.macro('image_mirror').fill('mirror.payments.internal');
  // What was begun is still there after a look at other parts and profiles; the way to what waits leads to its profile.
  await review.part('Values').click();
  await review.profile('edge-base').click();
  await review.part('Confirm').click();
  await expect(review.panel('Confirm')).toContainText('cluster-policies 1.0.0: Macro image_mirror is missing');
  await review.fix('Go to Checks').click();
  await expect(review.profile('cluster-policies')).toBeChecked();
  await expect(review.macro('image_mirror')).toHaveValue('mirror.payments.internal');
  await expect(review.confirm).toHaveText('Import 2 of 3 into PROD / payments');
  await review.confirm.click();
  for (const name of ['edge-base 1.2.0', 'observability 2.0.0'])
    await expect(review.proof.getByRole('region', { name })).toContainText('Identical');
  expect(versionsOf(stage, 'cluster-policies')).toEqual([]);

  await review.profile('cluster-policies').click();
  await review.part('Checks').click();
  await expect(review.macro('image_mirror')).toHaveValue('mirror.payments.internal');
  await review.fix('Create macro').click();
  await review.confirm.click();
  await expect(review.proof.getByRole('region', { name: 'cluster-policies 1.0.0' })).toContainText('Identical');
  expect(versionsOf(stage, 'cluster-policies')).toEqual(['1.0.0']);
  expect(versionsOf(stage, 'edge-base')).toEqual(['1.2.0']);
});

test('a review of several begins at the first that asks something', async ({ stage }) => {
  const { window } = stage.ferry;
  const source = pane(window, 'Source');
  await source.filter.fill('aws-base');
  await source.row('aws-base').click();
  await source.filter.fill('payments-stack');
  await source.row('payments-stack').click({ modifiers: ['ControlOrMeta'] });
  await source.copy.click();
  const review = reviewSheet(window, '2 profiles');
  await expect(review.profile('payments-stack')).toBeChecked();
  await expect(review.value('unseal.token')).toBeFocused();
  await expect(review.confirm).toHaveText('Import 1 of 2 into PROD / payments');
});

test('the target changed before the write: back to review with what changed, every answer kept', async ({ stage }) => {
  const review = await open(stage, 'aws-base');
  await expect(review.sheet).toContainText('Nothing stands in the way');
  await review.part('Confirm').click();
  await review.sheet.getByText('Draft, to be published in Palette').click();
  const { profiles } = stage.dev.tenant;
  const original = profiles
    .inScope({ kind: 'project', projectUid: stage.dev.projectUid('Default') })
    .find(({ name }) => name === 'aws-base');
  if (original === undefined) throw new Error('DEV has no aws-base');
  stage.prod.tenant.profiles.add({ ...structuredClone(original), scope: payments(stage) });
  await review.confirm.click();
  await expect(review.sheet).toContainText('aws-base 1.0.0 was not imported: the target changed since the last check');
  await expect(review.sheet).toContainText('aws-base 1.0.0 already exists in the target');
  await review.fix('Import as 1.0.1').click();
  await review.part('Confirm').click();
  await expect(review.sheet.getByRole('radio', { name: /^Draft/ })).toBeChecked();
  await review.confirm.click();
  await expect(review.proof).toContainText('as a draft');
});

test('the source changed before the write: nothing goes that was not looked at; what changed is told first', async ({
  stage,
}) => {
  const review = await open(stage, 'gitops-core');
  await expect(review.sheet).toContainText('Nothing stands in the way');
  await review.part('Confirm').click();
  const original = stage.dev.tenant.profiles
    .inScope({ kind: 'project', projectUid: stage.dev.projectUid('Default') })
    .find(({ name }) => name === 'gitops-core');
  const layer = original?.published?.packs.find(({ values }) => /^\w+:/m.test(values));
  if (layer === undefined) throw new Error('gitops-core has no values');
  const before = layer.values;
  layer.values = `replaced:\n  image: registry.example/other:1\n${before}`;
  try {
    await review.confirm.click();
    await expect(review.sheet).toContainText('was not imported: the source changed since it was reviewed');
    const changes = review.sheet.getByRole('list', { name: 'What changed in the source' });
    await expect(changes).toContainText(`layers ▸ ${layer.name} ▸ values ▸ replaced`);
    await expectAccessible(stage.ferry.window, 'the source changed');
    await expect(pane(stage.ferry.window, 'Target').row('gitops-core')).toHaveCount(0);
    await review.part('Confirm').click();
    await review.confirm.click();
    await expect(review.proof).toContainText('Identical');
    await review.done.click();
  } finally {
    layer.values = before;
  }
});

test('what was answered is remembered, shown while held, and forgotten after a question', async ({ stage }) => {
  const { window } = stage.ferry;
  const review = await open(stage, 'shop-frontend');
  await review.value('api_token').fill(token.value);
  await review.confirm.click();
  await expect(review.proof).toContainText('Identical except 1 masked value');
  await review.close.click();
  expect(leaksIn('the page', await window.content(), typed)).toEqual([]);

  const screen = rememberedScreen(window);
  await screen.open();
  const row = screen.rows('PROD / payments').filter({ hasText: 'api_token' });
  await expect(row).toHaveCount(1);
  await expect(row).not.toContainText(token.value);
  await screen.show('api_token').focus();
  await window.keyboard.down('Enter');
  await expect(row).toContainText(token.value);
  await window.keyboard.up('Enter');
  await expect(row).not.toContainText(token.value);
  await screen.forget('Forget api_token');
  await expect(row).toHaveCount(0);
  await screen.forgetEverything.click();
  await screen.question.getByRole('button', { name: 'Forget' }).click();
  await expect(screen.screen).toContainText('Nothing is remembered yet');
  await screen.close();

  const second = await open(stage, 'shop-frontend');
  await second.part('Values').click();
  await expect(second.panel('Values')).toContainText('0 of 1 answered');
});

const refusal = JSON.stringify({ code: 'OperationForbidden', message: 'Operation forbidden', ref: '' });

async function open({ ferry: { window } }: Stage, profile: string) {
  const source = pane(window, 'Source');
  await source.filter.fill(profile);
  await source.row(profile).click();
  await window.keyboard.press('F5');
  const review = reviewSheet(window, new RegExp(`^Review transfer of ${profile} `));
  await expect(review.panel('Values').or(review.panel('Checks')).or(review.panel('Confirm'))).toBeVisible();
  await expect(review.sheet.getByRole('status', { name: 'Reading source and target' })).toBeHidden();
  return review;
}

/** Ends the app the hard way, and starts it again where it was. */
async function kill(stage: Stage): Promise<void> {
  const process = stage.ferry.app.process();
  const ended = new Promise((done) => process.once('exit', done));
  process.kill('SIGKILL');
  await ended;
  stage.ferry = await launchFerry({ userData: stage.userData, env: stage.env });
  await stage.ferry.window.setViewportSize({ width: 1280, height: 800 });
}

/** Waits until the machine holds drafts with that many answers in all. */
async function draftsKept(page: Page, answers: number): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const drafts = await window.ferry.drafts.list();
        if (!drafts.ok) return drafts.problem.kind;
        return drafts.value.flatMap(({ transfers }) => transfers).reduce((sum, one) => sum + one.answers, 0);
      }),
    )
    .toBe(answers);
}

function payments({ prod }: Stage) {
  return { kind: 'project', projectUid: prod.projectUid('payments') } as const;
}

function versionsOf(stage: Stage, name: string): readonly string[] {
  const held = stage.prod.tenant.profiles.inScope(payments(stage)).filter((profile) => profile.name === name);
  return held.map((profile) => profile.version).sort();
}

function macros(stage: Stage): readonly string[] {
  return stage.prod.tenant.macros.list(payments(stage)).map(({ name }) => name);
}
