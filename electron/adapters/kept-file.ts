import { randomBytes } from 'node:crypto';
import { readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { failed, ok } from '../../shared/result.ts';
import type { FilesPort } from '../ports/files.ts';
import type { KeptFile } from '../services/kept-file.ts';
import { writeReason } from './files.ts';

const maxBytes = 4 * 1024 * 1024;

/** A file of the app's own at this path; one of more than 4 MB cannot be read. */
export function createKeptFile(files: FilesPort, path: string): KeptFile {
  const aside = `${path}.damaged-`;
  const unwritable = (error: unknown) =>
    failed({ kind: 'file-unwritable', name: basename(path), reason: writeReason(error) });
  return {
    async read() {
      const content = await files.read(path, maxBytes);
      if (content.ok) return ok(new TextDecoder().decode(content.value));
      const { problem } = content;
      return problem.kind === 'file-unreadable' && problem.reason === 'missing' ? ok(null) : content;
    },
    write: (text) => files.writeAtomic(path, text),
    async setAside() {
      const other = `${aside}${randomBytes(4).toString('hex')}`;
      try {
        // A file that may not be read can still be renamed.
        await rename(path, other);
        return ok(basename(other));
      } catch (error) {
        return unwritable(error);
      }
    },
    async remove() {
      const folder = dirname(path);
      try {
        const names = (await readdir(folder)).filter((name) => name.startsWith(basename(aside)));
        for (const name of [basename(path), ...names]) await rm(join(folder, name), { force: true });
        return ok(null);
      } catch (error) {
        return unwritable(error);
      }
    },
  };
}
