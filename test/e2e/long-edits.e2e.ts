import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { leaksInFolder } from './canary.ts';
import { testOnStage } from './fixtures.ts';
import { pane } from './screens/pane.ts';
import { reviewSheet } from './screens/review-sheet.ts';
import { valuesPart } from './screens/values-part.ts';
import { connect, type Stage, showPanes } from './stage.ts';

declare global {
  /** Made by `hold-readings.cjs` in the app's main process. */
  var readings: { asked: number; readonly kept: (() => void)[]; isKept: boolean; isLost: boolean };
}

const script = fileURLToPath(new URL('hold-readings.cjs', import.meta.url));
const secret = { what: 'a password typed into a long text', value: 'Zt7-long-canary-word' };

const test = testOnStage(
  async (stage) => {
    grow(stage);
    await connect(stage, 'DEV');
    await connect(stage, 'PROD', { class: 'staging' });
    await showPanes(stage);
  },
  { switches: ['-r', script] },
);

test.afterEach(async ({ stage }) => {
  await letGo(stage);
  const review = reviewSheet(stage.ferry.window);
  if (await review.sheet.isVisible()) await review.leave();
});

test('a megabyte is edited: it is read elsewhere while typing goes on, and only what was read and seen is imported', async ({
  stage,
}) => {
  const { window } = stage.ferry;
  const { review, values } = await open(stage);
  await keepBack(stage);
  await window.keyboard.type('zone: "{{.spectro.macro.long_zone}}\n');
  await asked(stage, 1);

  // The letters come in while nothing is known of them, and nothing is imported that was not read.
  await window.keyboard.type('more: letters\n');
  await expect(values.line(/^more: letters$/)).toBeVisible();
  await expect(values.found).toHaveCount(0);
  await review.part('Confirm').click();
  await review.confirm.click();
  await expect(review.sheet.getByRole('status')).toContainText('Reading the edited text…');
  await expect(review.panel('Confirm')).not.toContainText('Your edits');

  // The first answer is of a text that is no more: it is asked for again, and what is told is of the last.
  await letGo(stage);
  await expect(review.panel('Confirm')).toContainText('Line 1 in the values of prometheus-agent is not valid YAML');
  expect(await stage.ferry.app.evaluate(() => globalThis.readings.asked)).toBeGreaterThan(1);
  await expect(review.confirm).toBeDisabled();

  await review.part('Values').click();
  await values.line(/^zone/).click();
  await window.keyboard.press('End');
  await window.keyboard.type('"');
  await expect(values.found).toHaveCount(0);
  await review.createMacro('long_zone', 'eu-1');
  await review.part('Confirm').click();
  await review.confirm.click();
  await expect(review.proof).toContainText('your edits in prometheus-agent included');
  const typed = 'zone: "{{.spectro.macro.long_zone}}"\nmore: letters\n';
  const exported = layerIn(stage.dev, 'Default').values;
  expect(layerIn(stage.prod, 'payments').values === `${typed}${exported}`).toBe(true);
});

