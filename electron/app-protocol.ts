import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Stands in the page's nonce element until a load replaces it. */
const noncePlaceholder = '__CSP_NONCE__';

/** The policy of every answer; `nonce` is fresh for each load of the page. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    // SECURITY: CodeMirror and React Aria add style elements; the nonce lets exactly theirs in, never 'unsafe-inline'.
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    "frame-src 'none'",
    "worker-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

/**
 * The handler of `app://ferry/`: answers from a table of the files that existed when the app started.
 *
 * @param folder the built window, an absolute path
 */
export function servePage(folder: string): (request: Request) => Promise<Response> {
  // SECURITY: a request's path is only ever looked up in this table, never joined to a folder.
  const files = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    files.set(`/${relative(folder, file).split(sep).join('/')}`, file);
  }

  return async (request) => {
    const url = new URL(request.url);
    const path = url.pathname === '/' ? '/index.html' : url.pathname;
    const file = url.host === 'ferry' && request.method === 'GET' ? files.get(path) : undefined;
    const nonce = randomBytes(16).toString('base64url');
    const headers = {
      'content-security-policy': contentSecurityPolicy(nonce),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-store',
    };
    if (file === undefined) return new Response(null, { status: 404, headers });
    const type = mediaTypes[extname(file)] ?? 'application/octet-stream';
    const content = await readFile(file);
    const body =
      path === '/index.html' ? content.toString('utf8').replaceAll(noncePlaceholder, nonce) : new Uint8Array(content);
    return new Response(body, { headers: { ...headers, 'content-type': type } });
  };
}
