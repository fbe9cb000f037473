import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type Playground,
  type PlaygroundEnvironment,
  startPlayground,
} from '../../../electron/playground/playground.ts';
import { createPlaces } from '../../../electron/services/places.ts';
import type { FerryEvent } from '../../../shared/bridge/events.ts';
import { failed, ok } from '../../../shared/result.ts';
import { createFakeAnalyser } from '../../fakes/analyser.ts';
import { createFakeClock } from '../../fakes/clock.ts';
import { type Opened, open, projectOf, succeeded, tenant } from './harness.ts';

let playground: Playground;
let dev: PlaygroundEnvironment;
let opened: Opened;
let events: FerryEvent[];

beforeAll(async () => {
  playground = await startPlayground({ rateLimits: false, profiles: 120 });
  dev = playground.environment('DEV');
  opened = open(dev);
});
afterAll(async () => {
  await opened.close();
  await playground.close();
});
beforeEach(() => {
  events = [];
});

const notChosen = async () => failed({ kind: 'folder-unreadable' as const, name: '', reason: 'forgotten' as const });
const noFolders = { profiles: notChosen, profile: notChosen };

function places() {
  return createPlaces({
    client: async () => ok(opened.client),
    folders: noFolders,
    analyser: createFakeAnalyser(),
    emit: (event) => events.push(event),
    clock: createFakeClock(Date.UTC(2026, 0, 1)),
  });
}

test('projects by name, with the name of the tenant', async () => {
  const found = succeeded(await places().projects({ environmentId: 'dev' }));
  expect(found.tenantName).toBe(dev.tenant.orgName);
  expect(found.projects.map(({ name }) => name)).toEqual(dev.projects.map(({ name }) => name).sort());
});

test('a list: pages as they arrive under the same listing, then the whole', async () => {
  const listing = '7d4a2a52-6a8e-4a0e-9a0a-0d9a3b7b1c11';
  for (const scope of [tenant, ...dev.projects.map(({ name }) => projectOf(dev, name))]) {
    events = [];
    const place = { kind: 'environment', environmentId: 'dev', scope } as const;
    const { rows, readAt } = succeeded(await places().profiles({ listing, place }));
    expect(readAt).toBe('2026-01-01T00:00:00.000Z');
    const pages = events.flatMap((event) => (event.kind === 'profiles-page' ? [event] : []));
    expect(pages.every((page) => page.listing === listing && page.total === rows.length)).toBe(true);
    const names = (all: typeof rows) => all.map(({ name, scope: at }) => `${at}/${name}`).sort();
    expect(names(pages.flatMap((page) => page.rows))).toEqual(names(rows));
    expect(rows.every(({ scope: at }) => at !== 'unknown')).toBe(true);
    for (const row of rows) {
      const [newest] = row.versions;
      expect(dev.tenant.profiles.get(newest?.uid ?? '')).toMatchObject({ name: row.name, version: newest?.version });
    }
  }
});

test('a list that nobody waits for any more is read no further', async () => {
  const listing = '7d4a2a52-6a8e-4a0e-9a0a-0d9a3b7b1c12';
  const all = places();
  events = [];
  const answer = all.profiles({ listing, place: { kind: 'environment', environmentId: 'dev', scope: tenant } });
  expect(await all.leave({ listing })).toEqual({ ok: true, value: null });
  expect(await answer).toMatchObject({ ok: false, problem: { kind: 'cancelled' } });
  expect(events).toEqual([]);
});

test('details come from the export: layers, variables, holes, macros', async () => {
  const scopes = [tenant, ...dev.projects.map(({ name }) => projectOf(dev, name))];
  let masked = 0;
  let macros = 0;
  for (const scope of scopes) {
    const at = scope.kind === 'tenant' ? scope : ({ kind: 'project', projectUid: scope.uid } as const);
    for (const profile of dev.tenant.profiles.inScope(at).slice(0, 12)) {
      const place = { kind: 'environment', environmentId: 'dev', scope } as const;
      const details = succeeded(await places().profile({ place, uid: profile.uid }));
      expect(details).toMatchObject({ uid: profile.uid, name: profile.name, version: profile.version });
      expect(details.variables.map(({ name }) => name)).toEqual(profile.variables.map(({ name }) => name));
      const inLayers = details.layers.reduce((sum, layer) => sum + layer.maskedValues, 0);
      const holes = details.holes.filter(({ where, reason }) => where.kind === 'scalar' && reason === 'masked');
      expect(inLayers).toBe(holes.length);
      masked += inLayers;
      macros += details.macros.length;
    }
  }
  expect(masked).toBeGreaterThan(0);
  expect(macros).toBeGreaterThan(0);
});
