import { expect, test, vi } from 'vitest';
import { openHttpWhenAsked } from '../../../electron/adapters/http-when-asked.ts';
import type { HttpAnswer, HttpPort, HttpRequest } from '../../../electron/ports/http.ts';

const server = { address: 'https://palette.acme.test:8443', caPem: null };
const request: HttpRequest = {
  method: 'GET',
  path: '/v1/users/info',
  headers: {},
  body: null,
  totalMs: null,
  signal: null,
};
const answer: HttpAnswer = { kind: 'answer', status: 200, headers: {}, body: new Uint8Array() };
const link = { subject: 'CN=palette', issuer: 'CN=authority', validTo: '2030-01-01T00:00:00.000Z' };

function world() {
  const port: HttpPort = {
    host: 'palette.acme.test:8443',
    send: vi.fn(async () => answer),
    certificateChain: () => [link],
    close: vi.fn(async () => undefined),
  };
  const open = vi.fn(() => port);
  const load = vi.fn(async () => open);
  return { port, open, load, http: openHttpWhenAsked(load)(server) };
}

test('a server that nobody asks costs nothing, and still has its name', async () => {
  const { http, load } = world();
  expect(http.host).toBe('palette.acme.test:8443');
  expect(http.certificateChain()).toEqual([]);
  await http.close();
  expect(load).not.toHaveBeenCalled();
});

test('requests that leave at once share one client, which is closed with the port', async () => {
  const { http, port, open, load } = world();
  expect(await Promise.all([http.send(request), http.send(request)])).toEqual([answer, answer]);
  expect(load).toHaveBeenCalledTimes(1);
  expect(open.mock.calls).toEqual([[server]]);
  expect(http.certificateChain()).toEqual([link]);
  await http.close();
  expect(port.close).toHaveBeenCalledTimes(1);
});

test('a client that could not be made is made anew for the next request', async () => {
  const { http, open, load, port } = world();
  load.mockRejectedValueOnce(new Error('the chunk could not be read'));
  await expect(http.send(request)).rejects.toThrow('chunk');
  await http.close();
  open.mockImplementationOnce(() => {
    throw new Error('no secure context');
  });
  await expect(http.send(request)).rejects.toThrow('context');
  expect(await http.send(request)).toBe(answer);
  await http.close();
  expect(port.close).toHaveBeenCalledTimes(1);
});
