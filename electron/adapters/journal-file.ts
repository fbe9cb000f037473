import { randomBytes } from 'node:crypto';
import { rename } from 'node:fs/promises';
import { basename } from 'node:path';
import { failed, ok } from '../../shared/result.ts';
import type { FilesPort } from '../ports/files.ts';
import type { JournalFiles } from '../services/journal.ts';
import { writeReason } from './files.ts';

const maxBytes = 4 * 1024 * 1024;

/** The journal's file. */
export function createJournalFile(files: FilesPort, path: string): JournalFiles {
  return {
    async read() {
      const content = await files.read(path, maxBytes);
      if (content.ok) return ok(new TextDecoder().decode(content.value));
      const { problem } = content;
      return problem.kind === 'file-unreadable' && problem.reason === 'missing' ? ok(null) : content;
    },
    write: (text) => files.writeAtomic(path, text),
    async setAside() {
      const aside = `${path}.damaged-${randomBytes(4).toString('hex')}`;
      try {
        // A file that may not be read can still be renamed.
        await rename(path, aside);
        return ok(basename(aside));
      } catch (error) {
        return failed({ kind: 'file-unwritable', name: basename(path), reason: writeReason(error) });
      }
    },
  };
}
