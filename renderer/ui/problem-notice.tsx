import type { ReactNode } from 'react';
import type { Problem } from '../../shared/problem.ts';
import { problemWords } from '../words/problem-words.ts';
import { Notice } from './notice.tsx';

export interface ProblemNoticeProps {
  readonly problem: Problem;
  /** What it means for the thing it stands beside. */
  readonly note?: string | undefined;
  readonly actions?: ReactNode;
}

/** A problem with its words and what to do next. */
export function ProblemNotice({ problem, note, actions }: ProblemNoticeProps) {
  const words = problemWords(problem);
  return (
    <Notice kind="bad" live title={words.title} actions={actions}>
      <p data-selectable>{words.text}</p>
      <p>{words.next}</p>
      {note === undefined ? null : <p>{note}</p>}
    </Notice>
  );
}
