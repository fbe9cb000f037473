import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { diskFiles } from '../../../electron/adapters/files.ts';
import { diskFolders } from '../../../electron/adapters/folders.ts';
import { systemClock } from '../../../electron/adapters/system-clock.ts';
import { createFolderPlaces } from '../../../electron/services/folder-places.ts';
import { createFolderTable } from '../../../electron/services/folder-table.ts';
import { createFolders } from '../../../electron/services/folders.ts';
import { createProfileFolders } from '../../../electron/services/profile-folders.ts';
import type { FerryEvent } from '../../../shared/bridge/events.ts';
import type { FolderPlace } from '../../../shared/place.ts';
import type { Result } from '../../../shared/result.ts';
import { paymentsExport } from '../../e2e/files/payments.ts';
import { createFakeAnalyser } from '../../fakes/analyser.ts';
import { createFakeDialogs } from '../../fakes/dialogs.ts';
import { createFakeSettings } from '../../fakes/settings.ts';

let folder: string;
const at = (name: string) => join(folder, name);
const analyser = createFakeAnalyser();
const folders = createProfileFolders({ files: diskFiles, folders: diskFolders, analyser, clock: systemClock });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ferry-places-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function start(settings = createFakeSettings()) {
  const table = createFolderTable(settings);
  const told: FerryEvent[] = [];
  const dialogs = createFakeDialogs();
  const places = createFolderPlaces({ table, folders, analyser, clock: systemClock });
  const { calls, cameBack } = createFolders({ table, folders, dialogs, emit: (event) => told.push(event) });
  return { settings, table, told, dialogs, places, calls, cameBack };
}

function value<T>(answer: Result<T>): T {
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  return answer.value;
}

async function chosen(world: ReturnType<typeof start>, isRecursive = false): Promise<FolderPlace> {
  world.dialogs.choose(folder);
  const view = value(await world.calls.choose());
  if (view === null) throw new Error('No folder');
  return { kind: 'folder', folder: view.id, name: view.name, isRecursive };
}

/** As if every file were too large to be read beside another. */
const heavy = (listing: Awaited<ReturnType<typeof diskFolders.list>>): typeof listing =>
  listing.ok
    ? {
        ok: true,
        value: { ...listing.value, files: listing.value.files.map((file) => ({ ...file, bytes: 30_000_000 })) },
      }
    : listing;

const version = (number: string) => paymentsExport().replace('0.9.1', number);

describe('the folders of a person', () => {
  it('are remembered by id, the latest first, each once', async () => {
    const world = start();
    const first = await chosen(world);
    mkdirSync(at('below'));
    world.dialogs.choose(at('below'));
    await world.calls.choose();
    expect(await chosen(world)).toEqual(first);
    const again = start(world.settings);
    expect(value(await again.calls.list())).toEqual([
      { id: first.folder, name: first.name, path: folder },
      { id: expect.any(String), name: 'below', path: at('below') },
    ]);
    await again.calls.forget({ folder: first.folder });
    expect(value(await again.calls.list()).map(({ name }) => name)).toEqual(['below']);
  });

  it('stay as they were when nobody chose', async () => {
    const { calls } = start();
    expect(await calls.choose()).toEqual({ ok: true, value: null });
    expect(value(await calls.list())).toEqual([]);
  });

  it('are told of a problem of the settings', async () => {
    const world = start();
    world.settings.refuseWith({ kind: 'file-unwritable', name: 'settings.json', reason: 'full' });
    world.dialogs.choose(folder);
    expect(await world.calls.choose()).toMatchObject({ ok: false, problem: { kind: 'file-unwritable' } });
  });
});

