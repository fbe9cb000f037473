import { z } from 'zod';
import { dropChannel } from '../../shared/bridge/call-names.ts';
import { type CallGroup, callShapes } from '../../shared/bridge/calls.ts';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import { failed, type Result } from '../../shared/result.ts';
import type { AskingContents, AskingEvent } from './sender.ts';
import { isOurFrame } from './sender.ts';

/** What the bridge needs of `ipcMain`. */
export interface IpcPort {
  handle(channel: string, listener: (event: AskingEvent, request: unknown) => Promise<unknown>): void;
}

export interface Bridge {
  readonly ipc: IpcPort;
  /** The window that may ask; null while there is none. */
  readonly ownContents: () => AskingContents | null;
  /** Logs a bug under a new reference and answers with it. */
  readonly reportBug: (call: string, error: unknown) => string;
}

/**
 * Hears which files were dropped on the window. The preload asks the runtime for their paths and tells them here; the
 * page itself has no function that leads to this channel.
 */
export function serveDrops(bridge: Omit<Bridge, 'reportBug'>, dropped: (paths: readonly string[]) => void): void {
  const shape = z.array(z.string().min(1).max(32_767)).max(10_000);
  bridge.ipc.handle(dropChannel, async (event, request) => {
    // SECURITY: first line, before any await.
    if (!isOurFrame(event, bridge.ownContents())) return;
    const paths = shape.safeParse(request);
    if (paths.success) dropped(paths.data);
  });
}

type Services = Omit<Ferry, 'events'>;
type Call = (request: unknown) => Promise<Result<unknown>>;

/**
 * Answers every call of the contract: sender → shape → service → Result, in this one place.
 * A thrown error never crosses the bridge: its message may quote file content or a key.
 */
export function serveCalls(bridge: Bridge, services: Services): void {
  for (const group of Object.keys(callShapes) as CallGroup[]) {
    for (const [name, shape] of Object.entries(callShapes[group])) {
      const call = `${group}.${name}`;
      const service = (services[group] as unknown as Record<string, Call>)[name];
      if (service === undefined) throw new Error(`No service answers ${call}`);
      bridge.ipc.handle(call, async (event, request) => {
        // SECURITY: first line, before any await.
        if (!isOurFrame(event, bridge.ownContents())) return failed({ kind: 'request-malformed', call });
        const shaped = shape.safeParse(request);
        if (!shaped.success) return failed({ kind: 'request-malformed', call });
        try {
          return await service(shaped.data);
        } catch (error) {
          return failed({ kind: 'unexpected', reference: bridge.reportBug(call, error) });
        }
      });
    }
  }
}
