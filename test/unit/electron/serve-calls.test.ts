import { describe, expect, it } from 'vitest';
import { type IpcPort, serveCalls } from '../../../electron/ipc/serve.ts';
import { callNames } from '../../../shared/bridge/call-names.ts';
import { ok } from '../../../shared/result.ts';

type Handler = Parameters<IpcPort['handle']>[1];
type Services = Parameters<typeof serveCalls>[1];

/** Services that record what reaches them; each call answers with its own name. */
function recordingServices() {
  const reached: { call: string; request: unknown }[] = [];
  const groups = Object.entries(callNames).map(([group, names]) => [
    group,
    Object.fromEntries(
      Object.keys(names).map((name) => [
        name,
        async (request: unknown) => {
          const call = `${group}.${name}`;
          reached.push({ call, request });
          return ok(call);
        },
      ]),
    ),
  ]);
  return { reached, services: Object.fromEntries(groups) as Services };
}

function bridgeWith(services: Services) {
  const handlers = new Map<string, Handler>();
  const bugs: unknown[] = [];
  const frame = { origin: 'app://ferry', detached: false };
  const contents = { mainFrame: frame };
  const served = serveCalls(
    {
      ipc: { handle: (channel, handler) => handlers.set(channel, handler) },
      ownContents: () => contents,
      reportBug: (_call, error) => {
        bugs.push(error);
        return 'REF-1';
      },
    },
    services,
  );
  const ask = (
    call: string,
    request?: unknown,
    from = { senderFrame: frame as typeof frame | null, sender: contents },
  ) => {
    const handler = handlers.get(call);
    if (handler === undefined) throw new Error(`${call} is not served`);
    return handler(from, request);
  };
  return { handlers, bugs, ask, served };
}

describe('the one wrapper around every call', () => {
  it('serves exactly the names the preload offers', () => {
    const { handlers } = bridgeWith(recordingServices().services);
    const offered = Object.entries(callNames).flatMap(([group, names]) =>
      Object.keys(names).map((name) => `${group}.${name}`),
    );
    expect([...handlers.keys()].sort()).toEqual(offered.sort());
  });

  it('hands a well-formed request to its service', async () => {
    const { reached, services } = recordingServices();
    const { ask } = bridgeWith(services);
    expect(await ask('environments.remove', { environmentId: 'env-1' })).toEqual(ok('environments.remove'));
    expect(reached).toEqual([{ call: 'environments.remove', request: { environmentId: 'env-1' } }]);
  });

  it.each([
    ['a missing request', undefined],
    ['a surplus member', { environmentId: 'env-1', more: 1 }],
    ['an id that is a path', { environmentId: '../../etc/passwd' }],
    ['a list', []],
    ['text', 'env-1'],
  ])('refuses %s before any service sees it', async (_title, request) => {
    const { reached, services } = recordingServices();
    const { ask } = bridgeWith(services);
    expect(await ask('environments.remove', request)).toEqual({
      ok: false,
      problem: { kind: 'request-malformed', call: 'environments.remove' },
    });
    expect(reached).toEqual([]);
  });

  it('refuses a stranger before the request is even looked at', async () => {
    const { reached, services } = recordingServices();
    const { ask } = bridgeWith(services);
    const contents = { mainFrame: null };
    const answer = await ask('environments.list', undefined, { senderFrame: null, sender: contents as never });
    expect(answer).toMatchObject({ ok: false });
    expect(reached).toEqual([]);
  });

  it('turns a thrown error into a reference and keeps its message on this side', async () => {
    const { services } = recordingServices();
    const broken = {
      ...services,
      app: {
        ...services.app,
        info: async () => {
          throw new Error('key-canary-3f1');
        },
      },
    };
    const { ask, bugs } = bridgeWith(broken as Services);
    const answer = await ask('app.info');
    expect(answer).toEqual({ ok: false, problem: { kind: 'unexpected', reference: 'REF-1' } });
    expect(JSON.stringify(answer)).not.toContain('canary');
    expect(bugs).toHaveLength(1);
  });

  it('tells of what is being kept until it is done, and of nothing else', async () => {
    const { services } = recordingServices();
    const { promise, resolve } = Promise.withResolvers<void>();
    const slow = {
      ...services,
      drafts: { ...services.drafts, discard: () => promise.then(() => ok(null)) },
      app: { ...services.app, info: () => promise.then(() => ok(null)) },
    };
    const { ask, served } = bridgeWith(slow as unknown as Services);
    expect(served.keeping()).toBeNull();
    const info = ask('app.info');
    expect(served.keeping()).toBeNull();
    const discarded = ask('drafts.discard', { id: '00000000-0000-4000-8000-000000000000' });
    const kept = served.keeping();
    expect(kept).not.toBeNull();
    resolve();
    await Promise.all([info, discarded, kept]);
    await expect.poll(() => served.keeping()).toBeNull();
  });
});
