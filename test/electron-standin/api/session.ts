import { EventEmitter } from 'node:events';
import { onlyWhatIsThere } from '../not-implemented.ts';
import { toPageAddress } from '../page/page-address.ts';
import { PERMISSIONS } from './permissions.ts';
import { record, registry } from './registry.ts';
import type { WebContents } from './web-contents.ts';
import { WebRequest } from './web-request.ts';

type Callback = (granted: boolean) => void;
type RequestHandler = (contents: WebContents, permission: string, callback: Callback, details: object) => void;
type CheckHandler = (contents: WebContents | null, permission: string, origin: string, details: object) => boolean;

/**
 * Handlers and hooks of one partition. Chromium asks nobody while a page runs, so the permission handlers are asked
 * beforehand, once for every permission and page, and their answers become Chromium's policy for the page's origin.
 */
export class Session extends EventEmitter {
  readonly webRequest = new WebRequest();
  readonly partition: string;
  private requestHandler: RequestHandler | null = null;
  private checkHandler: CheckHandler | null = null;

  constructor(partition: string) {
    super();
    this.partition = partition;
  }

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.requestHandler = handler;
    this.applyToOpenPages();
  }

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.checkHandler = handler;
    this.applyToOpenPages();
  }

  /** No page of the stand-in ever sees a device: choosers do not open. */
  setDevicePermissionHandler(handler: unknown): void {
    record('session.setDevicePermissionHandler', handler);
  }

  setDisplayMediaRequestHandler(handler: unknown): void {
    record('session.setDisplayMediaRequestHandler', handler);
  }

  setSpellCheckerEnabled(): void {}

  isPersistent(): boolean {
    return false;
  }

  getUserAgent(): string {
    return '';
  }

  async clearCache(): Promise<void> {
    await this.tellPages('Network.clearBrowserCache');
  }

  async clearStorageData(): Promise<void> {
    const root = registry.chromium?.connection.root;
    await root?.send('Storage.clearCookies', {});
    for (const contents of this.pages()) {
      const origin = toPageAddress(`${contents.mainFrame?.origin ?? ''}/`).replace(/\/$/, '');
      await contents.page?.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
    }
  }

  flushStorageData(): void {}

  private pages(): WebContents[] {
    return [...registry.contents.values()].filter((contents) => contents.session === this);
  }

  private async tellPages(method: 'Network.clearBrowserCache'): Promise<void> {
    for (const { page } of this.pages()) await page?.send(method);
  }

  private applyToOpenPages(): void {
    for (const contents of this.pages()) {
      if (contents.getURL() !== '') void this._applyPermissions(contents, contents.getURL());
    }
  }

  private ask(contents: WebContents, permission: string, requestingUrl: string, origin: string): Promise<boolean> {
    const details = { requestingUrl, securityOrigin: `${origin}/`, embeddingOrigin: `${origin}/`, isMainFrame: true };
    const media = permission === 'media' ? { mediaTypes: ['audio', 'video'], mediaType: 'video' } : {};
    const checked = this.checkHandler?.(contents, permission, `${origin}/`, { ...details, ...media }) ?? true;
    const { requestHandler } = this;
    if (!checked || requestHandler === null) return Promise.resolve(checked);
    return new Promise((resolve) => requestHandler(contents, permission, resolve, { ...details, ...media }));
  }

  /** Handlers that answer at once are obeyed from the page's first script on; the others as soon as they answer. */
  async _applyPermissions(contents: WebContents, address: string): Promise<void> {
    const origin = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]+/i.exec(address)?.[0];
    if (origin === undefined) return;
    const pageOrigin = toPageAddress(origin).replace(/\/$/, '');
    for (const [permission, descriptors] of Object.entries(PERMISSIONS)) {
      const granted = this.ask(contents, permission, address, origin);
      void granted.then((yes) => {
        for (const descriptor of descriptors) {
          registry.chromium?.connection.root.tell('Browser.setPermission', {
            permission: descriptor,
            setting: yes ? 'granted' : 'denied',
            origin: pageOrigin,
          });
        }
      });
    }
    // One turn for the answers that are there already.
    await Promise.resolve();
  }
}

const sessions = new Map<string, Session>();

export function sessionFor(partition = ''): Session {
  const known = sessions.get(partition) ?? onlyWhatIsThere('session', new Session(partition), ['domain']);
  sessions.set(partition, known);
  return known;
}

export function sessionOf(contents: WebContents | undefined): Session {
  return contents?.session ?? sessionFor();
}

/** The `session` module. Partitions keep their handlers apart; the storage behind them is one. */
export const session = onlyWhatIsThere('session', {
  get defaultSession(): Session {
    return sessionFor();
  },
  fromPartition: (partition: string): Session => sessionFor(partition),
});
