import type { Ferry } from '../../shared/bridge/ferry.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Draft } from '../../shared/transfer/draft.ts';
import type { Transfer, TransfersStore } from '../state/transfers-store.ts';
import type { AnswerBook } from './answer-book.ts';

export interface AnswerKeeperOptions {
  readonly drafts: Pick<Ferry['drafts'], 'save' | 'discard'>;
  readonly book: AnswerBook;
  readonly transfers: TransfersStore;
  /** Hears once why answers cannot be kept; that stops nothing else. */
  readonly told: (problem: Problem) => void;
  readonly saveAfterMilliseconds?: number;
}

/**
 * Keeps the answers of every sheet as drafts, so that a crash loses none, and forgets them as soon as they reached
 * their place or were discarded. Answers with a function that saves at once what still waits.
 */
export function keepAnswers(options: AnswerKeeperOptions): () => void {
  const { drafts, book, transfers, told, saveAfterMilliseconds = 400 } = options;
  /** What was last saved of each sheet, mostly as references: an answer book never changes a list it handed out. */
  const saved = new Map<string, readonly unknown[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isTold = false;

  const save = async (draft: Draft): Promise<void> => {
    const answer = await drafts.save(draft);
    if (answer.ok || isTold) return;
    isTold = true;
    told(answer.problem);
  };
  const keep = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const sheets = Map.groupBy(transfers.getState().transfers.filter(isKept), (transfer) => transfer.sheet);
    for (const [sheet, members] of sheets) {
      const shared = book.bondsAmong(members.map(({ id }) => id));
      const state = [...members.flatMap(({ id }) => [id, book.written(id), book.begunIn(id)]), JSON.stringify(shared)];
      const before = saved.get(sheet);
      if (before?.length === state.length && before.every((one, at) => one === state[at])) continue;
      if (members.every(({ id }) => book.isEmpty(id))) {
        if (before !== undefined) void drafts.discard({ id: sheet });
        saved.delete(sheet);
        continue;
      }
      saved.set(sheet, state);
      void save({
        id: sheet,
        transfers: members.map(({ id, request }) => ({
          request,
          decisions: [...book.written(id)],
          begun: [...book.begunIn(id)].map(([question, text]) => ({ question, text })),
        })),
        shared: shared.map((bond) => [...bond]),
      });
    }
    for (const sheet of saved.keys()) {
      if (sheets.has(sheet)) continue;
      saved.delete(sheet);
      void drafts.discard({ id: sheet });
    }
  };

  book.subscribe(() => {
    clearTimeout(timer);
    timer = setTimeout(keep, saveAfterMilliseconds);
  });
  transfers.subscribe((now, before) => {
    if (now.transfers !== before.transfers) {
      const gone = before.transfers.filter((transfer) => !now.transfers.some((other) => other.id === transfer.id));
      const done = now.transfers.filter((transfer) => transfer.stage.kind === 'DONE');
      // SECURITY: typed values are forgotten as soon as they reached their place or nobody wants them any more.
      book.forget([...gone, ...done].map((transfer) => transfer.id));
      if (gone.length > 0 || members(now.transfers) !== members(before.transfers)) keep();
    }
    if (now.sheet !== before.sheet) keep();
  });
  return () => {
    book.settle();
    keep();
  };
}

/** Whether the answers of a transfer may still be needed. */
function isKept({ stage }: Transfer): boolean {
  return stage.kind !== 'DONE';
}

function members(transfers: readonly Transfer[]): number {
  return transfers.filter(isKept).length;
}
