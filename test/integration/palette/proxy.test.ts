import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openHttp } from '../../../electron/adapters/http-undici.ts';
import type { HttpRequest } from '../../../electron/ports/http.ts';
import { selfSigned } from './self-signed.ts';

const key = 'canary-key-0123456789';
const request: HttpRequest = {
  method: 'GET',
  path: '/v1/users/info',
  headers: { ApiKey: key },
  body: null,
  totalMs: null,
  signal: null,
};

let proxy: Server;
let palette: ReturnType<typeof createTlsServer>;
let pem: string;
let address: string;
const tunnels: string[] = [];
const arrived: string[] = [];
const before = { HTTPS_PROXY: process.env.HTTPS_PROXY, NO_PROXY: process.env.NO_PROXY };

beforeAll(async () => {
  const certificate = await selfSigned(1);
  pem = certificate.pem;
  palette = createTlsServer({ key: certificate.key, cert: certificate.pem }, (incoming, answer) => {
    arrived.push(String(incoming.headers.apikey));
    answer.end('{}');
  });
  await new Promise<void>((resolve) => palette.listen(0, '127.0.0.1', resolve));
  const { port } = palette.address() as AddressInfo;
  // A name that only the proxy knows.
  address = `https://palette.test:${port}`;
  proxy = createServer();
  proxy.on('connect', (incoming, socket) => {
    tunnels.push(`${incoming.url} ${JSON.stringify(incoming.headers)}`);
    const beyond = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      beyond.pipe(socket).pipe(beyond);
    });
    for (const end of [beyond, socket]) end.on('error', () => end.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  process.env.HTTPS_PROXY = `http://user:proxy-password@127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  delete process.env.NO_PROXY;
});
afterEach(() => {
  tunnels.length = 0;
  arrived.length = 0;
});
afterAll(async () => {
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  for (const server of [proxy, palette]) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

test('through a proxy the added authority is trusted, the chain read, and the key goes inside the tunnel only', async () => {
  const http = openHttp({ address, caPem: pem });
  expect(await http.send(request)).toMatchObject({ kind: 'answer', status: 200 });
  expect(http.certificateChain()).toMatchObject([{ subject: 'CN=palette.local' }]);
  expect(tunnels).toHaveLength(1);
  expect(tunnels.join()).not.toContain(key);
  expect(arrived).toEqual([key]);
  await http.close();
});

test('through a proxy an unknown authority is refused all the same', async () => {
  const http = openHttp({ address, caPem: null });
  const answer = await http.send(request);
  expect(answer).toMatchObject({ kind: 'failure', problem: { kind: 'certificate-untrusted', reason: 'self-signed' } });
  expect(arrived).toEqual([]);
  await http.close();
});

test("this machine's own addresses are reached without the proxy", async () => {
  const http = openHttp({ address: address.replace('palette.test', '127.0.0.1'), caPem: pem });
  expect(await http.send(request)).toMatchObject({ kind: 'answer', status: 200 });
  expect(tunnels).toEqual([]);
  await http.close();
});

test('a proxy that refuses, or is gone, is a problem without its password', async () => {
  const gone = process.env.HTTPS_PROXY;
  process.env.HTTPS_PROXY = 'http://user:proxy-password@127.0.0.1:1';
  const http = openHttp({ address, caPem: pem });
  const answer = await http.send(request);
  expect(answer.kind).toBe('failure');
  expect(JSON.stringify(answer)).not.toContain('proxy-password');
  await http.close();
  process.env.HTTPS_PROXY = gone;
});
