import { FileDown } from 'lucide-react';
import styles from './doors.module.css';

/** What dropping the file does, while it is held over the window. */
export function DropHint({ isShown }: { readonly isShown: boolean }) {
  if (!isShown) return null;
  return (
    <div className={styles.dropHint} aria-hidden="true">
      <p className={styles.dropWords}>
        <FileDown size={20} aria-hidden />
        Drop to open the profile
      </p>
    </div>
  );
}
