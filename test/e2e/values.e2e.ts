import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { Canary } from './canary.ts';
import { testOnStage } from './fixtures.ts';
import { pane } from './screens/pane.ts';
import { reviewSheet } from './screens/review-sheet.ts';
import { valuesPart } from './screens/values-part.ts';
import { connect, type Stage, showPanes } from './stage.ts';
import { leaksInWindow } from './window-traces.ts';

const token = 'charts.vault.unseal.token';
const key = 'charts.vault.unseal.tls.key';
const grafana = 'charts.prometheus-operator.grafanaAccess.adminPassword';
const argo = 'charts.argo-cd.configs.secret.argocdServerAdminPassword';

const typed: readonly Canary[] = [
  { what: 'the typed token', value: 's.Wq8-unseal-canary-token' },
  { what: 'the typed password', value: 'Nn4-grafana-canary-word' },
  { what: 'the pasted key', value: 'MIGHAgEAMBMGByqGSM49AgEGCanary' },
];
const [tokenValue = '', passwordValue = '', keyLine = ''] = typed.map(({ value }) => value);
const pastedKey = `-----BEGIN PRIVATE KEY-----\n${keyLine}\n-----END PRIVATE KEY-----\n`;

const test = testOnStage(async (stage) => {
  await connect(stage, 'DEV');
  await connect(stage, 'PROD');
  await showPanes(stage);
});

test.beforeEach(async ({ stage }) => {
  const source = pane(stage.ferry.window, 'Source');
  await source.filter.fill('payments-stack');
  await source.row('payments-stack').click();
  await stage.ferry.window.keyboard.press('F5');
  await expect(valuesPart(stage.ferry.window).field).toBeVisible();
});

test.afterEach(async ({ stage }) => {
  await reviewSheet(stage.ferry.window).leave();
});

test('four values by the keyboard alone: typed, pasted, kept empty, taken back; the keyboard keeps its place', async ({
  stage,
}) => {
  const { window } = stage.ferry;
  const { keyboard } = window;
  const values = valuesPart(window);
  const openPoints = reviewSheet(window).part('Values');
  await expect(openPoints).toContainText('4');
  await expect(values.rows).toHaveCount(4);
  await expect(values.field).toBeFocused();
  await expect(values.field).toHaveAccessibleName(`Value for ${token} in vault`);

  await keyboard.type(tokenValue);
  await expect(openPoints).toContainText('3');
  await expect(values.field).toBeFocused();
  await expect(values.chip(`vault / ${token}, typed`)).toBeVisible();
  await expect(values.row(token)).toContainText('typed');

  await keyboard.press('Enter');
  await expect(values.field).toHaveAccessibleName(`Value for ${key} in vault`);
  await expect(values.field).toBeFocused();
  await values.paste(pastedKey);
  await expect(values.entered).toContainText('Private key');
  await expect(values.field).toHaveValue(pastedKey);
  await expect(openPoints).toContainText('2');

  await keyboard.press('F8');
  await expect(values.field).toHaveAccessibleName(`Value for ${grafana} in prometheus-operator`);
  await expect(values.field).toBeFocused();
  await keyboard.type(passwordValue);
  await keyboard.press('Alt+ArrowDown');
  await expect(values.field).toHaveAccessibleName(`Value for ${argo} in argo-cd`);
  await expect(openPoints).toContainText('1');

  await tabTo(window, 'Keep it empty');
  await keyboard.press('Space');
  await expect(values.keepEmpty).toBeFocused();
  await expect(values.keepEmpty).toHaveAttribute('aria-pressed', 'true');
  await expect(values.chip(`argo-cd / ${argo}, kept empty`)).toBeVisible();
  await expect(openPoints).not.toContainText(/\d/);

  await tabTo(window, 'Undo');
  await keyboard.press('Enter');
  await expect(values.field).toBeFocused();
  await expect(openPoints).toContainText('1');
  await expect(values.row(argo)).toContainText('not filled');
  expect(await leaksInWindow(stage.ferry.app, window, typed)).toEqual([]);
});

test('a value is shown while the button is held, by the mouse and by the keyboard, and never after', async ({
  stage,
}) => {
  const { window } = stage.ferry;
  const values = valuesPart(window);
  await window.keyboard.type(tokenValue);
  await expect(values.field).toHaveAttribute('type', 'password');
  await values.reveal.hover();
  await window.mouse.down();
  await expect(values.field).toHaveAttribute('type', 'text');
  await expect(values.field).toHaveValue(tokenValue);
  await window.mouse.up();
  await expect(values.field).toHaveAttribute('type', 'password');
  for (const held of ['Space', 'Enter']) {
    await values.reveal.focus();
    await window.keyboard.down(held);
    await expect(values.field).toHaveAttribute('type', 'text');
    await window.keyboard.up(held);
    await expect(values.field).toHaveAttribute('type', 'password');
    await expect(values.reveal).toBeFocused();
  }
});

