import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, launchFixture } from './launch-fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await launchFixture();
});
afterAll(() => fixture.close());

/** Loads an address in a window of its own and tells what the page shows and what the handler was asked. */
async function load(address: string) {
  return fixture.app.evaluate(async ({ BrowserWindow }, url) => {
    globalThis.asked = [];
    const window = new BrowserWindow({ show: false });
    const failure = await window.loadURL(url).then(
      () => '',
      (error: Error) => error.message,
    );
    const text = failure === '' ? await window.webContents.executeJavaScript('document.body.innerText') : '';
    const status =
      failure === ''
        ? await window.webContents.executeJavaScript('performance.getEntriesByType("navigation")[0].responseStatus')
        : 0;
    const shown = window.webContents.getURL();
    window.destroy();
    return { failure, text, status, shown, asked: globalThis.asked };
  }, address);
}

describe('a custom protocol', () => {
  it('serves pages in a secure context and tells their app:// address', async () => {
    expect(await fixture.page.evaluate(() => window.isSecureContext)).toBe(true);
    const { shown, asked } = await load('app://ferry/two');
    expect(shown).toBe('app://ferry/two');
    expect(asked.slice(0, 1)).toEqual(['GET app://ferry/two']);
  });

  it('keeps a 404 a 404, with its body', async () => {
    expect(await load('app://ferry/absent')).toMatchObject({ failure: '', text: 'nothing here', status: 404 });
  });

  it('asks the same handler for another host', async () => {
    expect(await load('app://other/')).toMatchObject({ text: 'nothing here', asked: ['GET app://other/'] });
  });

  it.each(['/..%2f..%2fetc%2fpasswd', '/%2e%2e%5cwindows', '//etc/passwd', '/a?b=../../c'])(
    'hands %s to the handler letter by letter',
    async (hostile) => {
      expect((await load(`app://ferry${hostile}`)).asked).toEqual([`GET app://ferry${hostile}`]);
    },
  );

  it('fails where no handler is', async () => {
    const failure = await fixture.app.evaluate(async ({ BrowserWindow, protocol }) => {
      protocol.unhandle('app');
      const window = new BrowserWindow({ show: false });
      const message = await window.loadURL('app://ferry/').catch((error: Error) => error.message);
      window.destroy();
      return message;
    });
    expect(failure).toBe("ERR_FAILED (-2) loading 'app://ferry/'");
    await fixture.app.evaluate(({ protocol }) => protocol.handle('app', () => new Response('again')));
  });

  it('gives the handler method, headers and body of a request', async () => {
    const seen = await fixture.app.evaluate(async ({ BrowserWindow, protocol }) => {
      protocol.unhandle('app');
      protocol.handle('app', async (request) =>
        Response.json([
          request.method,
          request.headers.get('x-mark'),
          await request.text(),
          request.headers.get('origin'),
        ]),
      );
      const window = new BrowserWindow({ show: false });
      await window.loadURL('app://ferry/');
      const code = `fetch('/post', { method: 'POST', headers: { 'x-mark': 'yes' }, body: 'grün' }).then((r) => r.json())`;
      const answer = await window.webContents.executeJavaScript(code);
      window.destroy();
      return answer;
    });
    expect(seen).toEqual(['POST', 'yes', 'grün', 'app://ferry']);
  });
});

describe('the headers of a custom protocol', () => {
  it('are obeyed by the browser: the policy stops what it forbids', async () => {
    const stopped = await fixture.page.evaluate(async () => {
      const inline = document.createElement('script');
      const attempts = [
        () => inline.append('window.injected = true'),
        () => document.body.append(inline),
        () => document.body.insertAdjacentHTML('beforeend', '<b>x</b>'),
        () => setTimeout('window.injected = true'),
      ];
      const threw = attempts.map((attempt) => {
        try {
          attempt();
          return false;
        } catch {
          return true;
        }
      });
      const connected = await fetch('/two').then(
        () => 'connected',
        () => 'refused',
      );
      return { threw, connected, injected: 'injected' in window };
    });
    expect(stopped.connected).toBe('refused');
    expect(stopped.injected).toBe(false);
    expect(stopped.threw.slice(2)).toEqual([true, true]);
    await fixture.page.waitForFunction(() =>
      ['connect-src', 'require-trusted-types-for'].every((name) => window.violations.includes(name)),
    );
  });
});

describe('webRequest', () => {
  it('cancels a request and changes headers', async () => {
    const seen = await fixture.app.evaluate(async ({ BrowserWindow, protocol, session }) => {
      protocol.unhandle('app');
      protocol.handle('app', () => new Response('plain', { headers: { 'x-from': 'handler' } }));
      const { webRequest } = session.defaultSession;
      webRequest.onBeforeRequest((details, answer) => answer({ cancel: details.url.endsWith('/forbidden') }));
      webRequest.onHeadersReceived((details, answer) =>
        answer({ responseHeaders: { ...details.responseHeaders, 'x-added': ['yes'] } }),
      );
      const window = new BrowserWindow({ show: false });
      await window.loadURL('app://ferry/');
      const code = (path: string) =>
        `fetch('${path}').then((r) => [r.headers.get('x-from'), r.headers.get('x-added')], () => 'stopped')`;
      const answers = [
        await window.webContents.executeJavaScript(code('/free')),
        await window.webContents.executeJavaScript(code('/forbidden')),
      ];
      webRequest.onBeforeRequest(null);
      webRequest.onHeadersReceived(null);
      window.destroy();
      return answers;
    });
    expect(seen).toEqual([['handler', 'yes'], 'stopped']);
  });
});
