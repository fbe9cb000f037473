import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servePage } from '../../../electron/app-protocol.ts';

let folder = '';
let serve: (request: Request) => Promise<Response>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ferry-page-'));
  await mkdir(join(folder, 'page/assets'), { recursive: true });
  await writeFile(join(folder, 'page/index.html'), '<meta property="csp-nonce" content="__CSP_NONCE__">');
  await writeFile(join(folder, 'page/assets/main.js'), 'export {};');
  await writeFile(join(folder, 'outside.txt'), 'not for the page');
  serve = servePage(join(folder, 'page'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const get = (url: string, method = 'GET') => serve(new Request(url, { method }));

describe('app://ferry/', () => {
  it('answers with the page and its script, each with the policy', async () => {
    for (const [url, type] of [
      ['app://ferry/', 'text/html; charset=utf-8'],
      ['app://ferry/index.html', 'text/html; charset=utf-8'],
      ['app://ferry/assets/main.js', 'text/javascript; charset=utf-8'],
    ] as const) {
      const answer = await get(url);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe(type);
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(answer.headers.get('content-security-policy')).not.toContain('unsafe');
    }
  });

  it('puts a fresh nonce into the page on every load, the same as in its policy', async () => {
    const loads = await Promise.all([get('app://ferry/'), get('app://ferry/')]);
    const nonces = await Promise.all(
      loads.map(async (load) => {
        const inPage = /content="([^"]+)"/.exec(await load.text())?.[1];
        expect(load.headers.get('content-security-policy')).toContain(`'nonce-${inPage}'`);
        return inPage;
      }),
    );
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  it.each([
    'app://ferry/../outside.txt',
    'app://ferry/%2e%2e/outside.txt',
    'app://ferry/..%2foutside.txt',
    'app://ferry/assets/..%5c..%5coutside.txt',
    'app://ferry//etc/passwd',
    'app://ferry/assets',
    'app://ferry/missing.js',
    'app://other/index.html',
  ])('knows nothing at %s', async (url) => {
    expect((await get(url)).status).toBe(404);
  });

  it('answers to GET alone', async () => {
    expect((await get('app://ferry/index.html', 'POST')).status).toBe(404);
  });
});