describe('a folder as a place', () => {
  it('shows a row for each name, its files as versions with the newest first', async () => {
    const world = start();
    const place = await chosen(world);
    writeFileSync(at('a.json'), version('0.9.1'));
    writeFileSync(at('b.json'), version('1.10.0'));
    writeFileSync(
      at('c.yaml'),
      'metadata: {name: tools, labels: {team: edge, reviewed: spectro__tag}}\nspec: {template: {}}\n',
    );
    writeFileSync(at('d.json'), version('1.9.0'));
    const { rows, notes } = value(await world.places.profiles(place));
    expect(notes).toEqual({ unreadable: [], closed: [], isCut: false });
    expect(rows.map(({ name, versions }) => [name, versions.map(({ version: one, file }) => [one, file])])).toEqual([
      [
        'payments-stack',
        [
          ['1.10.0', 'b.json'],
          ['1.9.0', 'd.json'],
          ['0.9.1', 'a.json'],
        ],
      ],
      ['tools', [['1.0.0', 'c.yaml']]],
    ]);
    expect(rows[0]).toMatchObject({ type: 'cluster', cloudType: 'aws', tags: ['team:payments', 'reviewed'] });
    expect(rows[0]?.layers.map((layer) => `${layer.layer} ${layer.name} ${layer.version}`)).toEqual([
      'os ubuntu-aws 22.04',
      'k8s kubernetes 1.33.6',
      'cni cni-calico 3.30.1',
      'addon vault 0.29.1',
      'addon prometheus-operator 75.9.0',
    ]);
    expect(JSON.stringify(rows)).not.toContain(folder);
  });

  it('that takes its time tells rows on the way, each with the versions read so far', async () => {
    for (const [index, number] of ['1.0.0', '1.1.0', '1.2.0'].entries())
      writeFileSync(at(`${index}.json`), version(number));
    // A clock that goes on by half a second with every look at it.
    const slow = createProfileFolders({
      files: diskFiles,
      folders: { ...diskFolders, list: async (path, options) => heavy(await diskFolders.list(path, options)) },
      analyser,
      clock: { ...systemClock, now: () => (time += 500) },
    });
    let time = 0;
    const table = createFolderTable(createFakeSettings());
    const { id, name } = value(table.add(folder));
    const told: string[] = [];
    const { rows } = value(
      await createFolderPlaces({ table, folders: slow, analyser, clock: systemClock }).profiles(
        { kind: 'folder', folder: id, name, isRecursive: false },
        {
          signal: new AbortController().signal,
          told: (page, read, files) => {
            for (const row of page)
              told.push(`${read} of ${files}: ${row.versions.map((one) => one.version).join(' ')}`);
          },
        },
      ),
    );
    expect(told).toEqual(['1 of 3: 1.0.0', '2 of 3: 1.1.0 1.0.0']);
    expect(rows.map(({ versions }) => versions.length)).toEqual([3]);
  });

  it('lists what it cannot read with the reason, and looks below on request', async () => {
    const world = start();
    const place = await chosen(world);
    mkdirSync(at('below'));
    writeFileSync(at('below/a.json'), version('0.9.1'));
    writeFileSync(at('broken.json'), '{');
    const here = value(await world.places.profiles(place));
    expect(here.rows).toEqual([]);
    expect(here.notes?.unreadable).toMatchObject([{ file: 'broken.json', problem: { kind: 'profile-unreadable' } }]);
    const below = value(await world.places.profiles({ ...place, isRecursive: true }));
    expect(below.rows.map(({ versions }) => versions[0]?.file)).toEqual(['below/a.json']);
  });

  it('gives the file of a row by a name that is no path; nothing outside has one', async () => {
    const world = start();
    const place = await chosen(world);
    mkdirSync(at('below'));
    writeFileSync(at('a.json'), version('0.9.1'));
    writeFileSync(at('below/b.json'), version('0.9.2'));
    const [row] = value(await world.places.profiles(place)).rows;
    const uid = row?.versions[0]?.uid ?? '';
    expect(uid).toMatch(/^[0-9a-f]{32}$/);
    expect(value(await world.places.read(place, uid)).path).toBe('a.json');
    expect(value(await world.places.filePath(place, uid))).toBe(at('a.json'));
    const below = value(await world.places.profiles({ ...place, isRecursive: true })).rows.flatMap(
      (one) => one.versions,
    );
    const deeper = below.find(({ file }) => file === 'below/b.json')?.uid ?? '';
    const missing = { ok: false, problem: { kind: 'file-unreadable', reason: 'missing' } };
    // What is below is no part of the folder alone.
    expect(await world.places.read(place, deeper)).toMatchObject(missing);
    for (const strange of ['a.json', '../a.json', '', 'x'.repeat(128)]) {
      expect(await world.places.read(place, strange), strange).toMatchObject(missing);
    }
    rmSync(at('a.json'));
    expect(await world.places.read(place, uid)).toMatchObject(missing);
  });

  it('shows the details of a row: layers, masked values, variables', async () => {
    const world = start();
    const place = await chosen(world);
    writeFileSync(at('a.json'), version('0.9.1'));
    const [row] = value(await world.places.profiles(place)).rows;
    const details = value(await world.places.profile(place, row?.versions[0]?.uid ?? ''));
    expect(details).toMatchObject({ name: 'payments-stack', version: '0.9.1', cloudType: 'aws' });
    expect(details.layers.map(({ name, maskedValues }) => [name, maskedValues])).toContainEqual(['vault', 2]);
    expect(details.holes).toHaveLength(3);
  });

  it('that was forgotten or has vanished says which of both', async () => {
    const world = start();
    const place = await chosen(world);
    rmSync(folder, { recursive: true });
    const problem = (reason: string) => ({
      ok: false,
      problem: { kind: 'folder-unreadable', name: place.name, reason },
    });
    expect(await world.places.profiles(place)).toEqual(problem('missing'));
    expect(await world.places.profile(place, 'any')).toEqual(problem('missing'));
    await world.calls.forget({ folder: place.folder });
    expect(await world.places.profiles(place)).toEqual(problem('forgotten'));
    expect(world.places.path(place)).toEqual(problem('forgotten'));
  });
});

