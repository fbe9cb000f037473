import { useFrom, useStores } from '../state/stores.ts';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import styles from './documents.module.css';
import own from './sheets.module.css';

/** Asks before typed values are lost. */
export function LeaveQuestion() {
  const { documents } = useStores();
  const { leaving, document, leaveAgreed, leaveRefused } = useFrom(documents, (state) => state);
  if (leaving === null || document === null) return null;
  const name = document.file.name === '' ? 'the pasted profile' : document.file.name;
  return (
    <Sheet label="Changes not saved" isOpen onClose={leaveRefused} size="small" role="alertdialog">
      <header className={own.sheetHead}>
        <h2 className={own.sheetTitle}>{`What you changed in ${name} is not saved`}</h2>
        <p className={styles.soft}>Going on drops it. The file itself stays as it is.</p>
      </header>
      <footer className={own.sheetFoot}>
        <span className={styles.space} />
        <Button autoFocus onPress={leaveRefused}>
          Keep working
        </Button>
        <Button
          look="danger"
          onPress={async () => {
            await leaveAgreed();
            if (leaving === 'window') window.close();
          }}
        >
          Drop the changes
        </Button>
      </footer>
    </Sheet>
  );
}
