import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { diskFiles } from '../../../electron/adapters/files.ts';
import { createKeyKeeper } from '../../../electron/adapters/key-keeper.ts';
import { createMemoryKeychain } from '../../../electron/adapters/keychain-memory.ts';
import type { KeychainPort } from '../../../electron/ports/keychain.ts';
import { createFilesToImport } from '../../../electron/services/files-to-import.ts';
import { createVault } from '../../../electron/services/vault.ts';
import type { ProfileEdit } from '../../../shared/profile/source/edit-shapes.ts';
import { failed, ok } from '../../../shared/result.ts';
import { createFakeKeychain } from '../../fakes/keychain.ts';

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ferry-imports-'));
  file = join(folder, 'files.bin');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = '5a2b3c4d-0000-4000-8000-000000000001';

function start(keychain: KeychainPort) {
  const keys = createKeyKeeper(keychain, createMemoryKeychain());
  const vault = createVault({ keys, files: diskFiles }, 'files-to-import', file);
  return createFilesToImport({
    vault,
    profiles: {
      edited: async (id, edits) =>
        id === open
          ? ok({ name: 'shop.json', document: { spec: { template: {} }, metadata: { name: nameAfter(edits) } } })
          : failed({ kind: 'file-unreadable', name: '', reason: 'missing' }),
    },
  });
}

function nameAfter(edits: readonly ProfileEdit[]): string {
  const last = edits.findLast((edit) => edit.kind === 'name');
  return last?.kind === 'name' ? last.name : 'shop';
}

describe('an open file on its way into an environment', () => {
  it('is what it was when the person asked, whatever becomes of it later', async () => {
    const imports = start(createMemoryKeychain());
    const first = await imports.hold({ file: open, edits: [] });
    const second = await imports.hold({ file: open, edits: [{ kind: 'name', name: 'edited' }] });
    if (!first.ok || !second.ok) throw new Error('Not held');
    expect(first.value).toEqual({ kind: 'file', file: expect.any(String), name: 'shop.json' });
    expect(await imports.document(first.value)).toMatchObject({ value: { metadata: { name: 'shop' } } });
    expect(await imports.document(second.value)).toMatchObject({ value: { metadata: { name: 'edited' } } });
    expect(await imports.hold({ file: first.value.file, edits: [] })).toMatchObject({ ok: false });
  });

  it('is found again after a restart, its members in their order, and lies on disk encrypted', async () => {
    const keychain = createMemoryKeychain();
    const held = await start(keychain).hold({ file: open, edits: [{ kind: 'name', name: 'canary-name-5512' }] });
    if (!held.ok) throw new Error('Not held');
    await vi.waitFor(async () => expect((await readFile(file)).length).toBeGreaterThan(0));
    const again = await start(keychain).document(held.value);
    expect(JSON.stringify(again)).toBe(
      JSON.stringify(ok({ spec: { template: {} }, metadata: { name: 'canary-name-5512' } })),
    );
    expect((await readFile(file)).includes('canary-name-5512')).toBe(false);
  });

  it('says that nothing is kept of it any more, once everything was forgotten', async () => {
    const imports = start(createMemoryKeychain());
    const held = await imports.hold({ file: open, edits: [] });
    if (!held.ok) throw new Error('Not held');
    expect(await imports.forgetAll()).toMatchObject({ ok: true });
    expect(await imports.document(held.value)).toEqual(failed({ kind: 'file-not-open', name: 'shop.json' }));
  });

  it('does not wait for a keychain that asks the person something', async () => {
    const keychain = createFakeKeychain();
    keychain.freeze();
    const imports = start(keychain);
    const held = await imports.hold({ file: open, edits: [] });
    if (!held.ok) throw new Error('Not held');
    expect(await imports.document(held.value)).toMatchObject({ ok: true });
    keychain.thaw();
  });
});
