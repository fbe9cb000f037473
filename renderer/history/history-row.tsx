import { CircleCheck, CircleDashed, CircleX, TriangleAlert } from 'lucide-react';
import type { EnvironmentSummary } from '../../shared/environment.ts';
import type { HistoryEntry } from '../../shared/history.ts';
import { ProductionMark } from '../ui/pieces.tsx';
import { courseThen, historyWords } from '../words/history-words.ts';
import { ago, moment } from '../words/phrases.ts';
import styles from './history.module.css';

const icons = { good: CircleCheck, warn: TriangleAlert, bad: CircleX, quiet: CircleDashed } as const;

interface HistoryRowProps {
  readonly entry: HistoryEntry;
  /** The target's, as it is now; undefined: removed since. */
  readonly environment: EnvironmentSummary | undefined;
}

/** One import or clone that has ended. */
export function HistoryRow({ entry, environment }: HistoryRowProps) {
  const { tone, title, text } = historyWords(entry);
  const Icon = icons[tone];
  return (
    <li className={styles.row} data-env={environment?.colour}>
      <Icon size={14} aria-hidden className={styles.icon} data-tone={tone} />
      <div className={styles.words} data-selectable>
        <p className={styles.line}>
          <span className={styles.name}>
            {entry.name} {entry.version}
          </span>
          <span className={styles.soft}>{courseThen(entry)}</span>
          {environment?.class === 'production' ? <ProductionMark /> : null}
        </p>
        <p className={styles.line}>
          <span>{title}</span>
          {text === '' ? null : <span className={styles.soft}>{text}</span>}
        </p>
      </div>
      <time className={styles.when} dateTime={entry.at}>
        <span>{ago(entry.at, Date.now())}</span>
        <span className={styles.soft}>{moment(entry.at)}</span>
      </time>
    </li>
  );
}
