import { EventEmitter } from 'node:events';
import { onlyWhatIsThere } from '../not-implemented.ts';

import { record } from './registry.ts';
import type { Rectangle } from './window-frame.ts';

/** What belongs to the desktop around the app. Nothing here leaves the process: calls are recorded. */
export const shell = onlyWhatIsThere('shell', {
  async openExternal(url: string, options?: object): Promise<void> {
    record('shell.openExternal', url, options);
  },
  async openPath(file: string): Promise<string> {
    record('shell.openPath', file);
    return '';
  },
  showItemInFolder(file: string): void {
    record('shell.showItemInFolder', file);
  },
  async trashItem(file: string): Promise<void> {
    record('shell.trashItem', file);
  },
  beep(): void {
    record('shell.beep');
  },
});

const workArea: Rectangle = { x: 0, y: 0, width: 1920, height: 1080 };
const display = {
  id: 1,
  label: 'Stand-in',
  bounds: workArea,
  workArea,
  size: { width: workArea.width, height: workArea.height },
  workAreaSize: { width: workArea.width, height: workArea.height },
  scaleFactor: 1,
  rotation: 0,
  internal: false,
};

class Screen extends EventEmitter {
  getPrimaryDisplay = () => display;
  getAllDisplays = () => [display];
  getDisplayMatching = (_rectangle: Rectangle) => display;
  getDisplayNearestPoint = (_point: { x: number; y: number }) => display;
  getCursorScreenPoint = () => ({ x: 0, y: 0 });
}

export const screen = onlyWhatIsThere('screen', new Screen(), ['domain']);

let clipboardText = '';

/** In memory: tests must not touch a person's clipboard. */
export const clipboard = onlyWhatIsThere('clipboard', {
  readText: async (): Promise<string> => clipboardText,
  writeText: async (text: string): Promise<void> => {
    clipboardText = text;
  },
  clear: (): void => {
    clipboardText = '';
  },
  has: async (type: string): Promise<boolean> => type === 'text/plain' && clipboardText !== '',
});

/** Truthful: the stand-in has no protected storage. */
export const safeStorage = onlyWhatIsThere('safeStorage', {
  isEncryptionAvailable: (): boolean => false,
  getSelectedStorageBackend: () => 'basic_text' as const,
  setUsePlainTextEncryption: (_use: boolean): void => undefined,
});

class PowerMonitor extends EventEmitter {
  onBatteryPower = false;
  isOnBatteryPower = (): boolean => this.onBatteryPower;
  getSystemIdleTime = (): number => 0;
  getSystemIdleState = (_threshold: number) => 'active' as const;
  getCurrentThermalState = () => 'unknown' as const;
}

/** `powerMonitor.emit('suspend')` plays the event. */
export const powerMonitor = onlyWhatIsThere('powerMonitor', new PowerMonitor(), ['domain']);

export class Notification extends EventEmitter {
  readonly title: string;
  readonly body: string;

  constructor(options: { title?: string; body?: string } = {}) {
    super();
    this.title = options.title ?? '';
    this.body = options.body ?? '';
  }

  static isSupported(): boolean {
    return true;
  }

  show(): void {
    record('Notification.show', { title: this.title, body: this.body });
    this.emit('show', {});
  }

  close(): void {
    this.emit('close', {});
  }
}

export const crashReporter = onlyWhatIsThere('crashReporter', {
  start: (options: object): void => record('crashReporter.start', options),
  getUploadToServer: (): boolean => false,
  setUploadToServer: (_upload: boolean): void => undefined,
  addExtraParameter: (_key: string, _value: string): void => undefined,
  removeExtraParameter: (_key: string): void => undefined,
});

export class NativeImage {
  readonly file: string | undefined;

  constructor(file?: string) {
    this.file = file;
  }

  isEmpty(): boolean {
    return this.file === undefined;
  }

  getSize(): { width: number; height: number } {
    return { width: 0, height: 0 };
  }

  resize(): NativeImage {
    return this;
  }

  setTemplateImage(): void {}
}

export const nativeImage = onlyWhatIsThere('nativeImage', {
  createEmpty: (): NativeImage => new NativeImage(),
  createFromPath: (file: string): NativeImage => new NativeImage(file),
});
