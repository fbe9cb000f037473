import { describe, expect, test } from 'vitest';
import { createEnvironmentsStore, scopesOf } from '../../../renderer/state/environments-store.ts';
import { createFakeFerry } from '../../fakes/ferry.ts';
import { twoEnvironments } from '../../fakes/ferry-environments.ts';

const lost = { kind: 'connection-lost', host: 'palette.example' } as const;

function setUp() {
  const ferry = createFakeFerry();
  return { ferry, store: createEnvironmentsStore(ferry.environments, ferry.places, ferry.events) };
}

describe('environments', () => {
  test('keep the last list when reading it again fails', async () => {
    const { ferry, store } = setUp();
    await store.getState().listAsked();
    ferry.control.fail('environments.list', lost);
    await store.getState().listAsked();
    expect(store.getState()).toMatchObject({ fetch: 'FAILED', problem: lost });
    expect(store.getState().environments).toHaveLength(2);
  });

  test('change when the machine says so', async () => {
    const { ferry, store } = setUp();
    await store.getState().listAsked();
    const [dev] = twoEnvironments().map((one) => one.summary);
    ferry.control.tell({ kind: 'environments-changed', environments: dev === undefined ? [] : [dev] });
    expect(store.getState().environments.map((one) => one.id)).toEqual(['dev']);
  });

  test('know which servers asked to wait, and until when', () => {
    const ferry = createFakeFerry();
    const store = createEnvironmentsStore(ferry.environments, ferry.places, ferry.events, () => 1000);
    const asked = (milliseconds: number) =>
      ferry.control.tell({ kind: 'server-asked-to-wait', host: 'palette.example', milliseconds });
    asked(5000);
    asked(2000);
    expect(store.getState().waits).toEqual({ 'palette.example': 6000 });
  });

  test('keep their order when one is edited, and add a new one at the end', async () => {
    const { store } = setUp();
    await store.getState().listAsked();
    const [dev] = store.getState().environments;
    if (dev === undefined) throw new Error('No environment');
    store.getState().kept({ ...dev, name: 'LAB' });
    store.getState().kept({ ...dev, id: 'new', name: 'NEW' });
    expect(store.getState().environments.map((one) => one.name)).toEqual(['LAB', 'PROD', 'NEW']);
  });

  test('unlock and lock', async () => {
    const { store } = setUp();
    await store.getState().listAsked();
    const until = () => store.getState().environments.find((one) => one.id === 'prod')?.unlockedUntil;
    await store.getState().unlockChosen('prod');
    expect(until()).toBeGreaterThan(Date.now());
    await store.getState().lockChosen('prod');
    expect(until()).toBeNull();
  });
});

describe('scopes', () => {
  test('are asked for once at a time and kept when asking again fails', async () => {
    const { ferry, store } = setUp();
    await store.getState().listAsked();
    await Promise.all([store.getState().scopesAsked('dev'), store.getState().scopesAsked('dev')]);
    expect(ferry.control.calls.filter((one) => one.call === 'places.projects')).toHaveLength(1);
    ferry.control.fail('places.projects', lost);
    await store.getState().scopesAsked('dev');
    const scopes = scopesOf(store.getState(), 'dev');
    expect(scopes).toMatchObject({ fetch: 'FAILED', problem: lost, tenantName: 'acme-dev' });
    expect(scopes.projects).toHaveLength(2);
  });

  test('of an environment edited meanwhile are dropped', async () => {
    const { ferry, store } = setUp();
    await store.getState().listAsked();
    const [dev] = store.getState().environments;
    if (dev === undefined) throw new Error('No environment');
    ferry.control.hold('places.projects');
    const asking = store.getState().scopesAsked('dev');
    store.getState().kept({ ...dev, address: 'https://elsewhere.example' });
    ferry.control.release('places.projects');
    await asking;
    expect(scopesOf(store.getState(), 'dev').fetch).toBe('IDLE');
  });
});
