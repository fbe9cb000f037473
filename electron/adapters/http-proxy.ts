import { type buildConnector, type Dispatcher, Pool } from 'undici';

/** The proxy that this computer's environment variables name. */
export interface ProxyServer {
  /** The variable it stands in. */
  readonly variable: string;
  /** SECURITY: with its credentials. Null: what stands in the variable is no address of a proxy. */
  readonly url: URL | null;
}

/** The first that is set counts: servers are asked over TLS, and few people set both. */
const variables = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];
const protocols: ReadonlySet<string> = new Set(['http:', 'https:', 'socks5:', 'socks:']);
/** Never looked up: no connection is tried where the variable holds no address. */
const placeholder = 'http://proxy.invalid';

/** The proxy for every server but those that NO_PROXY names; null: there is none. */
export function proxyOf(environment: NodeJS.ProcessEnv): ProxyServer | null {
  const variable = variables.find((name) => (environment[name] ?? '').trim() !== '');
  return variable === undefined ? null : { variable, url: proxyUrl((environment[variable] ?? '').trim()) };
}

/** `proxy.example:3128` is usual, and read as `http://proxy.example:3128`. */
function proxyUrl(value: string): URL | null {
  const url = URL.parse(value.includes('://') ? value : `http://${value}`);
  return url !== null && protocols.has(url.protocol) && url.hostname !== '' && hasReadableCredentials(url) ? url : null;
}

function hasReadableCredentials({ username, password }: URL): boolean {
  try {
    decodeURIComponent(`${username}:${password}`);
    return true;
  } catch {
    return false;
  }
}

/** No connection to the proxy itself, whatever the reason; without it nothing is sent any further. */
export class ProxyUnreached extends Error {}

/** What an agent for proxies needs to know of this one. Its errors in reaching the proxy come as `ProxyUnreached`. */
export function proxyOptions({ url }: ProxyServer): {
  readonly httpsProxy: string;
  readonly httpProxy: string;
  readonly clientFactory: (origin: URL, options: object) => Dispatcher;
} {
  return {
    httpsProxy: url?.href ?? placeholder,
    httpProxy: '',
    clientFactory: (origin, options) => {
      const { connect } = options as { readonly connect: buildConnector.connector };
      const reach: buildConnector.connector = (to, done) => {
        if (url === null) return done(new ProxyUnreached(), null);
        connect(to, (...[error, socket]) =>
          error === null ? done(null, socket) : done(new ProxyUnreached('', { cause: error }), null),
        );
      };
      return new Pool(origin, { ...options, connect: reach });
    },
  };
}