describe('a folder that is on screen', () => {
  it('tells of a change, and no longer once it has left the screen', async () => {
    const world = start();
    const place = await chosen(world);
    await world.calls.watch({ places: [place] });
    writeFileSync(at('a.json'), '{}');
    const changed = { kind: 'folder-changed', folder: place.folder };
    await vi.waitFor(() => expect(world.told).toContainEqual(changed), { timeout: 8_000 });
    await world.calls.watch({ places: [] });
    // Nothing is on its way any more once a second folder has been told of a later change.
    const others = mkdtempSync(join(tmpdir(), 'ferry-places-'));
    world.dialogs.choose(others);
    const other = value(await world.calls.choose());
    if (other === null) throw new Error('No folder');
    world.told.splice(0);
    writeFileSync(at('b.json'), '{}');
    await world.calls.watch({ places: [{ kind: 'folder', folder: other.id, name: other.name, isRecursive: false }] });
    writeFileSync(join(others, 'c.json'), '{}');
    await vi.waitFor(() => expect(world.told).not.toEqual([]), { timeout: 8_000 });
    await world.calls.watch({ places: [] });
    rmSync(others, { recursive: true });
    expect(world.told.every((event) => event.kind === 'folder-changed' && event.folder === other.id)).toBe(true);
  });

  it('is looked at again when the window comes back, and told of where it is another one', async () => {
    const world = start();
    const place = await chosen(world);
    await world.calls.watch({ places: [place] });
    await world.places.profiles(place);
    await world.cameBack();
    expect(world.told).toEqual([]);
    writeFileSync(at('a.json'), '{}');
    await world.cameBack();
    expect(world.told).toContainEqual({ kind: 'folder-changed', folder: place.folder });
    await world.calls.watch({ places: [] });
  });
});
