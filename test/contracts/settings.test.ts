import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  migrations,
  openSettings,
  parseSettings,
  type StoreConstructor,
} from '../../electron/adapters/settings-store.ts';
import type { SavedEnvironment, SettingsPort } from '../../electron/ports/settings.ts';
import { defaultViewState } from '../../shared/bridge/views.ts';
import { ok } from '../../shared/result.ts';
import { createFakeSettings } from '../fakes/settings.ts';
import { loadElectronStore } from './electron-store.ts';

const environment = (id: string): SavedEnvironment => ({
  id,
  name: `Environment "${id}" ß鍵`,
  address: `https://${id}.example.test:8443`,
  colour: 'teal',
  class: 'staging',
  caPem: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
  keyExpiresAt: null,
  order: 3,
});
const clock = { now: () => Date.UTC(2026, 2, 4, 5, 6, 7, 8) };

function contract(open: () => SettingsPort): void {
  it('starts empty', () => {
    expect(open().read()).toEqual({
      version: 2,
      environments: [],
      keysToForget: [],
      view: defaultViewState,
      folders: [],
      windows: {},
      layouts: {},
    });
  });

  it('reads what was updated', () => {
    const settings = open();
    const place = { kind: 'environment', environmentId: 'env-a', scope: { kind: 'tenant' } } as const;
    const answer = settings.update((now) => ({
      ...now,
      environments: [environment('env-a'), environment('env-b')],
      view: { ...now.view, left: place, split: 0.3 },
    }));
    expect(answer.ok && answer.value).toEqual(settings.read());
    expect(settings.read().environments).toEqual([environment('env-a'), environment('env-b')]);
    expect(settings.read().view).toMatchObject({ left: place, right: null, split: 0.3 });
  });

  it('builds each update on the one before', () => {
    const settings = open();
    for (let number = 0; number < 20; number += 1) {
      settings.update((now) => ({ ...now, environments: [...now.environments, environment(`env-${number}`)] }));
    }
    expect(settings.read().environments).toHaveLength(20);
  });
}

describe('settings port: the fake', () => {
  contract(createFakeSettings);
});

