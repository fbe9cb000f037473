import { expect, type Page } from '@playwright/test';

export type Side = 'Source' | 'Target';

/** One of the two panes. */
export function pane(window: Page, side: Side) {
  const region = window.getByRole('region', { name: side, exact: true });
  const grid = region.getByRole('grid');
  return {
    region,
    grid,
    place: region.getByRole('button', { name: `Place of ${side}` }),
    filter: region.getByRole('searchbox', { name: `Filter ${side}` }),
    /** A menu of each in a wide pane, one of all in a narrow one. */
    filterMenus: {
      type: region.getByRole('button', { name: new RegExp(`^Filter ${side} by types?(: |$)`) }),
      tag: region.getByRole('button', { name: new RegExp(`^Filter ${side} by tags?(: |$)`) }),
      all: region.getByRole('button', { name: `Filter ${side} by type, cloud and tag` }),
    },
    refresh: region.getByRole('button', { name: `Refresh ${side}` }),
    tryAgain: region.getByRole('button', { name: 'Try again' }).first(),
    copy: region.getByRole('button', { name: /(Copy|Clone|Export|Import) (in)?to other (pane|folder)/ }),
    notShown: region.locator('summary'),
    notShownFiles: region.getByRole('list', { name: `Not shown in ${side}` }).getByRole('listitem'),
    details: region.getByRole('region', { name: 'Profile details' }),
    layers: region.getByRole('list', { name: /^Layers/ }).getByRole('listitem'),

    /** The row of a profile by its name, whatever its version. */
    row(name: string) {
      return grid.getByRole('row', { name: new RegExp(`^${escaped(name)} `) });
    },

    /** Chooses a folder that was chosen before, by its name. */
    async showFolder(name: string): Promise<void> {
      await this.place.click();
      const group = window.getByRole('menu').getByRole('group', { name: 'On this computer' });
      await group.getByRole('menuitemradio', { name: new RegExp(`^${escaped(name)} `) }).click();
      await expect(this.place).toContainText(name);
    },

    /** Chooses a project, or the tenant by its own name, and waits for its list. */
    async show(environment: string, scope: string): Promise<void> {
      await this.place.click();
      const group = window.getByRole('menu').getByRole('group', { name: new RegExp(`^${escaped(environment)}\\b`) });
      await group.getByRole('menuitemradio', { name: scope }).click();
      await expect(
        region.getByRole('grid', { name: new RegExp(`^Profiles in ${escaped(environment)} / `) }),
      ).toBeVisible();
      await expect(this.place).toContainText(scope);
    },
  };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
