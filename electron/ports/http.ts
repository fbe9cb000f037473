import type { CertificateLink } from '../../shared/environment.ts';
import type { Problem } from '../../shared/problem.ts';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface HttpRequest {
  readonly method: HttpMethod;
  /** Begins with `/`, query included. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Milliseconds for the whole call, from connecting to the last byte, and for the answer to begin. Null: the usual limits. */
  readonly totalMs: number | null;
  readonly signal: AbortSignal | null;
}

/** An answer below 300 or above 399, whole and uncompressed. */
export interface HttpAnswer {
  readonly kind: 'answer';
  readonly status: number;
  /** Names in lower case; of repeated headers the first. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface HttpFailure {
  readonly kind: 'failure';
  readonly problem: Problem;
  /** False: the request cannot have reached the server. True: the server may have acted on it. */
  readonly maybeActed: boolean;
  /** A connection that broke, worth trying again where that does no harm. */
  readonly transient: boolean;
}

/** One server, spoken to over TLS. Never follows a redirect, never decompresses, never throws for the network's sake. */
export interface HttpPort {
  /** `host[:port]`, as a person would recognise it. */
  readonly host: string;
  send(request: HttpRequest): Promise<HttpAnswer | HttpFailure>;
  /** What the server presented on the last full handshake, leaf first; empty before the first. */
  certificateChain(): readonly CertificateLink[];
  /** Ends every connection and every call in progress. */
  close(): Promise<void>;
}

export interface HttpServer {
  /** `https://host[:port]`. */
  readonly address: string;
  /** Trusted beside the authorities of the system; null: those alone. */
  readonly caPem: string | null;
}

/** Opens a port to one server. One per environment: neither connections nor trust are shared. */
export type OpenHttp = (server: HttpServer) => HttpPort;
