import { useStores } from '../state/stores.ts';
import { Question } from '../ui/sheet-parts.tsx';

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
    <Question title={title} act="Forget" onAct={() => void forget()} onClose={onClose}>
      {what} will be asked for again at the next import. Nothing changes in Palette itself.
    </Question>
  );
}
