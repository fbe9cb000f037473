import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { diskFiles } from '../../../electron/adapters/files.ts';
import { diskFolders } from '../../../electron/adapters/folders.ts';
import { systemClock } from '../../../electron/adapters/system-clock.ts';
import type { PaletteClient } from '../../../electron/palette/client.ts';
import { createExports } from '../../../electron/services/exports.ts';
import { createFolderPlaces } from '../../../electron/services/folder-places.ts';
import { createFolderTable } from '../../../electron/services/folder-table.ts';
import { createProfileFolders } from '../../../electron/services/profile-folders.ts';
import type { ExportRun } from '../../../shared/bridge/exports.ts';
import type { FolderPlace, Place } from '../../../shared/place.ts';
import type { Problem } from '../../../shared/problem.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import { paymentsExport } from '../../e2e/files/payments.ts';
import { createFakeAnalyser } from '../../fakes/analyser.ts';
import { createFakeSettings } from '../../fakes/settings.ts';

/** As a server writes it: one line, `&` escaped, no line break at the end. */
const served = JSON.stringify(JSON.parse(paymentsExport())).replaceAll('What payments', 'What \\u0026 payments');
const secretValue = 'hunter2-plain-Word9';
const dev: Place = { kind: 'environment', environmentId: 'env-dev', scope: { kind: 'tenant' } };
const analyser = createFakeAnalyser();

let root: string;
let target: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ferry-exports-'));
  target = join(root, 'target');
  mkdirSync(target);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function start() {
  const table = createFolderTable(createFakeSettings());
  const folders = createProfileFolders({ files: diskFiles, folders: diskFolders, analyser, clock: systemClock });
  const places = createFolderPlaces({ table, folders, analyser, clock: systemClock });
  const server = { text: served, yaml: null as string | null, problem: null as Problem | null, asked: 0 };
  const gate = { opened: Promise.resolve() };
  const client = {
    withSignal: () => client,
    exportText: async () => {
      server.asked += 1;
      await gate.opened;
      return server.problem === null ? ok(new TextEncoder().encode(server.text)) : failed(server.problem);
    },
    exportYaml: async () =>
      server.yaml === null
        ? failed({ kind: 'not-found', host: 'palette.example', what: 'profile', message: '' })
        : ok(new TextEncoder().encode(server.yaml)),
  } as unknown as PaletteClient;
  const exports = createExports({
    clients: { of: async () => ok(client) },
    places,
    folders: diskFolders,
    files: diskFiles,
    analyser,
  });
  const placeOf = (path: string): FolderPlace => {
    const { id, name } = value(table.add(path));
    return { kind: 'folder', folder: id, name, isRecursive: false };
  };
  const request = (source: Place = dev, uid = 'u-1') => ({
    id: '5a2b3c4d-0000-4000-8000-000000000001',
    source,
    target: placeOf(target),
    profile: { uid, name: 'payments-stack', version: '0.9.1' },
  });
  return { exports, places, placeOf, server, gate, request, table };
}

function value<T>(answer: Result<T>): T {
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  return answer.value;
}

type World = ReturnType<typeof start>;
const inTarget = () => readdirSync(target).toSorted();
const read = (name: string) => readFileSync(join(target, name), 'utf8');

/** Every finding answered alike. */
async function fixesFor({ exports }: World, request: ExportRun['export'], fix: 'leave' | 'mask' | 'variable') {
  return value(await exports.plan(request)).hits.map(({ id }) => ({ hit: id, fix }));
}

