import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskFiles } from '../../../electron/adapters/files.ts';
import { diskFolders } from '../../../electron/adapters/folders.ts';
import { createKeyKeeper } from '../../../electron/adapters/key-keeper.ts';
import { createMemoryKeychain } from '../../../electron/adapters/keychain-memory.ts';
import { systemClock } from '../../../electron/adapters/system-clock.ts';
import { filesOfArguments } from '../../../electron/files-of-arguments.ts';
import { createFileDrafts } from '../../../electron/services/file-drafts.ts';
import { createFiles } from '../../../electron/services/files.ts';
import { createOfferedFiles, filesTold } from '../../../electron/services/offered-files.ts';
import { createProfileFiles } from '../../../electron/services/profile-files.ts';
import { createVault } from '../../../electron/services/vault.ts';
import type { FerryEvent } from '../../../shared/bridge/events.ts';
import type { FileView } from '../../../shared/bridge/files.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import { paymentsExport } from '../../e2e/files/payments.ts';
import { createFakeAnalyser } from '../../fakes/analyser.ts';
import { createFakeDialogs } from '../../fakes/dialogs.ts';

let folder: string;
const at = (name: string) => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ferry-files-'));
  writeFileSync(at('payments.json'), paymentsExport());
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function start() {
  const dialogs = createFakeDialogs();
  const ports = { files: diskFiles, folders: diskFolders, analyser: createFakeAnalyser(), clock: systemClock };
  const profiles = createProfileFiles({ ...ports, emit: () => undefined });
  const told: FerryEvent[] = [];
  const vault = createVault(
    { keys: createKeyKeeper(createMemoryKeychain(), createMemoryKeychain()), files: diskFiles },
    'file-drafts',
    at('drafts.bin'),
  );
  const drafts = createFileDrafts({ profiles, files: diskFiles, vault, clock: systemClock, emit: () => undefined });
  const table = { add: (path: string) => ok({ id: randomUUID(), name: basename(path), path }) };
  const offered = createOfferedFiles({ folders: diskFolders, table, emit: (event) => told.push(event) });
  const nowhere = async () => failed({ kind: 'folder-unreadable' as const, name: '', reason: 'forgotten' as const });
  const dragged: (readonly string[])[] = [];
  const desktop = { dragOut: async (paths: readonly string[]) => void dragged.push(paths) };
  const parts = {
    profiles,
    offered,
    desktop,
    drafts,
    dialogs,
    folders: { filePath: nowhere },
    toImport: { hold: nowhere },
  };
  return { dialogs, offered, told, dragged, files: createFiles({ ...parts, documentsFolder: folder }) };
}

function view(answer: Result<FileView | null>): FileView {
  if (!answer.ok || answer.value === null) throw new Error('No file');
  return answer.value;
}

describe('files on the bridge', () => {
  it('opens what the dialog names; nothing that crosses the bridge names its folder', async () => {
    const { dialogs, files } = start();
    expect(await files.choose()).toEqual({ ok: true, value: null });
    dialogs.choose(at('payments.json'));
    const file = view(await files.choose());
    expect(file).toMatchObject({ name: 'payments.json', format: 'json' });
    expect(JSON.stringify(file)).not.toContain(folder);
    const save = { file: file.id, edits: [{ kind: 'version', version: '1.0.0' }], overwrite: false } as const;
    const saved = await files.save(save);
    expect(JSON.stringify(saved)).not.toContain(folder);
    expect(readFileSync(at('payments.json'), 'utf8')).toBe(paymentsExport().replace('0.9.1', '1.0.0'));
  });

  it('hands the file that is open to the desktop; nothing where there is no file', async () => {
    const { dialogs, files, dragged } = start();
    dialogs.choose(at('payments.json'));
    const { id } = view(await files.choose());
    expect(await files.dragOut({ kind: 'open-file', file: id })).toEqual(ok(null));
    expect(dragged).toEqual([[at('payments.json')]]);
    const pasted = view(await files.paste({ text: paymentsExport() }));
    for (const file of [pasted.id, randomUUID()]) {
      expect(await files.dragOut({ kind: 'open-file', file })).toMatchObject({ ok: false });
    }
    const place = { kind: 'folder', folder: randomUUID(), name: 'gone', isRecursive: false } as const;
    const rows = await files.dragOut({ kind: 'rows', place, uids: ['a'] });
    expect(rows).toMatchObject({ ok: false, problem: { kind: 'folder-unreadable' } });
    expect(dragged).toHaveLength(1);
  });

  it('saves in the form that the ending of the chosen name says', async () => {
    const { dialogs, files } = start();
    dialogs.choose(at('payments.json'));
    const { id } = view(await files.choose());
    dialogs.choose(at('copy.yaml'));
    expect(view(await files.saveAs({ file: id, edits: [] }))).toMatchObject({ name: 'copy.yaml', format: 'yaml' });
    expect(readFileSync(at('copy.yaml'), 'utf8')).toMatch(/^metadata:/);
    dialogs.choose(null);
    expect(await files.saveAs({ file: id, edits: [] })).toEqual({ ok: true, value: null });
  });

  it('saves pasted text only where the person says', async () => {
    const { dialogs, files } = start();
    const { id, name } = view(await files.paste({ text: paymentsExport() }));
    expect(name).toBe('');
    expect(await files.save({ file: id, edits: [], overwrite: true })).toMatchObject({ ok: false });
    dialogs.choose(at('pasted.json'));
    expect(view(await files.saveAs({ file: id, edits: [] })).name).toBe('pasted.json');
    expect(readFileSync(at('pasted.json'), 'utf8')).toBe(paymentsExport());
  });

  it('knows a closed file no more', async () => {
    const { dialogs, files } = start();
    dialogs.choose(at('payments.json'));
    const { id } = view(await files.choose());
    await files.close({ file: id });
    expect(await files.reload({ file: id })).toMatchObject({ ok: false, problem: { kind: 'file-unreadable' } });
    expect(await files.secrets({ file: id, edits: [] })).toMatchObject({ ok: false });
  });

  it('lists what a filled mask would write in plain text', async () => {
    const { dialogs, files } = start();
    dialogs.choose(at('payments.json'));
    const { id, document } = view(await files.choose());
    const text = (document.spec.template.packs?.[3]?.values ?? '').replace("'********'", "'typed'");
    const edits = [{ kind: 'whole-text', address: { kind: 'values', pack: 3 }, text }] as const;
    const hits = await files.secrets({ file: id, edits });
    const lines = hits.ok
      ? hits.value.map(({ where }) => (where.kind === 'value' ? `${where.layer}:${where.line}` : ''))
      : [];
    expect(lines).toEqual(['vault:7', 'prometheus-operator:3']);
  });
});

