import type { HttpFailure } from '../ports/http.ts';
import { type ProxyServer, ProxyUnreached } from './http-proxy.ts';

export interface HttpTimeouts {
  readonly connectMs: number;
  readonly headersMs: number;
  readonly totalMs: number;
}

type CertificateReason = 'self-signed' | 'unknown-authority' | 'expired' | 'wrong-host' | 'other';

type ProxyReason = 'not-found' | 'refused' | 'timed-out' | 'untrusted' | 'no-tunnel' | 'other';

const proxyReasons: Readonly<Record<string, ProxyReason>> = {
  ENOTFOUND: 'not-found',
  EAI_AGAIN: 'not-found',
  EAI_FAIL: 'not-found',
  EAI_NODATA: 'not-found',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  EADDRNOTAVAIL: 'refused',
  UND_ERR_CONNECT_TIMEOUT: 'timed-out',
  ETIMEDOUT: 'timed-out',
};

// Codes of OpenSSL as node:tls reports them.
const certificateReasons: Readonly<Record<string, CertificateReason>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT: 'unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknown-authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknown-authority',
  CERT_UNTRUSTED: 'unknown-authority',
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'wrong-host',
  HOSTNAME_MISMATCH: 'wrong-host',
  CERT_SIGNATURE_FAILURE: 'other',
  CERT_REVOKED: 'other',
  CERT_REJECTED: 'other',
  CERT_CHAIN_TOO_LONG: 'other',
  INVALID_CA: 'other',
  INVALID_PURPOSE: 'other',
  PATH_LENGTH_EXCEEDED: 'other',
  CA_MD_TOO_WEAK: 'other',
  EE_KEY_TOO_SMALL: 'other',
  CA_KEY_TOO_SMALL: 'other',
};

/**
 * A transport error in a person's terms.
 * SECURITY: only the error's code is read. Its message may quote a header, and with it the API key.
 *
 * @param proxy what stands between; null: nothing
 */
export function transportFailure(
  error: unknown,
  host: string,
  timeouts: HttpTimeouts,
  proxy: ProxyServer | null,
): HttpFailure {
  const code = codeOf(error);
  const ofProxy = proxy === null ? null : proxyFailure(error, code, host, proxy);
  if (ofProxy !== null) return ofProxy;
  const certificate = certificateReasons[code];
  if (certificate !== undefined) {
    return unsent({ kind: 'certificate-untrusted', host, reason: certificate });
  }
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_FAIL':
    case 'EAI_NODATA':
      return unsent({ kind: 'host-not-found', host });
    case 'ECONNREFUSED':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EADDRNOTAVAIL':
      return unsent({ kind: 'connection-refused', host });
    case 'UND_ERR_CONNECT_TIMEOUT':
      return unsent({ kind: 'timed-out', host, seconds: timeouts.connectMs / 1000 });
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'UND_ERR_BODY_TIMEOUT':
      return sent({ kind: 'timed-out', host, seconds: timeouts.headersMs / 1000 }, false);
    case 'ETIMEDOUT':
      return sent({ kind: 'timed-out', host, seconds: timeouts.connectMs / 1000 }, false);
    case 'EPROTO':
      return unsent({ kind: 'not-palette', host, path: '', found: 'nothing' });
    default:
      // A server that speaks plain HTTP on this port, or no TLS that we would accept.
      if (code.startsWith('ERR_SSL_')) return unsent({ kind: 'not-palette', host, path: '', found: 'nothing' });
      return sent({ kind: 'connection-lost', host }, true);
  }
}

/** Null: the proxy did its part. */
function proxyFailure(error: unknown, code: string, host: string, { variable, url }: ProxyServer): HttpFailure | null {
  const isUnreached = error instanceof ProxyUnreached;
  if (url === null) return isUnreached ? unsent({ kind: 'proxy-unusable', host, variable }) : null;
  // SECURITY: its host alone; the rest of the address may hold a password.
  const because = (reason: ProxyReason) => unsent({ kind: 'proxy-failed', host, variable, proxy: url.host, reason });
  if (isUnreached) return because(code in certificateReasons ? 'untrusted' : (proxyReasons[code] ?? 'other'));
  // It answered CONNECT with another status than 200, or hung up before it did. What we abort ourselves never gets here.
  return code === 'UND_ERR_ABORTED' || code === 'UND_ERR_PRX_CONN' ? because('no-tunnel') : null;
}

function codeOf(error: unknown): string {
  let current: unknown = error;
  for (let depth = 0; depth < 4 && current instanceof Error; depth += 1) {
    const code = 'code' in current ? current.code : undefined;
    if (typeof code === 'string' && code !== '') return code;
    current = current.cause;
  }
  return '';
}

function unsent(problem: HttpFailure['problem']): HttpFailure {
  return { kind: 'failure', problem, maybeActed: false, transient: false };
}

function sent(problem: HttpFailure['problem'], transient: boolean): HttpFailure {
  return { kind: 'failure', problem, maybeActed: true, transient };
}
