import { expect } from '@playwright/test';
import { expectAccessible } from './expect-accessible.ts';
import { testOnStage } from './fixtures.ts';
import { pane } from './screens/pane.ts';
import { reviewSheet } from './screens/review-sheet.ts';
import { valuesPart } from './screens/values-part.ts';
import { connect, type Stage } from './stage.ts';

const test = testOnStage(async (stage) => {
  await connect(stage, 'DEV');
});

test.beforeEach(async ({ stage: { ferry } }) => {
  await pane(ferry.window, 'Source').show('DEV', 'Default');
  await pane(ferry.window, 'Target').show('DEV', 'edge-lab');
});
test.afterEach(async ({ stage: { ferry } }) => {
  const review = reviewSheet(ferry.window);
  if (await review.sheet.isVisible()) await review.leave();
  await pane(ferry.window, 'Source').filter.fill('');
});

/** What the server itself keeps in a project, masked nowhere. */
function stored({ dev }: Stage, project: string, name: string) {
  const scope = { kind: 'project', projectUid: dev.projectUid(project) } as const;
  return dev.tenant.profiles.inScope(scope).filter((profile) => profile.name === name);
}

/** How often DEV was asked to import and to clone. */
function writes({ dev }: Stage) {
  const of = (end: string) =>
    dev.requests.filter(
      ({ method, path }) => method === 'POST' && path.startsWith('/v1/clusterprofiles') && path.endsWith(end),
    );
  return { imports: of('/import').length, clones: of('/clone').length };
}

test('by mouse: a profile with four secrets is cloned beside it, nobody is asked for one, and all of them arrive', async ({
  stage,
}) => {
  const { window } = stage.ferry;
  const [source, target] = [pane(window, 'Source'), pane(window, 'Target')];
  await expect(source.copy).toContainText('Clone to other pane');
  await source.filter.fill('payments-stack');
  await source.row('payments-stack').dragTo(target.grid);
  const review = reviewSheet(window, 'payments-stack 2.4.0');

  // Macros of the source project are none of the other one.
  await expect(review.confirm).toHaveText('Clone into DEV / edge-lab');
  await expect(review.confirm).toBeDisabled();
  await expect(review.panel('Checks')).toContainText('2 checks stop the clone');
  await expectAccessible(window, 'the checks of a clone');
  await review.createMacro('payments_db_host', 'db.lab.example.com');
  await review.createMacro('payments_alert_channel', '#lab');

  await review.part('Values').click();
  const values = review.panel('Values');
  await expect(values).toContainText('4 masked values are copied by Palette');
  await expect(values.getByRole('textbox')).toHaveCount(0);
  await expectAccessible(window, 'the values of a clone');
  await review.part('Repositories').click();
  await expect(review.panel('Repositories')).toContainText('Palette copies the packs as they are');
  await review.part('Confirm').click();
  await expect(review.panel('Confirm')).toContainText('Palette copies 4 masked values itself');
  await expectAccessible(window, 'the confirmation of a clone');

  const before = writes(stage);
  await review.confirm.click();
  await expect(review.proof).toContainText('Identical; 4 masked values copied by Palette');
  await expect(review.proof).toContainText('Created macros: payments_alert_channel and payments_db_host');
  await expectAccessible(window, 'the proof of a clone');
  await review.done.click();
  await expect(target.row('payments-stack')).toBeVisible();
  expect(writes(stage)).toEqual({ ...before, clones: before.clones + 1 });

  const [clone, ...others] = stored(stage, 'edge-lab', 'payments-stack');
  const [original] = stored(stage, 'Default', 'payments-stack');
  expect(others).toEqual([]);
  expect(clone?.published).toEqual(original?.published);
  expect(JSON.stringify(clone)).toContain('BEGIN');
  const tray = window.getByRole('region', { name: 'Transfers' });
  await expect(review.sheet).toBeHidden();
  await expect(tray).toContainText('Cloned, identical; 4 masked values copied by Palette');
});

test('by the keyboard alone, into the tenant by F5, then again under the next version', async ({ stage }) => {
  const { window } = stage.ferry;
  const { keyboard } = window;
  await pane(window, 'Target').show('DEV', 'acme-dev');
  const source = pane(window, 'Source');
  const cloneOnce = async () => {
    await source.filter.fill('observability');
    await source.row('observability').first().focus();
    await keyboard.press('Space');
    await keyboard.press('F5');
    return reviewSheet(window, 'observability 2.0.0');
  };
  const first = await cloneOnce();
  await expect(first.confirm).toHaveText('Clone into DEV / tenant');
  await expect(first.confirm).toBeFocused();
  await keyboard.press('Enter');
  await expect(first.proof).toContainText('Identical');
  await keyboard.press('Enter');
  await expect(first.sheet).toBeHidden();

  const second = await cloneOnce();
  await expect(second.panel('Checks')).toContainText('observability 2.0.0 already exists in the target');
  await second.fix('Clone as 2.0.1').focus();
  await keyboard.press('Enter');
  await expect(second.confirm).toBeEnabled();
  await second.confirm.focus();
  await keyboard.press('Enter');
  await expect(second.proof).toContainText('observability 2.0.1 is now in DEV / tenant');
  const there = stage.dev.tenant.profiles.inScope({ kind: 'tenant' }).filter(({ name }) => name === 'observability');
  expect(there.map(({ version }) => version).sort()).toEqual(['2.0.0', '2.0.1']);
});

