import { toAppAddress } from '../page/page-address.ts';
import { preventableEvent } from './preventable-event.ts';
import type { WebContents } from './web-contents.ts';

/**
 * Tells navigations that the page began (which the app may prevent) from those that the main process or a test driver
 * asked for (which Electron does not announce).
 */
export class NavigationGuard {
  private readonly contents: WebContents;
  private readonly begunByPage = new Map<string, string>();
  private expected: string | undefined;

  constructor(contents: WebContents) {
    this.contents = contents;
  }

  /** The next navigation of the main frame is our own. */
  expect(pageAddress: string): void {
    this.expected = pageAddress.replace(/#.*$/s, '');
  }

  pageBegan(frameId: string, pageAddress: string): void {
    this.begunByPage.set(frameId, pageAddress);
  }

  /** A navigation that has been stopped in the page because no request would announce it. */
  stoppedInPage(address: string): void {
    const frameId = this.contents.targetId ?? '';
    if (this.announce(frameId, address, false)) this.contents.loadURL(address).catch(() => undefined);
  }

  async allows(frameId: string, pageAddress: string, redirected: boolean): Promise<boolean> {
    const isMain = frameId === this.contents.targetId;
    if (redirected) return this.announce(frameId, pageAddress, true);
    if (isMain && this.expected === pageAddress.replace(/#.*$/s, '')) {
      this.expected = undefined;
      this.begunByPage.delete(frameId);
      return true;
    }
    if (!this.begunByPage.has(frameId)) await this.contents.hearEverythingFromThePage();
    if (!this.begunByPage.delete(frameId)) return true;
    return this.announce(frameId, pageAddress, false);
  }

  private announce(frameId: string, pageAddress: string, redirected: boolean): boolean {
    const { contents } = this;
    const isMainFrame = frameId === contents.targetId;
    const frame = contents.frames.get(frameId) ?? null;
    const url = toAppAddress(pageAddress);
    const event = preventableEvent({ url, isMainFrame, isSameDocument: false, frame, initiator: frame });
    const details = [url, false, isMainFrame, frame?.processId ?? 0, frame?.routingId ?? 0] as const;
    if (redirected) {
      contents.emit('will-redirect', event, ...details);
    } else {
      contents.emit('will-frame-navigate', event);
      if (isMainFrame) contents.emit('will-navigate', event, ...details);
    }
    return !event.defaultPrevented;
  }
}
