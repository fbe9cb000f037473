import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { testOnStage } from './fixtures.ts';
import { pane } from './screens/pane.ts';
import { connect, showPanes } from './stage.ts';

const test = testOnStage(async (stage) => {
  await connect(stage, 'DEV');
  await connect(stage, 'PROD');
  await showPanes(stage);
});

test('a fault while drawing empties nothing: it is said with a reference, and everything comes back', async ({
  stage,
}) => {
  const { window, app } = stage.ferry;
  const source = pane(window, 'Source');
  await source.filter.fill('edge');
  await expect(source.row('edge-base')).toBeVisible();
  const typed = 'a-word-that-is-typed';
  await window.evaluate(() => {
    const { every } = Array.prototype;
    // What `filterRows` asks of each row: the next letter draws a list that cannot be drawn.
    Array.prototype.every = function (this: unknown[], ...args: Parameters<typeof every>) {
      const [word] = this;
      if (typeof word === 'string' && word.startsWith('a-word')) throw new TypeError(`cannot draw ${word}`);
      return every.apply(this, args);
    } as typeof every;
    globalThis.addEventListener('mended', () => {
      Array.prototype.every = every;
    });
  });
  await source.filter.fill(typed);

  const stopped = window.getByRole('alert');
  await expect(stopped).toContainText('This window could not be drawn');
  await expect(stopped).toContainText(/The log has it under [0-9A-F]{8}\./);
  await expect(window.getByRole('button', { name: 'Draw it again' })).toBeFocused();
  expect((await new AxeBuilder({ page: window }).setLegacyMode().analyze()).violations).toEqual([]);
  const [reference = ''] = /[0-9A-F]{8}/.exec((await stopped.textContent()) ?? '') ?? [];
  await expect.poll(() => stage.output()).toContain(reference);
  const lines = stage.output().split('\n');
  const logged = lines.filter((line) => line.includes(reference)).join('\n');
  expect(logged).toContain('TypeError');
  expect(logged).toContain('/assets/');
  expect(logged).not.toContain(typed);

  await window.evaluate(() => globalThis.dispatchEvent(new Event('mended')));
  await window.keyboard.press('Enter');
  await expect(source.filter).toHaveValue(typed);
  await source.filter.fill('edge');
  await expect(source.row('edge-base')).toBeVisible();
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});
