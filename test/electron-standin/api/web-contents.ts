import { EventEmitter } from 'node:events';
import type { CdpSession } from '../browser/cdp-connection.ts';
import type { Protocol } from '../browser/protocol.ts';
import { openPage } from '../browser/targets.ts';
import { injectedScripts, RECEIVER } from '../page/injected-scripts.ts';
import { toAppAddress, toPageAddress } from '../page/page-address.ts';
import { IpcMain } from './ipc-main.ts';
import { encodeForPreload } from './ipc-receiver.ts';
import { NavigationGuard } from './navigation-guard.ts';
import { followPage, type OpenedWindow } from './page-events.ts';
import { preparePage } from './page-settings.ts';
import { record, registry } from './registry.ts';
import { type Session, sessionFor } from './session.ts';
import type { WebFrameMain } from './web-frame-main.ts';

export interface WebContentsOptions {
  readonly preload: string | undefined;
  readonly partition: string | undefined;
  readonly size: () => { width: number; height: number };
  readonly requestClose: (mayBePrevented: boolean) => void;
}

type WindowOpenHandler = (details: object) => { action: 'allow' | 'deny' };

let lastId = 0;

/** The page of a window. Its target is opened by the first `loadURL`, at that address: no empty page is ever seen. */
export class WebContents extends EventEmitter {
  readonly id = ++lastId;
  readonly ipc = new IpcMain();
  readonly guard = new NavigationGuard(this);
  readonly frames = new Map<string, WebFrameMain>();
  readonly preloadFile: string | undefined;
  readonly session: Session;
  /** The DevTools session of the page, once it is open. */
  page: CdpSession | undefined;
  targetId: string | undefined;
  audioMuted = false;
  userAgent = '';
  private readonly options: WebContentsOptions;
  private opening: Promise<CdpSession> | undefined;
  private windowOpenHandler: WindowOpenHandler | undefined;
  private lastOpened: OpenedWindow | undefined;
  private loading: PromiseWithResolvers<void> | undefined;
  private failed = false;
  private destroyed = false;
  private hasCrashed = false;
  private title = '';
  private zoom = 1;

  constructor(options: WebContentsOptions) {
    super();
    this.options = options;
    this.preloadFile = options.preload;
    this.session = sessionFor(options.partition);
    registry.contents.set(this.id, this);
  }

  get mainFrame(): WebFrameMain | null {
    return this.frames.get(this.targetId ?? '') ?? null;
  }

  async loadURL(address: string): Promise<void> {
    this.loading?.reject(new Error(`ERR_ABORTED (-3) loading '${address}'`));
    const loading = Promise.withResolvers<void>();
    this.loading = loading;
    const url = toPageAddress(address);
    this.guard.expect(url);
    this.emit('did-start-loading', {});
    if (this.opening === undefined) {
      this.opening = this.open(url);
      await this.opening;
    } else {
      const page = await this.opening;
      const { errorText } = await page.send('Page.navigate', { url });
      if (errorText !== undefined) this.loadFailed(errorText, url);
    }
    await loading.promise;
  }

  private async open(url: string): Promise<CdpSession> {
    const { id, session } = await openPage(url, this.options.size());
    this.targetId = id;
    this.page = session;
    followPage(this, session);
    await preparePage(this, session, injectedScripts(this.preloadFile), toAppAddress(url));
    return session;
  }

  private loadFailed(reason: string, address: string): void {
    const text = reason.replace(/^net::/, '');
    const url = toAppAddress(address);
    const code = text === 'ERR_ABORTED' ? -3 : -2;
    this.emit('did-fail-load', {}, code, text, url, true, 1, 1);
    this.loading?.reject(new Error(`${text} (${code}) loading '${url}'`));
    this.loading = undefined;
  }

  navigated(frame: Protocol.Page.Frame): void {
    this.failed = frame.unreachableUrl !== undefined;
    if (frame.unreachableUrl !== undefined) this.loadFailed('ERR_FAILED', frame.unreachableUrl);
    else {
      void this.session._applyPermissions(this, this.getURL());
      this.emit('did-navigate', {}, this.getURL(), 200, 'OK');
    }
    if (this.zoom !== 1) this.applyZoom();
  }

  loaded(): void {
    if (!this.failed) {
      this.hasCrashed = false;
      this.emit('did-finish-load', {});
      this.loading?.resolve();
      this.loading = undefined;
    }
    this.emit('did-stop-loading', {});
  }

  titled(title: string): void {
    // Until it has a title of its own, Chromium names a page by its address.
    if (title === this.title || title === '' || /\.test(\/|$)/.test(title)) return;
    this.title = title;
    this.emit('page-title-updated', {}, title, true);
  }

  crashed(status: string, exitCode: number): void {
    this.hasCrashed = true;
    this.emit('render-process-gone', {}, { reason: status === 'killed' ? 'killed' : 'crashed', exitCode });
  }

  targetGone(): void {
    if (!this.destroyed) this.options.requestClose(false);
  }

  aboutToOpen(opened: OpenedWindow): void {
    this.lastOpened = opened;
  }

