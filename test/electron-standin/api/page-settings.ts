import type { CdpSession } from '../browser/cdp-connection.ts';
import { BINDING, type InjectedScripts, PRELOAD_WORLD } from '../page/injected-scripts.ts';
import { wantedColorScheme } from './native-theme.ts';
import type { WebContents } from './web-contents.ts';

/** Everything a page must have before its first request; then it may go. The commands keep their order. */
export async function preparePage(
  contents: WebContents,
  page: CdpSession,
  scripts: InjectedScripts,
  address: string,
): Promise<void> {
  page.tell('Page.enable');
  page.tell('Log.enable');
  page.tell('Runtime.enable');
  // As the genuine runtime without developer tools: captured, the stack of every Error object that a script makes while
  // it loads has the whole script parsed again.
  page.tell('Runtime.setMaxCallStackSizeToCapture', { size: 0 });
  page.tell('Runtime.addBinding', { name: BINDING, executionContextName: PRELOAD_WORLD });
  page.tell('Page.addScriptToEvaluateOnNewDocument', { source: scripts.mainWorld });
  page.tell('Page.addScriptToEvaluateOnNewDocument', { source: scripts.preloadWorld, worldName: PRELOAD_WORLD });
  const scheme = wantedColorScheme();
  if (scheme !== undefined) {
    page.tell('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
  }
  await contents.session._applyPermissions(contents, address);
  await page.send('Runtime.runIfWaitingForDebugger');
}
