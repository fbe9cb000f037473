import type { Chromium } from '../browser/chromium.ts';
import type { BrowserWindow } from './browser-window.ts';
import type { WebContents } from './web-contents.ts';

/** What the modules of one running app share. Holds state only, so that they need not import each other. */
export const registry = {
  windows: new Set<BrowserWindow>(),
  contents: new Map<number, WebContents>(),
  focused: undefined as BrowserWindow | undefined,
  chromium: undefined as Chromium | undefined,
  switches: new Map<string, string>(),
};

export function runningChromium(): Chromium {
  if (registry.chromium === undefined) throw new Error('The browser has not been started.');
  return registry.chromium;
}

/** Calls that the stand-in notes instead of doing (opening a link, showing a notification): tests read them here. */
export const recorded: { name: string; parameters: readonly unknown[] }[] = [];

export function record(name: string, ...parameters: readonly unknown[]): void {
  recorded.push({ name, parameters });
}
