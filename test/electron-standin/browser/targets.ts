import { registry, runningChromium } from '../api/registry.ts';
import { interceptRequests } from '../api/requests.ts';
import type { CdpConnection, CdpSession } from './cdp-connection.ts';
import type { Protocol } from './protocol.ts';

export interface PageTarget {
  readonly id: string;
  readonly session: CdpSession;
}

type Taker = (target: PageTarget) => void;

const takers = new Map<string, Taker>();
const arrivals = new Map<string, PageTarget>();
/** Windows asked of a second browser process, which does not tell their ids: first asked, first come. */
const unnamedTakers: Taker[] = [];
let asked = 0;

const refused = new Set<string>();

/** A frame of a page that is being closed: none of its requests may leave. */
export function isRefused(frameId: string): boolean {
  return refused.has(frameId);
}

/** A popup may share its opener's process: left standing it would stand in the opener's way, so it is let go to close. */
function closeStranger(root: CdpSession, { id, session }: PageTarget): void {
  refused.add(id);
  root.tell('Target.closeTarget', { targetId: id });
  session.tell('Runtime.runIfWaitingForDebugger');
}

/** Every page stops before its first request until its owner says go; a page without an owner is closed. */
function arrive(connection: CdpConnection, event: Protocol.Target.attachedToTargetPayload): void {
  const { targetId, openerId } = event.targetInfo;
  const target = { id: targetId, session: connection.session(event.sessionId) };
  if (openerId !== undefined) {
    const opener = [...registry.contents.values()].find((contents) => contents.targetId === openerId);
    opener?.refusePopup(event.targetInfo.url);
    closeStranger(connection.root, target);
    return;
  }
  const taker = takers.get(targetId) ?? unnamedTakers.shift();
  if (taker !== undefined) taker(target);
  else if (asked > 0) arrivals.set(targetId, target);
  else closeStranger(connection.root, target);
}

export async function attachToTargets(connection: CdpConnection): Promise<{ chrome: string; userAgent: string }> {
  const { root } = connection;
  const contentsOf = (targetId: string) =>
    [...registry.contents.values()].find((contents) => contents.targetId === targetId);
  root.on('Target.attachedToTarget', (event) => arrive(connection, event));
  root.on('Target.detachedFromTarget', ({ sessionId }) => {
    connection.forget(sessionId);
    for (const contents of registry.contents.values()) if (contents.page?.id === sessionId) contents.targetGone();
  });
  root.on('Target.targetCrashed', ({ targetId, status, errorCode }) =>
    contentsOf(targetId)?.crashed(status, errorCode),
  );
  root.on('Target.targetInfoChanged', ({ targetInfo }) => contentsOf(targetInfo.targetId)?.titled(targetInfo.title));
  interceptRequests(root);
  const filter = [{ type: 'page' }];
  root.tell('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
  root.tell('Target.setDiscoverTargets', { discover: true, filter });
  root.tell('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true, filter });
  const { product, userAgent } = await root.send('Browser.getVersion');
  return { chrome: product.replace(/^.*\//, ''), userAgent };
}

/** Opens a page at its address; it waits there, before its first request, for `Runtime.runIfWaitingForDebugger`. */
export async function openPage(url: string, bounds: { width: number; height: number }): Promise<PageTarget> {
  const chromium = runningChromium();
  const { root } = chromium.connection;
  if (!chromium.headless) {
    return new Promise((resolve) => {
      unnamedTakers.push(resolve);
      chromium.openAppWindow(url, bounds);
    });
  }
  asked += 1;
  const { targetId } = await root.send('Target.createTarget', { url, newWindow: true, ...bounds });
  asked -= 1;
  const arrived = arrivals.get(targetId);
  arrivals.delete(targetId);
  if (asked === 0) {
    for (const stranger of arrivals.values()) closeStranger(root, stranger);
    arrivals.clear();
  }
  return arrived ?? new Promise((resolve) => takers.set(targetId, resolve));
}
