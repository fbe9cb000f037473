import type { Buffer } from 'node:buffer';
import tls from 'node:tls';
import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici';
import type { CertificateLink } from '../../shared/environment.ts';
import type { HttpAnswer, HttpFailure, HttpPort, HttpRequest, HttpServer } from '../ports/http.ts';
import { type HttpTimeouts, transportFailure } from './http-failures.ts';
import { type ProxyServer, proxyOf, proxyOptions } from './http-proxy.ts';

export interface HttpLimits extends HttpTimeouts {
  readonly bodyBytes: number;
}

const usualLimits: HttpLimits = {
  connectMs: 10_000,
  headersMs: 30_000,
  totalMs: 60_000,
  bodyBytes: 64 * 1024 * 1024,
};

// Enough to read a long list, and to look up the packs of a long stack, side by side. The rate limits keep the pace; more
// would cost more in handshakes than they save in waiting.
const connectionsPerServer = 24;

/** The client for one server, on its own undici Agent. `limits` overrides single limits, for tests. */
export function openHttp(server: HttpServer, limits: Partial<HttpLimits> = {}): HttpPort {
  const url = new URL(server.address);
  const wanted: HttpLimits = { ...usualLimits, ...limits };
  let chain: readonly CertificateLink[] = [];
  const proxy = proxyOf(process.env);
  const dispatcher = createDispatcher(server, wanted, proxy, (seen) => {
    chain = seen;
  });

  return {
    host: url.host,
    certificateChain: () => chain,
    close: () => dispatcher.destroy(),
    send: (request) => send(dispatcher, url, wanted, proxy, request),
  };
}

function createDispatcher(
  server: HttpServer,
  limits: HttpLimits,
  proxy: ProxyServer | null,
  onChain: (chain: readonly CertificateLink[]) => void,
): Dispatcher {
  const trust = {
    secureContext: tls.createSecureContext({ ca: authorities(server.caPem) }),
    // SECURITY: said outright, because NODE_TLS_REJECT_UNAUTHORIZED changes the default.
    rejectUnauthorized: true,
    timeout: limits.connectMs,
  };
  const trustAndTell = {
    ...trust,
    // Called once the chain is trusted, on full handshakes only, through a proxy's tunnel as well.
    checkServerIdentity: (host: string, certificate: tls.PeerCertificate) => {
      onChain(readChain(certificate));
      return tls.checkServerIdentity(host, certificate);
    },
  };
  const options: Agent.Options = {
    connect: trustAndTell,
    connectTimeout: limits.connectMs,
    // A server that drips bytes never trips a time-out between bytes: the whole call is limited instead.
    bodyTimeout: 0,
    connections: connectionsPerServer,
    allowH2: false,
  };
  if (proxy === null) return new Agent(options);
  return new EnvHttpProxyAgent({
    ...options,
    ...proxyOptions(proxy),
    requestTls: trustAndTell,
    proxyTls: trust,
    // A proxy cannot reach this machine's own loopback addresses.
    noProxy: [process.env.no_proxy ?? process.env.NO_PROXY ?? '', 'localhost', '127.0.0.1', '::1'].join(','),
  });
}

let systemAuthorities: readonly string[] | null = null;

