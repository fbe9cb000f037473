import { Eye, KeyRound, Library, Trash2, Variable } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { RememberedEntry } from '../../shared/remembered.ts';
import { useStores } from '../state/stores.ts';
import { IconButton } from '../ui/button.tsx';
import { ago } from '../words/phrases.ts';
import { entryWords } from '../words/remembered-words.ts';
import styles from './remembered.module.css';

const icons = { value: KeyRound, registry: Library, 'macro-scope': Variable } as const;

/** One remembered answer; its value shows only while a button is held. */
export function RememberedRow({ entry, onForget }: { entry: RememberedEntry; onForget: () => void }) {
  const words = entryWords(entry);
  const { shown, held, released } = useHeldValue(entry.id);
  const Icon = icons[entry.kind];
  return (
    <li className={styles.row} data-row data-open>
      <Icon size={14} aria-hidden className={styles.icon} />
      <div className={styles.words}>
        <p className={entry.kind === 'value' ? styles.path : styles.title} data-selectable>
          {words.title}
        </p>
        {shown === null ? (
          <p className={styles.soft}>{words.detail}</p>
        ) : (
          <p className={styles.value} role="status">
            {shown}
          </p>
        )}
      </div>
      <span className={styles.when}>{ago(entry.keptAt, Date.now())}</span>
      {entry.kind === 'value' ? (
        <IconButton label={`Show ${words.title} while held`} onPressStart={held} onPressEnd={released}>
          <Eye size={14} aria-hidden />
        </IconButton>
      ) : null}
      <IconButton label={`Forget ${words.title}`} onPress={onForget}>
        <Trash2 size={14} aria-hidden />
      </IconButton>
    </li>
  );
}

/**
 * SECURITY: the value is in this state only while the button is held; a late answer after the release is dropped, and
 * leaving the window counts as a release.
 */
function useHeldValue(id: string) {
  const stores = useStores();
  const [shown, setShown] = useState<string | null>(null);
  const isHeld = useRef(false);
  const released = (): void => {
    isHeld.current = false;
    setShown(null);
  };
  const held = async (): Promise<void> => {
    isHeld.current = true;
    const answer = await stores.remembered.getState().revealAsked(id);
    if (!answer.ok) stores.notices.getState().told(answer.problem);
    else if (isHeld.current) setShown(answer.value);
  };
  useEffect(() => {
    const left = (): void => {
      isHeld.current = false;
      setShown(null);
    };
    window.addEventListener('blur', left);
    return () => {
      isHeld.current = false;
      window.removeEventListener('blur', left);
    };
  }, []);
  return { shown, held: () => void held(), released };
}