describe('settings port: electron-store', () => {
  let Store: StoreConstructor;
  let folder: string;
  const file = () => join(folder, 'settings.json');
  const open = () => openSettings({ folder, Store, clock });

  beforeAll(async () => {
    Store = await loadElectronStore();
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ferry-settings-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  describe('contract', () => contract(() => open().settings));

  it('is there after a restart, for this user alone', () => {
    open().settings.update((now) => ({ ...now, environments: [environment('env-a')], keysToForget: ['env-gone'] }));
    const again = open();
    expect(again.problem).toBeNull();
    expect(again.settings.read()).toMatchObject({ environments: [environment('env-a')], keysToForget: ['env-gone'] });
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });

  it('writes nothing before the first update', () => {
    open();
    expect(readdirSync(folder)).toEqual([]);
  });

  const whole = (environments: readonly unknown[]) =>
    JSON.stringify({ version: 2, environments, keysToForget: [], view: defaultViewState });

  it.each([
    ['an empty file', ''],
    ['half a file', whole([environment('env-a')]).slice(0, 150)],
    ['NULs, as after a power cut', '\0'.repeat(400)],
    ['another shape', '[]'],
    ['no version', '{}'],
    ['a newer version', JSON.stringify({ version: 3, environments: [] })],
    ['a member that could hold a key', whole([{ ...environment('env-a'), apiKey: 'x' }])],
    ['an http address', whole([{ ...environment('env-a'), address: 'http://a.example.test' }])],
    ['an id that is no account', whole([{ ...environment('env-a'), id: '../../x' }])],
    ['two environments with one id', whole([environment('env-a'), environment('env-a')])],
  ])('sets %s aside, byte for byte, and says so', (_name, content) => {
    writeFileSync(file(), content);
    const { settings, problem } = open();
    const keptAs = 'settings.damaged-2026-03-04T05-06-07-008Z.json';
    expect(problem).toEqual({ kind: 'settings-damaged', keptAs });
    expect(readFileSync(join(folder, keptAs), 'utf8')).toBe(content);
    expect(settings.read().environments).toEqual([]);
    expect(settings.update((now) => ({ ...now, environments: [environment('env-b')] })).ok).toBe(true);
    expect(open().settings.read().environments).toHaveLength(1);
    expect(readFileSync(join(folder, keptAs), 'utf8')).toBe(content);
  });

  it('removes what was set aside when everything is forgotten, and nothing else', () => {
    writeFileSync(file(), '{"torn');
    const { settings } = open();
    settings.update((now) => ({ ...now, environments: [environment('env-b')] }));
    writeFileSync(join(folder, 'settings.damaged-2025-01-01T00-00-00-000Z.json'), 'x');
    writeFileSync(join(folder, 'history.json'), '[]');
    expect(settings.removeSetAside()).toEqual(ok(null));
    expect(readdirSync(folder).toSorted()).toEqual(['history.json', 'settings.json']);
  });

  it('leaves a file alone that it cannot read, and writes nothing over it', () => {
    mkdirSync(file());
    const { settings, problem } = open();
    expect(problem).toEqual({ kind: 'file-unreadable', name: 'settings.json', reason: 'not-a-file' });
    expect(settings.update((now) => now)).toEqual({ ok: false, problem });
    expect(statSync(file()).isDirectory()).toBe(true);
  });

  it.skipIf(process.getuid?.() === 0)('reports a folder that takes no file, and changes nothing', () => {
    chmodSync(folder, 0o500);
    const { settings } = open();
    expect(settings.update((now) => ({ ...now, environments: [environment('env-a')] }))).toEqual({
      ok: false,
      problem: { kind: 'file-unwritable', name: 'settings.json', reason: 'denied' },
    });
    expect(settings.read().environments).toEqual([]);
  });

  it('reports a folder that cannot exist, and changes nothing', () => {
    writeFileSync(join(folder, 'file'), '');
    const settings = openSettings({ folder: join(folder, 'file'), Store, clock }).settings;
    expect(settings.update((now) => ({ ...now, keysToForget: ['a'] }))).toMatchObject({ ok: false });
    expect(settings.read().keysToForget).toEqual([]);
  });

  it('never writes a member that the schema does not know', () => {
    const { settings } = open();
    expect(() =>
      settings.update((now) => ({ ...now, environments: [{ ...environment('env-a'), apiKey: 'pf-canary' } as never] })),
    ).toThrow();
    expect(readdirSync(folder)).toEqual([]);
    expect(settings.read().environments).toEqual([]);
  });
});

describe('migrations', () => {
  const old = JSON.stringify({ version: -1, list: ['a'] });
  const steps = {
    [-1]: (data: Readonly<Record<string, unknown>>) => ({ version: -1, names: data.list }),
    0: () => ({ environments: [], keysToForget: [], view: defaultViewState }),
    1: (data: Readonly<Record<string, unknown>>) => ({ ...data }),
  };

  it('run one after another', () => {
    expect(parseSettings(old, steps)).toEqual({
      version: 2,
      environments: [],
      keysToForget: [],
      view: defaultViewState,
      folders: [],
      windows: {},
      layouts: {},
    });
  });

  it('bring the first version here: keys of unknown end, and the new parts of the view as they begin', () => {
    const { keyExpiresAt: _later, ...first } = environment('env-a');
    const { left, right, theme, split, leftDetails, rightDetails } = defaultViewState;
    const view = { left, right, theme, split, leftDetails, rightDetails };
    const text = JSON.stringify({ version: 1, environments: [first], keysToForget: ['env-b'], view, windows: {} });
    expect(parseSettings(text, migrations)).toEqual({
      version: 2,
      environments: [environment('env-a')],
      keysToForget: ['env-b'],
      view: defaultViewState,
      folders: [],
      windows: {},
      layouts: {},
    });
    expect(parseSettings('{"version":1}', migrations)).toBeNull();
  });

  it('a missing, failing or wrong step is damage, not a reset', () => {
    expect(parseSettings(old, {})).toBeNull();
    expect(parseSettings(old, { ...steps, 0: () => ({}) })).toBeNull();
    const stumble = () => {
      throw new Error('x');
    };
    expect(parseSettings(old, { ...steps, 0: stumble })).toBeNull();
  });
});
