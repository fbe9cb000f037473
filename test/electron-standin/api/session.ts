import { EventEmitter } from 'node:events';
import { onlyWhatIsThere } from '../not-implemented.ts';
import { registry } from './registry.ts';
import type { WebContents } from './web-contents.ts';
import { WebRequest } from './web-request.ts';

type RequestHandler = (
  contents: WebContents,
  permission: string,
  callback: (granted: boolean) => void,
  details: object,
) => void;
type CheckHandler = (contents: WebContents, permission: string, origin: string, details: object) => boolean;

export class Session extends EventEmitter {
  readonly webRequest = new WebRequest();
  private requestHandler: RequestHandler | null = null;
  private checkHandler: CheckHandler | null = null;
  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.requestHandler = handler;
  }
  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.checkHandler = handler;
  }
  setDevicePermissionHandler(): void {}
  async _applyPermissions(_contents: WebContents): Promise<void> {
    void this.requestHandler;
    void this.checkHandler;
  }
}

const sessions = new Map<string, Session>();

export function sessionFor(partition = ''): Session {
  const known = sessions.get(partition) ?? onlyWhatIsThere('session', new Session(), ['domain']);
  sessions.set(partition, known);
  return known;
}

export function sessionOf(contents: WebContents | undefined): Session {
  return contents?.session ?? sessionFor();
}

export const session = onlyWhatIsThere('session', {
  get defaultSession(): Session {
    return sessionFor();
  },
  fromPartition: (partition: string): Session => sessionFor(partition),
});
void registry;
