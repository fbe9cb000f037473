import type { Locator, Page } from '@playwright/test';

/** One picture: the scene it begins with, and what a person does before it is taken. */
export interface Picture {
  readonly name: string;
  readonly scene: string;
  readonly act?: (page: Page) => Promise<void>;
  /** Of all these parts alone, with a little of what is around them; of the whole window where it is missing. */
  readonly part?: (page: Page) => Locator;
  /** The page complains, for a fault is what the picture shows. */
  readonly isOfFault?: boolean;
}

export const row = (page: Page, pane: 'Source' | 'Target', name: string) =>
  page.getByRole('region', { name: pane, exact: true }).getByRole('row', { name });

/** The menu that narrows Source by this: one of its own, or in a narrow pane the one of all. */
export const filterMenu = (page: Page, facet: 'type' | 'cloud' | 'tag') =>
  page.getByRole('button', { name: new RegExp(`^Filter.*Source by .*${facet}`) });

/** Narrows Source to these. */
export async function choose(page: Page, facet: 'type' | 'cloud' | 'tag', ...values: string[]): Promise<void> {
  await filterMenu(page, facet).click();
  for (const value of values) await chooseOption(page, value);
  await page.keyboard.press('Escape');
}

/** Once the menu rests beneath the pointer: its lines are measured after it has opened. */
export async function chooseOption(page: Page, value: string): Promise<void> {
  const option = page.getByRole('menuitemcheckbox', { name: new RegExp(`^${value},`) });
  await option.hover();
  await option.click();
  await option.and(page.locator('[aria-checked="true"]')).waitFor();
}

/** A click beside the row's own buttons. */
export const onName = { position: { x: 60, y: 15 } };

/** The list is virtual: in a small window its last rows exist only once they are scrolled to. */
async function reveal(page: Page, name: string): Promise<void> {
  const grid = page.getByRole('region', { name: 'Source', exact: true }).getByRole('grid');
  await grid.getByRole('row').first().waitFor();
  if ((await row(page, 'Source', name).count()) === 0) await grid.evaluate((list) => list.scrollTo(0, 0));
  while ((await row(page, 'Source', name).count()) === 0) {
    const hasMoved = await grid.evaluate(async (list) => {
      const before = list.scrollTop;
      list.scrollTop += 64;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      return list.scrollTop !== before;
    });
    if (!hasMoved) throw new Error(`No row of ${name}`);
  }
  await row(page, 'Source', name).scrollIntoViewIfNeeded();
  // The list learns of it with the next frame; pressed before, it would scroll back under the pointer.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

export async function press(page: Page, name: string, isAdded = false): Promise<void> {
  await reveal(page, name);
  await row(page, 'Source', name).click({ ...onName, modifiers: isAdded ? ['ControlOrMeta'] : [] });
}

export async function select(page: Page, name: string): Promise<void> {
  await reveal(page, name);
  await row(page, 'Source', name).click(onName);
  await page.getByRole('region', { name: 'Details in Source' }).getByRole('list').first().waitFor();
}

export async function review(page: Page, name: string): Promise<void> {
  await reveal(page, name);
  await row(page, 'Source', name).click(onName);
  await openReview(page);
}

/** Types in front of a layer's values, and waits until the plan has followed. */
export async function editText(page: Page, layer: string, text: string): Promise<void> {
  const option = page.getByRole('option', { name: new RegExp(`^${layer} ?values`) });
  await option.click();
  const editor = page.getByRole('textbox', { name: `Values of ${layer}` });
  await editor.focus();
  await page.keyboard.insertText(text);
  await option.getByText(/edit/).waitFor();
  await page.mouse.move(2, 2);
}

export async function openReview(page: Page): Promise<void> {
  await page.keyboard.press('F5');
  await page.getByRole('dialog').getByRole('tab', { name: 'Confirm' }).waitFor();
  await page.getByRole('button', { name: 'Discard' }).waitFor();
  await page.mouse.move(2, 2);
}

/** A screen's code may still be on its way when its key is pressed. */
export async function opened(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await page.getByRole('dialog').waitFor();
}

export async function clicked(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  await page.getByRole('dialog').waitFor();
}

export const part = (page: Page, name: string) => page.getByRole('tab', { name }).click();

export async function confirm(page: Page): Promise<void> {
  await part(page, 'Confirm');
  await page.getByRole('textbox', { name: 'Type PROD to confirm' }).fill('PROD');
  await page.getByRole('button', { name: 'Import into PROD / payments' }).click();
}

export async function fillSignIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add environment' }).click();
  await page.getByRole('textbox', { name: 'Address' }).fill('palette.example');
  await page.getByLabel('API key').fill('a-key-for-the-picture');
  await page.getByRole('textbox', { name: 'Name' }).fill('PROD');
  await page.getByText('Production', { exact: true }).click();
}
