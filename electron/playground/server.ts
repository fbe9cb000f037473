import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { getRequestListener, type Http2Bindings, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { ApiError } from './api-error.ts';
import type { ServerCertificate } from './certificates.ts';
import { type Outcome, outcomeAfter, outcomeBefore } from './fault-answers.ts';
import type { FaultControl } from './faults.ts';
import type { RateLimiter } from './rate-limits.ts';
import type { RecordedRequest, Recorder } from './recorder.ts';
import type { App } from './routes/app.ts';
import type { Switches } from './switches.ts';

/** What a server is made of. */
export interface ServerParts {
  app: App;
  certificate: ServerCertificate;
  faults: FaultControl;
  recorder: Recorder;
  rateLimiter: RateLimiter;
  switches: Switches;
  /** Called for every created profile while the fault `drop-variables` strikes. */
  dropVariables: (profileUid: string) => void;
  latencyMilliseconds: number;
}

/** A listening server. */
export interface RunningServer {
  url: string;
  close(): Promise<void>;
}

type Bindings = HttpBindings | Http2Bindings;

/** Connections by the port of their other end: a reset must be done on the raw connection beneath TLS. */
class Connections {
  readonly #byPort = new Map<number, Socket>();

  add(socket: Socket): void {
    const port = socket.remotePort;
    if (port === undefined) return;
    this.#byPort.set(port, socket);
    socket.once('close', () => this.#byPort.delete(port));
  }

  reset({ incoming }: Bindings): void {
    const raw = this.#byPort.get(incoming.socket.remotePort ?? -1);
    raw?.resetAndDestroy();
    incoming.socket.destroy();
  }

  destroyAll(): void {
    for (const socket of this.#byPort.values()) socket.destroy();
  }
}

function refusal(error: ApiError): Response {
  return Response.json(error.body(''), { status: error.status });
}

async function createdUid(response: Response): Promise<string | undefined> {
  if (response.status !== 201) return undefined;
  const body: unknown = await response.clone().json();
  const uid = typeof body === 'object' && body !== null && 'uid' in body ? body.uid : undefined;
  return typeof uid === 'string' ? uid : undefined;
}

/** Serves one request, faults and limits included. */
async function outcomeOf(
  parts: ServerParts,
  request: Request,
  body: ArrayBuffer,
  noted: RecordedRequest,
  source: string,
): Promise<Outcome> {
  const { app, faults, rateLimiter, switches } = parts;
  if (!rateLimiter.admits(noted.path, source)) {
    return refusal(new ApiError(429, 'TooManyRequests', `Too Many Requests, [${noted.method}] ${noted.path}`));
  }
  const strikes = faults.strikes(noted.method, noted.path);
  noted.fault = strikes.map((strike) => strike.fault.kind).join(' ') || undefined;
  for (const { fault, released } of strikes) {
    const early = await outcomeBefore(fault, released);
    if (early !== undefined) return early;
  }
  if (body.byteLength > switches.bodyLimit) {
    return refusal(new ApiError(413, 'RequestEntityTooLarge', 'The request body is too large'));
  }

  const hasBody = body.byteLength > 0 && request.method !== 'GET' && request.method !== 'HEAD';
  const init: RequestInit = { method: request.method, headers: request.headers, ...(hasBody ? { body } : {}) };
  let outcome: Outcome = await app.fetch(new Request(request.url, init));
  for (const { fault } of strikes) {
    if (typeof outcome === 'string') break;
    if (fault.kind === 'drop-variables') {
      const uid = await createdUid(outcome);
      if (uid !== undefined) parts.dropVariables(uid);
    }
    outcome = await outcomeAfter(fault, outcome);
  }
  return outcome;
}

/** Starts an HTTPS server on a free loopback port. */
export async function startServer(parts: ServerParts): Promise<RunningServer> {
  const connections = new Connections();

  const listener = getRequestListener(async (request, bindings: Bindings) => {
    const body = await request.arrayBuffer();
    const noted = parts.recorder.note(request, Buffer.from(body).toString('utf8'));
    if (parts.latencyMilliseconds > 0) await new Promise((resolve) => setTimeout(resolve, parts.latencyMilliseconds));
    const outcome = await outcomeOf(parts, request, body, noted, bindings.incoming.socket.remoteAddress ?? '');
    if (outcome === 'reset') {
      connections.reset(bindings);
      return RESPONSE_ALREADY_SENT;
    }
    if (outcome === 'cut') {
      const { outgoing } = bindings as HttpBindings;
      outgoing.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' });
      outgoing.write('{"items":[', () => connections.reset(bindings));
      return RESPONSE_ALREADY_SENT;
    }
    noted.status = outcome.status;
    return outcome;
  });

  const server = createServer(
    { key: parts.certificate.privateKeyPem, cert: parts.certificate.certificatePem },
    (incoming, outgoing) => void listener(incoming, outgoing),
  );
  server.on('connection', (socket: Socket) => connections.add(socket));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    url: `https://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        connections.destroyAll();
      }),
  };
}
