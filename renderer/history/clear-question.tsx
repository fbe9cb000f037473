import { useStores } from '../state/stores.ts';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { count } from '../words/phrases.ts';
import styles from './history.module.css';

interface ClearQuestionProps {
  /** 0: what there is cannot be read. */
  readonly entries: number;
  readonly onClose: () => void;
}

/** Asks before the history is cleared. */
export function ClearQuestion({ entries, onClose }: ClearQuestionProps) {
  const stores = useStores();
  const clear = async (): Promise<void> => {
    const answer = await stores.history.getState().clearChosen();
    if (!answer.ok) stores.notices.getState().told(answer.problem);
    onClose();
  };
  return (
    <Sheet label="Clear history?" isOpen onClose={onClose} size="small" role="alertdialog">
      <div className={styles.head}>
        <h2>Clear history?</h2>
        <p className={styles.soft}>
          {entries === 0
            ? 'What is kept'
            : `What is kept of ${count(entries, 'import or clone', 'imports and clones')}`}{' '}
          is removed from this computer and cannot be brought back. The profiles stay where they are in Palette.
        </p>
      </div>
      <footer className={styles.foot}>
        <span className={styles.space} />
        <Button onPress={onClose} autoFocus>
          Keep
        </Button>
        <Button look="danger" onPress={() => void clear()}>
          Clear
        </Button>
      </footer>
    </Sheet>
  );
}
