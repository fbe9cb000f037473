import type { Readable, Writable } from 'node:stream';
import type { CommandName, EventName, Protocol } from './protocol.ts';

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

interface Incoming {
  id?: number;
  sessionId?: string;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { message: string };
}

type Listener = (params: never) => void;

/** One target's commands and events. `send` of a closed connection rejects; `tell` is for commands nobody waits for. */
export class CdpSession {
  readonly id: string | undefined;
  private readonly connection: CdpConnection;
  private readonly listeners = new Map<string, Set<Listener>>();

  constructor(connection: CdpConnection, id: string | undefined) {
    this.connection = connection;
    this.id = id;
  }

  send<Name extends CommandName>(
    method: Name,
    params?: Protocol.CommandParameters[Name],
  ): Promise<Protocol.CommandReturnValues[Name]> {
    return this.connection.send(method, params, this.id) as Promise<Protocol.CommandReturnValues[Name]>;
  }

  /** For commands whose failure only means that their target has gone meanwhile. */
  tell<Name extends CommandName>(method: Name, params?: Protocol.CommandParameters[Name]): void {
    this.send(method, params).catch(() => undefined);
  }

  on<Name extends EventName>(event: Name, listener: (params: Protocol.Events[Name]) => void): void {
    const known = this.listeners.get(event) ?? new Set();
    known.add(listener as Listener);
    this.listeners.set(event, known);
  }

  deliver(event: string, params: unknown): void {
    for (const listener of this.listeners.get(event) ?? []) listener(params as never);
  }
}

/** The DevTools Protocol over a pipe: JSON messages, each ended by a NUL. Chromium exits when the pipe closes. */
export class CdpConnection {
  readonly root: CdpSession;
  private readonly sessions = new Map<string, CdpSession>();
  private readonly waiting = new Map<number, Waiting>();
  private readonly output: Writable;
  private pieces: Buffer[] = [];
  private lastId = 0;
  private closed = false;

  constructor(output: Writable, input: Readable) {
    this.output = output;
    this.root = new CdpSession(this, undefined);
    input.on('data', (chunk: Buffer) => this.receive(chunk));
    input.on('close', () => this.close());
    input.on('error', () => this.close());
    output.on('error', () => this.close());
  }

  session(id: string): CdpSession {
    const known = this.sessions.get(id);
    if (known !== undefined) return known;
    const session = new CdpSession(this, id);
    this.sessions.set(id, session);
    return session;
  }

  forget(id: string): void {
    this.sessions.delete(id);
  }

  send(method: string, params: unknown, sessionId: string | undefined): Promise<unknown> {
    if (this.closed) return Promise.reject(new Error(`${method}: the browser has gone`));
    const id = ++this.lastId;
    const answer = new Promise<unknown>((resolve, reject) => {
      this.waiting.set(id, {
        resolve,
        reject: (error) => reject(new Error(`${method}: ${error.message}`)),
      });
    });
    this.output.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return answer;
  }

  private receive(chunk: Buffer): void {
    let rest = chunk;
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      this.pieces.push(rest.subarray(0, end));
      const text = Buffer.concat(this.pieces).toString('utf8');
      this.pieces = [];
      rest = rest.subarray(end + 1);
      this.dispatch(JSON.parse(text) as Incoming);
    }
    if (rest.length > 0) this.pieces.push(rest);
  }

  private dispatch(message: Incoming): void {
    if (message.id !== undefined) {
      const waiting = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      if (message.error !== undefined) waiting?.reject(new Error(message.error.message));
      else waiting?.resolve(message.result);
      return;
    }
    const session = message.sessionId === undefined ? this.root : this.sessions.get(message.sessionId);
    if (message.method !== undefined) session?.deliver(message.method, message.params);
  }

  private close(): void {
    if (this.closed) return;
    this.closed = true;
    for (const waiting of this.waiting.values()) waiting.reject(new Error('the browser has gone'));
    this.waiting.clear();
  }
}
