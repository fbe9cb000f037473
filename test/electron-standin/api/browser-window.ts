import { EventEmitter } from 'node:events';
import { pressed } from './accelerators.ts';
import { app } from './app.ts';
import { preventableEvent } from './preventable-event.ts';
import { registry, runningChromium } from './registry.ts';
import { WebContents } from './web-contents.ts';

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface WindowOptions extends Partial<Rectangle> {
  readonly show?: boolean;
  readonly title?: string;
  readonly minWidth?: number;
  readonly minHeight?: number;
  readonly backgroundColor?: string;
  readonly webPreferences?: {
    readonly preload?: string;
    readonly partition?: string;
    readonly [name: string]: unknown;
  };
}

let lastId = 0;

export class BrowserWindow extends EventEmitter {
  readonly id = ++lastId;
  readonly webContents: WebContents;
  autoHideMenuBar = false;
  documentEdited = false;
  representedFilename = '';
  private bounds: Rectangle;
  private minimum: readonly [number, number];
  private title: string;
  private visible: boolean;
  private state: 'normal' | 'minimized' | 'maximized' | 'fullscreen' = 'normal';
  private destroyed = false;
  private shownOnce = false;
  private windowId: number | undefined;

  constructor(options: WindowOptions = {}) {
    super();
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    const { x = 0, y = 0, width = 800, height = 600, webPreferences = {} } = options;
    this.bounds = { x, y, width, height };
    this.minimum = [options.minWidth ?? 0, options.minHeight ?? 0];
    this.title = options.title ?? app.getName();
    this.visible = options.show !== false;
    this.webContents = new WebContents({
      preload: webPreferences.preload,
      partition: webPreferences.partition,
      size: () => ({ width: this.bounds.width, height: this.bounds.height }),
      requestClose: (mayBePrevented) => (mayBePrevented ? this.close() : this.destroy()),
    });
    this.webContents.on('did-stop-loading', () => this.pageShown());
    this.webContents.on('dom-ready', () => void this.placeWindow());
    this.webContents.on('page-title-updated', (_event, title: string) => this.pageTitled(title));
    this.webContents.on('-accelerator', (keys: string) => pressed(this, keys));
    registry.windows.add(this);
    app.emit('browser-window-created', {}, this);
    app.emit('web-contents-created', {}, this.webContents);
    if (this.visible) this.takeFocus();
  }

  static getAllWindows(): BrowserWindow[] {
    return [...registry.windows];
  }

  static getFocusedWindow(): BrowserWindow | null {
    return registry.focused ?? null;
  }

  static fromWebContents(contents: WebContents | undefined): BrowserWindow | null {
    return [...registry.windows].find((window) => window.webContents === contents) ?? null;
  }

