import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

/** A server that only listens: what reached it, byte by byte. */
export interface Listener {
  readonly origin: string;
  readonly host: string;
  /** Method and path of each request. */
  readonly requests: readonly string[];
  /** Everything that arrived, as text: a key must not be in it in any form. */
  received(): string;
  close(): Promise<void>;
}

export interface ListenerOptions {
  /** Its certificate; plain HTTP without. */
  readonly certificate?: { readonly pem: string; readonly key: string };
  readonly answer?: RequestListener;
}

/** Starts one on a free loopback port. */
export async function startListener({ certificate, answer }: ListenerOptions = {}): Promise<Listener> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  let received = '';
  const listen: RequestListener = (request, response) => {
    requests.push(`${request.method} ${request.url}`);
    received += `${request.method} ${request.url}\n${request.rawHeaders.join('\n')}\n`;
    request.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1');
    });
    if (answer === undefined) response.end('{}');
    else answer(request, response);
  };
  const server: Server =
    certificate === undefined
      ? createServer(listen)
      : createSecureServer({ key: certificate.key, cert: certificate.pem }, listen);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (request, socket) => {
    requests.push(`UPGRADE ${request.url}`);
    socket.destroy();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    requests,
    received: () => received,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** An address at which nothing listens. */
export async function closedPort(): Promise<string> {
  const listener = await startListener();
  await listener.close();
  return listener.host;
}
