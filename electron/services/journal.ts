import { z } from 'zod';
import { placeSchema } from '../../shared/place.ts';
import type { Result } from '../../shared/result.ts';

/** A write about to happen: enough to find out later what became of it, and no secret. */
export const journalEntrySchema = z.object({
  id: z.string(),
  target: placeSchema,
  name: z.string(),
  version: z.string(),
  /** Uids of that name and version in the target just before the write. */
  uidsBefore: z.array(z.string()).readonly(),
});
export type JournalEntry = Readonly<z.infer<typeof journalEntrySchema>>;

export interface Journal {
  /** On disk before it answers. A failure stops the write it precedes. */
  open(entry: JournalEntry): Promise<Result<null>>;
  /** The write is settled, one way or the other. */
  close(id: string): Promise<void>;
  /** Writes whose end is not known, from this run or an earlier one. */
  unsettled(): Promise<readonly JournalEntry[]>;
}

/** What the journal needs of the disk. */
export interface JournalFiles {
  read(): Promise<string | null>;
  write(text: string): Promise<Result<null>>;
}

/** Keeps the open entries in one small file, rewritten atomically; changes queue behind each other. */
export function createJournal(files: JournalFiles): Journal {
  let queue: Promise<unknown> = Promise.resolve();
  let entries: Map<string, JournalEntry> | null = null;

  async function load(): Promise<Map<string, JournalEntry>> {
    if (entries !== null) return entries;
    entries = new Map();
    const text = await files.read();
    const parsed = z.array(journalEntrySchema).safeParse(text === null ? [] : parseJson(text));
    for (const entry of parsed.success ? parsed.data : []) entries.set(entry.id, entry);
    return entries;
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = queue.then(work);
    queue = next.catch(() => undefined);
    return next;
  }

  async function save(open: Map<string, JournalEntry>): Promise<Result<null>> {
    return files.write(JSON.stringify([...open.values()]));
  }

  return {
    open: (entry) =>
      inTurn(async () => {
        const open = await load();
        open.set(entry.id, entry);
        const saved = await save(open);
        if (!saved.ok) open.delete(entry.id);
        return saved;
      }),
    close: (id) =>
      inTurn(async () => {
        const open = await load();
        if (open.delete(id)) await save(open);
      }),
    unsettled: () => inTurn(async () => [...(await load()).values()]),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return [];
  }
}