describe('files handed over from outside of the window', () => {
  it('are told by name, and opened by the id that was told', async () => {
    const { files, offered, told } = start();
    await offered.offer([at('payments.json'), folder, at('gone.json')]);
    const [place, event] = told;
    expect(place).toMatchObject({ kind: 'folder-offered', folder: { name: basename(folder) } });
    expect(JSON.stringify(event)).not.toContain(folder);
    if (event?.kind !== 'files-offered') throw new Error('Not told');
    expect(event.files.map(({ name }) => name)).toEqual(['payments.json', 'gone.json']);
    const [payments, gone] = event.files.map(({ id }) => id);
    expect(await files.openOffered({ id: payments ?? '' })).toMatchObject({
      ok: true,
      value: { name: 'payments.json' },
    });
    expect(await files.openOffered({ id: gone ?? '' })).toMatchObject({ problem: { reason: 'missing' } });
    expect(await files.openOffered({ id: randomUUID() })).toMatchObject({ problem: { kind: 'request-malformed' } });
  });

  it.each<[string, readonly string[], boolean, readonly string[]]>([
    ['a packaged app', ['/usr/bin/profile-ferry', 'a.json'], false, [resolve('/home/a.json')]],
    [
      'in development',
      ['/electron', '--inspect=0', '.', '--user-data-dir=x', 'b.yaml'],
      true,
      [resolve('/home/b.yaml')],
    ],
    ['switches alone', ['/usr/bin/profile-ferry', '--sample-environments', '-psn_0_1'], false, []],
    ['a name that looks like a switch', ['/f', '--', '-odd.json'], false, [resolve('/home/-odd.json')]],
    ['an absolute path', ['/f', resolve('/tmp/c.json')], false, [resolve('/tmp/c.json')]],
    [
      'an address as desktops pass it',
      ['/f', pathToFileURL(resolve('/tmp/a b.json')).href],
      false,
      [resolve('/tmp/a b.json')],
    ],
    [
      'several, and an empty one',
      ['/f', 'a.json', '', 'sub/b.json'],
      false,
      [resolve('/home/a.json'), resolve('/home/sub/b.json')],
    ],
    ['an address elsewhere', ['/f', 'file://host%/x'], false, [resolve('/home/file:/host%/x')]],
  ])('are named on a command line: %s', (_, argv, hasAppFolder, expected) => {
    expect(filesOfArguments(argv, hasAppFolder, resolve('/home'))).toEqual(expected);
  });

  it('are told to the first start by the second, and anything else is not believed', () => {
    expect(filesTold({ files: ['/tmp/a.json'] })).toEqual(['/tmp/a.json']);
    for (const odd of [null, undefined, 'x', { files: 'x' }, { files: [1] }, { files: [''] }]) {
      expect(filesTold(odd)).toEqual([]);
    }
  });
});
