import { expect as withTimeout } from '@playwright/test';
import { firstStart } from './screens/first-start.ts';
import { pane } from './screens/pane.ts';
import { reviewSheet } from './screens/review-sheet.ts';
import { signInSheet, type Typed } from './screens/sign-in-sheet.ts';
import type { Stage } from './stage.ts';

export interface Step {
  readonly title: string;
  /** `look` takes a picture where there is more to see than at the end of the step. */
  play(stage: Stage, look: () => Promise<void>): Promise<void>;
}

/** The tour runs outside the test runner, which would set this. */
const expect = withTimeout.configure({ timeout: 15_000 });

/** The main job as a person does it, from an empty app to a proven import and a second start. */
export const story: readonly Step[] = [
  {
    title: 'The first start shows its doors',
    async play({ ferry: { window } }) {
      const doors = firstStart(window);
      await expect(doors.addEnvironment).toBeVisible();
      await expect(doors.samples).toBeVisible();
      await expect(doors.openFile).toBeVisible();
    },
  },
  {
    title: 'The person adds DEV; the test tells tenant, user and projects',
    async play(stage, look) {
      await firstStart(stage.ferry.window).addEnvironment.click();
      await addEnvironment(stage, look, {
        address: stage.dev.url,
        apiKey: stage.dev.apiKeys.admin,
        name: 'DEV',
        colour: 'blue',
        class: 'Development',
        caFile: stage.caFiles.dev,
      });
    },
  },
  {
    title: 'and PROD, which is production',
    async play(stage, look) {
      const { window } = stage.ferry;
      await pane(window, 'Target').place.click();
      await window.getByRole('menuitem', { name: 'Add environment…' }).click();
      await addEnvironment(stage, look, {
        address: stage.prod.url,
        apiKey: stage.prod.apiKeys.admin,
        name: 'PROD',
        colour: 'red',
        class: 'Production',
        caFile: stage.caFiles.prod,
      });
    },
  },
  {
    title: 'DEV / Default stands on the left, PROD / payments on the right',
    async play({ ferry: { window } }) {
      const [source, target] = [pane(window, 'Source'), pane(window, 'Target')];
      await source.show('DEV', 'Default');
      await target.show('PROD', 'payments');
      await expect(source.row('edge-base')).toBeVisible();
      await expect(target.row('web-platform')).toBeVisible();
      await expect(target.region).toContainText('Production');
    },
  },
  {
    title: "They look at a profile's stack",
    async play({ ferry: { window } }) {
      const source = pane(window, 'Source');
      await source.row('edge-base').click();
      await expect(source.layers).toHaveCount(4);
      await expect(source.details).toContainText('cni-calico');
    },
  },
  {
    title: 'They drag it across with the mouse; nothing stands in the way',
    async play({ ferry: { window } }) {
      await pane(window, 'Source').row('edge-base').dragTo(pane(window, 'Target').grid);
      const review = reviewSheet(window, 'edge-base 1.2.0');
      await expect(review.sheet).toContainText('Nothing stands in the way');
      await expect(review.confirm).toBeDisabled();
    },
  },
  {
    title: 'Production is unlocked, its name typed, and the import is proven identical',
    async play(stage, look) {
      const { window } = stage.ferry;
      const review = reviewSheet(window, 'edge-base 1.2.0');
      await review.unlock.click();
      await review.typedName.fill('PROD');
      await review.confirm.click();
      await expect(review.proof).toContainText('Identical');
      await look();
      stage.proofs.push('edge-base 1.2.0  DEV / Default → PROD / payments  identical');
      await review.close.click();
      await expect(pane(window, 'Target').row('edge-base')).toBeVisible();
      expect(profilesIn(stage, 'payments', 'edge-base')).toBe(1);
    },
  },
  {
    title: 'Another one goes across with the keyboard alone',
    async play(stage) {
      const { window } = stage.ferry;
      const source = pane(window, 'Source');
      await source.filter.fill('observability');
      const row = source.row('observability');
      await row.focus();
      await row.getByRole('button', { name: /^Drag observability/ }).focus();
      await window.keyboard.press('Enter');
      await expect(pane(window, 'Target').grid).toHaveAttribute('data-drop-target', 'true');
      await window.keyboard.press('Enter');
      const review = reviewSheet(window, 'observability 2.0.0');
      await expect(review.sheet).toContainText('Nothing stands in the way');
      await review.typedName.focus();
      await window.keyboard.type('PROD');
      await review.confirm.focus();
      await window.keyboard.press('Enter');
      await expect(review.proof).toContainText('Identical');
      stage.proofs.push('observability 2.0.0  DEV / Default → PROD / payments  identical');
      await window.keyboard.press('Escape');
      await expect(review.sheet).toBeHidden();
      await expect(pane(window, 'Target').row('observability')).toBeVisible();
      await source.filter.fill('');
      expect(profilesIn(stage, 'payments', 'observability')).toBe(1);
    },
  },
  {
    title: 'A pack that no registry of the target holds stops the import, by name',
    play: (stage, look) => refused(stage, look, 'legacy-mesh', 'istio'),
  },
  {
    title: 'A missing macro is recognised',
    play: (stage, look) => refused(stage, look, 'ingress-edge', 'ingress_domain'),
  },
  {
    title: 'A taken name is recognised',
    play: (stage, look) => refused(stage, look, 'web-platform', 'web-platform 1.0.0'),
  },
  {
    title: 'A masked value is recognised',
    play: (stage, look) => refused(stage, look, 'platform-everything', 'grafanaAccess.adminPassword', 'Values'),
  },
  {
    title: 'After a restart environments, panes and keys are there',
    async play(stage) {
      await stage.restart();
      const { window } = stage.ferry;
      const [source, target] = [pane(window, 'Source'), pane(window, 'Target')];
      await expect(source.place).toContainText('DEV');
      await expect(target.place).toContainText('PROD');
      await expect(source.row('edge-base')).toBeVisible();
      await expect(target.row('edge-base')).toBeVisible();
    },
  },
];

