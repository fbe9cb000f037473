import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { diskFiles } from '../../../electron/adapters/files.ts';
import { diskFolders } from '../../../electron/adapters/folders.ts';
import { systemClock } from '../../../electron/adapters/system-clock.ts';
import { createProfileFiles, type FileEvent, type ProfileFiles } from '../../../electron/services/profile-files.ts';
import type { ProfileEdit } from '../../../shared/profile/source/edit-shapes.ts';
import { createFakeAnalyser } from '../../fakes/analyser.ts';

let folder: string;
let events: FileEvent[];
let files: ProfileFiles;
const at = (name: string) => join(folder, name);
const analyser = createFakeAnalyser();
const ports = { files: diskFiles, folders: diskFolders, analyser, clock: systemClock };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ferry-profiles-'));
  const told: FileEvent[] = [];
  events = told;
  files = createProfileFiles({ ...ports, emit: (event) => told.push(event) });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sound =
  '{\r\n  "metadata": {"name": "shop"},\r\n  "spec": {"version": "1.0.0", "template": {"packs": [{"name": "a", "values": "p: ********"}]}}}';
const isRoot = process.getuid?.() === 0;

async function opened(name = 'shop.json', content: string | Uint8Array = sound) {
  writeFileSync(at(name), content);
  const file = await files.open(at(name));
  if (!file.ok) throw new Error(JSON.stringify(file.problem));
  return file.value;
}

/** The file is inspected: nothing more is to come but changes. */
const inspected = () => vi.waitFor(() => expect(events.map(({ kind }) => kind)).toContain('file-inspected'));