describe('an export of an environment', () => {
  it('is planned without a write: name, findings without values, masked values', async () => {
    const { exports, request } = start();
    const plan = value(await exports.plan(request()));
    expect(plan.names.json).toEqual({
      fileName: 'payments-stack-0.9.1.json',
      isTaken: false,
      freeName: 'payments-stack-0.9.1.json',
    });
    expect(plan.names.yaml.fileName).toBe('payments-stack-0.9.1.yaml');
    expect(plan.hits.map(({ key }) => key)).toEqual(['adminPassword']);
    expect(plan.masked).toBe(3);
    expect(JSON.stringify(plan)).not.toContain(secretValue);
    expect(inTarget()).toEqual([]);
  });

  it('writes the very bytes that the server gave where nothing is fixed', async () => {
    const world = start();
    const request = world.request();
    const fixes = await fixesFor(world, request, 'leave');
    expect(await world.exports.run({ export: request, format: 'own', fixes, ifTaken: 'refuse' })).toEqual(
      ok({ kind: 'written', fileName: 'payments-stack-0.9.1.json', isReplaced: false }),
    );
    expect(read('payments-stack-0.9.1.json')).toBe(served);
  });

  it('writes nothing while a value that looks like a secret has no answer that it allows', async () => {
    const { exports, request, server } = start();
    const run = { export: request(), format: 'json', ifTaken: 'refuse' } as const;
    const refusal = { ok: false, problem: { kind: 'source-changed', profile: 'payments-stack 0.9.1' } };
    const [hit] = value(await exports.plan(run.export)).hits;
    expect(await exports.run({ ...run, fixes: [] })).toMatchObject(refusal);
    expect(await exports.run({ ...run, fixes: [{ hit: 'another', fix: 'leave' }] })).toMatchObject(refusal);
    // A second secret came after the person had looked.
    server.text = served.replace('adminUser: admin', 'apiToken: ghp_0123456789abcdefghijABCDEFGHIJ012345');
    expect(await exports.run({ ...run, fixes: [{ hit: hit?.id ?? '', fix: 'leave' }] })).toMatchObject(refusal);
    expect(inTarget()).toEqual([]);
  });

  it('masks a secret, or makes it a sensitive variable, and changes no other byte', async () => {
    const world = start();
    const request = world.request();
    const fixes = await fixesFor(world, request, 'mask');
    value(await world.exports.run({ export: request, format: 'json', fixes, ifTaken: 'refuse' }));
    expect(read('payments-stack-0.9.1.json')).toBe(served.replace(secretValue, "'********'"));
    const asVariable = fixes.map((one) => ({ ...one, fix: 'variable' as const }));
    value(await world.exports.run({ export: request, format: 'json', fixes: asVariable, ifTaken: 'replace' }));
    const text = read('payments-stack-0.9.1.json');
    expect(text).not.toContain(secretValue);
    expect(text).toContain("adminPassword: '{{.spectro.var.prometheus_operator_admin_password}}'");
  });

  it('writes YAML that says the same', async () => {
    const world = start();
    const request = world.request();
    const fixes = await fixesFor(world, request, 'leave');
    value(await world.exports.run({ export: request, format: 'yaml', fixes, ifTaken: 'refuse' }));
    const opened = value(await analyser.edit(readFileSync(join(target, 'payments-stack-0.9.1.yaml')), [], null));
    expect(opened).toMatchObject({ format: 'yaml', document: JSON.parse(served) });
  });

  it("writes the server's own YAML, byte for byte but for what is fixed", async () => {
    const world = start();
    const request = world.request();
    const document = JSON.parse(served);
    // Members in an order of its own, and texts as no other part of this app writes them.
    world.server.yaml = stringify({ spec: document.spec, metadata: document.metadata }, { indent: 4 });
    const fixes = await fixesFor(world, request, 'leave');
    value(await world.exports.run({ export: request, format: 'yaml', fixes, ifTaken: 'refuse' }));
    expect(read('payments-stack-0.9.1.yaml')).toBe(world.server.yaml);
    const masked = fixes.map((one) => ({ ...one, fix: 'mask' as const }));
    value(await world.exports.run({ export: request, format: 'yaml', fixes: masked, ifTaken: 'replace' }));
    const text = read('payments-stack-0.9.1.yaml');
    expect(text).not.toContain(secretValue);
    expect(value(await analyser.edit(new TextEncoder().encode(text), [], null)).document).toEqual(
      JSON.parse(served.replace(secretValue, "'********'")),
    );
    expect(text.split('\n').filter((line) => !world.server.yaml?.split('\n').includes(line))).toHaveLength(1);
  });

  it.each([
    ['says something else', stringify(JSON.parse(served.replace('1.33.6', '1.33.7')))],
    ['holds a secret that nobody was asked about', stringify(JSON.parse(served.replace('"reviewed"', '"ghp_x"')))],
    ['is JSON', served],
    ['cannot be read', 'metadata: [\n'],
    ['repeats by alias', `x: &x {a: 1}\ny: *x\n${stringify(JSON.parse(served))}`],
  ])('writes YAML of its own where that of the server %s', async (_, yaml) => {
    const world = start();
    const request = world.request();
    world.server.yaml = yaml;
    const fixes = await fixesFor(world, request, 'leave');
    value(await world.exports.run({ export: request, format: 'yaml', fixes, ifTaken: 'refuse' }));
    const opened = value(await analyser.edit(readFileSync(join(target, 'payments-stack-0.9.1.yaml')), [], null));
    expect(opened).toMatchObject({ format: 'yaml', document: JSON.parse(served) });
  });

  it('never takes the place of a file unasked; beside it, or in its place, when asked', async () => {
    const world = start();
    const request = world.request();
    const fixes = await fixesFor(world, request, 'leave');
    writeFileSync(join(target, 'Payments-Stack-0.9.1.JSON'), 'mine');
    writeFileSync(join(target, 'payments-stack-0.9.1.json'), 'mine');
    const run = { export: request, format: 'json', fixes } as const;
    const name = {
      fileName: 'payments-stack-0.9.1.json',
      isTaken: true,
      freeName: 'payments-stack-0.9.1 (2).json',
    };
    expect(value(await world.exports.plan(request)).names.json).toEqual(name);
    expect(await world.exports.run({ ...run, ifTaken: 'refuse' })).toEqual(ok({ kind: 'taken', name }));
    expect(read('payments-stack-0.9.1.json')).toBe('mine');
    value(await world.exports.run({ ...run, ifTaken: 'keep-both' }));
    expect(read('payments-stack-0.9.1 (2).json')).toBe(served);
    expect(await world.exports.run({ ...run, ifTaken: 'replace' })).toEqual(
      ok({ kind: 'written', fileName: 'payments-stack-0.9.1.json', isReplaced: true }),
    );
    expect(read('payments-stack-0.9.1.json')).toBe(served);
    expect(inTarget()).toHaveLength(3);
  });

  it('finds a free name among many at once, and beside a folder of that name', async () => {
    const world = start();
    const request = world.request();
    const fixes = await fixesFor(world, request, 'leave');
    mkdirSync(join(target, 'payments-stack-0.9.1.json'));
    const runs = [1, 2, 3].map((last) => {
      const one = { ...request, id: `5a2b3c4d-0000-4000-8000-00000000000${last}` };
      return world.exports.run({ export: one, format: 'json', fixes, ifTaken: 'keep-both' });
    });
    const names = (await Promise.all(runs))
      .map((answer) => value(answer))
      .map((one) => one.kind === 'written' && one.fileName);
    expect(names.toSorted()).toEqual([
      'payments-stack-0.9.1 (2).json',
      'payments-stack-0.9.1 (3).json',
      'payments-stack-0.9.1 (4).json',
    ]);
    for (const name of names) expect(read(String(name))).toBe(served);
  });

  it('stops when it is cancelled, before the file is written', async () => {
    const world = start();
    const request = world.request();
    const fixes = await fixesFor(world, request, 'leave');
    const { promise, resolve } = Promise.withResolvers<void>();
    world.gate.opened = promise;
    const running = world.exports.run({ export: request, format: 'json', fixes, ifTaken: 'refuse' });
    await world.exports.cancel({ id: request.id });
    resolve();
    expect(await running).toMatchObject({ ok: false, problem: { kind: 'cancelled' } });
    expect(inTarget()).toEqual([]);
  });

  it('tells why: of the server, of the answer, of the folder', async () => {
    const { exports, request, server, table } = start();
    server.problem = { kind: 'connection-lost', host: 'palette.example' };
    expect(await exports.plan(request())).toEqual(failed(server.problem));
    server.problem = null;
    server.text = '[]';
    expect(await exports.plan(request())).toMatchObject({ problem: { kind: 'profile-unreadable', reason: 'array' } });
    server.text = served;
    const gone = request();
    rmSync(target, { recursive: true });
    expect(await exports.plan(gone)).toMatchObject({ problem: { kind: 'folder-unreadable', reason: 'missing' } });
    table.forget(gone.target.folder);
    const asked = server.asked;
    expect(await exports.plan(gone)).toMatchObject({ problem: { kind: 'folder-unreadable', reason: 'forgotten' } });
    expect(server.asked).toBe(asked);
  });
});

describe('a copy from another folder', () => {
  it('keeps name and bytes; another form has another ending', async () => {
    const world = start();
    const from = join(root, 'from');
    mkdirSync(from);
    const bytes = served.replace(secretValue, "'********'");
    writeFileSync(join(from, 'My Export.json'), bytes);
    const source = world.placeOf(from);
    const [row] = value(await world.places.profiles(source)).rows;
    const request = world.request(source, row?.versions[0]?.uid);
    const plan = value(await world.exports.plan(request));
    expect([plan.names.own.fileName, plan.names.yaml.fileName]).toEqual(['My Export.json', 'My Export.yaml']);
    const run = { export: request, fixes: [], ifTaken: 'refuse' as const };
    value(await world.exports.run({ ...run, format: 'own' }));
    value(await world.exports.run({ ...run, format: 'yaml' }));
    expect(inTarget()).toEqual(['My Export.json', 'My Export.yaml']);
    expect(read('My Export.json')).toBe(bytes);
  });
});
