import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Locator } from '@playwright/test';
import { problemWords } from '../../renderer/words/problem-words.ts';
import type { Problem } from '../../shared/problem.ts';
import { selfSigned } from '../integration/palette/self-signed.ts';
import { type Canary, leaksIn, leaksInFolder } from './canary.ts';
import { testOnStage } from './fixtures.ts';
import { firstStart } from './screens/first-start.ts';
import { signInSheet, type Typed } from './screens/sign-in-sheet.ts';
import { closedPort, type Listener, startListener } from './servers.ts';
import type { Stage } from './stage.ts';
import { leaksInWindow } from './window-traces.ts';

/** The servers of these tests beside the two environments. */
interface World extends Stage {
  /** Where a redirect leads: it must never see the key. */
  readonly elsewhere: Listener;
  readonly selfSignedServer: Listener;
  readonly closed: string;
  /** A file with the authorities of both environments: a client that followed a redirect would get through. */
  readonly bothAuthorities: string;
}

interface FaultCase {
  readonly title: string;
  /** Makes the fault; answers with what differs from what would work. */
  readonly arrange: (world: World) => Partial<Typed>;
  readonly problem: (world: World) => Problem;
  readonly after?: (world: World) => void;
  /** One button alone, where asking twice takes long. */
  readonly once?: true;
}

const devHost = ({ dev }: World) => new URL(dev.url).host;
const everyTime = 1000;
const signIn = 'GET /v1/users/info';

function armed(fault: Parameters<World['dev']['faults']['arm']>[0]['fault']) {
  return ({ dev }: World) => {
    dev.faults.arm({ route: signIn, fault, times: everyTime });
    return {};
  };
}

