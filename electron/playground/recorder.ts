/** A request as the server saw it. What could hold a secret is only behind `raw()`, which no serialiser reaches. */
export interface RecordedRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  /** Names of the headers, lower case, without their values. */
  headerNames: string[];
  projectUid: string | undefined;
  /** Status of the answer; undefined while it is being worked on and when the connection was cut. */
  status: number | undefined;
  /** Kind of the fault that was applied, if any. */
  fault: string | undefined;
  /** Headers and body as they arrived. For tests only. */
  raw: () => { headers: Record<string, string>; body: string };
}

const LIMIT = 5000;

/** Keeps the latest requests of one environment, oldest first. */
export class Recorder {
  readonly requests: RecordedRequest[] = [];

  /** Notes a request; its `status` and `fault` are filled in later. */
  note(request: Request, body: string): RecordedRequest {
    const url = new URL(request.url);
    const headers = Object.fromEntries(request.headers);
    const recorded: RecordedRequest = {
      method: request.method,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headerNames: Object.keys(headers),
      projectUid: request.headers.get('ProjectUid') ?? undefined,
      status: undefined,
      fault: undefined,
      raw: () => ({ headers, body }),
    };
    this.requests.push(recorded);
    if (this.requests.length > LIMIT) this.requests.splice(0, this.requests.length - LIMIT);
    return recorded;
  }

  /** Forgets everything noted so far. */
  clear(): void {
    this.requests.length = 0;
  }
}
