import { ok } from '../../shared/result.ts';
import type { FilesPort } from '../ports/files.ts';
import type { KeptFile } from '../services/kept-file.ts';

const maxBytes = 4 * 1024 * 1024;

/** A file of the app's own at this path; one of more than 4 MB cannot be read. */
export function createKeptFile(files: FilesPort, path: string): KeptFile {
  return {
    async read() {
      const content = await files.read(path, maxBytes);
      if (content.ok) return ok(new TextDecoder().decode(content.value));
      const { problem } = content;
      return problem.kind === 'file-unreadable' && problem.reason === 'missing' ? ok(null) : content;
    },
    write: (text) => files.writeAtomic(path, text),
    setAside: () => files.setAside(path),
    async remove() {
      const removed = await files.remove(path);
      return removed.ok ? ok(null) : removed;
    },
  };
}
