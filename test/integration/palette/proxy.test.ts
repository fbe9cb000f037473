import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
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
let port: number;
const before = { HTTPS_PROXY: process.env.HTTPS_PROXY, NO_PROXY: process.env.NO_PROXY };

beforeAll(async () => {
  const certificate = await selfSigned(1);
  pem = certificate.pem;
  palette = createTlsServer({ key: certificate.key, cert: certificate.pem }, (incoming, answer) => {
    arrived.push(String(incoming.headers.apikey));
    answer.end('{}');
  });
  await new Promise<void>((resolve) => palette.listen(0, '127.0.0.1', resolve));
  const { port: behind } = palette.address() as AddressInfo;
  // A name that only the proxy knows.
  address = `https://palette.test:${behind}`;
  proxy = createServer();
  proxy.on('connect', (incoming, socket) => {
    tunnels.push(`${incoming.url} ${JSON.stringify(incoming.headers)}`);
    const beyond = connect(behind, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      beyond.pipe(socket).pipe(beyond);
    });
    for (const end of [beyond, socket]) end.on('error', () => end.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  port = (proxy.address() as AddressInfo).port;
});
beforeEach(() => {
  process.env.HTTPS_PROXY = `http://user:proxy-password@127.0.0.1:${port}`;
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

/** What a request comes to with this value of HTTPS_PROXY; nothing of the password may be in it. */
async function sentWith(value: string, server = address) {
  process.env.HTTPS_PROXY = value;
  const http = openHttp({ address: server, caPem: pem });
  const answer = await http.send(request);
  await http.close();
  expect(JSON.stringify(answer)).not.toContain('proxy-password');
  return answer;
}

test.each(['', 'user:proxy-password@'])('a proxy that is named without a scheme is used: %s', async (credentials) => {
  expect(await sentWith(` ${credentials}127.0.0.1:${port} `)).toMatchObject({ kind: 'answer', status: 200 });
  expect(await sentWith(`${credentials}localhost:${port}`)).toMatchObject({ kind: 'answer', status: 200 });
  expect(tunnels).toHaveLength(2);
  expect(tunnels[0]?.includes('proxy-authorization')).toBe(credentials !== '');
});

test.each(['http://', 'http://user:proxy-password@:99999', 'user:proxy#password@127.0.0.1:3128', 'ftp://127.0.0.1:21'])(
  'a value that is no address is told with the name of its variable, and stands in nobody else’s way: %s',
  async (value) => {
    const host = new URL(address).host;
    expect(await sentWith(value)).toEqual({
      kind: 'failure',
      problem: { kind: 'proxy-unusable', host, variable: 'HTTPS_PROXY' },
      maybeActed: false,
      transient: false,
    });
    const own = address.replace('palette.test', '127.0.0.1');
    expect(await sentWith(value, own)).toMatchObject({ kind: 'answer', status: 200 });
  },
);

describe('a proxy that does not do its part is told by its name', () => {
  const host = () => new URL(address).host;

  test('nothing listens there', async () => {
    expect(await sentWith('http://user:proxy-password@127.0.0.1:1')).toEqual({
      kind: 'failure',
      problem: {
        kind: 'proxy-failed',
        host: host(),
        variable: 'HTTPS_PROXY',
        proxy: '127.0.0.1:1',
        reason: 'refused',
      },
      maybeActed: false,
      transient: false,
    });
  });

  test('nobody knows its name', async () => {
    expect(await sentWith('user:proxy-password@no-such-proxy.invalid:3128')).toMatchObject({
      problem: { kind: 'proxy-failed', host: host(), proxy: 'no-such-proxy.invalid:3128', reason: 'not-found' },
      maybeActed: false,
    });
  });

  test('it speaks TLS with a certificate that nobody vouches for', async () => {
    const stranger = await selfSigned(2);
    const secure = createTlsServer({ key: stranger.key, cert: stranger.pem });
    await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
    const proxyHost = `127.0.0.1:${(secure.address() as AddressInfo).port}`;
    expect(await sentWith(`https://user:proxy-password@${proxyHost}`)).toMatchObject({
      problem: { kind: 'proxy-failed', proxy: proxyHost, reason: 'untrusted' },
      maybeActed: false,
    });
    await new Promise((resolve) => secure.close(resolve));
  });

  test.each([
    ['it wants another password', 'HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'],
    ['it hangs up', ''],
  ])('%s', async (_, said) => {
    const strict = createServer();
    strict.on('connect', (_incoming, socket) => socket.end(said));
    await new Promise<void>((resolve) => strict.listen(0, '127.0.0.1', resolve));
    const proxyHost = `127.0.0.1:${(strict.address() as AddressInfo).port}`;
    expect(await sentWith(`http://user:proxy-password@${proxyHost}`)).toMatchObject({
      problem: { kind: 'proxy-failed', proxy: proxyHost, reason: 'no-tunnel' },
      maybeActed: false,
    });
    strict.closeAllConnections();
    await new Promise((resolve) => strict.close(resolve));
  });
});
