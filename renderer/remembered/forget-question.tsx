import { useStores } from '../state/stores.ts';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import styles from './remembered.module.css';

/** What is about to be forgotten. */
export interface Forgetting {
  readonly title: string;
  /** "4 answers". */
  readonly what: string;
  /** Null: everything, also what cannot be opened. */
  readonly ids: readonly string[] | null;
}

/** Asks before anything is forgotten. */
export function ForgetQuestion({ forgetting, onClose }: { forgetting: Forgetting; onClose: () => void }) {
  const stores = useStores();
  const { title, what, ids } = forgetting;
  const forget = async (): Promise<void> => {
    const { forgetChosen, forgetAllChosen } = stores.remembered.getState();
    const answer = ids === null ? await forgetAllChosen() : await forgetChosen(ids);
    if (!answer.ok) stores.notices.getState().told(answer.problem);
    onClose();
  };
  return (
    <Sheet label={title} isOpen onClose={onClose} size="small" role="alertdialog">
      <div className={styles.head}>
        <h2 className={styles.question}>{title}</h2>
        <p className={styles.soft}>
          {what} will be asked for again at the next import. Nothing changes in Palette itself.
        </p>
      </div>
      <footer className={styles.foot}>
        <span className={styles.space} />
        <Button onPress={onClose} autoFocus>
          Keep
        </Button>
        <Button look="danger" onPress={() => void forget()}>
          Forget
        </Button>
      </footer>
    </Sheet>
  );
}