async function addEnvironment(stage: Stage, look: () => Promise<void>, typed: Typed): Promise<void> {
  const { app, window } = stage.ferry;
  const signIn = signInSheet(app, window);
  const environment = typed.name === 'DEV' ? stage.dev : stage.prod;
  await signIn.fill(typed);
  await signIn.test.click();
  await expect(signIn.sheet).toContainText(environment.tenant.orgName);
  for (const project of environment.projects) await expect(signIn.sheet).toContainText(project.name);
  await look();
  await signIn.submit.click();
  await expect(signIn.sheet).toBeHidden();
}

/** Drags a profile across and sees the sheet name what is in the way; nothing is written. */
async function refused(
  stage: Stage,
  look: () => Promise<void>,
  profile: string,
  reason: string,
  part: 'Checks' | 'Values' = 'Checks',
): Promise<void> {
  const { window } = stage.ferry;
  const before = writesTo(stage);
  const source = pane(window, 'Source');
  await source.filter.fill(profile);
  await source.row(profile).dragTo(pane(window, 'Target').grid);
  const review = reviewSheet(window);
  await review.part(part).click();
  await expect(review.panel(part)).toContainText(reason);
  await expect(review.confirm).toBeDisabled();
  await look();
  await review.discard.click();
  await expect(review.sheet).toBeHidden();
  await source.filter.fill('');
  expect(writesTo(stage)).toBe(before);
}

/** How many profiles of that name the server itself holds in a project of PROD. */
function profilesIn({ prod }: Stage, project: string, name: string): number {
  const scope = { kind: 'project', projectUid: prod.projectUid(project) } as const;
  return prod.tenant.profiles.inScope(scope).filter((profile) => profile.name === name).length;
}

/** How many imports PROD has been asked for. */
function writesTo({ prod }: Stage): number {
  return prod.requests.filter(({ method, path }) => method === 'POST' && path === '/v1/clusterprofiles/import').length;
}