/** `ca` replaces the defaults, so they are named here. Reading the system's store is slow: once per process. */
function authorities(caPem: string | null): string[] {
  systemAuthorities ??= [...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')])];
  return caPem === null ? [...systemAuthorities] : [...systemAuthorities, caPem];
}

function readChain(leaf: tls.PeerCertificate): readonly CertificateLink[] {
  const links: CertificateLink[] = [];
  const seen = new Set<string>();
  let current: tls.PeerCertificate | tls.DetailedPeerCertificate | undefined = leaf;
  while (current?.fingerprint256 !== undefined && !seen.has(current.fingerprint256)) {
    seen.add(current.fingerprint256);
    const validTo = new Date(current.valid_to);
    links.push({
      subject: distinguishedName(current.subject),
      issuer: distinguishedName(current.issuer),
      validTo: Number.isNaN(validTo.getTime()) ? '' : validTo.toISOString(),
    });
    current = 'issuerCertificate' in current ? current.issuerCertificate : undefined;
  }
  return links;
}

function distinguishedName(name: tls.Certificate): string {
  return Object.entries(name)
    .map(([key, value]) => `${key}=${Array.isArray(value) ? value.join('+') : String(value)}`)
    .join(', ');
}

async function send(
  dispatcher: Dispatcher,
  server: URL,
  limits: HttpLimits,
  proxy: ProxyServer | null,
  request: HttpRequest,
): Promise<HttpAnswer | HttpFailure> {
  const host = server.host;
  const totalMs = request.totalMs ?? limits.totalMs;
  // Who names a limit of its own knows that the server works for long before it says anything.
  const headersMs = request.totalMs ?? limits.headersMs;
  const stop = new AbortController();
  if (request.signal?.aborted === true) return { ...failure({ kind: 'cancelled' }), maybeActed: false };
  // The first abort wins, so its reason tells who stopped the call.
  const onPerson = () => stop.abort('person');
  const timer = setTimeout(() => stop.abort('time'), totalMs);
  request.signal?.addEventListener('abort', onPerson, { once: true });

  try {
    const answer = await dispatcher.request({
      origin: server.origin,
      path: request.path,
      method: request.method,
      // SECURITY: a small compressed body can unpack to any size; none is asked for and none is accepted.
      headers: { ...request.headers, 'accept-encoding': 'identity' },
      body: request.body,
      headersTimeout: headersMs,
      signal: stop.signal,
    });
    return await readAnswer(answer, server, limits.bodyBytes, request.path);
  } catch (error) {
    if (stop.signal.reason === 'person') return failure({ kind: 'cancelled' });
    if (stop.signal.reason === 'time') return failure({ kind: 'timed-out', host, seconds: totalMs / 1000 });
    return transportFailure(error, host, { ...limits, headersMs }, proxy);
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener('abort', onPerson);
  }
}

async function readAnswer(
  answer: Dispatcher.ResponseData,
  server: URL,
  limit: number,
  path: string,
): Promise<HttpAnswer | HttpFailure> {
  const host = server.host;
  const { statusCode, body } = answer;
  const headers = plainHeaders(answer.headers);
  const refuse = (problem: HttpFailure['problem']): HttpFailure => {
    // Destroying an unread body reports its own abort as an error; that is the intention here.
    body.on('error', () => undefined);
    body.destroy();
    return failure(problem);
  };

  // SECURITY: never followed. A redirect to another host would carry the ApiKey header there.
  if (statusCode >= 300 && statusCode < 400) {
    return refuse({ kind: 'redirected', host, to: redirectHost(headers.location, server) });
  }
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding.trim().toLowerCase() !== 'identity') {
    return refuse({ kind: 'not-palette', host, path: withoutQuery(path), found: 'compressed' });
  }
  const tooLarge = { kind: 'answer-too-large', host, limitMegabytes: limit / (1024 * 1024) } as const;
  if (Number(headers['content-length'] ?? 0) > limit) return refuse(tooLarge);

  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > limit) return refuse(tooLarge);
    chunks.push(chunk);
  }
  return { kind: 'answer', status: statusCode, headers, body: joined(chunks, size) };
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

function plainHeaders(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) plain[name.toLowerCase()] = first;
  }
  return plain;
}

/** The host alone: a redirect's path and query may hold whatever the server was told. */
function redirectHost(location: string | undefined, server: URL): string {
  if (location === undefined) return server.host;
  return URL.parse(location, server.href)?.host ?? '';
}

function withoutQuery(path: string): string {
  return path.split('?', 1)[0] ?? path;
}

function failure(problem: HttpFailure['problem']): HttpFailure {
  return { kind: 'failure', problem, maybeActed: true, transient: false };
}