  /** The popup stands still before its first request; it is closed there. */
  refusePopup(address: string): void {
    const opened = this.lastOpened;
    const answer = this.windowOpenHandler?.({
      url: toAppAddress(opened?.url || address),
      frameName: opened?.windowName ?? '',
      features: opened?.windowFeatures.join(',') ?? '',
      disposition: 'foreground-tab',
      referrer: { url: this.getURL(), policy: 'strict-origin-when-cross-origin' },
    });
    if (answer?.action !== 'deny') process.emitWarning('not implemented in the stand-in: a window opened by a page');
  }

  /** Resolves when every event that the page has sent so far is here; a page that hangs is not waited for. */
  async hearEverythingFromThePage(): Promise<void> {
    const answer = this.page?.send('Runtime.evaluate', { expression: '0' }).catch(() => undefined);
    await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, 300).unref())]);
  }

  hasFrame(frameId: string): boolean {
    return this.targetId === frameId || this.frames.has(frameId);
  }

  deliver(frame: WebFrameMain, message: object): void {
    if (this.destroyed) throw new TypeError('Object has been destroyed');
    const text = encodeForPreload(message);
    if (frame.preloadWorld === undefined) return;
    this.page?.tell('Runtime.callFunctionOn', {
      functionDeclaration: `function (text) { ${RECEIVER}(text); }`,
      executionContextId: frame.preloadWorld,
      arguments: [{ value: text }],
    });
  }

  send(channel: string, ...parameters: unknown[]): void {
    if (typeof channel !== 'string') throw new TypeError('Missing required channel argument');
    if (this.mainFrame !== null) this.deliver(this.mainFrame, { kind: 'message', channel, parameters });
  }

  async evaluate(frame: WebFrameMain, expression: string, userGesture: boolean): Promise<unknown> {
    const page = await this.opening;
    if (page === undefined) throw new Error('Nothing is loaded.');
    const { result, exceptionDetails } = await page.send('Runtime.evaluate', {
      expression,
      userGesture,
      awaitPromise: true,
      returnByValue: true,
      ...(frame.mainWorld === undefined ? {} : { contextId: frame.mainWorld }),
    });
    if (exceptionDetails !== undefined)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    await this.opening;
    if (this.mainFrame === null) throw new Error('Nothing is loaded.');
    return this.evaluate(this.mainFrame, code, userGesture);
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.windowOpenHandler = handler;
  }

  getURL(): string {
    return this.mainFrame?.url ?? '';
  }

  getTitle(): string {
    return this.title || this.getURL();
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  isLoading(): boolean {
    return this.loading !== undefined;
  }

  isCrashed(): boolean {
    return this.hasCrashed;
  }

  forcefullyCrashRenderer(): void {
    // Its answer never comes: who would give it is gone.
    this.page?.send('Page.crash').catch(() => undefined);
  }

  isFocused(): boolean {
    return registry.focused?.webContents === this;
  }

  getType(): string {
    return 'window';
  }

  getOSProcessId(): number {
    return 0;
  }

  reload(): void {
    this.guard.expect(toPageAddress(this.getURL()));
    this.emit('did-start-loading', {});
    this.page?.tell('Page.reload', {});
  }

  stop(): void {
    this.page?.tell('Page.stopLoading');
  }

  focus(): void {
    this.page?.tell('Page.bringToFront');
  }

  close(options: { waitForBeforeUnload?: boolean } = {}): void {
    this.options.requestClose(options.waitForBeforeUnload === true);
  }

  openDevTools(): void {
    record('webContents.openDevTools');
  }

  closeDevTools(): void {
    record('webContents.closeDevTools');
  }

  isDevToolsOpened(): boolean {
    return false;
  }

  startDrag(item: object): void {
    record('webContents.startDrag', item);
  }

  setZoomFactor(factor: number): void {
    if (!(factor > 0)) throw new Error("'zoomFactor' must be a double greater than 0.0");
    this.zoom = factor;
    this.applyZoom();
  }

  getZoomFactor(): number {
    return this.zoom;
  }

  setZoomLevel(level: number): void {
    this.setZoomFactor(1.2 ** level);
  }

  getZoomLevel(): number {
    return Math.log(this.zoom) / Math.log(1.2);
  }

  /** The style of the root element stands for the browser's zoom: sizes change, media queries do not. */
  private applyZoom(): void {
    const expression = `document.documentElement.style.zoom = ${JSON.stringify(String(this.zoom))}; undefined`;
    this.page?.tell('Runtime.evaluate', { expression });
  }

  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    for (const frame of this.frames.values()) frame.detached = true;
    registry.contents.delete(this.id);
    this.loading?.promise.catch(() => undefined);
    this.loading?.reject(new Error(`ERR_ABORTED (-3) loading '${this.getURL()}'`));
    const root = registry.chromium?.connection.root;
    const closing = this.opening?.catch(() => undefined);
    void closing?.then(() => {
      if (this.targetId !== undefined) root?.tell('Target.closeTarget', { targetId: this.targetId });
    });
    this.emit('destroyed', {});
  }
}
