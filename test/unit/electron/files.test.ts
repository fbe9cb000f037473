import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskFiles } from '../../../electron/adapters/files.ts';
import { diskFolders } from '../../../electron/adapters/folders.ts';
import { systemClock } from '../../../electron/adapters/system-clock.ts';
import { createFiles } from '../../../electron/services/files.ts';
import { createProfileFiles } from '../../../electron/services/profile-files.ts';
import type { FileView } from '../../../shared/bridge/files.ts';
import type { Result } from '../../../shared/result.ts';
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
  return { dialogs, files: createFiles({ profiles, dialogs, documentsFolder: folder }) };
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
