import type { FilesPort } from '../ports/files.ts';
import type { JournalFiles } from '../services/journal.ts';

const maxBytes = 4 * 1024 * 1024;

/** The journal's file. An unreadable one reads as empty: it must not stop the app, and the writes it told of are done. */
export function createJournalFile(files: FilesPort, path: string): JournalFiles {
  return {
    async read() {
      const content = await files.read(path, maxBytes);
      return content.ok ? new TextDecoder().decode(content.value) : null;
    },
    write: (text) => files.writeAtomic(path, text),
  };
}