const cases: readonly FaultCase[] = [
  {
    title: 'a host that does not exist',
    arrange: () => ({ address: 'https://palette.invalid' }),
    problem: () => ({ kind: 'host-not-found', host: 'palette.invalid' }),
  },
  {
    title: 'a port at which nothing listens',
    arrange: ({ closed }) => ({ address: `https://${closed}` }),
    problem: ({ closed }) => ({ kind: 'connection-refused', host: closed }),
  },
  {
    title: 'a key nobody was given',
    arrange: () => ({ apiKey: 'c2VjcmV0LWtleS1vZi1ub2JvZHk' }),
    problem: (world) => ({ kind: 'key-refused', host: devHost(world), message: 'The API key is invalid' }),
  },
  {
    title: 'an unknown key that the server repeats in its message',
    arrange: ({ dev }) => {
      dev.switches.unknownKeyAnswer = 'not-found-with-key';
      return { apiKey: 'a2V5LXRoYXQtaXMtcmVwZWF0ZWQ' };
    },
    problem: (world) => ({
      kind: 'key-refused',
      host: devHost(world),
      message: "Resource '[redacted]' of kind 'apikey' not found",
    }),
    after: ({ dev }) => {
      dev.switches.unknownKeyAnswer = 'unauthorized';
    },
  },
  {
    title: 'an expired key',
    arrange: ({ dev }) => ({ apiKey: dev.apiKeys.expired }),
    problem: (world) => ({ kind: 'key-refused', host: devHost(world), message: 'The API key has expired' }),
  },
  {
    title: 'a revoked key',
    arrange: ({ dev }) => ({ apiKey: dev.apiKeys.revoked }),
    problem: (world) => ({ kind: 'key-refused', host: devHost(world), message: 'The API key is not active' }),
  },
  {
    title: 'the key of another tenant',
    arrange: ({ prod }) => ({ apiKey: prod.apiKeys.admin }),
    problem: (world) => ({ kind: 'key-refused', host: devHost(world), message: 'The API key is invalid' }),
  },
  {
    title: 'a key of two lines',
    // A password field takes one line; what remains of the break is a blank inside.
    arrange: () => ({ apiKey: 'Zmlyc3QtbGluZQ c2Vjb25kLWxpbmU' }),
    problem: () => ({ kind: 'key-invalid', reason: 'not-ascii' }),
  },
  {
    title: 'a certificate signed by itself, without a CA file',
    arrange: ({ selfSignedServer }) => ({ address: selfSignedServer.origin, caFile: null }),
    problem: ({ selfSignedServer }) => ({
      kind: 'certificate-untrusted',
      host: selfSignedServer.host,
      reason: 'self-signed',
    }),
    after: ({ selfSignedServer }) => expect(selfSignedServer.requests).toEqual([]),
  },
  {
    title: 'a private authority, without its CA file',
    arrange: () => ({ caFile: null }),
    problem: (world) => ({ kind: 'certificate-untrusted', host: devHost(world), reason: 'unknown-authority' }),
    after: ({ dev }) => expect(dev.requests).toEqual([]),
  },
  {
    title: 'the CA file of another environment',
    arrange: ({ caFiles }) => ({ caFile: caFiles.prod }),
    problem: (world) => ({ kind: 'certificate-untrusted', host: devHost(world), reason: 'unknown-authority' }),
    after: ({ dev }) => expect(dev.requests).toEqual([]),
  },
  {
    title: 'a redirect to another server',
    arrange: ({ dev, elsewhere }) => {
      const location = `${elsewhere.origin}/v1/users/info`;
      dev.faults.arm({ route: signIn, fault: { kind: 'redirect', location }, times: everyTime });
      return {};
    },
    problem: (world) => ({ kind: 'redirected', host: devHost(world), to: world.elsewhere.host }),
    after: ({ elsewhere }) => {
      expect(elsewhere.requests).toEqual([]);
      expect(elsewhere.received()).toBe('');
    },
  },
  {
    title: 'a redirect to another environment whose certificate is trusted',
    arrange: ({ dev, prod, bothAuthorities }) => {
      const location = `${prod.url}/v1/users/info`;
      dev.faults.arm({ route: signIn, fault: { kind: 'redirect', location, status: 307 }, times: everyTime });
      return { caFile: bothAuthorities };
    },
    problem: (world) => ({ kind: 'redirected', host: devHost(world), to: new URL(world.prod.url).host }),
    after: ({ prod }) => expect(prod.requests).toEqual([]),
  },
  {
    title: 'a login page instead of JSON',
    arrange: armed({ kind: 'login-page' }),
    problem: (world) => ({ kind: 'not-palette', host: devHost(world), path: '/v1/users/info', found: 'web-page' }),
  },
  {
    title: 'an empty body',
    arrange: armed({ kind: 'empty-body' }),
    problem: (world) => ({ kind: 'not-palette', host: devHost(world), path: '/v1/users/info', found: 'nothing' }),
  },
  {
    title: 'a body that never ends',
    arrange: armed({ kind: 'endless-body' }),
    problem: (world) => ({ kind: 'answer-too-large', host: devHost(world), limitMegabytes: 64 }),
    once: true,
  },
  {
    title: 'a compressed body that nobody asked for',
    arrange: armed({ kind: 'gzip' }),
    problem: (world) => ({ kind: 'not-palette', host: devHost(world), path: '/v1/users/info', found: 'compressed' }),
  },
  {
    title: 'too many requests (429)',
    // The other environment: the app leaves a host alone for a while once it said so.
    arrange: ({ prod, caFiles }) => {
      const fault = { kind: 'too-many-requests', retryAfterSeconds: 30 } as const;
      prod.faults.arm({ route: signIn, fault, times: everyTime });
      return { address: prod.url, apiKey: prod.apiKeys.admin, caFile: caFiles.prod };
    },
    problem: ({ prod }) => ({ kind: 'rate-limited', host: new URL(prod.url).host, retryAfterSeconds: 30 }),
    after: ({ prod }) => expect(prod.requests.map(({ path }) => path)).toEqual(['/v1/users/info']),
    once: true,
  },
];

const test = testOnStage(async ({ ferry: { window } }) => firstStart(window).addEnvironment.click());

let listeners: readonly Listener[] = [];
let worldOf: (stage: Stage) => World;

test.beforeAll(async ({ stage }) => {
  const elsewhere = await startListener();
  const selfSignedServer = await startListener({ certificate: await selfSigned(30) });
  listeners = [elsewhere, selfSignedServer];
  const closed = await closedPort();
  const bothAuthorities = join(stage.folder, 'both-authorities.pem');
  await writeFile(bothAuthorities, `${stage.dev.caPem}\n${stage.prod.caPem}`);
  worldOf = (current) => ({ ...current, output: current.output, elsewhere, selfSignedServer, closed, bothAuthorities });
});
test.afterAll(async () => {
  for (const listener of listeners) await listener.close();
});
test.afterEach(({ stage: { dev, prod } }) => {
  for (const environment of [dev, prod]) {
    environment.faults.clear();
    environment.clearRequests();
  }
});

