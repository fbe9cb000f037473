import { gzipSync } from 'node:zlib';
import type { Fault } from './faults.ts';

/** Where a request stands: `reset` cuts the connection without an answer. */
export type Outcome = Response | 'reset' | 'cut';

const LOGIN_PAGE = `<!DOCTYPE html>
<html lang="en">
  <head><title>Sign in</title></head>
  <body><form action="/login" method="post"><input name="user"><input name="password" type="password"></form></body>
</html>
`;

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** What a fault does before the server has touched anything: an outcome of its own, or undefined to go on. */
export async function outcomeBefore(fault: Fault, released: Promise<void>): Promise<Outcome | undefined> {
  switch (fault.kind) {
    case 'latency':
      await pause(fault.milliseconds);
      return undefined;
    case 'hold':
      await released;
      return undefined;
    case 'meanwhile':
      fault.act();
      return undefined;
    case 'status': {
      const headers = { 'Content-Type': fault.contentType ?? 'application/json', ...fault.headers };
      const bodiless = [204, 205, 304].includes(fault.status);
      return new Response(bodiless ? null : (fault.body ?? ''), { status: fault.status, headers });
    }
    case 'login-page':
      return new Response(LOGIN_PAGE, { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
    case 'too-many-requests': {
      const retry = fault.retryAfterSeconds === undefined ? {} : { 'Retry-After': String(fault.retryAfterSeconds) };
      return new Response('', { status: 429, headers: retry });
    }
    case 'redirect':
      return new Response('', { status: fault.status ?? 302, headers: { Location: fault.location } });
    case 'reset-before':
      return 'reset';
    default:
      return undefined;
  }
}

function endless(): ReadableStream<Uint8Array> {
  const chunk = new TextEncoder().encode(`{"items":[${'{"padding":"0123456789"},'.repeat(2000)}`);
  return new ReadableStream({
    async pull(controller) {
      await pause(1);
      controller.enqueue(chunk);
    },
  });
}

function dripping(body: Uint8Array, bytes: number, milliseconds: number): ReadableStream<Uint8Array> {
  let sent = 0;
  return new ReadableStream({
    async pull(controller) {
      await pause(milliseconds);
      controller.enqueue(body.slice(sent, sent + bytes));
      sent += bytes;
      if (sent >= body.length) controller.close();
    },
  });
}

function withBody(
  response: Response,
  body: string | Uint8Array | ReadableStream<Uint8Array> | null,
  headers: Record<string, string> = {},
): Response {
  const all = new Headers(response.headers);
  all.delete('Content-Length');
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  return new Response(body, { status: response.status, headers: all });
}

/** What a fault makes of the server's answer. */
export async function outcomeAfter(fault: Fault, response: Response): Promise<Outcome> {
  switch (fault.kind) {
    case 'reset-after':
      return 'reset';
    case 'cut-answer':
      return 'cut';
    case 'empty-body':
      return withBody(response, null);
    case 'truncated-body': {
      const text = await response.text();
      return withBody(response, text.slice(0, Math.ceil(text.length / 2)));
    }
    case 'endless-body':
      return withBody(response, endless());
    case 'slow-drip':
      return withBody(
        response,
        dripping(new Uint8Array(await response.arrayBuffer()), fault.bytes, fault.milliseconds),
      );
    case 'gzip':
      return withBody(response, gzipSync(Buffer.from(await response.arrayBuffer())), { 'Content-Encoding': 'gzip' });
    case 'rewrite':
      return withBody(response, fault.rewrite(await response.text()));
    default:
      return response;
  }
}
