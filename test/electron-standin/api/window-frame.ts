import { EventEmitter } from 'node:events';

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

export type WindowState = 'normal' | 'minimized' | 'maximized' | 'fullscreen';

/** Place, size and state of a window. They hold at once; the browser follows. */
export abstract class WindowFrame extends EventEmitter {
  protected bounds: Rectangle;
  protected state: WindowState = 'normal';
  private minimum: readonly [number, number];

  constructor(bounds: Rectangle, minimum: readonly [number, number]) {
    super();
    this.bounds = bounds;
    this.minimum = minimum;
  }

  protected abstract boundsChanged(): void;
  protected abstract stateChanged(state: WindowState): void;

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

  private changeState(state: WindowState): void {
    if (this.state === state) return;
    const before = this.state;
    this.state = state;
    this.stateChanged(state);
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
    this.boundsChanged();
    if (before.width !== this.bounds.width || before.height !== this.bounds.height) this.emit('resize', {});
    if (before.x !== this.bounds.x || before.y !== this.bounds.y) this.emit('move', {});
  }
}
