/**
 * Ways by which foreign code or data could get into a page or out of it. Each is a plain function that is sent into
 * the page: it may use nothing but its argument and the page's own globals.
 */

export interface Bait {
  /** A server that listens. Whatever arrives there has got out. */
  readonly origin: string;
  /** Path by which the server tells who came; `/NAME` and `/NAME.js` count. */
  readonly name: string;
}

export interface Vector {
  readonly name: string;
  /** How its success is told: the script ran, the server was asked, or the style took effect. */
  readonly success: 'ran' | 'asked' | 'styled';
  readonly run: (bait: Bait) => void;
}

declare global {
  interface Window {
    /** Names of the vectors whose script ran. */
    ran: string[];
  }
}

const scripts: readonly Vector[] = [
  {
    name: 'inline-script',
    success: 'ran',
    run: ({ name }) => {
      const script = document.createElement('script');
      script.append(`window.ran.push('${name}')`);
      document.body.append(script);
    },
  },
  {
    name: 'inline-handler',
    success: 'ran',
    run: ({ name }) => {
      const button = document.createElement('button');
      button.setAttribute('onclick', `window.ran.push('${name}')`);
      document.body.append(button);
      button.click();
    },
  },
  {
    name: 'javascript-address',
    success: 'ran',
    run: ({ name }) => {
      const link = document.createElement('a');
      link.href = `javascript:void window.ran.push('${name}')`;
      document.body.append(link);
      link.click();
    },
  },
  {
    name: 'data-script',
    success: 'ran',
    run: ({ name }) => {
      const script = document.createElement('script');
      script.src = `data:text/javascript,window.ran.push('${name}')`;
      document.body.append(script);
    },
  },
  {
    name: 'blob-script',
    success: 'ran',
    run: ({ name }) => {
      const script = document.createElement('script');
      script.src = URL.createObjectURL(new Blob([`window.ran.push('${name}')`], { type: 'text/javascript' }));
      document.body.append(script);
    },
  },
  {
    name: 'foreign-script',
    success: 'asked',
    run: ({ origin, name }) => {
      const script = document.createElement('script');
      script.src = `${origin}/${name}.js`;
      document.body.append(script);
    },
  },
  // biome-ignore lint/security/noGlobalEval: it is what must not work
  { name: 'eval', success: 'ran', run: ({ name }) => void eval(`window.ran.push('${name}')`) },
  { name: 'new-function', success: 'ran', run: ({ name }) => void new Function(`window.ran.push('${name}')`)() },
  {
    name: 'timer-text',
    success: 'ran',
    run: ({ name }) => {
      const later = window.setTimeout as (code: string) => number;
      later(`window.ran.push('${name}')`);
    },
  },
  {
    name: 'markup-with-handler',
    success: 'ran',
    run: ({ name }) => {
      const box = document.createElement('div');
      document.body.append(box);
      box.innerHTML = `<img src="data:," onerror="window.ran.push('${name}')">`;
    },
  },
  {
    name: 'adjacent-markup',
    success: 'ran',
    run: ({ name }) =>
      document.body.insertAdjacentHTML('beforeend', `<img src="data:," onerror="window.ran.push('${name}')">`),
  },
  {
    name: 'parsed-fragment',
    success: 'ran',
    run: ({ name }) =>
      document.body.append(
        document.createRange().createContextualFragment(`<script>window.ran.push('${name}')</script>`),
      ),
  },
  {
    name: 'import-from-elsewhere',
    success: 'asked',
    run: ({ origin, name }) => void import(/* @vite-ignore */ `${origin}/${name}.js`).catch(() => undefined),
  },
  {
    name: 'import-of-data',
    success: 'ran',
    run: ({ name }) =>
      void import(/* @vite-ignore */ `data:text/javascript,window.ran.push('${name}')`).catch(() => undefined),
  },
  {
    name: 'worker',
    success: 'asked',
    run: ({ name }) => void new Worker(`/${name}.js`),
  },
  {
    name: 'blob-worker',
    success: 'asked',
    run: ({ origin, name }) => {
      const code = `fetch('${origin}/${name}', { mode: 'no-cors' })`;
      void new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
    },
  },
  {
    name: 'shared-worker',
    success: 'asked',
    run: ({ name }) => void new SharedWorker(`/${name}.js`),
  },
  {
    name: 'service-worker',
    success: 'asked',
    run: ({ name }) => void navigator.serviceWorker.register(`/${name}.js`).catch(() => undefined),
  },
];

