import { pressed } from './accelerators.ts';
import { app } from './app.ts';
import { preventableEvent } from './preventable-event.ts';
import { registry, runningChromium } from './registry.ts';
import { WebContents } from './web-contents.ts';
import { type Rectangle, WindowFrame, type WindowState } from './window-frame.ts';

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

export class BrowserWindow extends WindowFrame {
  readonly id = ++lastId;
  readonly webContents: WebContents;
  autoHideMenuBar = false;
  documentEdited = false;
  representedFilename = '';
  private title: string;
  private visible: boolean;
  private destroyed = false;
  private shownOnce = false;
  private windowId: number | undefined;

  constructor(options: WindowOptions = {}) {
    const { x = 0, y = 0, width = 800, height = 600, webPreferences = {} } = options;
    super({ x, y, width, height }, [options.minWidth ?? 0, options.minHeight ?? 0]);
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
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

  protected override boundsChanged(): void {
    void this.placeWindow();
  }

  protected override stateChanged(windowState: WindowState): void {
    if (this.windowId === undefined) return;
    const { root } = runningChromium().connection;
    root.tell('Browser.setWindowBounds', { windowId: this.windowId, bounds: { windowState } });
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
