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

/** Calls that keep on this computer what a person typed or chose: quitting gives them the time they need. */
const keeping: ReadonlySet<string> = new Set([
  'view.save',
  'environments.save',
  'environments.remove',
  'environments.reorder',
  'drafts.save',
  'drafts.discard',
  'remembered.forget',
  'remembered.forgetAll',
  'files.keepEdits',
  'files.save',
  'files.saveAs',
  'files.discardDraft',
  'files.forImport',
  'exports.run',
]);

export interface Served {
  /** Null while nothing is being kept, else ends when that is done. */
  keeping(): Promise<unknown> | null;
}

/**
 * Answers every call of the contract: sender → shape → service → Result, in this one place.
 * A thrown error never crosses the bridge: its message may quote file content or a key.
 */
export function serveCalls(bridge: Bridge, services: Services): Served {
  const underWay = new Set<Promise<unknown>>();
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
        const answer = (async () => service(shaped.data))();
        if (keeping.has(call)) {
          underWay.add(answer);
          void answer.catch(() => undefined).finally(() => underWay.delete(answer));
        }
        try {
          return await answer;
        } catch (error) {
          return failed({ kind: 'unexpected', reference: bridge.reportBug(call, error) });
        }
      });
    }
  }
  return { keeping: () => (underWay.size === 0 ? null : Promise.allSettled(underWay)) };
}