test('to change something on the way it becomes an import, and a clone again, the keyboard where it goes on', async ({
  stage,
}) => {
  const { window } = stage.ferry;
  await pane(window, 'Source').filter.fill('platform-everything');
  await pane(window, 'Source').row('platform-everything').dragTo(pane(window, 'Target').grid);
  const review = reviewSheet(window, /^Review transfer of platform-everything/);
  await expect(review.confirm).toHaveText('Clone into DEV / edge-lab');
  await review.part('Values').click();
  await review.importInstead.focus();
  await window.keyboard.press('Enter');
  await expect(review.confirm).toHaveText('Import into DEV / edge-lab');
  await expect(review.confirm).toBeDisabled();
  const { field } = valuesPart(window);
  await expect(field).toBeFocused();
  await window.keyboard.type('typed-instead');
  await expectAccessible(window, 'an import in place of a clone');
  await expect(review.confirm).toBeEnabled();

  await review.cloneInstead.click();
  await expect(review.confirm).toHaveText('Clone into DEV / edge-lab');
  await expect(review.panel('Values')).toContainText('is not part of the clone');
  await expect(review.importInstead).toBeFocused();
  await review.importInstead.click();
  await expect(review.confirm).toBeEnabled();
  const before = writes(stage);
  await review.confirm.click();
  await expect(review.proof).toContainText('Identical except 1 masked value');
  expect(writes(stage)).toEqual({ ...before, imports: before.imports + 1 });
  expect(JSON.stringify(stored(stage, 'edge-lab', 'platform-everything'))).toContain('typed-instead');
});

test('several in one sheet go one way: chosen for one, it is chosen for all', async ({ stage }) => {
  const { window } = stage.ferry;
  const source = pane(window, 'Source');
  await source.row('edge-base').first().click();
  await source.row('gitops-core').click({ modifiers: ['ControlOrMeta'] });
  await window.keyboard.press('F5');
  const review = reviewSheet(window, '2 profiles');
  await expect(review.confirm).toHaveText('Clone 2 profiles into DEV / edge-lab');
  await review.part('Values').click();
  await review.importInstead.click();
  await review.profile('gitops-core').click();
  await expect(review.cloneInstead).toBeVisible();
  await expect(review.confirm).toHaveText('Import 2 profiles into DEV / edge-lab');
  await review.cloneInstead.click();
  await review.confirm.click();
  await expect(review.proof).toContainText('2 of 2 profiles cloned · 2 identical');
  expect(stored(stage, 'edge-lab', 'gitops-core')).toHaveLength(1);
});

test('an answer that is lost is settled by looking, and a refusal names profile and place', async ({ stage }) => {
  const { dev, ferry } = stage;
  const { window } = ferry;
  const route = 'POST /v1/clusterprofiles/*/clone';
  const source = pane(window, 'Source');
  const open = async (profile: string) => {
    await source.filter.fill(profile);
    await source.row(profile).first().dragTo(pane(window, 'Target').grid);
    return reviewSheet(window, new RegExp(`^Review transfer of ${profile}`));
  };
  dev.faults.arm({ route, fault: { kind: 'reset-after' } });
  const found = await open('cluster-policies');
  await found.confirm.click();
  await expect(found.proof).toContainText('The answer to the clone was lost; it was found in the target afterwards');
  expect(stored(stage, 'edge-lab', 'cluster-policies')).toHaveLength(1);
  await found.done.click();

  const message = '{"code":"NotToday","message":"The project is frozen"}';
  dev.faults.arm({ route, fault: { kind: 'status', status: 400, body: message } });
  const refused = await open('aws-base');
  await refused.confirm.click();
  await expect(refused.problem).toContainText('Palette refused to clone aws-base into project edge-lab');
  await expect(refused.problem).toContainText('The project is frozen');
  await refused.backToReview.click();
  await expect(refused.confirm).toBeEnabled();
  expect(stored(stage, 'edge-lab', 'aws-base')).toHaveLength(0);
});
