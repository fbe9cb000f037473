import { expect } from '@playwright/test';
import { expectAccessible } from './expect-accessible.ts';
import { testOnStage } from './fixtures.ts';
import { pane } from './screens/pane.ts';
import { reviewSheet } from './screens/review-sheet.ts';
import { valuesPart } from './screens/values-part.ts';
import { connect, type Stage, showPanes } from './stage.ts';

const test = testOnStage(async (stage) => {
  await connect(stage, 'DEV');
  await connect(stage, 'PROD', { class: 'staging' });
  await showPanes(stage);
});

test('what a pack asks of its values is said beside the field, and an empty required value is asked for', async ({
  stage,
}) => {
  ask(stage, { hints: ['Where the names are kept'], regex: '^[a-z]+$', listOptions: [] });
  const { window } = stage.ferry;
  const values = valuesPart(window);
  await open(stage);
  await values.pressed(values.row('provider'));
  await expect(values.panel).toContainText('Where the names are kept · required by the pack · must match ^[a-z]+$');
  await expect(values.field).toHaveAccessibleDescription('Required, and empty in the source.');
  await expect(values.emptyChip('external-dns / charts.external-dns.provider, not filled')).toBeInViewport({
    ratio: 1,
  });
  await expect(values.leaveMasked).toBeHidden();
  await expectAccessible(window, 'rules of a pack');
  await window.keyboard.type('Route 53');
  await expect(values.field).toHaveAccessibleDescription('This does not match the pattern the pack asks for.');
  await values.field.fill('google');
  await expect(values.field).toHaveAccessibleDescription('The target gets exactly this text.');
  await expect(values.emptyChip('external-dns / charts.external-dns.provider, typed')).toBeVisible();
  await reviewSheet(window).leave();
});

test('where a pack offers a list, one of it is chosen, by the keyboard alone', async ({ stage }) => {
  ask(stage, { hints: [], regex: '', listOptions: ['aws', 'azure', 'google'] });
  const { window } = stage.ferry;
  const values = valuesPart(window);
  await open(stage);
  await expect(values.rows.first()).toBeVisible();
  await window.keyboard.press('F8');
  const choice = values.panel.getByRole('button', { name: /Value for charts\.external-dns\.provider/ });
  await expect(choice).toBeFocused();
  await window.keyboard.press('Enter');
  await window.getByRole('option', { name: 'google' }).press('Enter');
  await expect(choice).toContainText('google');
  await expect(values.row('provider')).toContainText('typed');
  await expect(choice).toBeFocused();
  await reviewSheet(window).leave();
});

test('a required key with nothing behind it has its place right behind the colon', async ({ stage }) => {
  ask(stage, { hints: ['Where the names are kept'], regex: '', listOptions: [] }, '');
  const { window } = stage.ferry;
  const values = valuesPart(window);
  await open(stage);
  await values.pressed(values.row('provider'));
  await expect(values.field).toHaveAccessibleDescription('Required, and empty in the source.');
  const chip = values.emptyChip('external-dns / charts.external-dns.provider, not filled');
  await expect(chip).toBeInViewport({ ratio: 1 });
  await expect(values.line(/^\s*provider:\s*not filled\s*$/)).toBeVisible();
  await expectAccessible(window, 'a key without a value');
  await values.field.fill('google');
  await expect(values.emptyChip('external-dns / charts.external-dns.provider, typed')).toBeVisible();
  await reviewSheet(window).leave();
});

async function open({ ferry: { window } }: Stage): Promise<void> {
  const source = pane(window, 'Source');
  await source.filter.fill('platform-everything');
  await source.row('platform-everything').click();
  await window.keyboard.press('F5');
  await valuesPart(window).list.waitFor();
}

/** At the source, `external-dns` asks this of its provider, and somebody left it empty: quotes, or nothing at all. */
function ask(
  { dev }: Stage,
  rule: { hints: string[]; regex: string; listOptions: string[] },
  empty: '' | ' ""' = ' ""',
): void {
  const { catalogue, profiles } = dev.tenant;
  const schema = catalogue.findEverywhere('external-dns', '1.15.0', '').flatMap(({ version }) => version.schema);
  const asked = schema.filter(({ name }) => name === 'charts.external-dns.provider');
  expect(asked.length).toBeGreaterThan(0);
  for (const entry of asked) Object.assign(entry, rule);
  const profile = profiles
    .inScope({ kind: 'project', projectUid: dev.projectUid('Default') })
    .find(({ name }) => name === 'platform-everything');
  const pack = profile?.published?.packs.find(({ name }) => name === 'external-dns');
  if (pack === undefined) throw new Error('DEV has no external-dns');
  pack.values = pack.values.replace(/^(\s*provider:)(?: aws| "")$/m, `$1${empty}`);
  expect(pack.values).toContain(`provider:${empty}\n`);
}