const requests: readonly Vector[] = [
  {
    name: 'fetch',
    success: 'asked',
    run: ({ origin, name }) => void fetch(`${origin}/${name}`, { mode: 'no-cors' }).catch(() => undefined),
  },
  {
    name: 'xhr',
    success: 'asked',
    run: ({ origin, name }) => {
      const request = new XMLHttpRequest();
      request.open('POST', `${origin}/${name}`);
      request.send('x');
    },
  },
  {
    name: 'web-socket',
    success: 'asked',
    run: ({ origin, name }) => void new WebSocket(`${origin.replace('http', 'ws')}/${name}`),
  },
  {
    name: 'event-source',
    success: 'asked',
    run: ({ origin, name }) => void new EventSource(`${origin}/${name}`),
  },
  { name: 'beacon', success: 'asked', run: ({ origin, name }) => void navigator.sendBeacon(`${origin}/${name}`, 'x') },
  {
    name: 'ping',
    success: 'asked',
    run: ({ origin, name }) => {
      const link = document.createElement('a');
      link.href = '#';
      link.ping = `${origin}/${name}`;
      document.body.append(link);
      link.click();
    },
  },
  {
    name: 'image',
    success: 'asked',
    run: ({ origin, name }) => {
      new Image().src = `${origin}/${name}`;
    },
  },
  {
    name: 'audio',
    success: 'asked',
    run: ({ origin, name }) => {
      new Audio(`${origin}/${name}`).load();
    },
  },
  {
    name: 'style-sheet',
    success: 'asked',
    run: ({ origin, name }) => {
      const link = document.createElement('link');
      Object.assign(link, { rel: 'stylesheet', href: `${origin}/${name}` });
      document.head.append(link);
    },
  },
  {
    name: 'prefetch',
    success: 'asked',
    run: ({ origin, name }) => {
      const link = document.createElement('link');
      Object.assign(link, { rel: 'prefetch', href: `${origin}/${name}` });
      document.head.append(link);
    },
  },
  {
    name: 'preload',
    success: 'asked',
    run: ({ origin, name }) => {
      const link = document.createElement('link');
      Object.assign(link, { rel: 'preload', as: 'image', href: `${origin}/${name}` });
      document.head.append(link);
    },
  },
  {
    name: 'module-preload',
    success: 'asked',
    run: ({ origin, name }) => {
      const link = document.createElement('link');
      Object.assign(link, { rel: 'modulepreload', href: `${origin}/${name}.js` });
      document.head.append(link);
    },
  },
  {
    name: 'font',
    success: 'asked',
    run: ({ origin, name }) => {
      void new FontFace('bait', `url(${origin}/${name})`).load().catch(() => undefined);
    },
  },
  {
    name: 'background-image',
    success: 'asked',
    run: ({ origin, name }) => {
      const box = document.createElement('div');
      document.body.append(box);
      box.style.backgroundImage = `url(${origin}/${name})`;
      box.style.height = '10px';
    },
  },
  {
    name: 'frame',
    success: 'asked',
    run: ({ origin, name }) => {
      const frame = document.createElement('iframe');
      frame.src = `${origin}/${name}`;
      document.body.append(frame);
    },
  },
  {
    name: 'object',
    success: 'asked',
    run: ({ origin, name }) => {
      const object = document.createElement('object');
      object.data = `${origin}/${name}`;
      document.body.append(object);
    },
  },
  {
    name: 'embed',
    success: 'asked',
    run: ({ origin, name }) => {
      const embed = document.createElement('embed');
      embed.src = `${origin}/${name}`;
      document.body.append(embed);
    },
  },
  {
    name: 'form',
    success: 'asked',
    run: ({ origin, name }) => {
      const sink = document.createElement('iframe');
      sink.name = 'form-sink';
      const form = document.createElement('form');
      Object.assign(form, { action: `${origin}/${name}`, method: 'post', target: 'form-sink' });
      document.body.append(sink, form);
      form.submit();
    },
  },
  {
    name: 'base',
    success: 'asked',
    run: ({ origin, name }) => {
      const base = document.createElement('base');
      base.href = `${origin}/`;
      document.head.prepend(base);
      new Image().src = name;
      base.remove();
    },
  },
];

const styles: readonly Vector[] = [
  {
    name: 'style-element',
    success: 'styled',
    run: ({ name }) => {
      const style = document.createElement('style');
      style.append(`:root { --${name}: 1 }`);
      document.head.append(style);
    },
  },
  {
    name: 'style-with-wrong-nonce',
    success: 'styled',
    run: ({ name }) => {
      const style = document.createElement('style');
      style.nonce = 'AAAAAAAAAAAAAAAAAAAAAA';
      style.append(`:root { --${name}: 1 }`);
      document.head.append(style);
    },
  },
  {
    name: 'style-attribute',
    success: 'styled',
    run: ({ name }) => document.documentElement.setAttribute('style', `--${name}: 1`),
  },
];

/** Every vector, in the order in which they are tried. */
export const vectors: readonly Vector[] = [...scripts, ...requests, ...styles];
