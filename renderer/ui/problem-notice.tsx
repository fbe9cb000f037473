import type { ReactNode } from 'react';
import type { Problem } from '../../shared/problem.ts';
import { problemWords } from '../words/problem-words.ts';
import { Notice } from './notice.tsx';

/** A problem with its words and what to do next. */
export function ProblemNotice({ problem, actions }: { readonly problem: Problem; readonly actions?: ReactNode }) {
  const words = problemWords(problem);
  return (
    <Notice kind="bad" live title={words.title} actions={actions}>
      <p data-selectable>{words.text}</p>
      <p>{words.next}</p>
    </Notice>
  );
}
