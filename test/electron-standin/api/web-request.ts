import { toPageAddress } from '../page/page-address.ts';

export interface RequestDetails {
  readonly id: number;
  readonly url: string;
  readonly method: string;
  readonly resourceType: string;
  readonly referrer: string;
  readonly timestamp: number;
  readonly webContentsId?: number;
}

interface Verdict {
  cancel?: boolean;
  redirectURL?: string;
  responseHeaders?: Record<string, string | string[]>;
  statusLine?: string;
}

type Listener = (details: object, callback: (verdict: Verdict) => void) => void;
interface Filter {
  readonly urls: readonly string[];
}

function matches(filter: Filter, url: string): boolean {
  return filter.urls.some((pattern) => {
    if (pattern === '<all_urls>' || pattern === '*://*/*') return true;
    const source = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*');
    return new RegExp(`^${source}$`).test(url);
  });
}

class Hook {
  private listener: Listener | undefined;
  private filter: Filter = { urls: ['<all_urls>'] };

  readonly set = (filterOrListener: Filter | Listener | null, listener?: Listener | null): void => {
    const given = typeof filterOrListener === 'function' ? filterOrListener : listener;
    this.filter =
      typeof filterOrListener === 'object' && filterOrListener !== null ? filterOrListener : { urls: ['<all_urls>'] };
    this.listener = given ?? undefined;
  };

  ask(details: { url: string }): Promise<Verdict> {
    const { listener } = this;
    if (listener === undefined || !matches(this.filter, details.url)) return Promise.resolve({});
    return new Promise((resolve) => listener(details, resolve));
  }
}

/** `session.webRequest`: the two hooks that can be kept honestly through interception. */
export class WebRequest {
  private readonly beforeRequest = new Hook();
  private readonly headersReceived = new Hook();
  readonly onBeforeRequest = this.beforeRequest.set;
  /** Applies to what custom protocols answer; answers from the network pass by it. */
  readonly onHeadersReceived = this.headersReceived.set;

  async askBefore(details: RequestDetails): Promise<{ cancel: boolean; redirectTo: string | undefined }> {
    const { cancel = false, redirectURL } = await this.beforeRequest.ask(details);
    return { cancel, redirectTo: redirectURL === undefined ? undefined : toPageAddress(redirectURL) };
  }

  async changeHeaders(
    details: RequestDetails,
    status: number,
    headers: { name: string; value: string }[],
  ): Promise<{ name: string; value: string }[] | 'cancelled'> {
    const responseHeaders: Record<string, string[]> = {};
    for (const { name, value } of headers) responseHeaders[name] = [...(responseHeaders[name] ?? []), value];
    const verdict = await this.headersReceived.ask({
      ...details,
      statusCode: status,
      responseHeaders,
    } as RequestDetails);
    if (verdict.cancel === true) return 'cancelled';
    const changed = verdict.responseHeaders ?? responseHeaders;
    return Object.entries(changed).flatMap(([name, value]) => [value].flat().map((one) => ({ name, value: one })));
  }
}