test('what cannot be read is told, kept, and read when asked for again', async ({ stage }) => {
  const { window } = stage.ferry;
  const { review, values } = await open(stage);
  await stage.ferry.app.evaluate(() => {
    globalThis.readings.isLost = true;
  });
  await window.keyboard.type(`ownPassword: ${secret.value}\n`);
  await expect(review.problem).toContainText('What you made of a text of prometheus-agent could not be read');
  await expect(review.problem).toContainText('Your edits are kept');
  await expect(values.text('prometheus-agent')).not.toContainText('1 edit');
  await kept(window, secret.value);

  await stage.ferry.app.evaluate(() => {
    globalThis.readings.isLost = false;
  });
  await review.problem.getByRole('button', { name: 'Try again' }).click();
  await expect(review.problem).toHaveCount(0);
  await expect(values.text('prometheus-agent')).toContainText('1 edit');
  await expect(values.line(/^ownPassword/)).toBeVisible();

  // A killed app has kept what was typed, also what nobody has read yet.
  await keepBack(stage);
  await values.editor.focus();
  await window.keyboard.press('ControlOrMeta+Home');
  await window.keyboard.type('# the last letters\n');
  await asked(stage, 1);
  await review.close.click();
  await expect(review.sheet).toBeHidden();
  await kept(window, '# the last letters');
  await stage.crash();
  expect(await leaksInFolder(stage.userData, [secret])).toEqual([]);
  expect(stage.output()).not.toContain(secret.value);
  const again = stage.ferry.window;
  await again.getByRole('button', { name: /^Continue the review of observability / }).click();
  await reviewSheet(again).part('Values').click();
  await valuesPart(again).pressed(valuesPart(again).text('prometheus-agent'));
  await expect(valuesPart(again).line(/^# the last letters$/)).toBeVisible();
  await expect(valuesPart(again).line(/^ownPassword/)).toBeVisible();
});

async function open({ ferry: { window } }: Stage) {
  const source = pane(window, 'Source');
  await source.filter.fill('observability');
  await source.row('observability').first().click();
  await window.keyboard.press('F5');
  const review = reviewSheet(window, /^Review transfer of observability /);
  await expect(review.part('Values')).toBeEnabled();
  await review.discard.waitFor();
  const values = valuesPart(window);
  await review.part('Values').click();
  await values.pressed(values.text('prometheus-agent'));
  await expect(values.editor).toBeFocused();
  return { review, values };
}

/** From now on no answer comes back. */
function keepBack({ ferry }: Stage): Promise<void> {
  return ferry.app.evaluate(() => {
    Object.assign(globalThis.readings, { asked: 0, isKept: true });
  });
}

function letGo({ ferry }: Stage): Promise<void> {
  return ferry.app.evaluate(() => {
    globalThis.readings.isKept = false;
    for (const one of globalThis.readings.kept.splice(0)) one();
  });
}

async function asked({ ferry }: Stage, times: number): Promise<void> {
  await expect.poll(() => ferry.app.evaluate(() => globalThis.readings.asked)).toBe(times);
}

/** Some words of an edit are in what is kept for after a crash. */
async function kept(page: Page, words: string): Promise<void> {
  const drafts = () =>
    page.evaluate(async () => {
      const list = await window.ferry.drafts.list();
      const drafts = await Promise.all(
        (list.ok ? list.value : []).map(({ id }) => window.ferry.drafts.restore({ id })),
      );
      return JSON.stringify(drafts);
    });
  await expect.poll(async () => (await drafts()).includes(words)).toBe(true);
}

/** The layer of a profile that the test edits, as the source or the target holds it. */
function layerIn(environment: Stage['dev'], project: string) {
  const scope = { kind: 'project', projectUid: environment.projectUid(project) } as const;
  const found = environment.tenant.profiles.inScope(scope).find(({ name }) => name === 'observability');
  const pack = found?.published?.packs.find(({ name }) => name === 'prometheus-agent');
  if (pack === undefined) throw new Error('No prometheus-agent in observability');
  return pack;
}

/** A megabyte of values, and comments among them. */
function grow({ dev }: Stage): void {
  const scope = { kind: 'project', projectUid: dev.projectUid('Default') } as const;
  for (const { name, published } of dev.tenant.profiles.inScope(scope)) {
    const pack = published?.packs.find((one) => name === 'observability' && one.name === 'prometheus-agent');
    if (pack === undefined) continue;
    pack.values = Array.from({ length: 200 }, (_, at) => {
      const keys = Array.from({ length: 215 }, (_one, key) => `  key${key}: some value ${key}\n`);
      return `service${at}:\n  # {{.spectro.system.cluster.name}}\n  image: "app:${at}"\n${keys.join('')}`;
    }).join('');
  }
}
