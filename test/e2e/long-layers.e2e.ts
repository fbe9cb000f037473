import { expect } from '@playwright/test';
import { testOnStage } from './fixtures.ts';
import { pane } from './screens/pane.ts';
import { reviewSheet } from './screens/review-sheet.ts';
import { valuesPart } from './screens/values-part.ts';
import { connect, type Stage, showPanes } from './stage.ts';

const test = testOnStage(async (stage) => {
  grow(stage);
  await connect(stage, 'DEV');
  await connect(stage, 'PROD');
  await showPanes(stage);
});

const linesBefore = 382;
const sensitive = 30;

test('the value at hand is in sight, in the list and in a long layer, however it came to hand', async ({ stage }) => {
  const { window } = stage.ferry;
  const values = valuesPart(window);
  const source = pane(window, 'Source');
  await window.setViewportSize({ width: 900, height: 600 });
  await source.filter.fill('payments-stack');
  await source.row('payments-stack').click();
  await window.keyboard.press('F5');
  const atHand = async (path: string): Promise<void> => {
    await expect(values.field).toHaveAccessibleName(new RegExp(`^Value for .*${path}`));
    await expect(values.chipAtHand).toBeInViewport({ ratio: 1 });
    await expect(values.rowAtHand).toBeInViewport({ ratio: 1 });
    await expect(values.rowAtHand).toContainText(path);
  };

  // As it opens, a little below the fold.
  await atHand('unseal.token');
  await window.keyboard.press('F8');
  await atHand('unseal.tls.key');

  // In a text that was not on screen before; near its lower edge, and still there when the window gets smaller.
  await window.setViewportSize({ width: 1280, height: 800 });
  await window.keyboard.press('F8');
  await atHand('grafanaAccess.adminPassword');
  await expect(values.panel).toContainText(`line ${24 + linesBefore}`);
  await values.editor.hover();
  await window.mouse.wheel(0, -180);
  await expect.poll(async () => (await values.chipAtHand.boundingBox())?.y).toBeGreaterThan(640);
  await window.setViewportSize({ width: 900, height: 600 });
  await atHand('grafanaAccess.adminPassword');
  await window.keyboard.press('F8');
  await atHand('argocdServerAdminPassword');

  // Far down the list, with the keyboard in the field.
  await window.keyboard.press('F8');
  for (let at = 1; at < sensitive; at += 1) await window.keyboard.press('F8');
  await expect(values.field).toBeFocused();
  await expect(values.rowAtHand).toContainText(`secret_${sensitive}`);
  await expect(values.rowAtHand).toBeInViewport({ ratio: 1 });
  await window.keyboard.press('F8');
  await atHand('unseal.token');
  await reviewSheet(window).leave();
});

/** Secrets hundreds of lines down, a little below the fold and far to the right, and many sensitive variables. */
function grow({ dev }: Stage): void {
  const scope = { kind: 'project', projectUid: dev.projectUid('Default') } as const;
  const profile = dev.tenant.profiles.inScope(scope).find(({ name }) => name === 'payments-stack');
  if (profile?.published === undefined) throw new Error('DEV has no payments-stack');
  const comment = '# One of many lines that stand before the first secret.\n'.repeat(linesBefore);
  for (const pack of profile.published.packs) {
    if (pack.name === 'prometheus-operator') pack.values = `${comment}${pack.values}`;
    if (pack.name === 'argo-cd') {
      const wide = pack.values.replace('argocdServerAdminPassword:', `argocdServerAdminPassword:${' '.repeat(300)}`);
      expect(wide).not.toBe(pack.values);
      pack.values = wide;
    }
  }
  profile.variables = Array.from({ length: sensitive }, (_, at) => ({
    name: `secret_${at + 1}`,
    displayName: `Secret ${at + 1}`,
    format: 'string',
    defaultValue: 'seeded-secret',
    required: true,
    isSensitive: true,
    inputType: 'text',
  }));
}
