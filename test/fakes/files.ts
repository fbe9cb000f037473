import { basename } from 'node:path';
import type { FilesPort } from '../../electron/ports/files.ts';
import { failed, ok } from '../../shared/result.ts';

/** Files in memory. */
export function createFakeFiles(): FilesPort {
  const files = new Map<string, Uint8Array>();
  return {
    async read(path, maxBytes) {
      const content = files.get(path);
      const reason = content === undefined ? 'missing' : 'other';
      if (content === undefined || content.length > maxBytes) {
        return failed({ kind: 'file-unreadable', name: basename(path), reason });
      }
      return ok(content);
    },
    async writeAtomic(path, content) {
      files.set(path, Buffer.from(content));
      return ok(null);
    },
    async replace(path, content, mayReplace) {
      const isWanted = await mayReplace();
      if (isWanted) files.set(path, content);
      return ok(isWanted);
    },
    async setAside(path) {
      const content = files.get(path);
      if (content === undefined) return failed({ kind: 'file-unwritable', name: basename(path), reason: 'other' });
      files.set(`${path}.damaged-0`, content);
      files.delete(path);
      return ok(`${basename(path)}.damaged-0`);
    },
    async remove(path) {
      const own = [...files.keys()].filter((name) => name === path || name.startsWith(`${path}.damaged-`));
      for (const name of own) files.delete(name);
      return ok(own.length > 0);
    },
    sweep: async () => 0,
  };
}
