import { EventEmitter } from 'node:events';
import { onlyWhatIsThere } from '../not-implemented.ts';

export type InvokeHandler = (event: object, ...parameters: unknown[]) => unknown;

export class IpcMain extends EventEmitter {
  private readonly handlers = new Map<string, InvokeHandler>();

  handle(channel: string, handler: InvokeHandler): void {
    if (this.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    if (typeof handler !== 'function')
      throw new TypeError(`Expected handler to be a function, but found type '${typeof handler}'`);
    this.handlers.set(channel, handler);
  }

  handleOnce(channel: string, handler: InvokeHandler): void {
    this.handle(channel, (event, ...parameters) => {
      this.removeHandler(channel);
      return handler(event, ...parameters);
    });
  }

  removeHandler(channel: string): void {
    this.handlers.delete(channel);
  }

  _handlerOf(channel: string): InvokeHandler | undefined {
    return this.handlers.get(channel);
  }
}

export const ipcMain = onlyWhatIsThere('ipcMain', new IpcMain(), ['domain']);