  static fromId(id: number): BrowserWindow | null {
    return [...registry.windows].find((window) => window.id === id) ?? null;
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  reload(): void {
    this.webContents.reload();
  }

  close(): void {
    if (this.destroyed) return;
    const event = preventableEvent({ sender: this });
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    registry.windows.delete(this);
    if (registry.focused === this) registry.focused = undefined;
    this.webContents.destroy();
    this.emit('closed', {});
    app.windowClosed();
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  show(): void {
    this.visible = true;
    this.emit('show', {});
    this.focus();
  }

  showInactive(): void {
    this.visible = true;
    this.emit('show', {});
  }

  hide(): void {
    this.visible = false;
    this.giveUpFocus();
    this.emit('hide', {});
  }

  isVisible(): boolean {
    return this.visible && this.state !== 'minimized';
  }

  focus(): void {
    this.webContents.focus();
    this.takeFocus();
  }

  blur(): void {
    this.giveUpFocus();
  }

  isFocused(): boolean {
    return registry.focused === this;
  }

  private takeFocus(): void {
    if (registry.focused === this) return;
    registry.focused?.giveUpFocus();
    registry.focused = this;
    this.emit('focus', {});
    app.emit('browser-window-focus', {}, this);
  }

  private giveUpFocus(): void {
    if (registry.focused !== this) return;
    registry.focused = undefined;
    this.emit('blur', {});
    app.emit('browser-window-blur', {}, this);
  }

  minimize(): void {
    this.changeState('minimized');
  }

  maximize(): void {
    this.changeState('maximized');
  }

  unmaximize(): void {
    this.changeState('normal');
  }

  restore(): void {
    this.changeState('normal');
  }

  setFullScreen(on: boolean): void {
    this.changeState(on ? 'fullscreen' : 'normal');
  }

  isMinimized(): boolean {
    return this.state === 'minimized';
  }

  isMaximized(): boolean {
    return this.state === 'maximized';
  }

  isFullScreen(): boolean {
    return this.state === 'fullscreen';
  }

  isNormal(): boolean {
    return this.state === 'normal';
  }

  private changeState(state: BrowserWindow['state']): void {
    if (this.state === state) return;
    const before = this.state;
    this.state = state;
    if (this.windowId !== undefined) {
      const { root } = runningChromium().connection;
      root.tell('Browser.setWindowBounds', { windowId: this.windowId, bounds: { windowState: state } });
    }
    const left = { minimized: 'restore', maximized: 'unmaximize', fullscreen: 'leave-full-screen', normal: '' }[before];
    const entered = { minimized: 'minimize', maximized: 'maximize', fullscreen: 'enter-full-screen', normal: left }[
      state
    ];
    if (entered !== '') this.emit(entered, {});
  }

  getBounds(): Rectangle {
    return { ...this.bounds };
  }

  getContentBounds(): Rectangle {
    return this.getBounds();
  }

  getNormalBounds(): Rectangle {
    return this.getBounds();
  }

  getSize(): number[] {
    return [this.bounds.width, this.bounds.height];
  }

  getContentSize(): number[] {
    return this.getSize();
  }

  getPosition(): number[] {
    return [this.bounds.x, this.bounds.y];
  }

  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }

  setContentSize(width: number, height: number): void {
    this.setSize(width, height);
  }

  setPosition(x: number, y: number): void {
    this.setBounds({ x, y });
  }

  setContentBounds(bounds: Rectangle): void {
    this.setBounds(bounds);
  }

  setMinimumSize(width: number, height: number): void {
    this.minimum = [width, height];
    this.setBounds({});
  }

  getMinimumSize(): number[] {
    return [...this.minimum];
  }

  center(): void {}

  setBounds(wanted: Partial<Rectangle>): void {
    const before = this.bounds;
    const merged = { ...before, ...wanted };
    const [minWidth, minHeight] = this.minimum;
    this.bounds = { ...merged, width: Math.max(merged.width, minWidth), height: Math.max(merged.height, minHeight) };
    void this.placeWindow();
    if (before.width !== this.bounds.width || before.height !== this.bounds.height) this.emit('resize', {});
    if (before.x !== this.bounds.x || before.y !== this.bounds.y) this.emit('move', {});
  }

  /** A window's size is its page's size: the stand-in's windows have no frame that counts. */
  private async placeWindow(): Promise<void> {
    const { page } = this.webContents;
    if (page === undefined || this.destroyed) return;
    const { root } = runningChromium().connection;
    try {
      this.windowId ??= (await page.send('Browser.getWindowForTarget')).windowId;
      const { x: left, y: top, width, height } = this.bounds;
      root.tell('Browser.setWindowBounds', { windowId: this.windowId, bounds: { left, top } });
      root.tell('Browser.setContentsSize', { windowId: this.windowId, width, height });
    } catch {
      // The window was closed meanwhile.
    }
  }

  private pageShown(): void {
    if (this.shownOnce) return;
    this.shownOnce = true;
    this.emit('ready-to-show', {});
  }

  private pageTitled(title: string): void {
    const event = preventableEvent({});
    this.emit('page-title-updated', event, title, true);
    if (!event.defaultPrevented) this.title = title;
  }

  setTitle(title: string): void {
    this.title = title;
  }

  getTitle(): string {
    return this.title;
  }

  setMenu(): void {}
  removeMenu(): void {}
  setMenuBarVisibility(): void {}
  isMenuBarVisible(): boolean {
    return false;
  }
  setAutoHideMenuBar(): void {}
  setIcon(): void {}
  setBackgroundColor(): void {}
  setProgressBar(): void {}
  flashFrame(): void {}
  moveTop(): void {}
  setAlwaysOnTop(): void {}
  setResizable(): void {}

  setRepresentedFilename(file: string): void {
    this.representedFilename = file;
  }

  getRepresentedFilename(): string {
    return this.representedFilename;
  }

  setDocumentEdited(edited: boolean): void {
    this.documentEdited = edited;
  }

  isDocumentEdited(): boolean {
    return this.documentEdited;
  }
}
