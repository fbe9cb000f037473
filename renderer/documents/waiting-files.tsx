import { X } from 'lucide-react';
import { useFrom, useStores } from '../state/stores.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { waitingWords } from '../words/file-words.ts';
import styles from './doors.module.css';

/** Files that were handed over together with the one on screen, or while something else had the window. */
export function WaitingFiles() {
  const { documents } = useStores();
  const { waiting, isOffered, nextAsked, waitingDismissed } = useFrom(documents, (state) => state);
  const [next] = waiting;
  if (next === undefined || isOffered) return null;
  return (
    <section className={styles.notOpened} aria-label="Files that wait">
      <Notice
        kind="note"
        live
        title={waitingWords(waiting.map(({ name }) => name))}
        actions={
          <>
            <Button onPress={() => void nextAsked()}>{`Open ${next.name}`}</Button>
            <IconButton label="Leave them" onPress={waitingDismissed}>
              <X size={14} aria-hidden />
            </IconButton>
          </>
        }
      />
    </section>
  );
}
