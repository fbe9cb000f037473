import { useMemo, useRef } from 'react';
import type { Decision } from '../../shared/transfer/decision.ts';
import type { PlannedHole } from '../../shared/transfer/plan.ts';
import { AnswerHistory } from './answer-history.ts';
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
  canUndo(hole: string): boolean;
  /** True where there was something to take back. */
  undo(hole: string): boolean;
  redo(hole: string): boolean;
}

/** The answers of a transfer's holes, with their history for as long as the part is on screen. */
export function useAnswers({ transfer: { id } }: Planned): HoleAnswers {
  const book = useAnswerBook();
  const history = useRef(new AnswerHistory());
  return useMemo(() => {
    const now = (hole: string): Decision | null =>
      book.of(id).find((decision) => 'hole' in decision && decision.hole === hole) ?? null;
    const put = (hole: string, answer: Decision | null): void => {
      if (answer === null) book.undecided(id, { kind: 'reopen', hole });
      else book.decided(id, [], answer);
    };
    const answer = (hole: string, next: Decision | null, isTyping: boolean): void => {
      history.current.replaced(hole, now(hole), isTyping);
      put(hole, next);
    };
    // Without an answer a remembered value of the same path counts, so opening such a hole again has to be said.
    const open = ({ hole, remembered }: PlannedHole): Decision | null =>
      remembered === 'exact' ? { kind: 'reopen', hole: hole.id } : null;
    return {
      typed: (one, value) =>
        answer(one.hole.id, value === '' ? open(one) : { kind: 'fill', hole: one.hole.id, value }, true),
      chosen: (one, kind) => answer(one.hole.id, { kind, hole: one.hole.id }, false),
      reopened: (one) => answer(one.hole.id, open(one), false),
      left: () => history.current.left(),
      canUndo: (hole) => history.current.canUndo(hole),
      undo(hole) {
        const before = history.current.undone(hole, now(hole));
        if (before !== undefined) put(hole, before);
        return before !== undefined;
      },
      redo(hole) {
        const after = history.current.redone(hole, now(hole));
        if (after !== undefined) put(hole, after);
        return after !== undefined;
      },
    };
  }, [book, id]);
}
