import type { Protocol } from '../browser/protocol.ts';
import { toAppAddress, toAppOrigin } from '../page/page-address.ts';
import type { WebContents } from './web-contents.ts';

let lastRoutingId = 0;

/** One frame of a page. Addresses and origins are told as Electron tells them: `app://ferry/…`. */
export class WebFrameMain {
  readonly frameId: string;
  readonly routingId = ++lastRoutingId;
  readonly frameTreeNodeId = this.routingId;
  readonly processId = 1;
  readonly osProcessId = 0;
  readonly parent: WebFrameMain | null;
  name = '';
  url = '';
  origin = 'null';
  detached = false;
  /** The execution contexts of the current document: the page's own and the preload's. */
  mainWorld: number | undefined;
  preloadWorld: number | undefined;
  private readonly contents: WebContents;

  constructor(contents: WebContents, frameId: string, parent: WebFrameMain | null) {
    this.contents = contents;
    this.frameId = frameId;
    this.parent = parent;
  }

  navigated(frame: Protocol.Page.Frame): void {
    this.url = toAppAddress(frame.url + (frame.urlFragment ?? ''));
    this.origin = toAppOrigin(frame.securityOrigin);
    this.name = frame.name ?? '';
  }

  get top(): WebFrameMain | null {
    return this.detached ? null : (this.parent?.top ?? this);
  }

  get frames(): WebFrameMain[] {
    return [...this.contents.frames.values()].filter((frame) => frame.parent === this);
  }

  get framesInSubtree(): WebFrameMain[] {
    return [this, ...this.frames.flatMap((frame) => frame.framesInSubtree)];
  }

  get visibilityState(): string {
    return 'visible';
  }

  isDestroyed(): boolean {
    return this.detached;
  }

  send(channel: string, ...parameters: unknown[]): void {
    this.contents.deliver(this, { kind: 'message', channel, parameters });
  }

  executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    return this.contents.evaluate(this, code, userGesture);
  }

  reload(): boolean {
    this.contents.reload();
    return true;
  }
}
