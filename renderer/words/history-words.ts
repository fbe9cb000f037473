import type { HistoryEntry, HistoryPlace } from '../../shared/history.ts';
import type { Problem } from '../../shared/problem.ts';
import { assertNever } from '../../shared/result.ts';
import { placeName } from './place-words.ts';
import { problemWords } from './problem-words.ts';
import { publishedWords, settledWordsAt, summaryWords } from './transfer-words.ts';
import { wayWords } from './way-words.ts';

export interface HistoryWords {
  readonly tone: 'good' | 'warn' | 'bad' | 'quiet';
  /** How it ended. */
  readonly title: string;
  /** More of it; empty where there is nothing more to say. */
  readonly text: string;
}

/** "PROD / payments" as it was called then; the name of a folder or file. */
export function nameThen({ place, environment }: HistoryPlace): string {
  return placeName(
    place,
    place.kind === 'environment' && environment !== null ? [{ id: place.environmentId, name: environment }] : [],
  );
}

/** "DEV / Default → PROD / payments"; the target alone where the source is not known. */
export function courseThen({ source, target }: HistoryEntry): string {
  return source === null ? `→ ${nameThen(target)}` : `${nameThen(source)} → ${nameThen(target)}`;
}

/** How an import or a clone ended. */
export function historyWords(entry: HistoryEntry): HistoryWords {
  const { way, end } = entry;
  switch (end.kind) {
    case 'written': {
      const { title } = summaryWords(way, end.proof);
      const { done } = wayWords[way];
      const arrived = end.proof.isStopped
        ? 'Stopped after it was written'
        : `${done.charAt(0).toUpperCase()}${done.slice(1)}`;
      const text = `${arrived}, ${publishedWords({ way, ...end })}${end.publishing === 'failed' ? '; publishing it failed' : ''}`;
      return { tone: end.publishing === 'failed' ? 'warn' : writtenTones[end.proof.verdict], title, text };
    }
    case 'failed':
      if (end.problem === null) return { tone: 'bad', title: 'Failed', text: 'Why was not kept' };
      return { tone: 'bad', title: problemWords(end.problem).title, text: causeOf(end.problem) };
    case 'cancelled':
      return { tone: 'quiet', title: 'Cancelled, nothing was written', text: '' };
    case 'settled': {
      const { title, text } = settledWordsAt({ ...entry, ...end }, nameThen(entry.target));
      return { tone: end.content === 'same' ? 'quiet' : 'warn', title, text };
    }
    default:
      return assertNever(end);
  }
}

const writtenTones = {
  identical: 'good',
  'identical-except-masked': 'good',
  differs: 'warn',
  'not-read': 'warn',
} as const;

/** What lay behind a problem, innermost last. */
function causeOf(problem: Problem): string {
  if (!('cause' in problem)) return '';
  const behind = causeOf(problem.cause);
  const { title } = problemWords(problem.cause);
  return behind === '' ? title : `${title}: ${behind}`;
}

/** What a filter looks at, in small letters. */
export function historyText(entry: HistoryEntry): string {
  return `${entry.name} ${entry.version}\n${courseThen(entry)}`.toLowerCase();
}