describe('a file that cannot be opened gets its own reason', () => {
  const unreadable = (reason: string, line: number | null = null, column: number | null = null, detail = '') => ({
    kind: 'profile-unreadable',
    reason,
    detail,
    line,
    column,
  });
  const utf16 = (text: string, mark: boolean) => Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le');

  it.each<[string, string | Uint8Array, object]>([
    ['empty', '', unreadable('empty')],
    ['blank', ' \n\uFEFF', unreadable('empty')],
    ['not JSON', '{\n  "metadata": nothing\n}', unreadable('not-json', 2, 15)],
    ['cut off', sound.slice(0, 60), { reason: 'cut-off', line: 3 }],
    ['broken YAML', 'metadata:\n  name: "a\nspec: [\n', { reason: 'not-yaml', line: 4 }],
    ['an alias of a map', 'metadata: &m {name: a}\nspec: {template: *m}\n', unreadable('yaml-alias', 2, 18, 'm')],
    [
      'a YAML bomb',
      [
        'metadata: {name: a}\nspec: {template: {}}\na0: &a0 [x]',
        ...Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`),
      ].join('\n'),
      { reason: 'yaml-alias', line: 4 },
    ],
    [
      'too many YAML keys',
      `metadata: {name: a}\nspec: {template: {}}\n${Array.from({ length: 50_000 }, (_, i) => `k${i}: 1`).join('\n')}`,
      { reason: 'too-large' },
    ],
    ['a web page', '<!DOCTYPE html><html>Sign in</html>', unreadable('web-page')],
    ['UTF-16 with its mark', utf16(sound, true), unreadable('utf16')],
    ['UTF-16 without', utf16(sound, false), unreadable('utf16')],
    ['UTF-16, the other way round', utf16(sound, true).swap16(), unreadable('utf16')],
    ['invalid UTF-8', Buffer.concat([Buffer.from('{\n"é": "'), Buffer.of(0xc3, 0x28)]), unreadable('not-utf8', 2, 7)],
    ['a letter cut off', Buffer.from('{"é').subarray(0, 3), unreadable('not-utf8', 1, 3)],
    ['a key twice', '{"metadata":{},\n"metadata":{}}', unreadable('duplicate-key', 2, 1, 'metadata')],
    ['__proto__', '{"__proto__":{}}', unreadable('forbidden-key', 1, 2, '__proto__')],
    ['100,000 levels of YAML', `metadata:\n  a: ${'['.repeat(100_000)}`, unreadable('too-deep', 2, 206, '200')],
    ['100,000 levels', '['.repeat(100_000), { reason: 'too-deep', line: 1 }],
    ['100,000 levels of objects', '{"a":'.repeat(100_000), { reason: 'too-deep' }],
    ['terraform in another order', 'terraform {\n  required_version = "1.9"\n}\n', unreadable('terraform')],
    ['terraform in YAML', 'resource:\n  spectrocloud_cluster_profile:\n    a: {}\n', unreadable('terraform')],
    ['a list in YAML', '- metadata: {name: a}\n  spec: {template: {}}\n', unreadable('array')],
    ['a list of the API', '{"items":[{"metadata":{"name":"a"}}],"listmeta":{}}', unreadable('api-object')],
    ['a row of the API', '{"metadata":{"name":"a"},"specSummary":{}}', unreadable('api-object')],
    ['a refusal of the API', '{"code":"InvalidApiKey","message":"no"}', unreadable('api-object')],
    ['a part of a web page', '<div class="login">Sign in</div>', unreadable('web-page')],
    ['an archive', gzipSync('metadata'), unreadable('archive')],
    ['a zip', Buffer.from('PK\u0003\u0004\u0014', 'latin1'), unreadable('archive')],
    ['terraform', 'resource "spectrocloud_cluster_profile" "x" {\n}', unreadable('terraform')],
    [
      'an answer of the API',
      '{"metadata":{"name":"a","uid":"u"},"spec":{"published":{"packs":[]}}}',
      unreadable('api-object'),
    ],
    [
      'a resource of the cluster',
      '{"apiVersion":"v1","kind":"ClusterProfile","metadata":{"name":"a"},"spec":{}}',
      unreadable('custom-resource'),
    ],
    ['an array', `[${sound}]`, unreadable('array')],
    [
      'an app profile',
      '{"kind":"AppProfile","metadata":{"name":"a"},"spec":{"template":{}}}',
      unreadable('app-profile'),
    ],
    ['something else', '{"name":"package"}', { reason: 'not-a-profile' }],
  ])('%s', async (_, content, problem) => {
    writeFileSync(at('x.json'), content);
    const answer = await files.open(at('x.json'));
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'profile-unreadable', ...problem } });
    expect(events).toEqual([]);
  });

  it('larger than 32 MB', async () => {
    writeFileSync(at('x.json'), '');
    truncateSync(at('x.json'), 40 * 1024 * 1024);
    const problem = { ...unreadable('too-large', null, null, '32'), file: 'x.json' };
    expect(await files.open(at('x.json'))).toEqual({ ok: false, problem });
  });

  it('a folder, a missing file, a device, a pipe that nobody writes to', async () => {
    const reasonOf = async (path: string) => {
      const answer = await files.open(path);
      return answer.ok || answer.problem.kind !== 'file-unreadable' ? answer : answer.problem.reason;
    };
    expect(await reasonOf(folder)).toBe('not-a-file');
    expect(await reasonOf(at('gone.json'))).toBe('missing');
    if (process.platform === 'win32') return;
    expect(await reasonOf('/dev/null')).toBe('not-a-file');
    execFileSync('mkfifo', [at('pipe')]);
    expect(await reasonOf(at('pipe'))).toBe('not-a-file');
  });

  it.skipIf(isRoot || process.platform === 'win32')('one that may not be read', async () => {
    writeFileSync(at('x.json'), sound);
    chmodSync(at('x.json'), 0);
    expect(await files.open(at('x.json'))).toMatchObject({ ok: false, problem: { reason: 'denied' } });
  });
});

describe('an open file', () => {
  it('is shown at once, then inspected layer by layer', async () => {
    const file = await opened();
    expect(file).toMatchObject({ name: 'shop.json', format: 'json', document: { metadata: { name: 'shop' } } });
    await inspected();
    expect(events.map(({ kind }) => kind)).toEqual(['file-layer', 'file-inspected']);
  });

  it('may be YAML, or text that was pasted', async () => {
    const yaml = 'metadata: {name: shop}\nspec: {template: {packs: []}}\n';
    expect((await opened('shop.yaml', yaml)).format).toBe('yaml');
    expect(await files.paste(sound)).toMatchObject({ ok: true, value: { path: null, name: '' } });
    expect(await files.paste('x')).toMatchObject({ ok: false, problem: { reason: 'not-json' } });
  });

  it('keeps its bytes when nothing changed, and is not even written', async () => {
    const marked = `\uFEFF${sound}`;
    const file = await opened('shop.json', marked);
    const before = statSync(at('shop.json'));
    expect(await files.save({ file: file.id, edits: [], overwrite: false })).toMatchObject({
      value: { kind: 'saved' },
    });
    expect(statSync(at('shop.json')).ino).toBe(before.ino);
    const copy = { file: file.id, edits: [], overwrite: false, path: at('copy.json'), format: 'json' } as const;
    await files.saveAs(copy);
    expect(readFileSync(at('copy.json'), 'utf8')).toBe(marked);
  });

  const fill: ProfileEdit = {
    kind: 'text',
    address: { kind: 'values', pack: 0 },
    spans: [{ start: 3, end: 11, text: '"x<y"' }],
  };

  it('changes by the edited bytes alone, and all of them can be taken back after a save', async () => {
    const file = await opened();
    const first = await files.save({ file: file.id, edits: [fill], overwrite: false });
    expect(first).toMatchObject({ ok: true, value: { kind: 'saved', file: { id: file.id } } });
    expect(readFileSync(at('shop.json'), 'utf8')).toBe(sound.replace('********', '\\"x<y\\"'));
    const version: ProfileEdit = { kind: 'version', version: '1.0.1' };
    await files.save({ file: file.id, edits: [fill, version], overwrite: false });
    expect(readFileSync(at('shop.json'), 'utf8')).toBe(
      sound.replace('********', '\\"x<y\\"').replace('1.0.0', '1.0.1'),
    );
    await files.save({ file: file.id, edits: [version], overwrite: false });
    expect(readFileSync(at('shop.json'), 'utf8')).toBe(sound.replace('1.0.0', '1.0.1'));
    await files.save({ file: file.id, edits: [], overwrite: false });
    expect(readFileSync(at('shop.json'), 'utf8')).toBe(sound);
    expect(readdirSync(folder)).toEqual(['shop.json']);
    // What the alarm after the last change on disk would do.
    await files.check(file.id);
    expect(events.filter(({ kind }) => kind === 'file-changed')).toEqual([]);
  });

  it('tells what would leave in plain text, also what was typed into a mask', async () => {
    const file = await opened();
    const secrets = await files.secrets(file.id, [fill]);
    expect(secrets.ok && secrets.value.map(({ reason }) => reason)).toEqual(['was-masked']);
  });

  it('gives its text as it would be written, without writing it', async () => {
    const { id } = await opened();
    expect(await files.text(id, [])).toEqual({ ok: true, value: sound });
    const named = await files.text(id, [{ kind: 'name', name: 'other' }]);
    expect(named).toEqual({ ok: true, value: sound.replace('"shop"', '"other"') });
    expect(readFileSync(at('shop.json'), 'utf8')).toBe(sound);
    expect(await files.text(id, [{ kind: 'variable-removed', at: 3 }])).toMatchObject({
      ok: false,
      problem: { kind: 'edit-outdated' },
    });
    files.close(id);
    expect((await files.text(id, [])).ok).toBe(false);
  });

  it("never takes another file's place unasked", async () => {
    const file = await opened();
    writeFileSync(at('other.json'), 'precious');
    const request = { file: file.id, edits: [], overwrite: false, path: at('other.json'), format: 'json' } as const;
    expect(await files.saveAs(request)).toEqual({ ok: true, value: { kind: 'exists', name: 'other.json' } });
    expect(readFileSync(at('other.json'), 'utf8')).toBe('precious');
    expect(readdirSync(folder).toSorted()).toEqual(['other.json', 'shop.json']);
    expect(await files.saveAs({ ...request, overwrite: true })).toMatchObject({ value: { kind: 'saved' } });
    expect(readFileSync(at('other.json'), 'utf8')).toBe(sound);
  });

  it('is saved in the other form', async () => {
    const file = await opened();
    const path = await files.proposePath(file.id, folder, 'yaml');
    expect(path).toBe(at('shop-1.0.0.yaml'));
    await files.saveAs({ file: file.id, edits: [], overwrite: false, path, format: 'yaml' });
    expect(readFileSync(path, 'utf8')).toMatch(/^metadata:\n {2}name: shop\n/);
    expect(await files.proposePath(file.id, folder, 'yaml')).toBe(at('shop-1.0.0 (2).yaml'));
  });

  it.skipIf(process.platform === 'win32')('stays behind a link to it', async () => {
    writeFileSync(at('real.json'), sound);
    symlinkSync(at('real.json'), at('link.json'));
    const file = await files.open(at('link.json'));
    if (!file.ok) throw new Error('opens');
    await files.save({ file: file.value.id, edits: [fill], overwrite: false });
    expect(readlinkSync(at('link.json'))).toBe(at('real.json'));
    expect(readFileSync(at('real.json'), 'utf8')).toContain('x<y');
  });

  it.skipIf(process.platform === 'win32')('stays open to those with whom its folder is shared', async () => {
    const file = await opened();
    chmodSync(at('shop.json'), 0o664);
    expect(await files.save({ file: file.id, edits: [fill], overwrite: false })).toMatchObject({ ok: true });
    expect(statSync(at('shop.json')).mode & 0o777).toBe(0o664);
  });

  it('tells once that somebody else changed it, and asks before saving over that', async () => {
    const file = await opened();
    await inspected();
    const theirs = sound.replace('shop', 'theirs');
    writeFileSync(at('shop.json'), theirs);
    await vi.waitFor(
      () => expect(events.at(-1)).toEqual({ kind: 'file-changed', file: file.id, isGone: false }),
      5_000,
    );
    await files.check(file.id);
    expect(events.filter(({ kind }) => kind === 'file-changed')).toHaveLength(1);
    const request = { file: file.id, edits: [fill], overwrite: false };
    expect(await files.save(request)).toEqual({
      ok: true,
      value: { kind: 'changed-on-disk', name: 'shop.json', isGone: false },
    });
    expect(readFileSync(at('shop.json'), 'utf8')).toBe(theirs);
    const again = await files.reload(file.id);
    expect(again).toMatchObject({ ok: true, value: { id: file.id, document: { metadata: { name: 'theirs' } } } });
    expect(await files.save(request)).toMatchObject({ value: { kind: 'saved' } });
  });

  it('never takes the place of what somebody else wrote while it was being saved', async () => {
    const theirs = sound.replace('shop', 'theirs');
    const slow: typeof analyser = {
      ...analyser,
      async edit(...asked) {
        const content = await analyser.edit(...asked);
        writeFileSync(at('shop.json'), theirs);
        return content;
      },
    };
    files = createProfileFiles({ ...ports, analyser: slow, emit: () => undefined });
    const request = { file: (await opened()).id, edits: [fill], overwrite: false };
    const changed = { kind: 'changed-on-disk', name: 'shop.json', isGone: false };
    expect(await files.save(request)).toEqual({ ok: true, value: changed });
    expect(readFileSync(at('shop.json'), 'utf8')).toBe(theirs);
    expect(await files.save({ ...request, overwrite: true })).toMatchObject({ value: { kind: 'saved' } });
    expect(readFileSync(at('shop.json'), 'utf8')).toContain('x<y');
  });

  it('never takes the place of what somebody else wrote while the new file reached the disk', async () => {
    const theirs = sound.replace('shop', 'theirs');
    const disk: typeof diskFiles = {
      ...diskFiles,
      replace: (path, content, mayReplace) =>
        diskFiles.replace(path, content, () => {
          writeFileSync(at('shop.json'), theirs);
          return mayReplace();
        }),
    };
    files = createProfileFiles({ ...ports, files: disk, emit: () => undefined });
    const file = await opened();
    expect(await files.save({ file: file.id, edits: [fill], overwrite: false })).toMatchObject({
      value: { kind: 'changed-on-disk', isGone: false },
    });
    expect(readFileSync(at('shop.json'), 'utf8')).toBe(theirs);
    expect(readdirSync(folder)).toEqual(['shop.json']);
  });

  it('may vanish, and be put back', async () => {
    const file = await opened();
    rmSync(at('shop.json'));
    await files.check(file.id);
    expect(events.at(-1)).toEqual({ kind: 'file-changed', file: file.id, isGone: true });
    const request = { file: file.id, edits: [], overwrite: false };
    expect(await files.save(request)).toMatchObject({ value: { kind: 'changed-on-disk', isGone: true } });
    expect(await files.save({ ...request, overwrite: true })).toMatchObject({ value: { kind: 'saved' } });
    expect(readFileSync(at('shop.json'), 'utf8')).toBe(sound);
  });

  it('is forgotten when it is closed', async () => {
    const file = await opened();
    files.close(file.id);
    const gone = { ok: false, problem: { kind: 'file-unreadable', reason: 'missing' } };
    expect(await files.save({ file: file.id, edits: [], overwrite: false })).toMatchObject(gone);
    expect(await files.secrets(file.id, [])).toMatchObject(gone);
    expect(await files.reload(file.id)).toMatchObject(gone);
  });
});
