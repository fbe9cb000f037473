import { useState } from 'react';
import type { KeptBack } from '../../shared/bridge/ferry.ts';
import type { Problem } from '../../shared/problem.ts';
import { leaveForgotten, useFrom, useStores } from '../state/stores.ts';
import { isUnderWay } from '../state/transfers-store.ts';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { Space } from '../ui/pieces.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { SheetFoot, SheetHead } from '../ui/sheet-parts.tsx';
import styles from './settings.module.css';

const keptWords: Readonly<Record<KeptBack, string>> = {
  keys: 'API keys: the keychain did not give them up. The app tries again at its next start.',
  'file-keys':
    'Keys of the encrypted files: the keychain did not give them up. The files are removed: the keys open nothing any more.',
  remembered: 'Remembered answers: their file could not be removed.',
  history: 'History: its file could not be removed.',
  journal: 'The journal of imports and clones whose end is not known: its file could not be removed.',
  drafts: 'Answers of open sheets and changes to files that are not saved: their files could not be removed.',
  settings: 'The settings: their file could not be written, or a damaged one not be removed.',
};

type Phase =
  | { readonly kind: 'ASKING' }
  | { readonly kind: 'FORGETTING' }
  | { readonly kind: 'FAILED'; readonly problem: Problem }
  | { readonly kind: 'DONE'; readonly left: readonly KeptBack[] };

/** Asks, forgets, and tells what could not be removed. */
export function ForgetEverything({ onClose }: { readonly onClose: () => void }) {
  const stores = useStores();
  const [phase, setPhase] = useState<Phase>({ kind: 'ASKING' });
  const isBusy = useFrom(stores.transfers, (state) => state.transfers.some(isUnderWay));
  const isForgetting = phase.kind === 'FORGETTING';

  const forget = async (): Promise<void> => {
    setPhase({ kind: 'FORGETTING' });
    const answer = await stores.view.getState().forgetChosen();
    if (!answer.ok) {
      setPhase({ kind: 'FAILED', problem: answer.problem });
      return;
    }
    await leaveForgotten(stores);
    setPhase({ kind: 'DONE', left: answer.value.left });
  };

  return (
    <Sheet label="Forget everything?" isOpen onClose={onClose} size="small" role="alertdialog" isLocked={isForgetting}>
      <SheetHead title={phase.kind === 'DONE' ? 'Forgotten' : 'Forget everything?'}>
        <div className={styles.question}>
          {phase.kind === 'DONE' ? (
            <Outcome left={phase.left} />
          ) : (
            <p className={styles.soft}>
              Every environment with its API key, all remembered answers, the history, open sheets and the settings of
              this window are removed from this computer. Nothing changes in Palette itself.
            </p>
          )}
          {phase.kind === 'FAILED' ? <ProblemNotice problem={phase.problem} /> : null}
          {isBusy ? (
            <Notice kind="warn" title="A transfer is under way">
              Wait until it has ended, or cancel it.
            </Notice>
          ) : null}
        </div>
      </SheetHead>
      <SheetFoot>
        <Space />
        {phase.kind === 'DONE' ? (
          <Button look="primary" onPress={onClose} autoFocus>
            Close
          </Button>
        ) : (
          <>
            <Button onPress={onClose} autoFocus isDisabled={isForgetting}>
              Keep
            </Button>
            <Button look="danger" isDisabled={isForgetting || isBusy} onPress={() => void forget()}>
              {isForgetting ? 'Forgetting…' : 'Forget everything'}
            </Button>
          </>
        )}
      </SheetFoot>
    </Sheet>
  );
}

function Outcome({ left }: { readonly left: readonly KeptBack[] }) {
  if (left.length === 0) return <Notice kind="good" live title="Nothing of yours is kept on this computer any more" />;
  return (
    <Notice kind="warn" live title="Some of it could not be removed">
      <ul>
        {left.map((one) => (
          <li key={one}>{keptWords[one]}</li>
        ))}
      </ul>
    </Notice>
  );
}
