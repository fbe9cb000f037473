import { describe, expect, it } from 'vitest';
import { type BrokerProcess, createKeychainBrokerClient } from '../../../electron/adapters/keychain-broker-client.ts';
import { Secret } from '../../../electron/secret.ts';
import { type BrokerPort, type Keytar, serveKeychain } from '../../../electron/workers/serve-keychain.ts';
import type { Problem } from '../../../shared/problem.ts';
import { failed, ok } from '../../../shared/result.ts';
import { createFakeClock } from '../../fakes/clock.ts';

/** A broker process that answers by hand. */
class FakeProcess implements BrokerProcess {
  readonly sent: { id: number; kind: string }[] = [];
  killed = false;
  #message: (message: unknown) => void = () => undefined;
  #exit: (code: number) => void = () => undefined;
  on(event: 'message' | 'exit', listener: never): void {
    if (event === 'message') this.#message = listener;
    else this.#exit = listener;
  }
  postMessage(message: unknown): void {
    this.sent.push(message as { id: number; kind: string });
  }
  kill(): boolean {
    this.killed = true;
    this.#exit(15);
    return true;
  }
  answer(kind: string, value: string | null = null): void {
    const request = this.sent.findLast((sent) => sent.kind === kind);
    this.#message({ id: request?.id, ok: true, value });
  }
  refuse(reason: string): void {
    this.#message({ id: this.sent.at(-1)?.id, ok: false, reason });
  }
  say(message: unknown): void {
    this.#message(message);
  }
  crash(): void {
    this.#exit(139);
  }
}

function setUp() {
  const clock = createFakeClock();
  const processes: FakeProcess[] = [];
  const waiting: boolean[] = [];
  const client = createKeychainBrokerClient({
    modulePath: 'broker',
    clock,
    onWaiting: (isWaiting) => waiting.push(isWaiting),
    fork: () => {
      const started = new FakeProcess();
      processes.push(started);
      return started;
    },
  });
  const last = () => {
    const found = processes.at(-1);
    if (found === undefined) throw new Error('No process was started');
    return found;
  };
  return { clock, processes, waiting, client, last };
}

describe('broker client', () => {
  it('starts nothing before it is asked', () => {
    expect(setUp().processes).toHaveLength(0);
  });

  it('says after three seconds that it waits, and when that is over', async () => {
    const { clock, client, waiting, last } = setUp();
    const read = client.read('env-a');
    clock.advance(2_999);
    expect(waiting).toEqual([]);
    clock.advance(1);
    expect(waiting).toEqual([true]);
    last().answer('get', 'value');
    expect((await read).ok).toBe(true);
    expect(waiting).toEqual([true, false]);
    expect(clock.alarms).toBe(0);
  });

  it('waits for a person as long as the keychain itself answers', async () => {
    const { clock, client, last, processes } = setUp();
    const read = client.read('env-a');
    for (let second = 0; second < 60; second += 1) {
      clock.advance(1_000);
      if (last().sent.at(-1)?.kind === 'ping') last().answer('ping');
    }
    last().answer('get', 'value');
    expect(await read).toMatchObject({ ok: true });
    expect(processes).toHaveLength(1);
  });

  it('gives up after two minutes even so', async () => {
    const { clock, client, last } = setUp();
    const read = client.read('env-a');
    for (let second = 0; second < 130; second += 1) {
      clock.advance(1_000);
      if (last().sent.at(-1)?.kind === 'ping') last().answer('ping');
    }
    expect(await read).toMatchObject({ ok: false, problem: { kind: 'keychain-not-answering' } });
    expect(last().killed).toBe(true);
  });

  it('gives up on a keychain that leaves the ping unanswered, for every caller at once', async () => {
    const { clock, client, processes, waiting } = setUp();
    const calls = [client.read('env-a'), client.write('env-b', new Secret('x')), client.remove('env-c')];
    clock.advance(8_000);
    for (const answer of await Promise.all(calls)) {
      expect(answer).toEqual(failed({ kind: 'keychain-not-answering', seconds: 8 }));
    }
    expect(processes[0]?.killed).toBe(true);
    expect(waiting).toEqual([true, false]);
    void client.read('env-a');
    expect(processes).toHaveLength(2);
  });

  it('takes the time-out of the keychain itself for the same', async () => {
    const { client, last, clock } = setUp();
    const read = client.read('env-a');
    clock.advance(2_000);
    last().refuse('not-answering');
    expect(await read).toEqual(failed({ kind: 'keychain-not-answering', seconds: 2 }));
  });

  it.each<[string, Problem]>([
    ['missing', { kind: 'keychain-unavailable', reason: 'missing' }],
    ['locked', { kind: 'keychain-unavailable', reason: 'locked' }],
    ['refused', { kind: 'keychain-unavailable', reason: 'refused' }],
    ['damaged', { kind: 'keychain-entry-damaged', environment: 'env-a' }],
    ['too-long', { kind: 'key-invalid', reason: 'too-long' }],
  ])('%s becomes its problem', async (reason, problem) => {
    const { client, last, processes } = setUp();
    const read = client.read('env-a');
    last().refuse(reason);
    expect(await read).toEqual(failed(problem));
    expect(processes).toHaveLength(1);
  });

  it('asks again in a fresh process when one that worked finds nothing any more', async () => {
    const { client, processes, last } = setUp();
    const first = client.read('env-a');
    last().answer('get', 'old');
    await first;
    const second = client.read('env-a');
    last().refuse('missing');
    while (processes.length < 2) await Promise.resolve();
    last().answer('get', 'again');
    expect(await second).toMatchObject({ ok: true });
    expect(processes[0]?.killed).toBe(true);
  });

  it('reports a crash and starts again with the next call', async () => {
    const { client, processes, last } = setUp();
    const calls = [client.read('env-a'), client.read('env-b')];
    last().crash();
    for (const answer of await Promise.all(calls)) {
      expect(answer).toEqual(failed({ kind: 'keychain-unavailable', reason: 'crashed' }));
    }
    const next = client.read('env-a');
    last().answer('get', null);
    expect(await next).toEqual(ok(null));
    expect(processes).toHaveLength(2);
  });

  it('reports a process that cannot be started', async () => {
    const client = createKeychainBrokerClient({
      modulePath: 'broker',
      clock: createFakeClock(),
      fork: () => {
        throw new Error('no');
      },
    });
    expect(await client.read('env-a')).toEqual(failed({ kind: 'keychain-unavailable', reason: 'crashed' }));
    expect(await client.availability()).toBe('this-run-only');
  });

  it.each([[null], ['x'], [{}], [{ id: 1 }], [{ id: 1, ok: true, value: 7 }], [{ id: 99, ok: true, value: 'x' }]])(
    'ignores a message that is no answer of ours: %j',
    async (message) => {
      const { client, last } = setUp();
      const read = client.read('env-a');
      last().say(message);
      last().answer('get', 'right');
      const found = await read;
      expect(found.ok && found.value?.reveal()).toBe('right');
    },
  );
});

