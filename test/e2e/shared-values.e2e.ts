import { expect } from '@playwright/test';
import { leaksIn } from './canary.ts';
import { expectAccessible } from './expect-accessible.ts';
import { testOnStage } from './fixtures.ts';
import { pane } from './screens/pane.ts';
import { reviewSheet } from './screens/review-sheet.ts';
import { valuesPart } from './screens/values-part.ts';
import { connect, type Stage, showPanes } from './stage.ts';
import { leaksInWindow } from './window-traces.ts';

const names = ['metrics-east', 'metrics-north', 'metrics-west'] as const;
const typed = [
  { what: 'the shared password', value: 'Gr-shared-canary-5e1c' },
  { what: 'a password of its own', value: 'Gr-own-canary-90b7' },
] as const;
const [shared, own] = typed;

const test = testOnStage(async (stage) => {
  sow(stage);
  await connect(stage, 'DEV');
  await connect(stage, 'PROD', { class: 'staging' });
  await showPanes(stage);
});

test('one password for all profiles of a sheet: given once, changed together, taken back for one, and imported', async ({
  stage,
}) => {
  const { window } = stage.ferry;
  const values = valuesPart(window);
  const source = pane(window, 'Source');
  await source.filter.fill('metrics-');
  await source.row(names[0]).click();
  for (const name of names.slice(1)) await source.row(name).click({ modifiers: ['ControlOrMeta'] });
  await source.copy.click();
  const review = reviewSheet(window, '3 profiles');
  const open = (name: string) => review.profile(name);

  // It can be used for all as soon as there is something to use, and by the keyboard alone.
  await expect(values.sharing).toContainText('metrics-north 1.0.0 and metrics-west 1.0.0 ask for the same value.');
  await expect(values.forAll).toBeDisabled();
  await expectAccessible(window, 'offered');
  await expect(values.field).toBeFocused();
  await window.keyboard.type(shared.value.slice(0, -1));
  await values.forAll.focus();
  await window.keyboard.press('Enter');
  await expect(values.field).toBeFocused();
  await expect(values.sharing).toContainText('One answer for 3 profiles of this sheet.');
  await expect(review.confirm).toHaveText('Import 3 profiles into PROD / payments');
  for (const name of names) await expect(open(name)).not.toContainText(/\d/);
  await expectAccessible(window, 'shared');

  // What is corrected in one is corrected in all.
  await open('metrics-north').click();
  await expect(values.rows).toContainText(['typed']);
  await values.field.focus();
  await window.keyboard.press('End');
  await window.keyboard.type(shared.value.slice(-1));

  // One of them goes its own way.
  await open('metrics-west').click();
  await values.takeBackHere.click();
  await expect(values.field).toBeFocused();
  await expect(values.sharing).toContainText('2 other profiles ask for the same value and have their own answer.');
  await expect(review.confirm).toHaveText('Import 2 of 3 into PROD / payments');
  await window.keyboard.type(own.value);
  await expect(review.confirm).toHaveText('Import 3 profiles into PROD / payments');
  expect(await leaksInWindow(stage.ferry.app, window, typed)).toEqual([]);

  await review.confirm.click();
  for (const name of names) {
    await expect(review.proof.getByRole('region', { name: `${name} 1.0.0` })).toContainText(
      'Identical except 1 masked value',
    );
  }
  await expect(review.proof).toContainText('3 of 3 profiles imported · 3 identical except masked values');
  // A profile of the list leads to its proof.
  await window.setViewportSize({ width: 900, height: 600 });
  await review.profile('metrics-west').click();
  await expect(review.proof.getByRole('heading', { name: 'metrics-west 1.0.0' })).toBeInViewport({ ratio: 1 });
  const arrived = names.map((name) => valuesInTarget(stage, name));
  expect(arrived.map((text) => text.includes(shared.value))).toEqual([true, true, false]);
  expect(arrived.map((text) => text.includes(own.value))).toEqual([false, false, true]);
  await review.leave();
  expect(leaksIn('the page', await window.content(), typed)).toEqual([]);

  // Where the same is asked for another profile, what was given is offered with its place, and never filled in.
  await source.filter.fill('more-metrics-a');
  await source.row('more-metrics-a').click();
  await source.copy.click();
  await expect(values.rows).toContainText(['not filled']);
  await expect(values.remembered).toHaveAccessibleName(
    /^Use the value remembered for metrics-\w+ ▸ charts\.prometheus-operator\.grafanaAccess\.adminPassword$/,
  );
  await values.remembered.click();
  await expect(values.rows).toContainText(['from keychain']);
  expect(await leaksInWindow(stage.ferry.app, window, typed)).toEqual([]);
  await reviewSheet(window).leave();
});

test('an answer for all is taken back for all, and each question is open again', async ({ stage }) => {
  const { window } = stage.ferry;
  const values = valuesPart(window);
  const source = pane(window, 'Source');
  await source.filter.fill('more-metrics');
  await source.row('more-metrics-a').click();
  for (const name of ['more-metrics-b', 'more-metrics-c'])
    await source.row(name).click({ modifiers: ['ControlOrMeta'] });
  const late = stage.dev.faults.arm({
    route: `GET /v1/clusterprofiles/${uidOf(stage, 'more-metrics-c')}/export`,
    fault: { kind: 'hold' },
  });
  await source.copy.click();
  const review = reviewSheet(window, '3 profiles');
  await values.keepEmpty.click();
  await values.forAll.click();
  await expect(review.confirm).toHaveText('Import 2 of 3 into PROD / payments');

  // It counts for a profile too that was still being read.
  late.release();
  await expect(review.confirm).toHaveText('Import 3 profiles into PROD / payments');
  await expect(values.sharing).toContainText('One answer for 3 profiles of this sheet.');
  await review.profile('more-metrics-b').click();
  await expect(values.rows).toContainText(['kept empty']);
  await values.takeBackForAll.click();
  await expect(values.field).toBeFocused();
  await expect(review.sheet).toContainText('3 points open');
  await expect(values.sharing).toContainText('more-metrics-a 1.0.0 and more-metrics-c 1.0.0 ask for the same value.');
  await review.leave();
});

/** Profiles that have one pack in common, with the same secret. */
function sow({ dev }: Stage): void {
  const { profiles } = dev.tenant;
  const everything = profiles
    .inScope({ kind: 'project', projectUid: dev.projectUid('Default') })
    .find(({ name }) => name === 'platform-everything');
  const pack = everything?.published?.packs.find(({ name }) => name === 'prometheus-operator');
  if (everything === undefined || pack === undefined) throw new Error('DEV has no prometheus-operator');
  for (const name of [...names, 'more-metrics-a', 'more-metrics-b', 'more-metrics-c']) {
    profiles.add({
      ...everything,
      name,
      version: '1.0.0',
      type: 'add-on',
      cloudType: 'all',
      published: { packs: [structuredClone(pack)] },
    });
  }
}

function uidOf({ dev }: Stage, name: string): string {
  const scope = { kind: 'project', projectUid: dev.projectUid('Default') } as const;
  return dev.tenant.profiles.inScope(scope).find((profile) => profile.name === name)?.uid ?? '';
}

function valuesInTarget({ prod }: Stage, name: string): string {
  const scope = { kind: 'project', projectUid: prod.projectUid('payments') } as const;
  const found = prod.tenant.profiles.inScope(scope).find((profile) => profile.name === name);
  return (found?.published?.packs ?? []).map((pack) => pack.values).join('\n');
}