for (const { title, arrange, problem, after, once = false } of cases) {
  test(`${title}: said plainly, nothing typed is lost, no secret told`, async ({ stage }) => {
    const world = worldOf(stage);
    const { app, window } = stage.ferry;
    const sheet = signInSheet(app, window);
    const typed: Typed = {
      address: stage.dev.url,
      apiKey: stage.dev.apiKeys.admin,
      name: `Fault ${cases.findIndex((one) => one.title === title)}`,
      colour: 'purple',
      class: 'Staging',
      caFile: stage.caFiles.dev,
      ...arrange(world),
    };
    await sheet.clearCertificate();
    await sheet.fill(typed);
    // Both buttons ask the server: neither may lose anything.
    for (const button of once ? [sheet.test] : [sheet.test, sheet.submit]) {
      await button.click();
      await expectWords(sheet.problem, problem(world));
      await sheet.expectTyped(typed);
      await expectNoSecret(world, typed, sheet.problem);
      // Changing a field takes the message away, so that the second one is a fresh one.
      await sheet.name.fill(`${typed.name} `);
      await expect(sheet.problem).toBeHidden();
      await sheet.name.fill(typed.name);
    }
    after?.(world);
  });
}

test('a CA file full of garbage: said plainly, what was typed stays', async ({ stage }) => {
  const { app, window } = stage.ferry;
  const sheet = signInSheet(app, window);
  const typed: Typed = {
    address: stage.dev.url,
    apiKey: stage.dev.apiKeys.admin,
    name: 'Garbage',
    colour: 'teal',
    class: 'Production',
    caFile: null,
  };
  await sheet.clearCertificate();
  await sheet.fill(typed);
  const damaged = `-----BEGIN CERTIFICATE-----\n${Buffer.from('not a certificate').toString('base64')}\n-----END CERTIFICATE-----\n`;
  for (const [content, reason] of [
    ['\u0000\u0001 garbage', 'not-pem'],
    [damaged, 'unreadable'],
  ] as const) {
    const file = join(stage.folder, `${reason}.pem`);
    await writeFile(file, content);
    await sheet.chooseCertificate(file);
    await expectWords(sheet.problem, { kind: 'certificate-invalid', reason });
    await sheet.expectTyped(typed);
  }
  await expectNoSecret(worldOf(stage), typed, sheet.problem);
});

test('after all of that the right values still connect, and nothing was saved meanwhile', async ({ stage }) => {
  const sheet = signInSheet(stage.ferry.app, stage.ferry.window);
  const listed = await stage.ferry.window.evaluate(() => window.ferry.environments.list());
  expect(listed).toEqual({ ok: true, value: [] });
  await sheet.fill({
    address: stage.dev.url,
    apiKey: stage.dev.apiKeys.admin,
    name: 'DEV',
    colour: 'blue',
    class: 'Development',
    caFile: stage.caFiles.dev,
  });
  await sheet.test.click();
  await expect(sheet.sheet).toContainText(`Connected to ${stage.dev.tenant.orgName}`);
});

async function expectWords(shown: Locator, problem: Problem): Promise<void> {
  const { title, text, next } = problemWords(problem);
  await expect(shown).toContainText(title, { timeout: 30_000 });
  await expect(shown).toContainText(text);
  await expect(shown).toContainText(next);
}

async function expectNoSecret(world: World, typed: Typed, message: Locator): Promise<void> {
  const { app, window } = world.ferry;
  const canaries: readonly Canary[] = [...world.secrets, { what: 'the typed API key', value: typed.apiKey }];
  expect([
    ...leaksIn('the message', (await message.innerText()) + (await message.innerHTML()), canaries),
    ...(await leaksInWindow(app, window, canaries)),
    ...leaksIn('what the app printed', world.output(), canaries),
    ...(await leaksInFolder(world.userData, canaries)),
  ]).toEqual([]);
}