describe('serveKeychain', () => {
  function serve(keytar: Keytar | null) {
    const answers: unknown[] = [];
    let ask: (data: unknown) => void = () => undefined;
    const port: BrokerPort = {
      postMessage: (message) => answers.push(message),
      on: (_event, listener) => {
        ask = (data) => listener({ data });
      },
    };
    serveKeychain(port, async () => {
      if (keytar === null) throw new Error('libsecret-1.so.0: cannot open shared object file');
      return keytar;
    });
    return { ask: (data: unknown) => ask(data), answers };
  }
  const settled = async () => {
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
  };
  const refusing = (message: string): Keytar => {
    const refuse = async () => {
      throw new Error(message);
    };
    return { getPassword: refuse, setPassword: refuse, deletePassword: refuse };
  };

  it.each([
    ['Timeout was reached', 'not-answering'],
    ['Cannot create an item in a locked collection', 'locked'],
    ['Prompt was dismissed', 'locked'],
    ['User interaction is not allowed.', 'locked'],
    ['The name org.freedesktop.secrets was not provided by any .service files', 'missing'],
    ['The name :1.38 was not provided by any .service files', 'missing'],
    ['Could not connect: No such file or directory', 'missing'],
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'missing'],
    ['pf-canary', 'refused'],
  ])('keeps the text of an error to itself: %s → %s', async (message, reason) => {
    const { ask, answers } = serve(refusing(message));
    ask({ id: 1, kind: 'get', account: 'env-a' });
    await settled();
    expect(answers).toEqual([{ id: 1, ok: false, reason }]);
  });

  it('says that there is no keychain when keytar does not load', async () => {
    const { ask, answers } = serve(null);
    ask({ id: 1, kind: 'ping' });
    await settled();
    expect(answers).toEqual([{ id: 1, ok: false, reason: 'missing' }]);
  });

  it('reads back what it wrote and refuses a value that came back cut', async () => {
    const { ask, answers } = serve({
      setPassword: async () => undefined,
      getPassword: async () => 'v1.AAA',
      deletePassword: async () => true,
    });
    ask({ id: 1, kind: 'set', account: 'env-a', value: 'x' });
    await settled();
    expect(answers).toEqual([{ id: 1, ok: false, reason: 'refused' }]);
  });

  it.each([
    [null],
    [{ id: 1, kind: 'list' }],
    [{ id: 1, kind: 'get', account: '../x' }],
    [{ id: 1, kind: 'get', account: 'A' }],
    [{ id: 1, kind: 'get', account: 'a', service: 'Other' }],
    [{ id: 1, kind: 'set', account: 'a' }],
  ])('does not answer what is not shaped like a request: %j', async (message) => {
    const { ask, answers } = serve(refusing('x'));
    ask(message);
    await settled();
    expect(answers).toEqual([]);
  });
});
