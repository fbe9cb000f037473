import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import type { PlaygroundEnvironment } from '../../electron/playground/playground.ts';
import { type Canary, type Leak, leaksIn, leaksInFolder } from './canary.ts';
import { processTree } from './children.ts';
import { testOnStage } from './fixtures.ts';
import { firstStart } from './screens/first-start.ts';
import { manager } from './screens/manager.ts';
import { pane } from './screens/pane.ts';
import { reviewSheet } from './screens/review-sheet.ts';
import { signInSheet } from './screens/sign-in-sheet.ts';
import { valuesPart } from './screens/values-part.ts';
import { type Stage, showPanes } from './stage.ts';
import { leaksInWindow } from './window-traces.ts';

interface BridgeMessage {
  readonly direction: 'asked' | 'answered' | 'told';
  readonly name: string;
  readonly text: string;
}

declare global {
  /** Kept by `record-bridge.cjs` in the app's main process. */
  var bridgeMessages: BridgeMessage[];
}

const recorder = fileURLToPath(new URL('record-bridge.cjs', import.meta.url));
const test = testOnStage(undefined, { switches: ['-r', recorder] });

const filled = (at: number): Canary => ({
  what: `filled-in value ${at}`,
  value: `canary/Filled+${at} "é" 7f3a9c${at}`,
});
const macro = (name: string): Canary => ({ what: `the macro ${name}`, value: `canary\\Macro ${name} 5d1e8b` });

test('marked secrets stay where they belong, whatever the app is used for', async ({ stage }) => {
  const { dev, prod } = stage;
  const typed: Canary[] = [];
  const isTyped = () => [...stage.secrets, ...typed];

  await test.step('the keys come in: one pasted with the line break that a copy often has', async () => {
    await addByPasting(stage, 'DEV', `${dev.apiKeys.admin}\n`);
    await addByPasting(stage, 'PROD', `  ${prod.apiKeys.admin}\r\n`);
    expect(await anywhere(stage, isTyped())).toEqual([]);
  });

  await test.step('lists, details and the list of environments', async () => {
    await showPanes(stage, 'platform');
    const { window } = stage.ferry;
    const source = pane(window, 'Source');
    for (const name of ['payments-stack', 'shop-frontend']) {
      await source.filter.fill(name);
      await source.row(name).click();
      await expect(source.details).toContainText('Masked values');
    }
    const environments = await manager(window).open();
    await expect(environments.row('PROD')).toBeVisible();
    await environments.close.click();
    expect(await anywhere(stage, isTyped())).toEqual([]);
  });

  await test.step('values and macros are typed, the profile goes across', async () => {
    const { window } = stage.ferry;
    const source = pane(window, 'Source');
    await source.filter.fill('payments-stack');
    await source.row('payments-stack').dragTo(pane(window, 'Target').grid);
    const review = reviewSheet(window);
    await review.part('Values').click();
    const values = valuesPart(window);
    await expect(values.rows.first()).toBeVisible();
    for (const [at, row] of (await values.rows.all()).entries()) {
      const canary = filled(at);
      typed.push(canary);
      await row.click();
      await values.field.fill(canary.value);
    }
    for (const name of ['payments_db_host', 'payments_alert_channel']) {
      const canary = macro(name);
      typed.push(canary);
      await review.createMacro(name, canary.value);
    }
    for (const pack of ['vault', 'external-secrets', 'argo-cd']) await review.chooseRepository(pack, 'acme-mirror');
    await review.part('Confirm').click();
    await review.unlock.click();
    await review.typedName.fill('PROD');
    // Nothing has been confirmed: what was typed has not left the page.
    expect(await anywhere(stage, isTyped())).toEqual([]);
    // The journal holds its entry only while the write is under way.
    const held = prod.faults.arm({ route: 'POST /v1/clusterprofiles/import', fault: { kind: 'hold' } });
    await review.confirm.click();
    await held.struck;
    const journal = await readFile(join(stage.userData, 'journal.json'), 'utf8');
    expect(JSON.parse(journal)).toHaveLength(1);
    expect(await anywhere(stage, isTyped())).toEqual([]);
    held.release();
    await expect(review.proof).toContainText('Identical except');
    await expect(review.proof).toContainText('Created macros');
    expect(await anywhere(stage, isTyped())).toEqual([]);
    const history = await readFile(join(stage.userData, 'history.json'), 'utf8');
    expect(JSON.parse(history)).toMatchObject([{ name: 'payments-stack', end: { kind: 'written' } }]);
    await review.done.click();
    await expect(pane(window, 'Target').row('payments-stack')).toBeVisible();
  });

  await test.step('each server saw its own secrets alone', async () => {
    expect(typed).toHaveLength(6);
    const keyOf = { DEV: stage.secrets.slice(0, 1), PROD: stage.secrets.slice(1) };
    expect(requestLog(dev, [...keyOf.PROD, ...typed])).toEqual([]);
    expect(requestLog(prod, keyOf.DEV)).toEqual([]);
    // The key is in one header, the values in the three calls that ask about them or bring them.
    const carrying = prod.requests.filter((request) => leaksIn('', request.raw().body, typed).length > 0);
    expect(new Set(carrying.map(({ method, path }) => `${method} ${path.replace(/[0-9a-f]{24}/, '…')}`))).toEqual(
      new Set([
        'POST /v1/clusterprofiles/import',
        'POST /v1/clusterprofiles/import/validate',
        'POST /v1/projects/…/macros',
      ]),
    );
    for (const { raw } of [...dev.requests, ...prod.requests]) {
      const { headers, body } = raw();
      const { apikey: _own, ...others } = headers;
      expect(leaksIn('', JSON.stringify(others) + body, stage.secrets)).toEqual([]);
    }
  });

  await test.step('the search finds what it seeks where it is allowed to be', async () => {
    const messages = await messagesOf(stage);
    const allowed = messages.filter(mayCarry).flatMap(({ text }) => leaksIn('', text, isTyped()));
    expect(new Set(allowed.map(({ what }) => what))).toEqual(new Set(isTyped().map(({ what }) => what)));
    expect(messages.some(({ direction }) => direction === 'told')).toBe(true);
    expect(messages.filter(({ direction }) => direction === 'answered').length).toBeGreaterThan(10);
  });

  await test.step('and nothing is left after the app has ended', async () => {
    await stage.restart();
    await expect(pane(stage.ferry.window, 'Target').row('payments-stack')).toBeVisible();
    expect(await anywhere(stage, isTyped())).toEqual([]);
  });
});

