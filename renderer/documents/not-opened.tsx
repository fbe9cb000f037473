import { X } from 'lucide-react';
import { useFrom, useStores } from '../state/stores.ts';
import { IconButton } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import styles from './doors.module.css';

/** Why the file that was chosen is not on screen; what was there before stays. */
export function NotOpened() {
  const { documents } = useStores();
  const { problem, problemRead } = useFrom(documents, (state) => state);
  if (problem === null) return null;
  return (
    <section className={styles.notOpened} aria-label="File not opened">
      <ProblemNotice
        problem={problem}
        actions={
          <IconButton label="Dismiss" onPress={problemRead}>
            <X size={14} aria-hidden />
          </IconButton>
        }
      />
    </section>
  );
}
