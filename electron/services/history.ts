import { randomUUID } from 'node:crypto';
import type { FerryEvent } from '../../shared/bridge/events.ts';
import type { Ferry, RunRequest } from '../../shared/bridge/ferry.ts';
import type { HistoryEnd, HistoryEntry, HistoryPlace } from '../../shared/history.ts';
import type { TransferSource } from '../../shared/place.ts';
import type { Problem } from '../../shared/problem.ts';
import { ok, type Result } from '../../shared/result.ts';
import { summedUp, type TransferOutcome } from '../../shared/transfer/proof.ts';
import { wayOf } from '../../shared/transfer/way.ts';
import type { ClockPort } from '../ports/clock.ts';
import { historyEntrySchema } from './history-shapes.ts';
import { readEntries } from './kept-entries.ts';
import type { KeptFile } from './kept-file.ts';
import { problemToKeep } from './problem-to-keep.ts';

/** How many transfers are kept, the latest. */
export const mostKept = 500;
/** Well below what the file's reader takes. */
const mostLetters = 1_000_000;

type SettledImport = Extract<FerryEvent, { readonly kind: 'import-settled' }>;

export interface History {
  /** What the window may call. */
  readonly calls: Ferry['history'];
  /** Keeps how a confirmed transfer ended. One that came back with open questions has not ended. */
  ended(request: RunRequest, answer: Result<TransferOutcome>): Promise<void>;
  /** Keeps what became of a write that an earlier run did not see the end of. */
  settled(import_: SettledImport): Promise<void>;
}

export interface HistoryParts {
  readonly file: KeptFile;
  readonly clock: Pick<ClockPort, 'now'>;
  /** Null: it is not known (any more). */
  readonly environmentName: (id: string) => string | null;
  readonly tell: (problem: Problem) => void;
}

/**
 * What was imported and cloned, in one small file that is rewritten atomically; changes queue behind each other. A file
 * that cannot be understood is set aside and told; its entries that can be understood stay. What cannot be written is
 * told, and written with the next entry.
 */
export function createHistory({ file, clock, environmentName, tell }: HistoryParts): History {
  let queue: Promise<unknown> = Promise.resolve();
  /** Latest first; null until the file was read. */
  let entries: readonly HistoryEntry[] | null = null;

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = queue.then(work);
    queue = next.catch(() => undefined);
    return next;
  }

  async function load(): Promise<Result<readonly HistoryEntry[]>> {
    if (entries !== null) return ok(entries);
    const text = await file.read();
    const found = text.ok ? readEntries(text.value, historyEntrySchema) : null;
    if (found === null || !found.isWhole) {
      // Nothing is written over what nobody has read.
      const keptAs = await file.setAside();
      if (!keptAs.ok) return keptAs;
      tell({ kind: 'kept-unreadable', what: 'history', keptAs: keptAs.value });
      if (found !== null && found.entries.length > 0) await write(found.entries);
    }
    entries = found?.entries ?? [];
    return ok(entries);
  }

  async function write(kept: readonly HistoryEntry[]): Promise<void> {
    const written = await file.write(JSON.stringify(kept));
    if (!written.ok) tell(written.problem);
  }

  const named = (place: TransferSource): HistoryPlace => ({
    place,
    environment: place.kind === 'environment' ? environmentName(place.environmentId) : null,
  });

  function add(entry: Omit<HistoryEntry, 'id' | 'at'>): Promise<void> {
    const fresh: HistoryEntry = { ...entry, id: randomUUID(), at: new Date(clock.now()).toISOString() };
    return inTurn(async () => {
      const kept = await load();
      if (!kept.ok) return tell(kept.problem);
      entries = latest([fresh, ...kept.value]);
      await write(entries);
    });
  }

  return {
    calls: {
      list: () => inTurn(load),
      clear: () =>
        inTurn(async () => {
          const removed = await file.remove();
          if (removed.ok) entries = [];
          return removed;
        }),
    },

    async ended({ transfer, decisions }, answer) {
      if (!answer.ok && answer.problem.kind === 'plan-open') return;
      const { name, version } = answer.ok ? answer.value : transfer.profile;
      const way = wayOf(transfer, decisions);
      await add({
        way,
        name,
        version,
        source: named(transfer.source),
        target: named(transfer.target),
        end: endOf(answer),
      });
    },

    settled: ({ way, name, version, target, content, macros }) =>
      add({ way, name, version, source: null, target: named(target), end: { kind: 'settled', content, macros } }),
  };
}

function endOf(answer: Result<TransferOutcome>): HistoryEnd {
  if (answer.ok) {
    const { published, publishing } = answer.value;
    return { kind: 'written', published, publishing, proof: summedUp(answer.value) };
  }
  if (answer.problem.kind === 'cancelled') return { kind: 'cancelled' };
  // SECURITY: the schema takes away what a server said, which may echo a value.
  const kept = problemToKeep.safeParse(answer.problem);
  return { kind: 'failed', problem: kept.success ? kept.data : null };
}

function latest(entries: readonly HistoryEntry[]): readonly HistoryEntry[] {
  let kept = entries.slice(0, mostKept);
  while (kept.length > 1 && JSON.stringify(kept).length > mostLetters) kept = kept.slice(0, kept.length >> 1);
  return kept;
}
