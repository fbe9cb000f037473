import type { Page } from '@playwright/test';

/*
 * Measurements that run inside a page, the same ones in the app's window and in the bare reference. Each function handed
 * to `evaluate` is self-contained: it is sent as text.
 */

export interface Frames {
  /** From one frame to the next, as a person sees them. */
  readonly intervals: readonly number[];
  /** From a frame's start until the page is free for the next task: scrolling, drawing rows, layout, paint. */
  readonly work: readonly number[];
}

/** Scrolls a list by so many pixels a frame and times every frame. */
export function scrollFrames(page: Page, selector: string, frames: number, step: number): Promise<Frames> {
  return page.evaluate(
    async ({ selector, frames, step }) => {
      const list = document.querySelector(selector);
      if (list === null) throw new Error(`No ${selector}`);
      const intervals: number[] = [];
      const work: number[] = [];
      const channel = new MessageChannel();
      let frameStart = 0;
      channel.port1.onmessage = () => work.push(performance.now() - frameStart);
      list.scrollTop = 0;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      await new Promise<void>((done) => {
        let before = 0;
        let count = 0;
        let direction = 1;
        const next = (time: number) => {
          if (before !== 0) intervals.push(time - before);
          before = time;
          frameStart = time;
          count += 1;
          if (count > frames) return done();
          if (list.scrollTop + list.clientHeight + step > list.scrollHeight) direction = -1;
          if (list.scrollTop - step < 0) direction = 1;
          list.scrollTop += direction * step;
          channel.port2.postMessage(null);
          requestAnimationFrame(next);
        };
        requestAnimationFrame(next);
      });
      return { intervals, work };
    },
    { selector, frames, step },
  );
}

/** From now on every keystroke that changes a list's count is timed until the new count was painted. */
export async function watchKeystrokes(page: Page, countSelector: string): Promise<void> {
  await page.evaluate((selector) => {
    const times: number[] = [];
    (window as unknown as { keystrokes: number[] }).keystrokes = times;
    const text = () => document.querySelector(selector)?.textContent ?? '';
    let latest = 0;
    window.addEventListener(
      'keydown',
      (event) => {
        latest += 1;
        const mine = latest;
        const before = text();
        const start = event.timeStamp;
        const channel = new MessageChannel();
        const lookAfterPaint = () => requestAnimationFrame(() => channel.port2.postMessage(null));
        channel.port1.onmessage = () => {
          // A key that changes nothing must not be timed until the next one that does.
          if (mine !== latest) return;
          if (text() === before) lookAfterPaint();
          else times.push(performance.now() - start);
        };
        lookAfterPaint();
      },
      { capture: true },
    );
  }, countSelector);
}

/** Selects every row of a list with the keyboard; answers with the time until all in sight were painted as selected. */
export async function selectAll(page: Page, list: string): Promise<number> {
  await page.locator(`${list} [role="row"]`).first().click();
  await page.evaluate((selector) => {
    const result: { took: number | null } = { took: null };
    Object.assign(window, { selecting: result });
    const pressed = ({ key, timeStamp }: KeyboardEvent) => {
      if (key !== 'a') return;
      window.removeEventListener('keydown', pressed, { capture: true });
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        const rows = [...document.querySelectorAll(`${selector} [role="row"]`)];
        if (rows.every((row) => row.ariaSelected === 'true')) result.took = performance.now() - timeStamp;
        else requestAnimationFrame(() => channel.port2.postMessage(null));
      };
      requestAnimationFrame(() => channel.port2.postMessage(null));
    };
    window.addEventListener('keydown', pressed, { capture: true });
  }, list);
  await page.keyboard.press('ControlOrMeta+a');
  const took = await page.waitForFunction(
    () => (window as unknown as { selecting: { took: number | null } }).selecting.took,
  );
  return (await took.jsonValue()) ?? Number.NaN;
}

/** Presses keys one after the other, each when the one before is on screen; answers with what was timed. */
export async function pressKeys(page: Page, keys: readonly string[]): Promise<readonly number[]> {
  const timed = () => page.evaluate(() => (window as unknown as { keystrokes: number[] }).keystrokes);
  const before = (await timed()).length;
  for (const key of keys) {
    const { length } = await timed();
    await page.keyboard.press(key);
    for (let wait = 0; wait < 20 && (await timed()).length === length; wait += 1) await page.waitForTimeout(25);
  }
  return (await timed()).slice(before);
}