/** Secrets in anything that a server was sent. */
function requestLog({ name, requests }: PlaygroundEnvironment, canaries: readonly Canary[]): readonly Leak[] {
  return requests.flatMap(({ method, path, query, raw }) =>
    leaksIn(`${name}: ${method} ${path}`, JSON.stringify([path, query, raw()]), canaries),
  );
}

/** Adds an environment with its key from the clipboard. */
async function addByPasting(stage: Stage, name: 'DEV' | 'PROD', copied: string): Promise<void> {
  const { app, window } = stage.ferry;
  const environment = name === 'DEV' ? stage.dev : stage.prod;
  if (name === 'DEV') await firstStart(window).addEnvironment.click();
  else {
    const environments = await manager(window).open();
    await environments.add.click();
  }
  const sheet = signInSheet(app, window);
  await sheet.fill({
    address: environment.url,
    apiKey: '',
    name,
    colour: name === 'DEV' ? 'blue' : 'red',
    class: name === 'DEV' ? 'Development' : 'Production',
    caFile: name === 'DEV' ? stage.caFiles.dev : stage.caFiles.prod,
  });
  await window.evaluate((text) => navigator.clipboard.writeText(text), copied);
  await sheet.apiKey.focus();
  await window.keyboard.press('ControlOrMeta+V');
  await expect(sheet.apiKey).not.toHaveValue('');
  await sheet.submit.click();
  await expect(sheet.sheet).toBeHidden();
  if (name === 'PROD') await manager(window).close.click();
}

/** Every place where none of the secrets may be. */
async function anywhere(stage: Stage, canaries: readonly Canary[]): Promise<readonly Leak[]> {
  const { ferry } = stage;
  const pid = ferry.app.process().pid;
  const processes = pid === undefined ? [] : await processTree(pid);
  return [
    ...(await messagesOf(stage))
      .filter((message) => !mayCarry(message))
      .flatMap(({ direction, name, text }) => leaksIn(`bridge: ${direction} ${name}`, text, canaries)),
    ...(await leaksInWindow(ferry.app, ferry.window, canaries)),
    ...leaksIn('what the app and its page printed', stage.output(), canaries),
    ...(await leaksInFolder(stage.userData, canaries)),
    ...(await leaksInFolder(stage.temporary, canaries)),
    ...processes.flatMap(({ pid, commandLine, environment }) => [
      ...leaksIn(`command line of ${pid}`, commandLine, canaries),
      ...leaksIn(`environment of ${pid}`, environment, canaries),
    ]),
  ];
}

/** The few requests that carry a secret in: no answer and no event ever may. */
function mayCarry({ direction, name }: BridgeMessage): boolean {
  return (
    direction === 'asked' && ['environments.save', 'environments.test', 'drafts.save', 'transfers.run'].includes(name)
  );
}

function messagesOf({ ferry }: Stage): Promise<readonly BridgeMessage[]> {
  return ferry.app.evaluate(() => globalThis.bridgeMessages);
}
