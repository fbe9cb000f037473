import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { SavedEnvironment } from '../../../electron/ports/settings.ts';
import { createEnvironmentFile } from '../../../electron/services/environment-file.ts';
import { createEnvironmentList, type EnvironmentList } from '../../../electron/services/environment-list.ts';
import { failed, ok } from '../../../shared/result.ts';
import { createFakeDialogs } from '../../fakes/dialogs.ts';
import { createFakeFiles } from '../../fakes/files.ts';
import { createFakeSettings, type FakeSettings } from '../../fakes/settings.ts';

const path = '/home/person/environments.json';
const environment = (name: string, order = 0): SavedEnvironment => ({
  id: `env-${name}`,
  name,
  address: `https://${name.toLowerCase()}.example.test`,
  colour: 'blue',
  class: 'development',
  caPem: null,
  keyExpiresAt: '2027-01-01T00:00:00Z',
  order,
});

let settings: FakeSettings;
let list: EnvironmentList;
let files: ReturnType<typeof createFakeFiles>;
let dialogs: ReturnType<typeof createFakeDialogs>;

beforeEach(() => {
  settings = createFakeSettings();
  list = createEnvironmentList(settings);
  files = createFakeFiles();
  dialogs = createFakeDialogs();
  dialogs.choose(path);
});

const file = () => createEnvironmentFile({ list, dialogs, files, now: () => Date.UTC(2026, 0, 1) });
async function textOf(): Promise<string> {
  const content = await files.read(path, 10_000_000);
  return content.ok ? new TextDecoder().decode(content.value) : '';
}
const entry = (name: string, more: object = {}) => ({
  name,
  address: `https://${name.toLowerCase()}.example.test`,
  colour: 'blue',
  class: 'staging',
  caPem: null,
  ...more,
});
const bring = (environments: unknown, more: object = {}) =>
  files.writeAtomic(path, JSON.stringify({ format: 'profile-ferry-environments', version: 1, environments, ...more }));
const refused = failed({ kind: 'file-unreadable', name: 'environments.json', reason: 'other' });

describe('saving the list', () => {
  test('writes names, addresses, colours, classes and CA files, in order, and nothing else', async () => {
    list.put(environment('PROD', 1));
    list.put(environment('DEV', 0));
    list.putSample({ ...environment('SAMPLE'), id: 'sample-1' });
    expect(await file().save()).toEqual(ok({ fileName: 'environments.json', count: 2 }));
    expect(JSON.parse(await textOf())).toEqual({
      format: 'profile-ferry-environments',
      version: 1,
      environments: ['DEV', 'PROD'].map((name) => entry(name, { class: 'development' })),
    });
  });

  test('writes nothing when the person cancels, and tells when the disk refuses', async () => {
    dialogs.choose(null);
    expect(await file().save()).toEqual(ok(null));
    expect(await textOf()).toBe('');
    dialogs.choose(path);
    const full = failed({ kind: 'file-unwritable', name: 'environments.json', reason: 'full' });
    files.replace = async () => full;
    expect(await file().save()).toEqual(full);
  });
});

describe('reading a list', () => {
  test('adds what is new behind the others, without a key, and leaves what is known alone', async () => {
    list.put(environment('DEV', 4));
    await bring([entry('DEV'), entry('dev', { address: 'https://other.example.test' }), entry('STAGE'), entry('LAB')]);
    const answer = await file().open();
    expect(answer).toMatchObject({ ok: true, value: { skipped: ['DEV', 'dev'] } });
    expect(list.all().map(({ name, order }) => [name, order])).toEqual([
      ['DEV', 4],
      ['STAGE', 5],
      ['LAB', 6],
    ]);
    expect(list.all()[1]).toMatchObject({ class: 'staging', keyExpiresAt: null });
  });

  test('takes an entry that is there twice once', async () => {
    const sameAddress = entry('OTHER', { address: 'https://stage.example.test/' });
    const sameName = entry('stage', { address: 'https://elsewhere.example.test' });
    await bring([entry('STAGE'), entry('STAGE'), sameAddress, sameName]);
    expect(await file().open()).toMatchObject({ ok: true, value: { skipped: ['STAGE', 'OTHER', 'stage'] } });
    expect(list.all()).toHaveLength(1);
  });

  test.each([
    ['an API key in an entry', [entry('STAGE', { apiKey: 'k' })], {}],
    ['a member beside the list', [entry('STAGE')], { keys: {} }],
    ['another version', [entry('STAGE')], { version: 2 }],
    ['another format', [entry('STAGE')], { format: 'bookmarks' }],
    ['a colour it does not know', [entry('STAGE', { colour: 'octarine' })], {}],
    ['no list', 'none', {}],
  ])('refuses a file with %s as a whole', async (_what, environments, more) => {
    await bring(environments, more);
    expect(await file().open()).toEqual(refused);
    expect(list.all()).toEqual([]);
  });

  test('refuses an address without encryption and a CA file that is none; nothing is added', async () => {
    for (const bad of [entry('X', { address: 'http://x.example.test' }), entry('X', { caPem: 'no certificate' })]) {
      await bring([entry('STAGE'), bad]);
      expect(await file().open()).toMatchObject({ ok: false });
      expect(list.all()).toEqual([]);
    }
  });

  test('tells when there is no file, when the person cancels, and when the settings refuse', async () => {
    expect(await file().open()).toMatchObject({ ok: false, problem: { kind: 'file-unreadable', reason: 'missing' } });
    dialogs.choose(null);
    expect(await file().open()).toEqual(ok(null));
    dialogs.choose(path);
    await bring([entry('STAGE')]);
    const full = { kind: 'file-unwritable', name: 'settings.json', reason: 'full' } as const;
    settings.refuseWith(full);
    expect(await file().open()).toEqual(failed(full));
  });

  test('survives any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (text) => {
        await files.writeAtomic(path, text);
        expect(await file().open()).toEqual(refused);
      }),
    );
  });
});

test('what was saved comes back as it was on another computer', async () => {
  list.put(environment('DEV', 0));
  list.put({ ...environment('PROD', 1), class: 'production', colour: 'red' });
  await file().save();
  settings = createFakeSettings();
  list = createEnvironmentList(settings);
  expect(await file().open()).toMatchObject({ ok: true, value: { skipped: [] } });
  expect(list.all().map(({ name, address, colour, class: kind }) => ({ name, address, colour, kind }))).toEqual([
    { name: 'DEV', address: 'https://dev.example.test', colour: 'blue', kind: 'development' },
    { name: 'PROD', address: 'https://prod.example.test', colour: 'red', kind: 'production' },
  ]);
});