test('a row pressed at the edge of the list stays beneath the pointer, and its field gets the keyboard', async ({
  stage,
}) => {
  const { window } = stage.ferry;
  const values = valuesPart(window);
  await window.setViewportSize({ width: 900, height: 600 });
  const row = values.row(key);
  // Its head just beneath the upper edge, once the list has its new size.
  await expect(async () => {
    await row.evaluate((element) => {
      const list = element.closest('[role="listbox"]');
      list?.scrollBy(0, element.getBoundingClientRect().top - list.getBoundingClientRect().top);
    });
    expect((await row.boundingBox())?.y).toBe((await values.list.boundingBox())?.y);
  }).toPass();
  const at = await row.boundingBox();
  await window.mouse.move((at?.x ?? 0) + 40, (at?.y ?? 0) + 4);
  await window.mouse.down();
  await expect(row).toHaveAttribute('aria-selected', 'true');
  await expect(values.field).toHaveAccessibleName(`Value for ${key} in vault`);
  expect(await row.boundingBox()).toEqual(at);
  await window.mouse.up();
  await expect(values.field).toBeFocused();
});

test('check-list, field and text speak of the same value, whichever is used', async ({ stage }) => {
  const { window } = stage.ferry;
  const values = valuesPart(window);
  await values.chip(`vault / ${key}`).click();
  await expect(values.field).toHaveAccessibleName(`Value for ${key} in vault`);
  await expect(values.field).toBeFocused();
  await expect(values.row(key)).toHaveAttribute('aria-selected', 'true');

  // The text of a layer comes before its values; by the arrows, the keyboard stays in the list.
  await values.row(grafana).focus();
  await window.keyboard.press('ArrowUp');
  await expect(values.editor).toHaveAccessibleName(/^Values of prometheus-operator, /);
  await expect(values.field).toBeHidden();
  await window.keyboard.press('ArrowDown');
  await expect(values.field).toHaveAccessibleName(`Value for ${grafana} in prometheus-operator`);
  await expect(values.row(grafana)).toBeFocused();
  await expect(values.chip(`prometheus-operator / ${grafana}`)).toBeInViewport();
  await expect(values.chip(`prometheus-operator / ${grafana}`)).toHaveAttribute('aria-current', 'true');

  await values.chip(`prometheus-operator / ${grafana}`).focus();
  await window.keyboard.press('Enter');
  await expect(values.field).toBeFocused();
  await expect(values.editor).not.toHaveAttribute('aria-readonly');
});

test('a text gone to once takes the keyboard once: what is typed for a value later lands in its field', async ({
  stage,
}) => {
  const { window } = stage.ferry;
  const values = valuesPart(window);
  await values.pressed(values.text('vault'));
  await expect(values.editor).toBeFocused();
  await window.keyboard.type('# looked at\n');
  await values.changes.click();
  await expect(values.now).toBeVisible();
  await values.changes.click();
  await expect(values.line(/^# looked at$/)).toBeVisible();
  await expect(values.changes).toBeFocused();
  await values.changes.click();
  await expect(values.now).toBeVisible();

  // The comparison goes and the editor comes back with the text of another layer.
  await values.pressed(values.row(grafana));
  await expect(values.chip(`prometheus-operator / ${grafana}`)).toBeVisible();
  await expect(values.field).toBeFocused();
  await window.keyboard.type(passwordValue);
  await expect(values.editor).not.toContainText(passwordValue);
  await expect(values.row(grafana)).toContainText('typed');
});

test('the mask typed back is no answer; leaving the asterisks is an answer of its own', async ({ stage }) => {
  const { window } = stage.ferry;
  const values = valuesPart(window);
  const openPoints = reviewSheet(window).part('Values');
  await window.keyboard.type('********');
  await expect(openPoints).toContainText('4');
  await expect(values.field).toHaveAccessibleDescription(/These asterisks are the mask itself/);
  await values.leaveMasked.click();
  await expect(openPoints).toContainText('3');
  await expect(values.row(token)).toContainText('left masked');
  await expect(values.field).toHaveValue('');
});

test('nothing in the part is barred to a screen reader, whatever the state', async ({ stage }) => {
  const { window } = stage.ferry;
  const values = valuesPart(window);
  await values.editor.waitFor();
  expect(await violations(stage)).toEqual([]);
  await window.keyboard.type('*'.repeat(8));
  await window.keyboard.press('F8');
  await values.paste(pastedKey);
  await values.editor.focus();
  await window.keyboard.press('ControlOrMeta+f');
  await values.panel.getByRole('textbox', { name: 'Find' }).waitFor();
  expect(await violations(stage)).toEqual([]);
  await window.keyboard.press('Escape');
  await expect(values.panel.getByRole('textbox', { name: 'Find' })).toBeHidden();
  await expect(values.panel).toBeVisible();
});

async function violations({ ferry }: Stage): Promise<readonly string[]> {
  // Legacy: the app has one window, and axe would open a page of its own for frames that there are none of.
  const axe = new AxeBuilder({ page: ferry.window }).include('[role="tabpanel"]').setLegacyMode(true);
  const { violations: found } = await axe.analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
}

async function tabTo(window: Page, name: string): Promise<void> {
  const values = valuesPart(window);
  for (let presses = 0; presses < 12 && (await values.focused()) !== name; presses += 1) {
    await window.keyboard.press('Tab');
  }
  expect(await values.focused()).toBe(name);
}
