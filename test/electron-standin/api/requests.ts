import type { CdpSession } from '../browser/cdp-connection.ts';
import type { Protocol } from '../browser/protocol.ts';
import { isRefused } from '../browser/targets.ts';
import { toAppAddress } from '../page/page-address.ts';
import { answerFor } from './protocol.ts';
import { registry } from './registry.ts';
import { sessionOf } from './session.ts';
import type { RequestDetails } from './web-request.ts';

type Paused = Protocol.Fetch.requestPausedPayload;

function detailsOf(paused: Paused, id: number, webContentsId: number | undefined): RequestDetails {
  const isMain = [...registry.contents.values()].some((contents) => contents.targetId === paused.frameId);
  const documentType = isMain ? 'mainFrame' : 'subFrame';
  return {
    id,
    url: toAppAddress(paused.request.url),
    method: paused.request.method,
    resourceType: paused.resourceType === 'Document' ? documentType : paused.resourceType.toLowerCase(),
    referrer: toAppAddress(paused.request.headers.Referer ?? ''),
    timestamp: Date.now(),
    ...(webContentsId === undefined ? {} : { webContentsId }),
  };
}

let lastRequest = 0;

async function decide(root: CdpSession, paused: Paused): Promise<void> {
  const { requestId } = paused;
  const contents = [...registry.contents.values()].find((candidate) => candidate.hasFrame(paused.frameId));
  const fail = (errorReason: Protocol.Network.ErrorReason) =>
    root.send('Fetch.failRequest', { requestId, errorReason });

  if (isRefused(paused.frameId)) return void (await fail('Aborted'));
  if (paused.resourceType === 'Document' && contents !== undefined) {
    const redirected = paused.redirectedRequestId !== undefined;
    const allowed = await contents.guard.allows(paused.frameId, paused.request.url, redirected);
    // Aborted: the document that is shown stays.
    if (!allowed) return void (await fail('Aborted'));
  }
  const details = detailsOf(paused, ++lastRequest, contents?.id);
  const { webRequest } = sessionOf(contents);
  const { cancel, redirectTo } = await webRequest.askBefore(details);
  if (cancel) return void (await fail('BlockedByClient'));
  if (redirectTo !== undefined) {
    const responseHeaders = [{ name: 'location', value: redirectTo }];
    return void (await root.send('Fetch.fulfillRequest', { requestId, responseCode: 307, responseHeaders }));
  }
  const answer = await answerFor(paused);
  if (answer === undefined) return void (await root.send('Fetch.continueRequest', { requestId }));
  if (answer === 'failed') return void (await fail('Failed'));
  const responseHeaders = await webRequest.changeHeaders(details, answer.status, answer.headers);
  if (responseHeaders === 'cancelled') return void (await fail('BlockedByClient'));
  const { status: responseCode, body } = answer;
  await root.send('Fetch.fulfillRequest', { requestId, responseCode, responseHeaders, body });
}

/** Every request of every page passes here: navigation guards, `webRequest`, custom protocols, then the network. */
export function interceptRequests(root: CdpSession): void {
  root.on('Fetch.requestPaused', (paused) => {
    decide(root, paused).catch((error: unknown) => {
      process.emitWarning(`${paused.request.method} ${toAppAddress(paused.request.url)}: ${String(error)}`);
      root.tell('Fetch.failRequest', { requestId: paused.requestId, errorReason: 'Failed' });
    });
  });
}
