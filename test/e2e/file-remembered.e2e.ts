import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { documentScreen } from './screens/document.ts';
import { connect, setStage, showPanes } from './stage.ts';
import { usualCase, usualValues } from './usual-case.ts';

test('a file is filled in with what an import of the same profile remembered, named by its place', async () => {
  const stage = await setStage();
  try {
    await connect(stage, 'DEV');
    await connect(stage, 'PROD', { class: 'staging' });
    await showPanes(stage);
    const [first] = usualCase().steps;
    await first?.play(stage, async () => {});

    const path = join(stage.folder, 'payments-stack.json');
    const { app, window: page } = stage.ferry;
    await page.keyboard.press('Escape');
    const remembered = await page.evaluate(() => window.ferry.remembered.list());
    const token = remembered.ok
      ? remembered.value.find((one) => one.kind === 'value' && one.key === 'token')
      : undefined;
    if (token?.kind !== 'value') throw new Error('Nothing is remembered of the token');
    const nested = token.path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), '********');
    const content = {
      metadata: { name: token.profile },
      spec: { template: { packs: [{ name: token.layer, values: JSON.stringify(nested) }] } },
    };
    await writeFile(path, JSON.stringify(content));

    const file = documentScreen(app, page);
    await file.openByKey(path);
    await file.tab('Masked values').click();
    await file.rows('Masked values').filter({ hasText: 'token' }).click();
    expect(await page.content()).not.toContain(usualValues.unsealToken);
    await file.screen.getByRole('button', { name: 'Use what was remembered for PROD / payments' }).click();
    await expect(file.field).toHaveValue(usualValues.unsealToken);
    await file.save.click();
    await file.leaveAll.click();
    await file.guardSave.click();
    await expect(file.screen).not.toContainText('not saved');
    expect(await readFile(path, 'utf8')).toContain(usualValues.unsealToken);
  } finally {
    await stage.close();
  }
});
