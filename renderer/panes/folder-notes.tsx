import type { FolderNotes } from '../../shared/bridge/folders.ts';
import { count } from '../words/phrases.ts';
import { problemWords } from '../words/problem-words.ts';
import styles from './folder-notes.module.css';

/** What a folder holds besides its profiles, folded: files that are none with their reasons, folders that stay shut. */
export function FolderNotesView({ notes, paneName }: { readonly notes: FolderNotes; readonly paneName: string }) {
  const { unreadable, closed, isCut } = notes;
  if (unreadable.length === 0 && closed.length === 0 && !isCut) return null;
  const parts = [
    unreadable.length === 0 ? '' : count(unreadable.length, 'file is not shown', 'files are not shown'),
    closed.length === 0 ? '' : count(closed.length, 'folder stays shut', 'folders stay shut'),
    isCut ? 'there is more than a pane shows' : '',
  ];
  return (
    <details className={styles.notes}>
      <summary className={styles.summary}>{parts.filter((part) => part !== '').join(' · ')}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard */}
      <ul className={styles.list} aria-label={`Not shown in ${paneName}`} tabIndex={0}>
        {unreadable.map(({ file, problem }) => {
          const { text, next } = problemWords(problem);
          return (
            <li key={file} className={styles.item}>
              <span className={styles.name} data-selectable>
                {file}
              </span>
              <span className={styles.reason} data-selectable>
                {text} {next}
              </span>
            </li>
          );
        })}
        {closed.map((folder) => (
          <li key={folder} className={styles.item}>
            <span className={styles.name} data-selectable>
              {folder}
            </span>
            <span className={styles.reason}>This computer does not allow looking into this folder.</span>
          </li>
        ))}
        {isCut ? (
          <li className={styles.item}>
            <span className={styles.reason}>
              The folder holds more files than a pane shows. Choose one of the folders below it.
            </span>
          </li>
        ) : null}
      </ul>
    </details>
  );
}
