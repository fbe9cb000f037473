import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A secret planted by a test, with what it stands for in a failure's text. */
export interface Canary {
  readonly what: string;
  readonly value: string;
}

/** Where a planted secret was found, and in which form. */
export interface Leak {
  readonly what: string;
  readonly where: string;
  readonly form: string;
}

/** Every way in which a value may stand in bytes: raw, escaped for JSON and URLs, hex, base64 at each alignment. */
function formsOf(value: string): ReadonlyMap<string, Buffer> {
  const bytes = Buffer.from(value, 'utf8');
  const forms = new Map<string, Buffer>([
    ['raw', bytes],
    ['UTF-16', Buffer.from(value, 'utf16le')],
    ['JSON', Buffer.from(JSON.stringify(value).slice(1, -1))],
    ['URL', Buffer.from(encodeURIComponent(value))],
    ['hex', Buffer.from(bytes.toString('hex'))],
  ]);
  for (const shift of [0, 1, 2]) {
    const shifted = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    // The first group mixes with what stands before, the last with what follows: only the middle is the value's own.
    const core = shifted.slice(shift === 0 ? 0 : 4, shifted.length - 2);
    forms.set(`base64 at ${shift}`, Buffer.from(core));
    forms.set(`base64url at ${shift}`, Buffer.from(core.replaceAll('+', '-').replaceAll('/', '_')));
  }
  return forms;
}

/** Every leak of any canary in one text or file content. */
export function leaksIn(where: string, content: string | Buffer, canaries: readonly Canary[]): readonly Leak[] {
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content, 'utf8');
  return canaries.flatMap(({ what, value }) =>
    [...formsOf(value)].flatMap(([form, sought]) => (bytes.includes(sought) ? [{ what, where, form }] : [])),
  );
}

/** Every leak in any file below a folder, names included. */
export async function leaksInFolder(folder: string, canaries: readonly Canary[]): Promise<readonly Leak[]> {
  const leaks: Leak[] = [];
  for (const name of await readdir(folder, { recursive: true })) {
    const path = join(folder, name);
    leaks.push(...leaksIn('a file name', name, canaries));
    const found = await stat(path).catch(() => null);
    // A file may vanish while the app runs.
    const content = found?.isFile() ? await readFile(path).catch(() => null) : null;
    if (content !== null) leaks.push(...leaksIn(name, content, canaries));
  }
  return leaks;
}
