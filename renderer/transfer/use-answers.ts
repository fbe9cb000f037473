import { useMemo } from 'react';
import type { Decision } from '../../shared/transfer/decision.ts';
import type { PlannedHole } from '../../shared/transfer/plan.ts';
import { deskOf } from './text-desk.ts';
import { useAnswerBook } from './use-answer-book.ts';
import type { Planned } from './use-plans.ts';

/** Answers for the holes of one transfer, each of which can be taken back. */
export interface HoleAnswers {
  typed(hole: PlannedHole, value: string): void;
  /** Chooses one of the answers that need no typing. */
  chosen(hole: PlannedHole, kind: 'use-remembered' | 'keep-empty' | 'leave-masked'): void;
  /** The question is open again. */
  reopened(hole: PlannedHole): void;
  /** The person left the field: what is typed from now on is another answer. */
  left(): void;
  /** Whether the answer of this hole would be taken back next. */
  canUndo(hole: string): boolean;
}

/** The answers of a transfer's holes; its desk has their history, in which they stand among the edits of its texts. */
export function useAnswers({ transfer: { id } }: Planned): HoleAnswers {
  const book = useAnswerBook();
  return useMemo(() => {
    const answer = (hole: string, next: Decision | null, isTyping: boolean): void => {
      const before = book.of(id).find((decision) => 'hole' in decision && decision.hole === hole) ?? null;
      deskOf(book, id).replaced(hole, before, isTyping);
      if (next === null) book.undecided(id, { kind: 'reopen', hole });
      else book.decided(id, [], next);
    };
    // Without an answer a remembered value of the same path counts, so opening such a hole again has to be said.
    const open = ({ hole, remembered }: PlannedHole): Decision | null =>
      remembered === 'exact' ? { kind: 'reopen', hole: hole.id } : null;
    return {
      typed: (one, value) =>
        answer(one.hole.id, value === '' ? open(one) : { kind: 'fill', hole: one.hole.id, value }, true),
      chosen: (one, kind) => answer(one.hole.id, { kind, hole: one.hole.id }, false),
      reopened: (one) => answer(one.hole.id, open(one), false),
      left: () => deskOf(book, id).left(),
      canUndo: (hole) => deskOf(book, id).isLast(hole),
    };
  }, [book, id]);
}
