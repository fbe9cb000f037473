import type { Problem } from '../../shared/problem.ts';
import type { CheckWords } from './check-words.ts';
import { problemWords } from './problem-words.ts';

/** A question that could not be asked: its own words, the reason, and what to do. Never "missing". */
export function notKnown(title: string, problem: Problem, more = ''): CheckWords {
  const words = problemWords(problem);
  return { title, text: [`${words.title}.`, words.text, words.next, more].filter((one) => one !== '').join(' ') };
}
