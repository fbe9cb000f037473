import { z } from 'zod';
import { samePlace } from '../../shared/place.ts';
import { environmentPlaceSchema } from '../../shared/place-shapes.ts';
import type { Problem } from '../../shared/problem.ts';
import { ok, type Result } from '../../shared/result.ts';
import { contentMarkSchema } from './content-mark-shape.ts';
import { readEntries } from './kept-entries.ts';
import type { KeptFile } from './kept-file.ts';

/** Writes about to happen: enough to find out later what became of them, and no secret. */
export const journalEntrySchema = z.object({
  /** One per attempt: a second one must not take the place of a first whose end nobody knows. */
  id: z.string(),
  way: z.enum(['clone', 'import']).default('import'),
  target: environmentPlaceSchema,
  name: z.string(),
  version: z.string(),
  /** Macros that were missing and are made first. Their names alone. */
  macros: z
    .array(z.object({ name: z.string(), scope: z.enum(['project', 'tenant']) }))
    .readonly()
    .default([]),
  /** Uids of that name and version in the target just before the import; null: only macros were being made. */
  uidsBefore: z.array(z.string()).readonly().nullable(),
  /** What the profile that is about to be written can be told by; null: only macros were being made, or an older entry. */
  content: contentMarkSchema.nullable().default(null),
});
export type JournalEntry = Readonly<z.infer<typeof journalEntrySchema>>;

export interface Journal {
  /** On disk before it answers; the same id replaces. A failure stops the write it precedes. */
  open(entry: JournalEntry): Promise<Result<null>>;
  /** The write is settled, one way or the other. */
  close(id: string): Promise<void>;
  /**
   * The profile of this write is there. That settles every earlier attempt at it as well: a name and version exist once in
   * a place, so none of them can land any more.
   */
  arrived(id: string): Promise<void>;
  /** Writes whose end is not known, from this run or an earlier one. */
  unsettled(): Promise<readonly JournalEntry[]>;
  /** Forgets every write and what was set aside. Fails when a file stays. */
  forgetAll(): Promise<Result<null>>;
}

/**
 * Keeps the open entries in one small file, rewritten atomically; changes queue behind each other. A file that cannot
 * be understood is set aside and told; its entries that can be understood stay.
 */
export function createJournal(files: KeptFile, tell: (problem: Problem) => void): Journal {
  let queue: Promise<unknown> = Promise.resolve();
  let entries: Map<string, JournalEntry> | null = null;

  async function load(): Promise<Result<Map<string, JournalEntry>>> {
    if (entries !== null) return ok(entries);
    const text = await files.read();
    const found = text.ok ? readEntries(text.value, journalEntrySchema) : null;
    if (found === null || !found.isWhole) {
      // Nothing is written over what nobody has read.
      const keptAs = await files.setAside();
      if (!keptAs.ok) return keptAs;
      tell({ kind: 'kept-unreadable', what: 'journal', keptAs: keptAs.value });
    }
    const open = new Map((found?.entries ?? []).map((entry) => [entry.id, entry]));
    if (found?.isWhole === false && open.size > 0) {
      const saved = await save(open);
      if (!saved.ok) return saved;
    }
    entries = open;
    return ok(open);
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = queue.then(work);
    queue = next.catch(() => undefined);
    return next;
  }

  async function save(open: ReadonlyMap<string, JournalEntry>): Promise<Result<null>> {
    return files.write(JSON.stringify([...open.values()]));
  }

  return {
    open: (entry) =>
      inTurn(async () => {
        const open = await load();
        if (!open.ok) return open;
        const before = open.value.get(entry.id);
        open.value.set(entry.id, entry);
        const saved = await save(open.value);
        if (!saved.ok) {
          if (before === undefined) open.value.delete(entry.id);
          else open.value.set(entry.id, before);
        }
        return saved;
      }),
    close: (id) =>
      inTurn(async () => {
        const open = await load();
        if (open.ok && open.value.delete(id)) await save(open.value);
      }),
    arrived: (id) =>
      inTurn(async () => {
        const open = await load();
        const there = open.ok ? open.value.get(id) : undefined;
        if (!open.ok || there === undefined) return;
        for (const one of [...open.value.values()]) if (isSameProfile(one, there)) open.value.delete(one.id);
        await save(open.value);
      }),
    unsettled: () =>
      inTurn(async () => {
        const open = await load();
        if (open.ok) return [...open.value.values()];
        tell(open.problem);
        return [];
      }),
    forgetAll: () =>
      inTurn(async () => {
        const removed = await files.remove();
        if (removed.ok) entries = new Map();
        return removed;
      }),
  };
}

function isSameProfile(one: JournalEntry, other: JournalEntry): boolean {
  return one.name === other.name && one.version === other.version && samePlace(one.target, other.target);
}
