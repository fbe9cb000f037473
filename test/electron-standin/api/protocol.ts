import type { Protocol } from '../browser/protocol.ts';
import { onlyWhatIsThere } from '../not-implemented.ts';
import { customSchemeOf, knowScheme, toAppAddress } from '../page/page-address.ts';

type Handler = (request: Request) => Response | Promise<Response>;
type Paused = Protocol.Fetch.requestPausedPayload;

const handlers = new Map<string, Handler>();

export const protocol = onlyWhatIsThere('protocol', {
  registerSchemesAsPrivileged(schemes: readonly { scheme: string }[]): void {
    for (const { scheme } of schemes) knowScheme(scheme);
  },
  handle(scheme: string, handler: Handler): void {
    if (handlers.has(scheme)) throw new Error('The scheme has been registered');
    knowScheme(scheme);
    handlers.set(scheme, handler);
  },
  unhandle(scheme: string): void {
    if (!handlers.delete(scheme)) throw new Error('The scheme has not been registered');
  },
  isProtocolHandled: (scheme: string): boolean => handlers.has(scheme),
});

function bodyOf(request: Protocol.Network.Request): Buffer | undefined {
  const pieces = request.postDataEntries?.flatMap(({ bytes }) => (bytes === undefined ? [] : [bytes]));
  if (pieces !== undefined) return Buffer.concat(pieces.map((piece) => Buffer.from(piece, 'base64')));
  return request.postData === undefined ? undefined : Buffer.from(request.postData);
}

/** The request as the app's handler sees it: custom addresses in `url`, `origin` and `referer`. */
function toRequest({ request }: Paused): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    headers.set(name, /^(origin|referer)$/i.test(name) ? toAppAddress(value) : value);
  }
  const body = request.method === 'GET' || request.method === 'HEAD' ? undefined : bodyOf(request);
  return new Request(toAppAddress(`${request.url}`), {
    method: request.method,
    headers,
    ...(body === undefined ? {} : { body: new Uint8Array(body) }),
  });
}

export interface CustomAnswer {
  readonly status: number;
  readonly headers: { name: string; value: string }[];
  readonly body: string;
}

/** What the app's handler says to a request for a custom scheme; `undefined`: nobody answers for this address. */
export async function answerFor(paused: Paused): Promise<CustomAnswer | 'failed' | undefined> {
  const scheme = customSchemeOf(paused.request.url);
  if (scheme === undefined) return undefined;
  const handler = handlers.get(scheme);
  // Electron's windows ask for no icon; a browser does.
  if (handler === undefined || (paused.resourceType === 'Other' && paused.request.url.endsWith('/favicon.ico'))) {
    return 'failed';
  }
  const response = await handler(toRequest(paused));
  if (response.type === 'error') return 'failed';
  const body = Buffer.from(await response.arrayBuffer()).toString('base64');
  const headers = [...response.headers].map(([name, value]) => ({ name, value }));
  return { status: response.status, headers, body };
}
